package report

import "math"

// charts draws the first chart over the whole width, the others in pairs.
func (s *sheet) charts(charts []Chart) {
	const tall, low, gap = 46.0, 31.0, 8.0
	for i := 0; i < len(charts); i++ {
		if i == 0 {
			s.need(tall)
			s.chart(&charts[0], side, s.y, width, tall)
			s.y += tall + 3
			continue
		}
		s.need(low)
		half := (width - gap) / 2
		s.chart(&charts[i], side, s.y, half, low)
		if i++; i < len(charts) {
			s.chart(&charts[i], side+half+gap, s.y, half, low)
		}
		s.y += low + 3
	}
}

// box is where the points of a chart are drawn.
type box struct {
	x, y, w, h float64
	axis
	points int
}

// at is the height of a value on the paper.
func (b box) at(v float64) float64 { return b.y + b.h*(1-(v-b.lo)/(b.hi-b.lo)) }

// slot is the left edge and the width of a point's room.
func (b box) slot(i int) (x, w float64) {
	w = b.w / float64(b.points)
	return b.x + float64(i)*w, w
}

func (s *sheet) chart(c *Chart, x, y, w, h float64) {
	s.put(x, y+3.6, c.Title, style{size: bodySize, bold: true})
	if len(c.Series) > 1 {
		s.legend(c, x+w, y+3.4)
	}
	values := c.plot()
	b := box{axis: c.axis(values), points: c.Data.points()}
	small := style{size: 7, colour: grey}
	gutter := 0.0
	for i := range b.steps() + 1 {
		gutter = max(gutter, s.measure(b.label(i, s.text), small))
	}
	b.x, b.y, b.w, b.h = x+gutter+2, y+8, w-gutter-2, h-13
	for i := range b.steps() + 1 {
		at := b.at(b.lo + float64(i)*b.step)
		s.rule(b.x, at, b.x+b.w, 0.15, line)
		s.putRight(b.x-1.5, at+0.9, b.label(i, s.text), small)
	}
	s.pointLabels(c, b, small)
	if c.Kind == Bars {
		s.bars(c, b, values)
	} else {
		s.lines(b, values[0])
	}
	if c.Warn != nil && c.Warn.At <= b.hi {
		at := b.at(c.Warn.At)
		s.dashes(b.x, at, b.x+b.w, 0.25, ink)
		s.putRight(b.x+b.w, at-0.8, c.Warn.Label, small)
	}
}

// pointLabels names as many points as there is room for, at even distances. Names
// that are longer than any date are cut.
func (s *sheet) pointLabels(c *Chart, b box, st style) {
	const apart, longest = 1.5, 24.0
	widest := 0.0
	labels := make([]string, b.points)
	for i := range labels {
		labels[i] = s.cut(c.Labels[i], st, max(longest, b.w/float64(b.points)-apart))
		widest = max(widest, s.measure(labels[i], st))
	}
	step := 1
	for b.w/float64(b.points)*float64(step) < widest+apart && step < b.points {
		step++
	}
	if step > 2 && step < 5 && b.points > 20 {
		step = 5 // of a month: the 1st, the 6th, the 11th ...
	}
	for i := 0; i < b.points; i += step {
		x, w := b.slot(i)
		s.put(x+w/2-s.measure(labels[i], st)/2, b.y+b.h+3.6, labels[i], st)
	}
}

// widestBar keeps the bars of a few points from filling the chart.
const widestBar = 9.0

// bars draws the series of a point side by side; a stacked one on its neighbour.
func (s *sheet) bars(c *Chart, b box, values [][]float64) {
	stacks := 0
	for _, series := range c.Series {
		if !series.Stacked {
			stacks++
		}
	}
	for i := range b.points {
		x, w := b.slot(i)
		each := min(w*0.76, widestBar*float64(stacks)) / float64(stacks)
		x += (w-each*float64(stacks))/2 - each
		for j, series := range c.Series {
			from := 0.0
			if series.Stacked {
				from = values[j-1][i]
			} else {
				x += each
			}
			s.bar(x, each*0.92, b.at(from), b.at(values[j][i]), series.Ink)
		}
	}
	s.rule(b.x, b.at(0), b.x+b.w, 0.3, grey)
}

// bar draws one bar between two heights, whichever is above.
func (s *sheet) bar(x, w, y1, y2 float64, how Ink) {
	y, h := min(y1, y2), math.Abs(y2-y1)
	if !(h > 0.01) { // nothing to draw, or no number
		return
	}
	switch how {
	case Solid:
		s.fill(x, y, w, h, accent)
		return
	case Light:
		s.fill(x, y, w, h, pale)
		return
	}
	s.hatch(x, y, w, h)
}

// lines draws a line through the points, broken where there is none, with a dot
// at the highest, which is what one looks for.
func (s *sheet) lines(b box, values []float64) {
	peak, last := -1, -1
	for i, v := range values {
		if math.IsNaN(v) {
			continue
		}
		x, w := b.slot(i)
		if last == i-1 && i > 0 {
			s.segment(x-w/2, b.at(values[last]), x+w/2, b.at(v), 0.5, accent)
		}
		if peak < 0 || v > values[peak] {
			peak = i
		}
		last = i
	}
	if peak >= 0 {
		x, w := b.slot(peak)
		s.dot(x+w/2, b.at(values[peak]), 0.8, accent)
	}
}

// legend names the series, right-aligned at x.
func (s *sheet) legend(c *Chart, x, y float64) {
	st := style{size: smallSize, colour: grey}
	for i := len(c.Series) - 1; i >= 0; i-- {
		name := c.Data.Columns[c.Series[i].Column].Title
		x -= s.measure(name, st)
		s.put(x, y, name, st)
		x -= 4.2
		s.bar(x, 3, y-2.4, y+0.3, c.Series[i].Ink)
		x -= 4
	}
}
