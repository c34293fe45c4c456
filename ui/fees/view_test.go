package fees

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

func TestAgreeInOneClick(t *testing.T) {
	s := newShop()
	v, _, _ := shown(t, s)
	if v.lists.cards.grid.Selected() != 0 || v.lists.cards.agree.Hidden {
		t.Fatal("the first proposal is not at hand")
	}
	test.Tap(v.lists.cards.agree)
	if fmt.Sprint(s.calls) != "[save 0 0.01 2025-10-26]" {
		t.Errorf("calls %q", s.calls)
	}
}

func TestDeleteAsksFirst(t *testing.T) {
	s := newShop()
	v, w, _ := shown(t, s)
	v.lists.cards.grid.Select(3)
	test.Tap(v.lists.cards.remove)
	buttons := all[*kit.Button](w.Canvas().Overlays().Top())
	if len(s.calls) != 0 {
		t.Fatalf("calls %q", s.calls)
	}
	test.Tap(buttons[len(buttons)-1])
	if fmt.Sprint(s.calls) != "[remove 1]" {
		t.Errorf("calls %q", s.calls)
	}
}

func TestNewCardDialog(t *testing.T) {
	s := newShop()
	v, w, _ := shown(t, s)
	test.Tap(v.create)
	top := w.Canvas().Overlays().Top()
	buttons := all[*kit.Button](top)
	save := buttons[len(buttons)-1]
	test.Tap(save)
	if len(s.calls) != 0 || w.Canvas().Overlays().Top() == nil {
		t.Fatalf("a card without a rate is saved: %q", s.calls)
	}
	type field interface {
		fyne.Focusable
		SetText(string)
		SetPlaceHolder(string)
	}
	all[field](top)[1].SetText("0.38")
	test.Tap(save)
	if fmt.Sprint(s.calls) != "[save 0 0.0038 ]" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("calls %q", s.calls)
	}
}

func TestClaimsCanBeExported(t *testing.T) {
	v, _, l := shown(t, newShop())
	test.Tap(v.figures[1])
	if v.lists.tabs.Selected() != tabClaims || v.lists.export.Hidden {
		t.Fatal("the figure does not lead to the claims")
	}
	v.lists.exports()[0].Action()
	v.lists.claims.groups.Select(1)
	v.lists.claims.lines.OnOpen(0)
	if fmt.Sprint(l.calls) != "[export pdf exception sales|fee_mismatch|e300]" {
		t.Errorf("calls %q", l.calls)
	}
}

func TestBareLeadsToImport(t *testing.T) {
	_, w, l := shown(t, &shop{})
	for _, b := range all[*kit.Button](w.Content()) {
		test.Tap(b)
	}
	if fmt.Sprint(l.calls) != "[import]" {
		t.Errorf("calls %q", l.calls)
	}
}

// all are the objects of a kind under an object.
func all[T any](o fyne.CanvasObject) (out []T) {
	for _, x := range test.LaidOutObjects(o) {
		if found, ok := x.(T); ok {
			out = append(out, found)
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
	bare := newShop()
	bare.cards, bare.proposals, bare.claims, bare.fx = nil, nil, nil, nil
	for _, x := range []struct {
		name  string
		shop  *shop
		scene func(v *View)
	}{
		{"fees", newShop(), func(*View) {}},
		{"fees-claims", newShop(), func(v *View) { v.lists.pick(tabClaims) }},
		{"fees-fx", newShop(), func(v *View) { v.lists.pick(tabFX); v.lists.fx.grid.Select(0) }},
		{"fees-card", newShop(), func(v *View) { v.lists.cards.change(4) }},
		{"fees-fxform", newShop(), func(v *View) { v.editFX(v.presenter.NewFX()) }},
		{"fees-none", bare, func(*View) {}},
		{"fees-bare", &shop{}, func(*View) {}},
	} {
		pictures(t, dir, x.name, x.shop, x.scene)
	}
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
