package exceptions

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
)

func shown(t *testing.T, d *desk) (*View, fyne.Window, *told) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, kit.NewThemeVariant(theme.VariantLight))
	w, s := test.NewTempWindow(t, nil), &told{}
	v := New(testDeps(t, d, s, w, "zh"))
	w.SetContent(v.Content())
	w.Resize(fyne.NewSize(1092, 800))
	v.Shown()
	return v, w, s
}

func press(w fyne.Window, keys ...fyne.KeyName) {
	for _, k := range keys {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestKeys(t *testing.T) {
	d := newDesk()
	v, w, s := shown(t, d)
	press(w, fyne.KeyDown, fyne.KeyV)
	if len(d.calls) != 1 || !strings.Contains(d.calls[0], "duplicate_charge|e11 in_review") {
		t.Fatalf("calls %q", d.calls)
	}
	press(w, fyne.KeyDown, fyne.KeyReturn)
	if last := s.calls[len(s.calls)-1]; last != "sales 12" {
		t.Errorf("Enter does %q", last)
	}
	press(w, fyne.KeyR)
	test.Type(w.Canvas().Focused(), "已补单")
	buttons := buttonsOf(w.Canvas().Overlays().Top())
	test.Tap(buttons[len(buttons)-1])
	if last := d.calls[len(d.calls)-1]; !strings.HasSuffix(last, `e12 resolved "已补单"`) {
		t.Errorf("last %q", last)
	}
	if v.grid.Selected() != 2 || w.Canvas().Focused() != fyne.Focusable(v.grid) {
		t.Errorf("at %d, focus %T", v.grid.Selected(), w.Canvas().Focused())
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
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		test.ApplyTheme(t, kit.NewThemeVariant(variant))
		for _, locale := range []string{"zh", "en"} {
			for _, size := range []fyne.Size{fyne.NewSize(1092, 800), fyne.NewSize(836, 640), fyne.NewSize(1800, 1000)} {
				w := test.NewWindow(nil)
				v := New(testDeps(t, newDesk(), &told{}, w, locale))
				w.SetPadded(false)
				w.SetContent(v.Content())
				w.Resize(size)
				v.Shown()
				v.presenter.ShowResolved(true)
				v.grid.Select(3)
				save(t, w, filepath.Join(dir, fmt.Sprintf("exceptions-%s-%s-%.0f.png", locale, [2]string{"dark", "light"}[variant], size.Width)))
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
