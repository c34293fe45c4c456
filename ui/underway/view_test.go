package underway

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

func shown(t *testing.T, s *shop) (*View, fyne.Window, *told) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
	w, l := test.NewTempWindow(t, nil), &told{}
	v := New(testDeps(t, s, l, w, "zh"))
	w.SetContent(v.Content())
	w.Resize(fyne.NewSize(1092, 800))
	v.Shown()
	return v, w, l
}

func TestFigureLeadsToItsRows(t *testing.T) {
	v, _, _ := shown(t, newShop())
	test.Tap(v.figures[3])
	if v.lists.owed.Len() != 1 || v.lists.shows.Selected() != int(ShowMissing) {
		t.Errorf("%d rows, show %d", v.lists.owed.Len(), v.lists.shows.Selected())
	}
}

func TestKeysOpenTheRow(t *testing.T) {
	v, _, l := shown(t, newShop())
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn} {
		v.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if fmt.Sprint(l.calls) != "[payouts -4]" {
		t.Errorf("calls %q", l.calls)
	}
}

func TestTermsDialog(t *testing.T) {
	s := newShop()
	v, w, _ := shown(t, s)
	v.lists.tabs.Changed(tabDelays)
	v.lists.editTerms(2)
	top := w.Canvas().Overlays().Top()
	field := find[interface {
		fyne.Focusable
		SetText(string)
	}](top)
	field.SetText("99")
	save := buttonsOf(top)[1]
	test.Tap(save)
	if len(s.saved) != 0 || w.Canvas().Overlays().Top() == nil {
		t.Fatalf("saved %q", s.saved)
	}
	field.SetText("1")
	test.Tap(save)
	if fmt.Sprint(s.saved) != "[4 T+1]" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("saved %q", s.saved)
	}
}

func TestBareLeadsToImport(t *testing.T) {
	_, w, l := shown(t, &shop{})
	for _, b := range buttonsOf(w.Content()) {
		test.Tap(b)
	}
	if fmt.Sprint(l.calls) != "[import]" {
		t.Errorf("calls %q", l.calls)
	}
}

func buttonsOf(o fyne.CanvasObject) []*kit.Button { return all[*kit.Button](o) }

// all are the objects of a kind under an object.
func all[T any](o fyne.CanvasObject) (out []T) {
	for _, x := range test.LaidOutObjects(o) {
		if found, ok := x.(T); ok {
			out = append(out, found)
		}
	}
	return out
}

func find[T any](o fyne.CanvasObject) T { return all[T](o)[0] }

// TestPictures draws the view for the eye, where ZHANGFANG_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("ZHANGFANG_PICTURES")
	if dir == "" {
		t.Skip("no folder for pictures")
	}
	scenes := map[string]func(v *View){
		"underway":        func(v *View) { v.lists.owed.Select(0) },
		"underway-delays": func(v *View) { v.lists.tabs.Select(tabDelays); v.lists.place(); v.lists.delays.Select(2) },
		"underway-terms":  func(v *View) { v.lists.editTerms(2) },
	}
	for name, scene := range scenes {
		pictures(t, dir, name, newShop(), scene)
	}
	pictures(t, dir, "underway-bare", &shop{}, func(*View) {})
	broken := newShop()
	broken.err = errBroken
	pictures(t, dir, "underway-error", broken, func(*View) {})
}

func pictures(t *testing.T, dir, name string, s *shop, scene func(*View)) {
	t.Helper()
	test.NewTempApp(t)
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		test.ApplyTheme(t, draw.NewThemeVariant(variant))
		for _, locale := range []string{"zh", "en"} {
			for _, size := range []fyne.Size{fyne.NewSize(1092, 800), fyne.NewSize(836, 640)} {
				w := test.NewWindow(nil)
				v := New(testDeps(t, s, &told{}, w, locale))
				w.SetPadded(false)
				w.SetContent(v.Content())
				w.Resize(size)
				v.Shown()
				scene(v)
				f, err := os.Create(filepath.Join(dir, fmt.Sprintf("%s-%s-%s-%.0f.png", name, locale, [2]string{"dark", "light"}[variant], size.Width)))
				if err != nil {
					t.Fatal(err)
				}
				if err := png.Encode(f, w.Canvas().Capture()); err != nil {
					t.Fatal(err)
				}
				if err := f.Close(); err != nil {
					t.Fatal(err)
				}
				w.Close()
			}
		}
	}
}
