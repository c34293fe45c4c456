package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// Span is a piece of a line. No colour is the line's own.
type Span struct {
	Text  string
	Color fyne.ThemeColorName
	Bold  bool
}

// Line is one line of text in pieces of several colours; what does not fit ends
// in an ellipsis.
type Line struct {
	widget.BaseWidget
	spans   []Span
	shorter []Span // shown where the spans do not fit; nil cuts them
	cut     bool   // not all of it is shown
	size    float32
	color   fyne.ThemeColorName
	texts   []*canvas.Text
	objects []fyne.CanvasObject
}

// NewLine is a line of ordinary size.
func NewLine(spans ...Span) *Line { return newLine(draw.SizeText, draw.ColorText, spans) }

// NewSecondaryLine is a small, quiet line.
func NewSecondaryLine(spans ...Span) *Line {
	return newLine(draw.SizeSmall, draw.ColorSecondary, spans)
}

func newLine(size float32, color fyne.ThemeColorName, spans []Span) *Line {
	l := &Line{size: size, color: color, spans: spans}
	l.ExtendBaseWidget(l)
	return l
}

// Set changes the pieces; a shorter telling of those before is forgotten.
func (l *Line) Set(spans ...Span) {
	l.spans, l.shorter = spans, nil
	l.Refresh()
}

// SetShorter is what to show where there is no room for all of the pieces.
func (l *Line) SetShorter(spans ...Span) {
	l.shorter = spans
	l.Refresh()
}

// fitting is the pieces to show in a width.
func (l *Line) fitting(width float32) []Span {
	var all float32
	for _, s := range l.spans {
		all += draw.Measure(s.Text, l.size, s.Bold)
	}
	if l.shorter != nil && width > 0 && all > width+1 {
		return l.shorter
	}
	return l.spans
}

// IsCut tells whether what is shown is not all.
func (l *Line) IsCut() bool { return l.cut }

// Text is all of the pieces.
func (l *Line) Text() (s string) {
	for _, span := range l.spans {
		s += span.Text
	}
	return s
}

// CreateRenderer is Fyne's.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{l}
	r.build(l.spans)
	return r
}

type lineRenderer struct{ l *Line }

func (r *lineRenderer) Destroy()                     {}
func (r *lineRenderer) Objects() []fyne.CanvasObject { return r.l.objects }

func (r *lineRenderer) build(spans []Span) {
	l := r.l
	l.texts, l.objects = l.texts[:0], l.objects[:0]
	for _, s := range spans {
		color := s.Color
		if color == "" {
			color = l.color
		}
		t := draw.NewText(s.Text, l.size, s.Bold, color)
		l.texts, l.objects = append(l.texts, t), append(l.objects, t)
	}
}

func (r *lineRenderer) Layout(s fyne.Size) {
	var x float32
	spans := r.l.fitting(s.Width)
	r.l.cut = len(spans) > 0 && &spans[0] != &r.l.spans[0]
	if r.l.shorter != nil {
		r.build(spans)
	}
	for i, t := range r.l.texts {
		whole := spans[i].Text
		w := draw.Measure(whole, t.TextSize, t.TextStyle.Bold)
		shown := whole
		if x+w > s.Width+1 {
			shown, _ = draw.NewRuler(t.TextSize, t.TextStyle.Bold).Cut(whole, max(s.Width-x, 0))
		}
		if t.Text != shown {
			t.Text = shown
			t.Refresh()
		}
		t.Hidden = x >= s.Width
		r.l.cut = r.l.cut || t.Hidden || shown != whole
		draw.Place(t, x, 0, w, s.Height)
		x += w
	}
}

func (r *lineRenderer) MinSize() fyne.Size {
	return fyne.NewSize(24, draw.LineHeight(r.l.size))
}

func (r *lineRenderer) Refresh() {
	r.build(r.l.spans)
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}
