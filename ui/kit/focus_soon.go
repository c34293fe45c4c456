package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// FocusSoon gives the keyboard to a control of a window once the events of this frame
// are done: a menu that a choice was made in is still in the way until then.
func FocusSoon(w fyne.Window, o fyne.Focusable) {
	NextFrame(func() { w.Canvas().Focus(o) })
}

// NextFrame runs f once the events of this frame are done. A key that opens a
// dialog is followed by its letter, which must not end up in the dialog's field.
func NextFrame(f func()) {
	done := false
	fyne.NewAnimation(time.Millisecond, func(float32) {
		if !done {
			done = true
			f()
		}
	}).Start()
}
