package intake

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// NoteAlways is told of a file that went in although it was odd, because the owner
// said that such files always may. A: how many kinds of remarks were waved through.
const NoteAlways = "taken_always"

// settingAlways begins the name of a setting that lets files of a format in despite
// a kind of remark; the format, of a taught sheet with its profile behind an @, and the
// remark's code follow.
const settingAlways = "import_always."

// Always is what the owner said once and for all: files of a format go in
// although they have a kind of remark.
type Always struct {
	Format  string // as Receipt.Format
	Profile string // of a taught sheet: the fingerprint of its header; else ""
	Code    string // of the remark, as Note.Code
}

// setting is the name of the setting that keeps it.
func (a Always) setting() string {
	format := a.Format
	if a.Profile != "" {
		format += "@" + a.Profile
	}
	return settingAlways + format + "/" + a.Code
}

// neverAlways are remarks that no file may have for good: by these rows are lost, are
// in the book twice, or take the place of others.
func neverAlways(code string) bool {
	return code == noteParts || code == noteRetold || code == bill.NoteStray
}

// AlwaysList lists what the owner said once and for all, by format and remark.
func (s *Service) AlwaysList(ctx context.Context) ([]Always, error) {
	settings, err := s.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	var all []Always
	for name, value := range settings {
		rest, ok := strings.CutPrefix(name, settingAlways)
		format, code, whole := strings.Cut(rest, "/")
		if format, profile, _ := strings.Cut(format, "@"); ok && whole && value == "yes" {
			all = append(all, Always{format, profile, code})
		}
	}
	slices.SortFunc(all, func(a, b Always) int {
		return cmp.Or(strings.Compare(a.Format, b.Format), strings.Compare(a.Profile, b.Profile), strings.Compare(a.Code, b.Code))
	})
	return all, nil
}

// DropAlways takes such a word back: the next file with the remark waits again.
func (s *Service) DropAlways(ctx context.Context, a Always) error {
	return s.book.SetSetting(ctx, a.setting(), "", s.now())
}

// CanAlways tells whether files like this one may be let in from now on: remarks
// hold it that a file may have for good, and nothing else does.
func CanAlways(r *book.Receipt) bool {
	codes := suspicions(r.Notes)
	return r.State == book.ReceiptHeld && r.Refused == 0 && len(codes) > 0 && !slices.ContainsFunc(codes, neverAlways)
}

// Always sets whether files of the format of a receipt, or read by its profile, go in
// at once despite the kinds of remarks that it has. They are told all the same.
func (s *Service) Always(ctx context.Context, r *book.Receipt, on bool) error {
	value := ""
	if on {
		value = "yes"
	}
	for _, code := range suspicions(r.Notes) {
		if on && neverAlways(code) {
			continue
		}
		if err := s.book.SetSetting(ctx, Always{r.Format, printOf(r.Notes), code}.setting(), value, s.now()); err != nil {
			return err
		}
	}
	return nil
}

// always are the codes of remarks that the owner let in for files like one once and
// for all.
func (s *Service) always(ctx context.Context, o *observation) (map[string]bool, error) {
	if o.odd == 0 {
		return nil, nil
	}
	settings, err := s.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	codes := map[string]bool{}
	prefix := Always{Format: o.summary.Format, Profile: printOf(o.notes)}.setting()
	for name, value := range settings {
		if code, ok := strings.CutPrefix(name, prefix); ok && value == "yes" && !neverAlways(code) {
			codes[code] = true
		}
	}
	return codes, nil
}

// suspicions are the codes of the remarks that hold a file, each once.
func suspicions(notes []book.Note) []string {
	var codes []string
	seen := map[string]bool{}
	for _, n := range notes {
		if n.Suspicious && !seen[n.Code] {
			seen[n.Code] = true
			codes = append(codes, n.Code)
		}
	}
	return codes
}
