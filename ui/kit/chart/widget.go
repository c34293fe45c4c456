package chart

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// common is what all charts share: data, the place picked by pointer or keys, and
// its tip. It is drawn anew when data, size or theme change; under the pointer only
// the tip changes.
type common struct {
	widget.BaseWidget
	// OnPick leads to the rows of a place: a click, or Enter. Nil where there is
	// nothing.
	OnPick func(i int)

	self    object // the chart itself: the driver does not know what is embedded in it
	data    Data
	zero    bool
	focused bool
	off     map[string]bool // series that the legend took out, by name
	legend  *Legend         // nil until asked for
	draw    func(d *drawing, p *plot)
	mark    func(d *drawing, p *plot, i int) // what lights up at place i

	plot  plot
	ok    bool
	hover int
	base  []fyne.CanvasObject
	over  []fyne.CanvasObject
}

// object is a chart as Fyne knows it.
type object interface {
	fyne.Widget
	fyne.Focusable
}

func (c *common) init(self object, zero bool) {
	c.self, c.zero, c.hover, c.off = self, zero, -1, map[string]bool{}
	c.ExtendBaseWidget(self)
}

// Set shows data. A series that the legend took out stays out.
func (c *common) Set(data Data) {
	data.Series = append([]Series(nil), data.Series...)
	c.data = data
	c.takeOut()
	c.hover = -1
	if c.legend != nil {
		c.legend.show()
	}
	c.Refresh()
}

// MouseIn shows the values under the pointer.
func (c *common) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved shows the values under the pointer.
func (c *common) MouseMoved(e *desktop.MouseEvent) { c.setHover(c.placeAt(e.Position.X)) }

// MouseOut takes the tip away.
func (c *common) MouseOut() { c.setHover(-1) }

// Tapped leads to the rows of the place under the pointer.
func (c *common) Tapped(e *fyne.PointEvent) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c.self); canvas != nil {
		canvas.Focus(c.self)
	}
	c.pick(c.placeAt(e.Position.X))
}

// Cursor is a hand where a click leads to rows.
func (c *common) Cursor() desktop.Cursor {
	if c.OnPick != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (c *common) placeAt(x float32) int {
	if !c.ok {
		return -1
	}
	return c.plot.at(x)
}

func (c *common) pick(i int) {
	if i >= 0 && c.OnPick != nil {
		c.OnPick(i)
	}
}

func (c *common) setHover(i int) {
	if i == c.hover {
		return
	}
	c.hover = i
	c.light()
	canvas.Refresh(c.self)
}

// light draws the mark and the tip of the place picked.
func (c *common) light() {
	c.over = nil
	if c.hover < 0 || !c.ok {
		return
	}
	d := &drawing{}
	c.mark(d, &c.plot, c.hover)
	c.tip(d)
	c.over = d.objects
}

// CreateRenderer is Fyne's.
func (c *common) CreateRenderer() fyne.WidgetRenderer { return &renderer{c} }

type renderer struct{ c *common }

func (r *renderer) Destroy()           {}
func (r *renderer) MinSize() fyne.Size { return fyne.NewSize(160, 80) }

func (r *renderer) Objects() []fyne.CanvasObject {
	if len(r.c.over) == 0 {
		return r.c.base
	}
	return append(append([]fyne.CanvasObject(nil), r.c.base...), r.c.over...)
}

func (r *renderer) Layout(s fyne.Size) {
	c := r.c
	d := &drawing{}
	c.plot, c.ok = d.frame(&c.data, s, c.zero || c.data.FromZero)
	if c.ok {
		c.draw(d, &c.plot)
		d.threshold(&c.data, &c.plot)
	} else if c.data.Empty != "" {
		d.text(c.data.Empty, fyne.TextAlignCenter, draw.ColorSecondary, 0, draw.RoundUp((s.Height-axisLabelHeight)/2), s.Width)
	}
	if c.focused {
		d.focus(s)
	}
	c.base = d.objects
	c.light()
}

func (r *renderer) Refresh() {
	if s := r.c.Size(); s.Width > 0 {
		r.Layout(s)
	}
	canvas.Refresh(r.c.self)
}
