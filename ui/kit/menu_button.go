package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/box"
)

// NewMenuButton is a button that opens a menu above itself, for what has no room
// in the row of buttons at the foot of a view. items is asked whenever it opens.
func NewMenuButton(label string, items func() []*fyne.MenuItem) *Button {
	b := NewButton(label, ButtonSecondary, nil)
	b.OnTapped = func() { showMenuAbove(b, items()) }
	return b
}

// NewMenuLink is a quiet button that opens a menu below itself.
func NewMenuLink(label string, items func() []*fyne.MenuItem) *Button {
	b := NewButton(label, ButtonQuiet, nil)
	b.OnTapped = func() { showMenuBelow(b, items()) }
	return b
}

func showMenuAbove(o fyne.CanvasObject, items []*fyne.MenuItem) {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	if c == nil || len(items) == 0 {
		return
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	at := driver.AbsolutePositionForObject(o)
	menu.ShowAtPosition(at.AddXY(0, -menu.MinSize().Height-box.GapTight))
}
