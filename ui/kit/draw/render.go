package draw

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Drawn is the renderer of the small widgets here: fixed objects and three
// functions of the widget. Its Repaint sets texts and colours only; it
// must be cheap, since every theme change and state change calls it.
type Drawn struct {
	Parts   []fyne.CanvasObject
	Arrange func(fyne.Size)
	Min     func() fyne.Size
	Repaint func()
}

// Destroy is part of fyne.WidgetRenderer.
func (d *Drawn) Destroy() {}

// Objects is part of fyne.WidgetRenderer.
func (d *Drawn) Objects() []fyne.CanvasObject { return d.Parts }

// Layout is part of fyne.WidgetRenderer.
func (d *Drawn) Layout(s fyne.Size) { d.Arrange(s) }

// MinSize is part of fyne.WidgetRenderer.
func (d *Drawn) MinSize() fyne.Size { return d.Min() }

// Refresh is part of fyne.WidgetRenderer.
func (d *Drawn) Refresh() { d.Repaint() }

// NewText is a canvas text of a size in a colour by meaning.
func NewText(s string, size float32, bold bool, name fyne.ThemeColorName) *canvas.Text {
	t := canvas.NewText(s, Color(name))
	t.TextSize = size
	t.TextStyle.Bold = bold
	return t
}

// SetText changes a canvas text and redraws it only when something changed.
func SetText(t *canvas.Text, s string, name fyne.ThemeColorName) {
	c := Color(name)
	if t.Text == s && t.Color == c {
		return
	}
	t.Text, t.Color = s, c
	t.Refresh()
}

// SetFill changes a rectangle's colours and redraws it only when they changed.
// An empty name is no colour.
func SetFill(r *canvas.Rectangle, fill, stroke fyne.ThemeColorName, width float32) {
	f, s := colorOrNone(fill), colorOrNone(stroke)
	if fill == "" && stroke != "" {
		f = Faint(s)
	}
	if r.FillColor == f && r.StrokeColor == s && r.StrokeWidth == width {
		return
	}
	r.FillColor, r.StrokeColor, r.StrokeWidth = f, s, width
	r.Refresh()
}

// Faint is a colour so transparent that it is not seen, for the inside of a
// stroked shape: with none at all the line would be mixed with black.
func Faint(c color.Color) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = 1
	return n
}

// SheetShadow is what a sheet that floats above others throws on them.
func SheetShadow() canvas.Shadow {
	return canvas.Shadow{Color: rgba(0x101828, 0x26), BlurRadius: 12, Offset: fyne.NewPos(0, 3)}
}

// Place puts an object at a position in a size.
func Place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// Measure is the width of a text in the program's font.
func Measure(s string, size float32, bold bool) float32 {
	if s == "" {
		return 0
	}
	return fyne.MeasureText(s, size, fyne.TextStyle{Bold: bold}).Width
}

// LineHeight is the height of a line of text, in whole pixels.
func LineHeight(size float32) float32 { return RoundUp(size * 1.45) }

// RoundUp is the next whole pixel at or above v.
func RoundUp(v float32) float32 {
	if r := float32(int(v)); r < v {
		return r + 1
	}
	return float32(int(v))
}
