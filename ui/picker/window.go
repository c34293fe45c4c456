package picker

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

// window is the platform's handle of a window, as the library wants it; nil where it
// takes none (macOS puts the dialog before all windows by itself).
func window(w fyne.Window) (handle any) {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return nil
	}
	native.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.WindowsWindowContext:
			handle = c.HWND
		case driver.X11WindowContext:
			handle = int(c.WindowHandle)
		}
	})
	return handle
}
