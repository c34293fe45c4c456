package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
)

// runWindow shows the window and returns when it was closed, or when the context
// ended: a signal or the end of the session closes it as the menu does, but asks
// nothing. closed is called while the window still stands: work that goes on must not
// bring its results to one that is gone.
func (d *desk) runWindow(ctx context.Context, closed func()) {
	// Not by closing the window: Fyne quits at a signal too, and only quitting can be
	// done twice, and after the window is gone.
	stop := context.AfterFunc(ctx, func() { fyne.Do(d.app.Driver().Quit) })
	d.window.SetOnClosed(func() {
		stop()
		closed()
	})
	// X11 calls the class of a window after its first title. By the class desktops find
	// its entry in the menu, with the icon; elsewhere Fyne gives the same name.
	title := d.window.Title()
	d.window.SetTitle(d.app.UniqueID())
	d.window.Show()
	d.window.SetTitle(title)
	d.app.Run()
	stop()
}

// rememberSize keeps the window's size, also when nobody closed it.
func (d *desk) rememberSize() {
	kit.RememberWindowSize(d.app.Preferences(), d.window.Canvas().Size())
}
