// Package kittest helps the tests of views.
package kittest

import (
	"testing"

	"fyne.io/fyne/v2"
)

// Late lets what is to be drawn over time wait for the next frame, as a real window
// does, until the test ends; frame draws one.
func Late(tb testing.TB) (frame func()) {
	tb.Helper()
	app := fyne.CurrentApp()
	late := &lateDriver{Driver: app.Driver()}
	fyne.SetCurrentApp(&lateApp{app, late})
	tb.Cleanup(func() { fyne.SetCurrentApp(app) })
	return late.frame
}

type lateApp struct {
	fyne.App
	driver *lateDriver
}

func (a *lateApp) Driver() fyne.Driver { return a.driver }

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
