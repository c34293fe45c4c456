package figure

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// DayState says whether a day of a stream is covered by a file.
type DayState uint8

// The states of a day.
const (
	DayCovered DayState = iota
	DayPartial          // the edge of a file without a stated period
	DayMissing          // between days that are covered: a gap
	DayAhead            // not there yet
	DayNone             // there is nothing to come: whoever makes the bills has none
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
func (r *dayRenderer) MinSize() fyne.Size           { return fyne.NewSize(31*8, draw.HeightRow) }

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
			draw.SetFill(d.rects[i], draw.ColorAccentSoft, "", 0)
		case DayPartial:
			draw.SetFill(d.rects[i], draw.ColorAccentTint, draw.ColorAccentSoft, 1)
		case DayMissing:
			draw.SetFill(d.rects[i], draw.ColorExceptionTint, draw.ColorException, 1)
		case DayNone:
			draw.SetFill(d.rects[i], draw.ColorSurface, draw.ColorSecondary, 1)
		default:
			draw.SetFill(d.rects[i], draw.ColorNeutralTint, "", 0)
		}
		d.objects = append(d.objects, d.rects[i])
	}
	d.paintPicked()
	r.Layout(d.Size())
	canvas.Refresh(d)
}

func (r *dayRenderer) Layout(s fyne.Size) {
	step := r.d.step(s.Width)
	y := draw.RoundUp((s.Height - 14) / 2)
	for i := range r.d.days {
		draw.Place(r.d.rects[i], float32(i)*step, y, max(step-2, 2), 14)
	}
}
