package chart

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Legend names the series of the chart by their colours, for the title line of a
// card. A click on a name, or Space, takes its series out of the chart or brings it
// back; the last one stays.
func (c *common) Legend() *Legend {
	if c.legend == nil {
		c.legend = &Legend{chart: c, row: box.HStack(box.Gap)}
		c.legend.ExtendBaseWidget(c.legend)
		c.legend.show()
	}
	return c.legend
}

// takeOut marks the series that the legend took out; one of them always stays.
func (c *common) takeOut() {
	left := 0
	for _, s := range c.data.Series {
		if !s.Quiet && !c.off[s.Name] {
			left++
		}
	}
	for i := range c.data.Series {
		s := &c.data.Series[i]
		s.off = left > 0 && !s.Quiet && c.off[s.Name]
	}
}

// toggle takes a series out, or brings it back.
func (c *common) toggle(name string) {
	left := 0
	for _, s := range c.data.Series {
		if !s.Quiet && !s.off && s.Name != name {
			left++
		}
	}
	if c.off[name] = !c.off[name] && left > 0; !c.off[name] {
		delete(c.off, name)
	}
	c.takeOut()
	c.hover = -1
	c.Refresh()
}

// Legend is the names of a chart's series; see the chart's Legend.
type Legend struct {
	widget.BaseWidget
	chart *common
	row   *fyne.Container
}

// show makes a name for every series, and keeps those that are the same.
func (l *Legend) show() {
	var names []Series
	for _, s := range l.chart.data.Series {
		if !s.Quiet && s.Name != "" {
			names = append(names, s)
		}
	}
	same := len(names) == len(l.row.Objects)
	for i := 0; same && i < len(names); i++ {
		n := l.row.Objects[i].(*legendName)
		same = n.name == names[i].Name && n.color == names[i].Color
	}
	if same {
		l.row.Refresh()
		return
	}
	l.row.Objects = nil
	for _, s := range names {
		l.row.Add(newLegendName(l.chart, s))
	}
	l.Refresh()
}

// CreateRenderer is Fyne's.
func (l *Legend) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.row) }

// legendName is a series in a legend.
type legendName struct {
	widget.BaseWidget
	chart            *common
	name             string
	color            fyne.ThemeColorName
	hovered, focused bool
	frame, dot       *canvas.Rectangle
	text             *canvas.Text
	strike           *canvas.Rectangle // through the name of a series that is out
}

func newLegendName(c *common, s Series) *legendName {
	n := &legendName{chart: c, name: s.Name, color: s.Color}
	n.frame, n.dot, n.strike = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	n.frame.CornerRadius, n.dot.CornerRadius = 5, 2
	n.text = draw.NewText(s.Name, draw.SizeSmall, false, draw.ColorSecondary)
	n.ExtendBaseWidget(n)
	return n
}

// Tapped takes the series out, or brings it back.
func (n *legendName) Tapped(*fyne.PointEvent) { n.chart.toggle(n.name); n.Refresh() }

// Cursor is a hand.
func (n *legendName) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn lights the name.
func (n *legendName) MouseIn(*desktop.MouseEvent) { n.hovered = true; n.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (n *legendName) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light away.
func (n *legendName) MouseOut() { n.hovered = false; n.Refresh() }

// FocusGained shows the focus.
func (n *legendName) FocusGained() { n.focused = true; n.Refresh() }

// FocusLost hides the focus.
func (n *legendName) FocusLost() { n.focused = false; n.Refresh() }

// TypedRune is part of fyne.Focusable.
func (n *legendName) TypedRune(rune) {}

// TypedKey takes the series out, or brings it back.
func (n *legendName) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		n.Tapped(nil)
	}
}

// CreateRenderer is Fyne's.
func (n *legendName) CreateRenderer() fyne.WidgetRenderer {
	const edge, box, height = 4, 10, 22
	paint := func() {
		out := n.chart.off[n.name]
		fill, stroke := fyne.ThemeColorName(""), fyne.ThemeColorName("")
		if n.hovered {
			fill = draw.ColorNeutralTint
		}
		if n.focused {
			stroke = draw.ColorAccent
		}
		draw.SetFill(n.frame, fill, stroke, 2)
		if out {
			draw.SetFill(n.dot, "", n.color, 1)
			draw.SetFill(n.strike, draw.ColorSecondary, "", 0)
		} else {
			draw.SetFill(n.dot, n.color, "", 0)
			draw.SetFill(n.strike, "", "", 0)
		}
		draw.SetText(n.text, n.name, draw.ColorSecondary)
	}
	paint()
	return &draw.Drawn{
		Parts: []fyne.CanvasObject{n.frame, n.dot, n.text, n.strike},
		Arrange: func(s fyne.Size) {
			y := draw.RoundUp((s.Height - height) / 2)
			draw.Place(n.frame, 0, y, s.Width, height)
			draw.Place(n.dot, edge, y+(height-box)/2, box, box)
			draw.Place(n.text, edge+box+5, y, s.Width-2*edge-box-5, height)
			draw.Place(n.strike, edge+box+5, y+height/2, s.Width-2*edge-box-5, 1)
		},
		Min: func() fyne.Size {
			return fyne.NewSize(draw.RoundUp(draw.Measure(n.name, draw.SizeSmall, false))+2*edge+box+5, height)
		},
		Repaint: paint,
	}
}
