package chart

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zhangfang/ui/kit/draw"
)

// Bar draws series as bars side by side, such as sales and what arrived.
type Bar struct{ common }

// NewBar is an empty chart.
func NewBar() *Bar {
	c := &Bar{}
	c.draw, c.mark = c.bars, c.band
	c.init(c, true)
	return c
}

// slot is the width of a bar and the left end of the group at place i. Bars are
// whole pixels wide, or their edges would blur.
func (c *Bar) slot(p *plot, i int) (x, bar float32) {
	step := p.size.Width / float32(max(p.n, 1))
	n := float32(max(len(c.data.visible()), 1))
	bar = max(float32(int((step*0.82-(n-1))/n)), 1)
	bar = min(bar, 18)
	group := bar*n + (n - 1)
	return float32(math.Round(float64(p.x(i) - group/2))), bar
}

func (c *Bar) bars(d *drawing, p *plot) {
	base, series := p.y(0), c.data.visible()
	for i := range p.n {
		x, w := c.slot(p, i)
		for _, s := range series {
			if i < len(s.Values) && !math.IsNaN(s.Values[i]) && s.Values[i] != 0 {
				c.bar(d, s.Color, x, w, base, p.y(s.Values[i]))
			}
			x += w + 1
		}
	}
}

// bar draws one bar from the zero line up or down, at least a pixel high.
func (c *Bar) bar(d *drawing, color fyne.ThemeColorName, x, w, base, y float32) {
	radius := min(2, w/2)
	if y <= base {
		h := max(base-y, 1)
		r := d.rect(color, x, base-h, w, h)
		r.TopLeftCornerRadius, r.TopRightCornerRadius = radius, radius
		return
	}
	r := d.rect(color, x, base, w, max(y-base, 1))
	r.BottomLeftCornerRadius, r.BottomRightCornerRadius = radius, radius
}

// band lights the ground behind the group under the pointer.
func (c *Bar) band(d *drawing, p *plot, i int) {
	step := p.size.Width / float32(max(p.n, 1))
	d.rect(draw.ColorHover, float32(int(p.x(i)-step/2)), p.area.Y, draw.RoundUp(step), p.size.Height)
}

// Line draws series as lines, such as the refund rate by day.
type Line struct{ common }

// NewLine is an empty chart.
func NewLine() *Line {
	c := &Line{}
	c.draw, c.mark = c.lines, c.dots
	c.init(c, false)
	return c
}

// lines joins neighbours; a day without a value is a gap, and a value alone a dot.
func (c *Line) lines(d *drawing, p *plot) {
	for _, s := range c.data.visible() {
		for i, v := range s.Values {
			if math.IsNaN(v) {
				continue
			}
			before := i > 0 && !math.IsNaN(s.Values[i-1])
			after := i+1 < len(s.Values) && !math.IsNaN(s.Values[i+1])
			switch {
			case before:
				l := canvas.NewLine(draw.Color(s.Color))
				l.StrokeWidth = 2
				// Whole pixels, or a seam would show where two pieces meet.
				l.Position1 = fyne.NewPos(wholeX(p, i-1), p.y(s.Values[i-1]))
				l.Position2 = fyne.NewPos(wholeX(p, i), p.y(v))
				d.add(l)
			case !after:
				c.dot(d, s.Color, wholeX(p, i), p.y(v), 4)
			}
		}
	}
}

func wholeX(p *plot, i int) float32 { return float32(math.Round(float64(p.x(i)))) }

// dots marks the values under the pointer, with a line down to the axis.
func (c *Line) dots(d *drawing, p *plot, i int) {
	d.rect(draw.ColorLine, wholeX(p, i), p.area.Y, 1, p.size.Height)
	for _, s := range c.data.visible() {
		if i < len(s.Values) && !math.IsNaN(s.Values[i]) {
			c.dot(d, s.Color, wholeX(p, i), p.y(s.Values[i]), 8)
		}
	}
}

func (c *Line) dot(d *drawing, color fyne.ThemeColorName, x, y, size float32) {
	o := canvas.NewCircle(draw.Color(color))
	o.StrokeColor, o.StrokeWidth = draw.Color(draw.ColorSurface), 1
	draw.Place(o, x-size/2, y-size/2, size, size)
	d.add(o)
}
