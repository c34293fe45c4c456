package kit

import "fyne.io/fyne/v2"

// FocusGained shows the focus.
func (c *chart) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost hides the focus and the tip.
func (c *chart) FocusLost() {
	c.focused, c.hover = false, -1
	c.Refresh()
}

// TypedRune is part of fyne.Focusable.
func (c *chart) TypedRune(rune) {}

// TypedKey walks from place to place and tells the values of each; Enter leads to
// the rows of the place.
func (c *chart) TypedKey(e *fyne.KeyEvent) {
	last := c.plot.n - 1
	if !c.ok || last < 0 {
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		if c.hover < 0 {
			c.setHover(last)
			return
		}
		c.setHover(max(c.hover-1, 0))
	case fyne.KeyRight:
		c.setHover(min(c.hover+1, last))
	case fyne.KeyHome:
		c.setHover(0)
	case fyne.KeyEnd:
		c.setHover(last)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.pick(c.hover)
	case fyne.KeyEscape:
		c.setHover(-1)
	}
}

// focus frames a chart that has the keyboard.
func (d *drawing) focus(s fyne.Size) {
	const out = 6 // clear of the labels, which reach the edge
	r := d.rect("", -out, -out/2, s.Width+2*out, s.Height+out)
	r.FillColor = faint(Color(ColorAccent))
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = Color(ColorAccent), 2, RadiusControl
}
