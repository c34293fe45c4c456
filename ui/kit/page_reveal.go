package kit

import (
	"fyne.io/fyne/v2"
)

// Reveal scrolls the page so that an object of its rows is in sight: where the
// keyboard is. Controls tell by OnFocus when it comes to them.
func (p *Page) Reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	if p.body == nil || driver.CanvasForObject(o) == nil {
		return
	}
	const air = 12
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(p.body).Y - air
	low := top + o.Size().Height + 2*air - p.body.Size().Height
	switch offset := p.body.Offset; {
	case top < 0:
		p.body.ScrollToOffset(fyne.NewPos(0, max(offset.Y+top, 0)))
	case low > 0:
		p.body.ScrollToOffset(fyne.NewPos(0, offset.Y+min(low, top)))
	}
}

// ToTop shows the first of the page's rows.
func (p *Page) ToTop() {
	if p.body != nil {
		p.body.ScrollToTop()
	}
}

// focused tells a control's owner that the keyboard came to it.
func focused(tell func()) {
	if tell != nil {
		tell()
	}
}
