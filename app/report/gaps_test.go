package report

import (
	"slices"
	"testing"

	"zhangfang/app/book"
)

// Where files end before the period does, the report says how far it knows of no gap.
func TestNoGapsIsSaidAsFarAsFilesGo(t *testing.T) {
	text := newText(t, "zh")
	for asOf, want := range map[book.Day]string{
		book.NewDay(2025, 10, 31): text.T("report.no_gaps"),
		book.NewDay(2025, 10, 29): text.T("report.no_gaps_yet", "2025-10-29", "2025-10-31"),
	} {
		f := october()
		f.Gaps, f.AsOf = nil, asOf
		doc, err := Model(f, text, printed)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(doc.Sections, func(s Section) bool { return slices.Equal(s.Lines, []string{want}) }) {
			t.Errorf("%s: not said: %s", asOf, want)
		}
	}
}
