package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
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
			setFill(rect, ColorNeutralTint, "", 0)
			continue
		}
		setFill(rect, b.shares[i-1].Color, "", 0)
	}
	r.Layout(b.Size())
	canvas.Refresh(b)
}

func (r *shareRenderer) Layout(s fyne.Size) {
	b := r.b
	y := float32(int((s.Height - shareBarHeight) / 2))
	place(b.rects[0], 0, y, s.Width, shareBarHeight)
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
		place(rect, x, y, w, shareBarHeight)
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

// DayState says whether a day of a stream is covered by a file.
type DayState uint8

// The states of a day.
const (
	DayCovered DayState = iota
	DayPartial          // the edge of a file without a stated period
	DayMissing          // between days that are covered: a gap
	DayAhead            // not there yet
)

// DayStrip shows the days of a month as small boxes: covered or not. A day can be
// picked, by a click or with the arrow keys, where OnPick is set.
type DayStrip struct {
	widget.BaseWidget
	OnPick  func(i int)        // a day was picked
	OnOpen  func(i int)        // Enter on the picked day
	OnFocus func()             // when the keyboard comes here; may be nil
	Tip     func(i int) string // told under the pointer; nil for none

	days    []DayState
	picked  int // counted from 1; 0: none
	focused bool
	rects   []*canvas.Rectangle
	objects []fyne.CanvasObject
}

// NewDayStrip is an empty strip.
func NewDayStrip() *DayStrip {
	d := &DayStrip{}
	d.ExtendBaseWidget(d)
	return d
}

// Set shows the days in order.
func (d *DayStrip) Set(days []DayState) {
	d.days = days
	d.Refresh()
}

// CreateRenderer is Fyne's.
func (d *DayStrip) CreateRenderer() fyne.WidgetRenderer {
	r := &dayRenderer{d}
	r.Refresh()
	return r
}

type dayRenderer struct{ d *DayStrip }

func (r *dayRenderer) Destroy()                     {}
func (r *dayRenderer) Objects() []fyne.CanvasObject { return r.d.objects }
func (r *dayRenderer) MinSize() fyne.Size           { return fyne.NewSize(31*8, HeightRow) }

func (r *dayRenderer) Refresh() {
	d := r.d
	for len(d.rects) < len(d.days) {
		rect := canvas.NewRectangle(nil)
		rect.CornerRadius = 3
		d.rects = append(d.rects, rect)
	}
	d.objects = d.objects[:0]
	for i, state := range d.days {
		switch state {
		case DayCovered:
			setFill(d.rects[i], ColorAccentSoft, "", 0)
		case DayPartial:
			setFill(d.rects[i], ColorAccentTint, ColorAccentSoft, 1)
		case DayMissing:
			setFill(d.rects[i], ColorExceptionTint, ColorException, 1)
		default:
			setFill(d.rects[i], ColorNeutralTint, "", 0)
		}
		d.objects = append(d.objects, d.rects[i])
	}
	d.paintPicked()
	r.Layout(d.Size())
	canvas.Refresh(d)
}

func (r *dayRenderer) Layout(s fyne.Size) {
	step := r.d.step(s.Width)
	y := roundUp((s.Height - 14) / 2)
	for i := range r.d.days {
		place(r.d.rects[i], float32(i)*step, y, max(step-2, 2), 14)
	}
}
