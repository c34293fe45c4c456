package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
)

// Check is a switch with a label: on or off.
type Check struct {
	widget.BaseWidget
	Changed func(bool)
	OnKey   func(*fyne.KeyEvent) // told of the keys that it has no use for; may be nil

	on, hovered, focused bool
	box                  *canvas.Rectangle
	mark                 *draw.Icon
	label                *canvas.Text
}

// NewCheck is a switch that is off.
func NewCheck(label string, changed func(bool)) *Check {
	c := &Check{
		Changed: changed, box: canvas.NewRectangle(nil),
		mark:  draw.NewIcon(assets.IconTick, draw.ColorOnAccent, 12),
		label: draw.NewText(label, draw.SizeText, false, draw.ColorText),
	}
	c.box.CornerRadius = 4
	c.ExtendBaseWidget(c)
	return c
}

// Checked tells whether it is on.
func (c *Check) Checked() bool { return c.on }

// SetChecked sets it without calling Changed.
func (c *Check) SetChecked(on bool) {
	if c.on != on {
		c.on = on
		c.Refresh()
	}
}

// Tapped turns it over.
func (c *Check) Tapped(*fyne.PointEvent) {
	c.SetChecked(!c.on)
	if c.Changed != nil {
		c.Changed(c.on)
	}
}

// MouseIn lights the box.
func (c *Check) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (c *Check) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light away.
func (c *Check) MouseOut() { c.hovered = false; c.Refresh() }

// FocusGained shows the focus.
func (c *Check) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost hides the focus.
func (c *Check) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune is part of fyne.Focusable.
func (c *Check) TypedRune(rune) {}

// TypedKey turns it over with Space.
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeySpace:
		c.Tapped(nil)
	case c.OnKey != nil:
		c.OnKey(e)
	}
}

// CreateRenderer is Fyne's.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	c.paint()
	return &draw.Drawn{
		Parts: []fyne.CanvasObject{c.box, c.mark, c.label},
		Arrange: func(s fyne.Size) {
			y := draw.RoundUp((s.Height - 16) / 2)
			draw.Place(c.box, 0, y, 16, 16)
			draw.Place(c.mark, 2, y+2, 12, 12)
			draw.Place(c.label, 24, 0, s.Width-24, s.Height)
		},
		Min: func() fyne.Size {
			return fyne.NewSize(24+draw.RoundUp(draw.Measure(c.label.Text, draw.SizeText, false)), draw.HeightControl)
		},
		Repaint: func() { c.paint(); c.mark.Refresh(); canvas.Refresh(c) },
	}
}

func (c *Check) paint() {
	fill, stroke := draw.ColorSurface, draw.ColorSecondary
	if c.on {
		fill, stroke = draw.ColorAccent, draw.ColorAccent
	}
	width := float32(1)
	if c.hovered || c.focused {
		stroke = draw.ColorAccent
	}
	if c.focused {
		width = 2
	}
	draw.SetFill(c.box, fill, stroke, width)
	draw.SetText(c.label, c.label.Text, draw.ColorText)
	c.mark.Hidden = !c.on
}
