package kit

import "fyne.io/fyne/v2"

// Covered tells whether a dialog, a menu or a file chooser lies over what a window
// shows: no key and no shortcut may reach what is under it.
func Covered(w fyne.Window) bool { return w.Canvas().Overlays().Top() != nil }

// KeyToCover is told of a key that came while a cover had lost the keyboard, as by a
// click beside a dialog's fields. The keyboard goes back into it; of the key only
// Escape is passed on, since no other was meant for the field that is now focused.
func KeyToCover(w fyne.Window, e *fyne.KeyEvent) {
	c := w.Canvas()
	if c.Focused() == nil {
		c.FocusNext()
	}
	if f := c.Focused(); f != nil && e.Name == fyne.KeyEscape {
		f.TypedKey(e)
	}
}
