package overview

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

func shown(t *testing.T, s *shop, l *log, locale string) (*View, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
	v := New(testDeps(t, s, l, locale))
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(1092, 800))
	v.Shown()
	return v, w
}

func TestViewShowsTheFigures(t *testing.T) {
	v, _ := shown(t, autumn(), &log{}, "zh")
	if got := v.figures[cardArrived].Value(); got != "¥1,103,877.45" {
		t.Errorf("arrived %q", got)
	}
	if got := len(v.lower.rows.Rows()); got != 7 {
		t.Errorf("%d rows to do and what comes after", got)
	}
	if v.grid.Len() != int(items) || v.help[cardOpen].Text() == "" {
		t.Errorf("%d lines of figures", v.grid.Len())
	}
}

func TestRowsLeadOn(t *testing.T) {
	l := &log{}
	v, _ := shown(t, autumn(), l, "zh")
	v.lower.rows.Rows()[0].(*kit.Row).Tapped(nil)
	v.lower.rows.Rows()[1].(*kit.Row).Tapped(nil)
	test.Tap(v.figures[cardOpen])
	v.figures[cardUnderway].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	want := []string{"reconcile sales", "exception payouts|settlement_missing|c1d20385CNY", "exception ", "underway"}
	if fmt.Sprint(l.calls) != fmt.Sprint(want) {
		t.Errorf("calls %q, want %q", l.calls, want)
	}
}

func TestKeysLeadFromTheChartToARow(t *testing.T) {
	l := &log{}
	v, w := shown(t, autumn(), l, "zh")
	w.Canvas().Focus(v.panels[0].bars)
	for _, k := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyLeft, fyne.KeyReturn} {
		v.panels[0].bars.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if d := v.presenter.State().Drill; d.Title != "10-30 周四 的收款" || w.Canvas().Focused() != v.lower.lines {
		t.Fatalf("drill %q, focus on %T", d.Title, w.Canvas().Focused())
	}
	v.lower.lines.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	v.lower.lines.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if fmt.Sprint(l.calls) != "[reconcile sales]" || v.presenter.State().Drill.Level != LevelTodo {
		t.Errorf("calls %q, level %d", l.calls, v.presenter.State().Drill.Level)
	}
}

func TestChosenPicturesAreRemembered(t *testing.T) {
	s, prefs := autumn(), memory{}
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
	deps := testDeps(t, s, &log{}, "zh")
	deps.Prefs = prefs
	v := New(deps)
	v.Shown()
	v.panels[0].picks.Changed(int(ChartMatched))
	if s.counted != 1 {
		t.Errorf("matched rows counted %d times", s.counted)
	}
	again := New(deps)
	again.Shown()
	if got := again.panels[0].kind; got != ChartMatched {
		t.Errorf("the next run shows %d", got)
	}
}

func TestAllWell(t *testing.T) {
	s := autumn()
	s.none = true
	l := &log{}
	v, w := shown(t, s, l, "zh")
	if len(v.lower.rows.Rows()) != 1 {
		t.Fatalf("%d rows", len(v.lower.rows.Rows()))
	}
	found := false
	for _, o := range test.LaidOutObjects(w.Content()) {
		if label, ok := o.(*kit.Label); ok && label.Text() == "都对上了" {
			found = true
		}
	}
	if !found {
		t.Error("nothing says that all is well")
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

func buttons(o fyne.CanvasObject) (out []*kit.Button) {
	for _, x := range test.LaidOutObjects(o) {
		if b, ok := x.(*kit.Button); ok {
			out = append(out, b)
		}
	}
	return out
}

// TestPictures draws the view for the eye, where ZHANGFANG_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("ZHANGFANG_PICTURES")
	if dir == "" {
		t.Skip("no folder for pictures")
	}
	quiet, broken := autumn(), autumn()
	quiet.none, broken.err = true, errBroken
	pictures(t, dir, "overview", autumn(), func(*View) {})
	pictures(t, dir, "overview-empty", &shop{}, func(*View) {})
	pictures(t, dir, "overview-error", broken, func(*View) {})
	pictures(t, dir, "overview-well", quiet, func(v *View) { v.panels[0].picks.Changed(int(ChartForecast)) })
	pictures(t, dir, "overview-days", autumn(), func(v *View) {
		v.panels[0].picks.Changed(int(ChartRefunds))
		v.presenter.OpenItem(ItemRefunds)
	})
	pictures(t, dir, "overview-rows", autumn(), func(v *View) {
		v.panels[0].picks.Changed(int(ChartFees))
		v.presenter.OpenNewest()
		v.panels[0].lines.FocusGained()
		v.panels[0].lines.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	})
	pictures(t, dir, "overview-year", autumn(), func(v *View) { v.presenter.PickUnit(2); v.panels[0].picks.Changed(int(ChartAges)) })
	pictures(t, dir, "overview-matched", autumn(), func(v *View) { v.panels[0].picks.Changed(int(ChartMatched)) })
}

func pictures(t *testing.T, dir, name string, s *shop, scene func(*View)) {
	t.Helper()
	test.NewTempApp(t)
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		test.ApplyTheme(t, draw.NewThemeVariant(variant))
		for _, locale := range []string{"zh", "en"} {
			for _, size := range []fyne.Size{fyne.NewSize(1092, 800), fyne.NewSize(836, 640), fyne.NewSize(2372, 1440)} {
				if size.Width > 2000 && (locale == "en" || variant == theme.VariantDark) {
					continue
				}
				v := New(testDeps(t, s, &log{}, locale))
				w := test.NewWindow(v.Content())
				w.SetPadded(false)
				w.Resize(size)
				v.Shown()
				if v.page != nil {
					scene(v)
				}
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
