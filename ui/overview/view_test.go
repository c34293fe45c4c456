package overview

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

func shown(t *testing.T, s *shop, l *log, locale string) (*View, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, kit.NewThemeVariant(theme.VariantLight))
	v := New(testDeps(t, s, l, locale))
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(1092, 800))
	v.Shown()
	return v, w
}

func TestViewShowsTheFigures(t *testing.T) {
	v, _ := shown(t, &shop{months: []book.Period{october}}, &log{}, "zh")
	if got := v.figures[1].Value(); got != "¥1,103,877.45" {
		t.Errorf("arrived %q", got)
	}
	if got := len(v.rows.Rows()); got != 6 {
		t.Errorf("%d rows to do", got)
	}
}

func TestRowsLeadOn(t *testing.T) {
	l := &log{}
	v, _ := shown(t, &shop{months: []book.Period{october}}, l, "zh")
	v.rows.Rows()[0].(*kit.Row).Tapped(nil)
	v.rows.Rows()[2].(*kit.Row).Tapped(nil)
	test.Tap(v.figures[3])
	want := []string{"exception payouts|settlement_missing|c1d20385CNY", "reconcile sales", "exception "}
	if fmt.Sprint(l.calls) != fmt.Sprint(want) {
		t.Errorf("calls %q, want %q", l.calls, want)
	}
}

func TestWelcome(t *testing.T) {
	l := &log{}
	v, w := shown(t, &shop{}, l, "zh")
	if v.page != nil {
		t.Fatal("an empty book shows figures")
	}
	for _, o := range buttons(w.Content()) {
		test.Tap(o)
	}
	if fmt.Sprint(l.calls) != "[import sample]" {
		t.Errorf("calls %q", l.calls)
	}
}

func TestErrorCanBeRetried(t *testing.T) {
	s := &shop{months: []book.Period{october}, err: errBroken}
	v, w := shown(t, s, &log{}, "zh")
	s.err = nil
	test.Tap(buttons(w.Content())[0])
	if v.page == nil {
		t.Error("trying again shows nothing")
	}
}

func buttons(o fyne.CanvasObject) []*kit.Button {
	switch o := o.(type) {
	case *kit.Button:
		return []*kit.Button{o}
	case *fyne.Container:
		var out []*kit.Button
		for _, child := range o.Objects {
			out = append(out, buttons(child)...)
		}
		return out
	}
	return nil
}

// TestPictures draws the view for the eye, where ZHANGFANG_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("ZHANGFANG_PICTURES")
	if dir == "" {
		t.Skip("no folder for pictures")
	}
	for name, months := range map[string][]book.Period{"overview": {october}, "overview-empty": nil} {
		draw(t, dir, name, func(locale string) fyne.CanvasObject {
			v := New(testDeps(t, &shop{months: months}, &log{}, locale))
			v.Shown()
			return v.Content()
		})
	}
}

func draw(t *testing.T, dir, name string, content func(locale string) fyne.CanvasObject) {
	t.Helper()
	test.NewTempApp(t)
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		test.ApplyTheme(t, kit.NewThemeVariant(variant))
		for _, locale := range []string{"zh", "en"} {
			for _, size := range []fyne.Size{fyne.NewSize(1092, 800), fyne.NewSize(836, 640)} {
				w := test.NewWindow(container.NewStack(content(locale)))
				w.SetPadded(false)
				w.Resize(size)
				f, err := os.Create(filepath.Join(dir, fmt.Sprintf("%s-%s-%s-%.0f.png", name, locale, [2]string{"dark", "light"}[variant], size.Width)))
				if err != nil {
					t.Fatal(err)
				}
				if err := png.Encode(f, w.Canvas().Capture()); err != nil {
					t.Fatal(err)
				}
				f.Close()
				w.Close()
			}
		}
	}
}
