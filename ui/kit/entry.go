package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zhangfang/ui/kit/draw"
)

// bordered gives Fyne's entries the border of the other controls: theirs has a
// transparent inside, which the graphics card mixes into the thin line so that
// it comes out too dark, and stands on half pixels.
type bordered struct{ fyne.WidgetRenderer }

// NewBordered is the renderer of an entry with that border.
func NewBordered(r fyne.WidgetRenderer) fyne.WidgetRenderer {
	b := &bordered{r}
	b.fill()
	return b
}

func (b *bordered) Layout(s fyne.Size) {
	b.WidgetRenderer.Layout(s)
	if r := b.border(); r != nil {
		draw.Place(r, 0, 0, s.Width, s.Height)
	}
}

func (b *bordered) Refresh() {
	b.WidgetRenderer.Refresh()
	b.fill()
}

func (b *bordered) fill() {
	if r := b.border(); r != nil {
		r.FillColor = draw.Color(draw.ColorSurface)
	}
}

// border is the one rectangle of an entry that has a stroke.
func (b *bordered) border() *canvas.Rectangle {
	for _, o := range b.Objects() {
		if r, ok := o.(*canvas.Rectangle); ok && r.StrokeWidth > 0 {
			return r
		}
	}
	return nil
}
