package exceptions

import (
	"testing"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit/kittest"
)

// TestKeyOfTheSearch presses F as a keyboard does: the key, then its letter. Escape
// leads back to the list.
func TestKeyOfTheSearch(t *testing.T) {
	v, w, _ := shown(t, newDesk())
	frame := kittest.Late(t)
	press(w, fyne.KeyF)
	w.Canvas().Focused().TypedRune('f')
	frame()
	if w.Canvas().Focused() != fyne.Focusable(v.search) || v.search.Text != "" {
		t.Fatalf("focus %T, %q typed", w.Canvas().Focused(), v.search.Text)
	}
	v.search.SetText("x")
	press(w, fyne.KeyEscape)
	if w.Canvas().Focused() != fyne.Focusable(v.grid) || v.search.Text != "" {
		t.Errorf("focus %T after Escape, %q stays", w.Canvas().Focused(), v.search.Text)
	}
}
