package reports

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

// TestTheClosingStampIsReadWhole looks for it in the smallest window, in the language
// that needs the most room.
func TestTheClosingStampIsReadWhole(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
	w := test.NewTempWindow(t, nil)
	f := &fake{months: []book.Period{october}, acts: []book.Closing{{Month: october, At: time.Unix(1762160000, 0)}}}
	v := New(testDeps(t, f, &told{}, "en"))
	w.SetContent(v.Content())
	w.Resize(fyne.NewSize(836, 640))
	v.Shown()
	want := v.presenter.State().Closed
	if want == "" {
		t.Fatal("the month is not closed")
	}
	for _, o := range test.LaidOutObjects(v.Content()) {
		if l, ok := o.(*kit.Label); ok && l.Visible() && l.Text() == want {
			if l.Size().Width < kit.NewSecondary(want).Sized(13).MinSize().Width {
				t.Errorf("%q has %v", want, l.Size().Width)
			}
			return
		}
	}
	t.Errorf("%q is not in sight", want)
}

func TestOpenClosingOfAMonth(t *testing.T) {
	f := &fake{months: []book.Period{book.Month(2025, 11), october}}
	p, _ := presented(t, f)
	p.PickUnit(UnitYear)
	p.OpenClosing("2025-10")
	if s := p.State(); f.last() != "checklist 2025-10-01 2025-10-31 2025" || s.Tab != TabClose || s.Unit != UnitMonth {
		t.Errorf("%s, tab %d, unit %d", f.last(), s.Tab, s.Unit)
	}
	if got := p.deps.Text.T("reports.open"); got != "打开" {
		t.Errorf("a written file is offered to %q", got)
	}
	p.OpenClosing("soon")
	if s := p.State(); s.Tab != TabClose {
		t.Errorf("tab %d", s.Tab)
	}
}
