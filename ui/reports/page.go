package reports

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zhangfang/app/monthly"
)

// page is one page of the report as it prints: white paper in any theme.
type page struct {
	widget.BaseWidget
	marks []monthly.Mark
	paper *canvas.Rectangle
	drawn []fyne.CanvasObject // a thing a mark; none while the page is out of sight
}

func newPage(p *monthly.Page) *page {
	w := &page{marks: p.Marks, paper: canvas.NewRectangle(color.White)}
	w.paper.StrokeColor, w.paper.StrokeWidth = color.NRGBA{0, 0, 0, 0x40}, 1
	w.ExtendBaseWidget(w)
	return w
}

// draw draws the page, or forgets what was drawn.
func (p *page) draw(on bool) {
	if on == (p.drawn != nil) {
		return
	}
	p.drawn = nil
	if on {
		p.drawn = make([]fyne.CanvasObject, len(p.marks))
		for i := range p.marks {
			p.drawn[i] = object(&p.marks[i])
		}
	}
	p.Refresh()
}

// object is the thing that a mark is drawn with.
func object(m *monthly.Mark) fyne.CanvasObject {
	c := color.NRGBA{m.Colour[0], m.Colour[1], m.Colour[2], 0xff}
	switch m.Kind {
	case monthly.MarkText:
		t := canvas.NewText(m.Text, c)
		t.TextStyle.Bold = m.Bold
		return t
	case monthly.MarkLine:
		return canvas.NewLine(c)
	case monthly.MarkDot:
		return canvas.NewCircle(c)
	case monthly.MarkFrame:
		r := canvas.NewRectangle(color.White)
		r.StrokeColor = c
		return r
	}
	return canvas.NewRectangle(c)
}

// millimetres in a point of text.
const point = 25.4 / 72

// put places what a mark is drawn with; scale is pixels in a millimetre.
func put(o fyne.CanvasObject, m *monthly.Mark, scale float32) {
	x, y, w, h := float32(m.X)*scale, float32(m.Y)*scale, float32(m.W)*scale, float32(m.H)*scale
	thick := max(float32(m.Thick)*scale, 0.5)
	switch o := o.(type) {
	case *canvas.Text:
		o.TextSize = float32(m.Size*point) * scale
		driver := fyne.CurrentApp().Driver()
		size, baseline := driver.RenderedTextSize(o.Text, o.TextSize, o.TextStyle, nil)
		if w > 0 && size.Width > w { // a screen sets text wider than paper, and what ends at an edge must end there
			o.TextSize *= w / size.Width
			size, baseline = driver.RenderedTextSize(o.Text, o.TextSize, o.TextStyle, nil)
		}
		o.Move(fyne.NewPos(x, y-baseline))
		o.Resize(size)
	case *canvas.Line:
		o.StrokeWidth = thick
		o.Position1, o.Position2 = fyne.NewPos(x, y), fyne.NewPos(x+w, y+h)
	case *canvas.Circle:
		o.Position1, o.Position2 = fyne.NewPos(x-w/2, y-w/2), fyne.NewPos(x+w/2, y+w/2)
	case *canvas.Rectangle:
		if m.Kind == monthly.MarkFrame {
			o.StrokeWidth, o.CornerRadius = thick, 2*scale
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
}

// CreateRenderer is Fyne's.
func (p *page) CreateRenderer() fyne.WidgetRenderer { return &pageRenderer{p} }

type pageRenderer struct{ p *page }

func (r *pageRenderer) Destroy() {}

func (r *pageRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 283) }

func (r *pageRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.p.paper}, r.p.drawn...)
}

func (r *pageRenderer) Layout(size fyne.Size) {
	r.p.paper.Resize(size)
	scale := size.Width / monthly.PageWidth
	for i, o := range r.p.drawn {
		put(o, &r.p.marks[i], scale)
	}
}

func (r *pageRenderer) Refresh() {
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}
