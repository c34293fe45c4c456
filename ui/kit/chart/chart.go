package chart

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zhangfang/ui/kit/draw"
)

// Series is a row of values of a chart, one for each label; NaN is no value. The
// values are for pixels only: money stays exact in what Exact says.
type Series struct {
	Name   string
	Color  fyne.ThemeColorName
	Values []float64
	Quiet  bool // not in the legend: the whole of parts that are, the ends of a range

	off bool // taken out by the legend
}

// TipLine is a line of a tip that tells no value of a series.
type TipLine struct{ Name, Value string }

// Threshold is a dashed line that must not be crossed.
type Threshold struct {
	Value float64
	Name  string
	Color fyne.ThemeColorName // none is ColorException
}

// Data is what a chart shows.
type Data struct {
	Labels    []string // under the axis; as many as fit are shown
	Tips      []string // heads of the tips; Labels where nil
	Series    []Series
	Threshold *Threshold
	Axis      func(float64) string  // of the values at the axis
	Exact     func(float64) string  // of the values in tips
	More      func(i int) []TipLine // further lines of the tip of a place; may be nil
	FromZero  bool                  // the axis begins at zero (bars always do)
	Empty     string                // what is said where there is no value
}

// bounds is the smallest and largest value of all series and the threshold;
// ok is false where there is none.
func (d *Data) bounds(zero bool) (lo, hi float64, ok bool) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, s := range d.visible() {
		for _, v := range s.Values {
			if !math.IsNaN(v) && !math.IsInf(v, 0) {
				lo, hi, ok = math.Min(lo, v), math.Max(hi, v), true
			}
		}
	}
	if !ok {
		return 0, 0, false
	}
	if d.Threshold != nil {
		lo, hi = math.Min(lo, d.Threshold.Value), math.Max(hi, d.Threshold.Value)
	}
	if zero {
		lo, hi = math.Min(lo, 0), math.Max(hi, 0)
	}
	return lo, hi, true
}

// visible is the series that the legend left in.
func (d *Data) visible() []Series {
	var out []Series
	for _, s := range d.Series {
		if !s.off {
			out = append(out, s)
		}
	}
	return out
}

// count is the number of places along the axis.
func (d *Data) count() int {
	n := len(d.Labels)
	for _, s := range d.Series {
		n = max(n, len(s.Values))
	}
	return n
}

func (d *Data) head(i int) string {
	switch {
	case i < len(d.Tips):
		return d.Tips[i]
	case i < len(d.Labels):
		return d.Labels[i]
	}
	return ""
}

// niceTicks is an axis from at or below lo to at or above hi in three to six
// steps of 1, 2, 2.5 or 5 times a power of ten.
func niceTicks(lo, hi float64, most int) []float64 {
	if hi <= lo {
		pad := math.Max(math.Abs(hi)*0.1, 1e-6)
		if lo == 0 {
			pad = 1
		}
		hi += pad
		if lo != 0 {
			lo -= pad
		}
	}
	step := niceStep((hi - lo) / float64(max(most-1, 1)))
	first := math.Floor(lo/step + 1e-9)
	last := math.Ceil(hi/step - 1e-9)
	var out []float64
	for i := first; i <= last; i++ {
		out = append(out, i*step)
	}
	return out
}

// niceStep is the smallest nice step that is not below raw.
func niceStep(raw float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if m*power >= raw*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// plot is the ground of a chart: the axis with its lines and labels, and the
// place of values within it.
type plot struct {
	area   fyne.Position // upper left corner of the drawing area
	size   fyne.Size
	lo, hi float64
	n      int
}

const (
	axisLabelHeight = 20
	axisGap         = 8
)

// y is the height of a value, in whole pixels.
func (p *plot) y(v float64) float32 {
	if p.hi == p.lo {
		return p.area.Y + p.size.Height
	}
	share := (v - p.lo) / (p.hi - p.lo)
	return p.area.Y + float32(math.Round(float64(p.size.Height)*(1-share)))
}

// x is the middle of place i.
func (p *plot) x(i int) float32 {
	return p.area.X + p.size.Width*(float32(i)+0.5)/float32(max(p.n, 1))
}

// at is the place under x, -1 for none.
func (p *plot) at(x float32) int {
	if p.n == 0 || x < p.area.X || x >= p.area.X+p.size.Width {
		return -1
	}
	return min(int((x-p.area.X)/p.size.Width*float32(p.n)), p.n-1)
}

// drawing collects the objects of a chart as they are made.
type drawing struct{ objects []fyne.CanvasObject }

func (d *drawing) add(o fyne.CanvasObject) { d.objects = append(d.objects, o) }

func (d *drawing) rect(color fyne.ThemeColorName, x, y, w, h float32) *canvas.Rectangle {
	r := canvas.NewRectangle(draw.Color(color))
	draw.Place(r, x, y, w, h)
	d.add(r)
	return r
}

func (d *drawing) text(s string, align fyne.TextAlign, color fyne.ThemeColorName, x, y, w float32) *canvas.Text {
	t := draw.NewText(s, draw.SizeSmall, false, color)
	t.Alignment = align
	draw.Place(t, x, y, w, axisLabelHeight)
	d.add(t)
	return t
}

// dashes draws a dashed level line.
func (d *drawing) dashes(color fyne.ThemeColorName, x, y, width float32) {
	for at := x; at < x+width; at += 7 {
		d.rect(color, at, y, min(4, x+width-at), 1)
	}
}

// frame draws axis, level lines and labels, and is the plot they leave.
func (d *drawing) frame(data *Data, s fyne.Size, zero bool) (p plot, ok bool) {
	lo, hi, ok := data.bounds(zero)
	if !ok {
		return p, false
	}
	most := int(max(min((s.Height-axisLabelHeight)/26, 6), 3))
	ticks := niceTicks(lo, hi, most)
	label := data.Axis
	if label == nil {
		label = compact
	}
	var left float32
	for _, v := range ticks {
		left = max(left, draw.Measure(label(v), draw.SizeSmall, false))
	}
	left = draw.RoundUp(left) + axisGap
	p = plot{
		area: fyne.NewPos(left, axisLabelHeight/2),
		size: fyne.NewSize(max(s.Width-left-4, 1), max(s.Height-axisLabelHeight*1.5-4, 1)),
		lo:   ticks[0], hi: ticks[len(ticks)-1], n: data.count(),
	}
	for _, v := range ticks {
		d.rect(draw.ColorLine, p.area.X, p.y(v), p.size.Width, 1)
		d.text(label(v), fyne.TextAlignTrailing, draw.ColorSecondary, 0, p.y(v)-axisLabelHeight/2, left-axisGap)
	}
	d.placeLabels(data, &p)
	return p, true
}

// placeLabels writes every so many labels that they do not touch.
func (d *drawing) placeLabels(data *Data, p *plot) {
	var widest float32
	for _, l := range data.Labels {
		widest = max(widest, draw.Measure(l, draw.SizeSmall, false))
	}
	every := 1
	for float32(every)*p.size.Width/float32(max(p.n, 1)) < widest+14 && every < p.n {
		every++
	}
	if every > 1 && every < 5 && p.n > 20 {
		every = 5 // 1, 6, 11 ...: people count days in fives
	}
	y := p.area.Y + p.size.Height + 4
	for i := 0; i < len(data.Labels); i += every {
		w := draw.RoundUp(draw.Measure(data.Labels[i], draw.SizeSmall, false))
		x := float32(int(p.x(i) - w/2))
		x = max(min(x, p.area.X+p.size.Width-w+4), p.area.X-4)
		d.text(data.Labels[i], fyne.TextAlignLeading, draw.ColorSecondary, x, y, w)
	}
}

// threshold draws the line that must not be crossed.
func (d *drawing) threshold(data *Data, p *plot) {
	t := data.Threshold
	if t == nil {
		return
	}
	color := t.Color
	if color == "" {
		color = draw.ColorException
	}
	y := p.y(t.Value)
	d.dashes(color, p.area.X, y, p.size.Width)
	if t.Name != "" {
		w := draw.RoundUp(draw.Measure(t.Name, draw.SizeSmall, false))
		d.text(t.Name, fyne.TextAlignTrailing, color, p.area.X+p.size.Width-w, y-axisLabelHeight, w)
	}
}
