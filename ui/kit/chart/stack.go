package chart

import (
	"math"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit/draw"
)

// Stack draws a whole as one bar a place, with its parts stacked in it from
// the ground up, and perhaps the range that the whole may lie in.
type Stack struct {
	common
	ranged bool
}

// NewStack is an empty chart.
func NewStack() *Stack {
	c := &Stack{}
	c.draw, c.mark = c.stacks, c.band
	c.init(c, true)
	return c
}

// Set shows data: the first series is the whole, the others are its parts. What
// they leave of the whole keeps its colour. Values below zero are not drawn.
func (c *Stack) Set(data Data) {
	c.ranged = false
	c.common.Set(data)
}

// SetRanged is Set where the last two series are the low and the high end of the
// range of the whole, drawn as a thin line.
func (c *Stack) SetRanged(data Data) {
	c.ranged = len(data.Series) >= 3
	c.common.Set(data)
}

// parts is the series that are drawn as bars.
func (c *Stack) parts() []Series {
	if c.ranged {
		return c.data.Series[:len(c.data.Series)-2]
	}
	return c.data.Series
}

const (
	widestStack = 26
	rangeFoot   = 6 // half the width of the line's ends is half of this
)

func (c *Stack) stacks(d *drawing, p *plot) {
	parts := c.parts()
	if len(parts) == 0 {
		return
	}
	width := min(max(float32(int(p.size.Width/float32(max(p.n, 1))*0.62)), 2), widestStack)
	for i := range p.n {
		x := float32(math.Round(float64(p.x(i) - width/2)))
		c.stack(d, p, parts[0].Color, x, width, valueAt(parts[0], i))
		// The highest part first, so that each covers the foot of the one above.
		for k := len(parts) - 1; k > 0; k-- {
			var upTo float64
			for _, s := range parts[1 : k+1] {
				upTo += valueAt(s, i)
			}
			if valueAt(parts[k], i) > 0 {
				c.stack(d, p, parts[k].Color, x, width, upTo)
			}
		}
		if c.ranged {
			c.span(d, p, i)
		}
	}
}

// valueAt is a value that can be drawn as a height; none counts as zero.
func valueAt(s Series, i int) float64 {
	if s.off || i >= len(s.Values) || math.IsNaN(s.Values[i]) {
		return 0
	}
	return max(s.Values[i], 0)
}

// stack draws a bar from the ground up to a value, at least a pixel high.
func (c *Stack) stack(d *drawing, p *plot, color fyne.ThemeColorName, x, width float32, v float64) {
	if v <= 0 {
		return
	}
	base := p.y(0)
	h := max(base-p.y(v), 1)
	r := d.rect(color, x, base-h, width, h)
	r.TopLeftCornerRadius, r.TopRightCornerRadius = min(2, width/2), min(2, width/2)
}

// span draws the range of the whole at place i.
func (c *Stack) span(d *drawing, p *plot, i int) {
	n := len(c.data.Series)
	low, high := valueAt(c.data.Series[n-2], i), valueAt(c.data.Series[n-1], i)
	if high <= low {
		return
	}
	x := float32(math.Round(float64(p.x(i))))
	top, foot := p.y(high), p.y(low)
	d.rect(draw.ColorSecondary, x, top, 1, foot-top)
	d.rect(draw.ColorSecondary, x-rangeFoot/2, top, rangeFoot+1, 1)
	d.rect(draw.ColorSecondary, x-rangeFoot/2, foot, rangeFoot+1, 1)
}

// band lights the ground behind the bar under the pointer.
func (c *Stack) band(d *drawing, p *plot, i int) {
	step := p.size.Width / float32(max(p.n, 1))
	d.rect(draw.ColorHover, float32(int(p.x(i)-step/2)), p.area.Y, draw.RoundUp(step), p.size.Height)
}
