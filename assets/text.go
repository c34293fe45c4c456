package assets

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// The languages of the program.
const (
	Chinese = "zh-Hans"
	English = "en"
)

// Text turns codes into sentences of one language.
type Text struct {
	Locale string // Chinese or English
	loc    *i18n.Localizer
}

// NewText picks the language for a system locale such as "en_US.UTF-8": English
// for English ones, Chinese for all others, since that is whom the program serves.
func NewText(locale string) (*Text, error) {
	bundle := i18n.NewBundle(language.SimplifiedChinese)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	files, err := fs.Glob(translations, "translations/*.json")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if _, err := bundle.LoadMessageFileFS(translations, f); err != nil {
			return nil, fmt.Errorf("translations %s: %w", f, err)
		}
	}
	name := Chinese
	if strings.HasPrefix(strings.ToLower(locale), "en") {
		name = English
	}
	return &Text{Locale: name, loc: i18n.NewLocalizer(bundle, name)}, nil
}

// T is the text of a code; args fill {{.A}}, {{.B}}, {{.C}}, {{.D}} in order. A
// code without a text shows itself, so that nothing is ever silently empty.
func (t *Text) T(code string, args ...string) string {
	return t.Data(code, nil, args...)
}

// Count is the text of a code for a number of things, {{.N}}, in its plural form.
func (t *Text) Count(code string, n int, args ...string) string {
	data := letters(args)
	data["N"] = n
	return t.localize(&i18n.LocalizeConfig{MessageID: code, TemplateData: data, PluralCount: n})
}

// Data is the text of a code filled from named values, and from args as T does.
func (t *Text) Data(code string, named map[string]any, args ...string) string {
	data := letters(args)
	for k, v := range named {
		data[k] = v
	}
	return t.localize(&i18n.LocalizeConfig{MessageID: code, TemplateData: data})
}

// Has tells whether the code has a text.
func (t *Text) Has(code string) bool {
	_, err := t.loc.Localize(&i18n.LocalizeConfig{MessageID: code, TemplateData: letters(nil)})
	return err == nil
}

func (t *Text) localize(c *i18n.LocalizeConfig) string {
	s, err := t.loc.Localize(c)
	if err != nil && s == "" {
		return c.MessageID
	}
	return s
}

func letters(args []string) map[string]any {
	data := make(map[string]any, len(args)+4)
	for i, name := range []string{"A", "B", "C", "D"} {
		data[name] = ""
		if i < len(args) {
			data[name] = args[i]
		}
	}
	return data
}
