package kit

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// chart is what line and bar charts share: data, hover and tip. It is drawn anew
// when data, size or theme change; under the pointer only the tip changes.
type chart struct {
	widget.BaseWidget
	data ChartData
	zero bool
	draw func(d *drawing, p *plot)
	mark func(d *drawing, p *plot, i int) // what lights up at place i

	plot  plot
	ok    bool
	hover int
	base  []fyne.CanvasObject
	over  []fyne.CanvasObject
}

func (c *chart) init(self fyne.Widget, zero bool) {
	c.zero, c.hover = zero, -1
	c.ExtendBaseWidget(self)
}

// Set shows data.
func (c *chart) Set(data ChartData) {
	c.data = data
	c.hover = -1
	c.Refresh()
}

// MouseIn shows the values under the pointer.
func (c *chart) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved shows the values under the pointer.
func (c *chart) MouseMoved(e *desktop.MouseEvent) {
	i := -1
	if c.ok {
		i = c.plot.at(e.Position.X)
	}
	c.setHover(i)
}

// MouseOut takes the tip away.
func (c *chart) MouseOut() { c.setHover(-1) }

func (c *chart) setHover(i int) {
	if i == c.hover {
		return
	}
	c.hover = i
	c.light()
	canvas.Refresh(c)
}

// light draws the mark and the tip of the place under the pointer.
func (c *chart) light() {
	c.over = nil
	if c.hover < 0 || !c.ok {
		return
	}
	d := &drawing{}
	c.mark(d, &c.plot, c.hover)
	c.tip(d)
	c.over = d.objects
}

const (
	tipPad  = 10
	tipLine = 20
)

// tip draws the values of the place under the pointer, exactly.
func (c *chart) tip(d *drawing) {
	exact := c.data.Exact
	if exact == nil {
		exact = compact
	}
	head := c.data.head(c.hover)
	width := measure(head, SizeSmall, true)
	var values []string
	for _, s := range c.data.Series {
		v := "–"
		if c.hover < len(s.Values) && !math.IsNaN(s.Values[c.hover]) {
			v = exact(s.Values[c.hover])
		}
		values = append(values, v)
		width = max(width, 14+measure(s.Name, SizeSmall, false)+16+measure(v, SizeSmall, true))
	}
	w := roundUp(width) + 2*tipPad
	h := float32(tipLine*(1+len(values)) + 12)
	x := c.plot.x(c.hover) + 12
	if x+w > c.Size().Width {
		x = max(c.plot.x(c.hover)-12-w, 0)
	}
	x, y := float32(int(x)), max(min(c.plot.area.Y+4, c.Size().Height-h), 0)
	back := d.rect(ColorSurface, x, y, w, h)
	back.CornerRadius, back.StrokeColor, back.StrokeWidth = RadiusControl, Color(ColorLine), 1
	back.Shadow = canvas.Shadow{Color: rgba(0x101828, 0x26), BlurRadius: 12, Offset: fyne.NewPos(0, 3)}
	y += 6
	d.text(head, fyne.TextAlignLeading, ColorText, x+tipPad, y, w).TextStyle.Bold = true
	for i, s := range c.data.Series {
		y += tipLine
		d.rect(s.Color, x+tipPad, y+6, 8, 8).CornerRadius = 2
		d.text(s.Name, fyne.TextAlignLeading, ColorSecondary, x+tipPad+14, y, w)
		d.text(values[i], fyne.TextAlignTrailing, ColorText, x, y, w-tipPad).TextStyle.Bold = true
	}
}

// CreateRenderer is Fyne's.
func (c *chart) CreateRenderer() fyne.WidgetRenderer { return &chartRenderer{c} }

type chartRenderer struct{ c *chart }

func (r *chartRenderer) Destroy()           {}
func (r *chartRenderer) MinSize() fyne.Size { return fyne.NewSize(160, 80) }

func (r *chartRenderer) Objects() []fyne.CanvasObject {
	if len(r.c.over) == 0 {
		return r.c.base
	}
	return append(append([]fyne.CanvasObject(nil), r.c.base...), r.c.over...)
}

func (r *chartRenderer) Layout(s fyne.Size) {
	c := r.c
	d := &drawing{}
	c.plot, c.ok = d.frame(&c.data, s, c.zero || c.data.FromZero)
	if c.ok {
		c.draw(d, &c.plot)
		d.threshold(&c.data, &c.plot)
	} else if c.data.Empty != "" {
		d.text(c.data.Empty, fyne.TextAlignCenter, ColorSecondary, 0, roundUp((s.Height-axisLabelHeight)/2), s.Width)
	}
	c.base = d.objects
	c.light()
}

func (r *chartRenderer) Refresh() {
	if s := r.c.Size(); s.Width > 0 {
		r.Layout(s)
	}
	canvas.Refresh(r.c)
}

// swatch is the small square of a legend.
type swatch struct {
	widget.BaseWidget
	color fyne.ThemeColorName
}

func newSwatch(color fyne.ThemeColorName) *swatch {
	s := &swatch{color: color}
	s.ExtendBaseWidget(s)
	return s
}

func (s *swatch) CreateRenderer() fyne.WidgetRenderer {
	r := canvas.NewRectangle(Color(s.color))
	r.CornerRadius = 2
	return &drawn{
		objects: []fyne.CanvasObject{r},
		layout:  func(size fyne.Size) { place(r, 0, roundUp((size.Height-10)/2), 10, 10) },
		min:     func() fyne.Size { return fyne.NewSize(10, 10) },
		refresh: func() { setFill(r, s.color, "", 0) },
	}
}
