package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// drawn is the renderer of the small widgets here: fixed objects and three
// functions of the widget. The widget's refresh sets texts and colours only; it
// must be cheap, since every theme change and state change calls it.
type drawn struct {
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
	min     func() fyne.Size
	refresh func()
}

func (d *drawn) Destroy()                     {}
func (d *drawn) Objects() []fyne.CanvasObject { return d.objects }
func (d *drawn) Layout(s fyne.Size)           { d.layout(s) }
func (d *drawn) MinSize() fyne.Size           { return d.min() }
func (d *drawn) Refresh()                     { d.refresh() }

// newText is a canvas text of the kit's sizes in a colour by meaning.
func newText(s string, size float32, bold bool, color fyne.ThemeColorName) *canvas.Text {
	t := canvas.NewText(s, Color(color))
	t.TextSize = size
	t.TextStyle.Bold = bold
	return t
}

// setText changes a canvas text and redraws it only when something changed.
func setText(t *canvas.Text, s string, color fyne.ThemeColorName) {
	c := Color(color)
	if t.Text == s && t.Color == c {
		return
	}
	t.Text, t.Color = s, c
	t.Refresh()
}

// setFill changes a rectangle's colours and redraws it only when they changed.
// An empty name is no colour.
func setFill(r *canvas.Rectangle, fill, stroke fyne.ThemeColorName, width float32) {
	f, s := colorOrNone(fill), colorOrNone(stroke)
	if fill == "" && stroke != "" {
		f = faint(s)
	}
	if r.FillColor == f && r.StrokeColor == s && r.StrokeWidth == width {
		return
	}
	r.FillColor, r.StrokeColor, r.StrokeWidth = f, s, width
	r.Refresh()
}

// place puts an object at a position in a size.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// measure is the width of a text in the kit's font.
func measure(s string, size float32, bold bool) float32 {
	if s == "" {
		return 0
	}
	return fyne.MeasureText(s, size, fyne.TextStyle{Bold: bold}).Width
}

// lineHeight is the height of a line of text, in whole pixels.
func lineHeight(size float32) float32 { return roundUp(size * 1.45) }

func roundUp(v float32) float32 {
	if r := float32(int(v)); r < v {
		return r + 1
	}
	return float32(int(v))
}
