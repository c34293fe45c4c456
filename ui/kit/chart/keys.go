package chart

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit/draw"
)

// FocusGained shows the focus.
func (c *common) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost hides the focus and the tip.
func (c *common) FocusLost() {
	c.focused, c.hover = false, -1
	c.Refresh()
}

// TypedRune is part of fyne.Focusable.
func (c *common) TypedRune(rune) {}

// TypedKey walks from place to place and tells the values of each; Enter leads to
// the rows of the place.
func (c *common) TypedKey(e *fyne.KeyEvent) {
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
	r.FillColor = draw.Faint(draw.Color(draw.ColorAccent))
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = draw.Color(draw.ColorAccent), 2, draw.RadiusControl
}
