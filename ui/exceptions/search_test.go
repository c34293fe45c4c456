package exceptions

import (
	"testing"

	"fyne.io/fyne/v2"
)

// lateDriver keeps what is to be drawn over time for the next frame, as a real window
// does.
type lateDriver struct {
	fyne.Driver
	waiting []*fyne.Animation
}

func (d *lateDriver) StartAnimation(a *fyne.Animation) { d.waiting = append(d.waiting, a) }

func (d *lateDriver) frame() {
	waiting := d.waiting
	d.waiting = nil
	for _, a := range waiting {
		a.Tick(1)
	}
}

type lateApp struct {
	fyne.App
	driver *lateDriver
}

func (a *lateApp) Driver() fyne.Driver { return a.driver }

// TestKeyOfTheSearch presses F as a keyboard does: the key, then its letter. Escape
// leads back to the list.
func TestKeyOfTheSearch(t *testing.T) {
	v, w, _ := shown(t, newDesk())
	app := fyne.CurrentApp()
	late := &lateDriver{Driver: app.Driver()}
	fyne.SetCurrentApp(&lateApp{app, late})
	t.Cleanup(func() { fyne.SetCurrentApp(app) })
	press(w, fyne.KeyF)
	w.Canvas().Focused().TypedRune('f')
	late.frame()
	if w.Canvas().Focused() != fyne.Focusable(v.search) || v.search.Text != "" {
		t.Fatalf("focus %T, %q typed", w.Canvas().Focused(), v.search.Text)
	}
	v.search.SetText("x")
	press(w, fyne.KeyEscape)
	if w.Canvas().Focused() != fyne.Focusable(v.grid) || v.search.Text != "" {
		t.Errorf("focus %T after Escape, %q stays", w.Canvas().Focused(), v.search.Text)
	}
}
