package kit

import "fyne.io/fyne/v2"

// FocusSoon gives the keyboard to a control of a window once the events of this frame
// are done: a menu that a choice was made in is still in the way until then.
func FocusSoon(w fyne.Window, o fyne.Focusable) {
	nextFrame(func() { w.Canvas().Focus(o) })
}
