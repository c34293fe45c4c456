package assets_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"zhangfang/assets"
)

func messages(t *testing.T, locale string) map[string]json.RawMessage {
	t.Helper()
	b, err := os.ReadFile("translations/" + locale + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]json.RawMessage
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestBothLanguagesSayEverything(t *testing.T) {
	zh, en := messages(t, assets.Chinese), messages(t, assets.English)
	for k := range zh {
		if _, ok := en[k]; !ok {
			t.Errorf("%s has no English", k)
		}
	}
	for k := range en {
		if _, ok := zh[k]; !ok {
			t.Errorf("%s has no Chinese", k)
		}
	}
}

// Codes as they stand in the source, and the family of texts that each needs.
var codes = []struct {
	in     *regexp.Regexp
	family string
}{
	{regexp.MustCompile(`\.(?:T|Count|Data)\("([a-z_]+\.[a-z_0-9.+]+)"`), ""},
	{regexp.MustCompile(`\bfact\("([a-z_]+)"`), "fact."},
	{regexp.MustCompile(`Fact\{Code: "([a-z_]+)"`), "fact."},
	{regexp.MustCompile(`Problem\{Code: "([a-z_]+)"`), "problem."},
	{regexp.MustCompile(`Note\{Code: "([a-z_]+)"`), "note."},
	{regexp.MustCompile(`ExceptionType = "([a-z_]+)"`), "exception."},
	{regexp.MustCompile(`Rule\s+= "([a-z_+]+)"`), "rule."},
}

func TestEveryCodeInTheSourceHasAText(t *testing.T) {
	text, err := assets.NewText(assets.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	err = filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "../build/") || strings.Contains(path, "test/") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, c := range codes {
			for _, m := range c.in.FindAllStringSubmatch(string(source), -1) {
				if strings.HasSuffix(m[1], ".") || strings.HasSuffix(m[1], "_") {
					continue // the rest of the code is added by the program
				}
				seen++
				if !text.Has(c.family + m[1]) {
					t.Errorf("%s: %s%s has no text", path, c.family, m[1])
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 200 {
		t.Errorf("only %d codes found: the patterns no longer fit the source", seen)
	}
}

func TestTheLanguageFollowsTheSystem(t *testing.T) {
	for locale, want := range map[string]string{"zh_CN.UTF-8": assets.Chinese, "": assets.Chinese, "C": assets.Chinese, "fr_FR": assets.Chinese,
		"en_US.UTF-8": assets.English, "en": assets.English} {
		text, err := assets.NewText(locale)
		if err != nil || text.Locale != want {
			t.Errorf("%q: %v %v, want %s", locale, text, err, want)
		}
	}
}

func TestArgumentsFillTheSentence(t *testing.T) {
	text, err := assets.NewText("en")
	if err != nil {
		t.Fatal(err)
	}
	if got := text.T("note.gap_before", "2025-10-01", "2025-10-03"); got != "no file covers 2025-10-01 to 2025-10-03 yet" {
		t.Errorf("got %q", got)
	}
	if one, two := text.Count("command.status.gaps", 1), text.Count("command.status.gaps", 2); one != "1 gap" || two != "2 gaps" {
		t.Errorf("plurals %q, %q", one, two)
	}
	if got := text.T("no.such.code"); got != "no.such.code" {
		t.Errorf("a code without a text shows %q", got)
	}
}
