package picker

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

// Parent is the window that a dialog belongs to. The zero Parent is none.
type Parent struct{ handle any }

// ParentOf is the parent that a window makes, to be asked for on the goroutine of the
// user interface. macOS needs none: it puts the dialog before all windows by itself.
func ParentOf(w fyne.Window) Parent {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return Parent{}
	}
	var p Parent
	native.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.WindowsWindowContext:
			p.handle = c.HWND
		case driver.X11WindowContext:
			p.handle = int(c.WindowHandle)
		}
	})
	return p
}
