package figure

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// ShareOf is a part of a whole in a colour.
type ShareOf struct {
	Value int
	Color fyne.ThemeColorName
}

// ShareBar shows the parts of a whole side by side in one thin bar. A part that
// is not zero is at least two pixels wide: what waits must not vanish.
type ShareBar struct {
	widget.BaseWidget
	shares  []ShareOf
	rects   []*canvas.Rectangle
	objects []fyne.CanvasObject
}

const shareBarHeight = 8

// NewShareBar is an empty bar.
func NewShareBar() *ShareBar {
	b := &ShareBar{}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows the parts in order.
func (b *ShareBar) Set(shares ...ShareOf) {
	b.shares = shares
	b.Refresh()
}

// CreateRenderer is Fyne's.
func (b *ShareBar) CreateRenderer() fyne.WidgetRenderer {
	r := &shareRenderer{b}
	r.Refresh()
	return r
}

type shareRenderer struct{ b *ShareBar }

func (r *shareRenderer) Destroy()                     {}
func (r *shareRenderer) Objects() []fyne.CanvasObject { return r.b.objects }
func (r *shareRenderer) MinSize() fyne.Size           { return fyne.NewSize(80, shareBarHeight) }

func (r *shareRenderer) Refresh() {
	b := r.b
	if b.rects == nil {
		b.rects = append(b.rects, canvas.NewRectangle(nil))
	}
	for len(b.rects) <= len(b.shares) {
		b.rects = append(b.rects, canvas.NewRectangle(nil))
	}
	b.objects = b.objects[:0]
	for i, rect := range b.rects[:len(b.shares)+1] {
		b.objects = append(b.objects, rect)
		if i == 0 {
			rect.CornerRadius = shareBarHeight / 2
			draw.SetFill(rect, draw.ColorNeutralTint, "", 0)
			continue
		}
		draw.SetFill(rect, b.shares[i-1].Color, "", 0)
	}
	r.Layout(b.Size())
	canvas.Refresh(b)
}

func (r *shareRenderer) Layout(s fyne.Size) {
	b := r.b
	y := float32(int((s.Height - shareBarHeight) / 2))
	draw.Place(b.rects[0], 0, y, s.Width, shareBarHeight)
	widths := shareWidths(b.shares, s.Width)
	first, last := -1, -1
	for i, w := range widths {
		if w > 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	var x float32
	for i, w := range widths {
		rect := b.rects[i+1]
		rect.Hidden = w == 0
		roundEnds(rect, shareBarHeight/2, i == first, i == last)
		draw.Place(rect, x, y, w, shareBarHeight)
		x += w
	}
}

func roundEnds(r *canvas.Rectangle, radius float32, left, right bool) {
	r.TopLeftCornerRadius, r.BottomLeftCornerRadius = 0, 0
	r.TopRightCornerRadius, r.BottomRightCornerRadius = 0, 0
	if left {
		r.TopLeftCornerRadius, r.BottomLeftCornerRadius = radius, radius
	}
	if right {
		r.TopRightCornerRadius, r.BottomRightCornerRadius = radius, radius
	}
}

// shareWidths divides whole pixels by value; small parts get two pixels, which
// the largest gives.
func shareWidths(shares []ShareOf, width float32) []float32 {
	total, largest := 0, 0
	for i, s := range shares {
		total += max(s.Value, 0)
		if s.Value > shares[largest].Value {
			largest = i
		}
	}
	out := make([]float32, len(shares))
	if total == 0 {
		return out
	}
	left := width
	for i, s := range shares {
		if i == largest || s.Value <= 0 {
			continue
		}
		out[i] = max(float32(int(float64(width)*float64(s.Value)/float64(total))), 2)
		left -= out[i]
	}
	out[largest] = max(left, 0)
	return out
}
