package figure

import "fyne.io/fyne/v2"

// FocusGained shows the focus of a figure that leads somewhere.
func (f *Figure) FocusGained() { f.focused = true; f.Refresh() }

// FocusLost hides the focus.
func (f *Figure) FocusLost() { f.focused = false; f.Refresh() }

// TypedRune is part of fyne.Focusable.
func (f *Figure) TypedRune(rune) {}

// TypedKey leads to what the figure counts.
func (f *Figure) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		f.Tapped(nil)
	}
}
