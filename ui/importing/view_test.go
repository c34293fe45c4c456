package importing

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

func shown(t *testing.T, d *desk, l *log, locale string) (*View, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
	w := test.NewTempWindow(t, nil)
	v := New(testDeps(t, d, l, w, locale))
	w.SetContent(v.Content())
	w.Resize(fyne.NewSize(1092, 800))
	v.Shown()
	return v, w
}

func TestHeldFileGoesInAfterALook(t *testing.T) {
	l := &log{}
	v, w := shown(t, filled(), l, "zh")
	v.ShowReceipts(dropped())
	v.waiting.rows.rows.Objects[0].(*kit.Row).Tapped(nil)
	buttons := buttonsOf(w.Canvas().Overlays().Top())
	test.Tap(buttons[len(buttons)-1])
	if len(l.calls) != 1 || !strings.HasPrefix(l.calls[0], "start [/a/店铺订单.csv]") {
		t.Errorf("calls %q", l.calls)
	}
	if w.Canvas().Overlays().Top() != nil {
		t.Error("the dialog stays open")
	}
}

func TestUndoShowsThePlanFirst(t *testing.T) {
	d, l := filled(), &log{}
	v, w := shown(t, d, l, "zh")
	v.showBatch(4)
	test.Tap(v.undo)
	if len(d.undone) != 0 {
		t.Fatal("undone without asking")
	}
	buttons := buttonsOf(w.Canvas().Overlays().Top())
	test.Tap(buttons[len(buttons)-1])
	if fmt.Sprint(d.undone) != "[4]" || !strings.Contains(strings.Join(l.calls, " "), "toast") {
		t.Errorf("undone %v, calls %q", d.undone, l.calls)
	}
}

func TestAnUndoneBatchCannotBeUndoneAgain(t *testing.T) {
	v, _ := shown(t, filled(), &log{}, "zh")
	if v.canUndo(7) || !v.canUndo(6) || v.canUndo(99) {
		t.Error("an undone batch can be undone")
	}
}

func buttonsOf(o fyne.CanvasObject) []*kit.Button {
	var out []*kit.Button
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
	test.NewTempApp(t)
	for name, prepare := range map[string]func(v *View){
		"import":          func(v *View) { v.ShowReceipts(dropped()) },
		"import-odd":      func(v *View) { v.ShowReceipts(odd()) },
		"import-gap":      func(v *View) { v.presenter.PickDay(2, 11) },
		"import-undo":     func(v *View) { v.showBatch(2); v.undoBatch(2) },
		"import-all":      func(v *View) { v.ShowReceipts(dropped()); v.acceptAll() },
		"import-history":  func(v *View) { v.showBatch(3) },
		"import-batch":    func(v *View) { v.openBatch(2) },
		"import-dialog":   func(v *View) { v.openFile(heldWithAll(), func() {}) },
		"import-always":   func(v *View) { v.ShowReceipts(dropped()); v.openWaiting(0) },
		"import-guide":    func(v *View) { v.openGuide() },
		"import-earlier":  func(v *View) { v.presenter.deps.Intake = earlier(); v.Refresh(); v.ShowReceipts(odd()) },
		"import-channel":  func(v *View) { v.presenter.deps.Intake = earlier(); v.Refresh(); v.openWaiting(0) },
		"import-empty":    func(v *View) { v.presenter.deps.Intake = &desk{}; v.Refresh() },
		"import-teach":    func(v *View) { v.ShowReceipts(dropped()); v.openWaiting(2) },
		"import-receipts": func(v *View) { v.ShowReceipts(dropped()[:2]); v.openReceipt(1) },
	} {
		for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
			test.ApplyTheme(t, draw.NewThemeVariant(variant))
			for _, locale := range []string{"zh", "en"} {
				for _, size := range []fyne.Size{fyne.NewSize(1092, 800), fyne.NewSize(836, 640)} {
					w := test.NewWindow(nil)
					v := New(testDeps(t, filled(), &log{}, w, locale))
					w.SetPadded(false)
					w.SetContent(v.Content())
					w.Resize(size)
					v.Shown()
					prepare(v)
					save(t, w, filepath.Join(dir, fmt.Sprintf("%s-%s-%s-%.0f.png", name, locale, [2]string{"dark", "light"}[variant], size.Width)))
				}
			}
		}
	}
}

func save(t *testing.T, w fyne.Window, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	w.Close()
}
