package kit

import "fyne.io/fyne/v2"

// NewMenuAction is a view's main button where the one act has a few kinds: it opens
// a menu of them below itself.
func NewMenuAction(label string, items func() []*fyne.MenuItem) *Button {
	b := NewButton(label, ButtonPrimary, nil)
	b.OnTapped = func() { showMenuBelow(b, items()) }
	return b
}

// NewMenuMore is a button that opens a menu below itself, for what is needed less
// often than the buttons beside it.
func NewMenuMore(label string, items func() []*fyne.MenuItem) *Button {
	b := NewButton(label, ButtonSecondary, nil)
	b.OnTapped = func() { showMenuBelow(b, items()) }
	return b
}
