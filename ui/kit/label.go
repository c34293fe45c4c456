package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// Label is one line of text in a colour by meaning; it follows theme changes. A
// cut label takes whatever width it is given and ends in an ellipsis.
type Label struct {
	widget.BaseWidget
	text  string
	color fyne.ThemeColorName
	isCut bool
	inner bool // cut in the middle
	short bool // what is shown is not all
	t     *canvas.Text
}

// NewLabel is ordinary text.
func NewLabel(text string) *Label { return newLabel(text, draw.SizeText, false, draw.ColorText) }

// NewSecondary is a caption: small and quiet.
func NewSecondary(text string) *Label {
	return newLabel(text, draw.SizeSmall, false, draw.ColorSecondary)
}

// NewHeading is the heading of a part of a view.
func NewHeading(text string) *Label { return newLabel(text, draw.SizeHeading, true, draw.ColorText) }

// NewTitle is the title of a view.
func NewTitle(text string) *Label { return newLabel(text, draw.SizeTitle, true, draw.ColorText) }

func newLabel(text string, size float32, bold bool, color fyne.ThemeColorName) *Label {
	l := &Label{text: text, color: color, t: draw.NewText(text, size, bold, color)}
	l.ExtendBaseWidget(l)
	return l
}

// Sized sets the text size and returns the label.
func (l *Label) Sized(size float32) *Label { l.t.TextSize = size; l.Refresh(); return l }

// SetSize sets the text size where that is another.
func (l *Label) SetSize(size float32) {
	if l.t.TextSize != size {
		l.Sized(size)
	}
}

// Colored sets the colour and returns the label.
func (l *Label) Colored(c fyne.ThemeColorName) *Label { l.color = c; l.Refresh(); return l }

// Bold makes the text bold and returns the label.
func (l *Label) Bold() *Label { l.t.TextStyle.Bold = true; l.Refresh(); return l }

// Aligned sets the alignment and returns the label.
func (l *Label) Aligned(a fyne.TextAlign) *Label { l.t.Alignment = a; l.Refresh(); return l }

// Cut lets the label shrink to an ellipsis and returns it.
func (l *Label) Cut() *Label { l.isCut = true; l.Refresh(); return l }

// Text is the whole text, cut or not.
func (l *Label) Text() string { return l.text }

// SetText changes the text.
func (l *Label) SetText(text string) {
	if text != l.text {
		l.text = text
		l.Refresh()
	}
}

// Set changes text and colour.
func (l *Label) Set(text string, c fyne.ThemeColorName) {
	if text != l.text || c != l.color {
		l.text, l.color = text, c
		l.Refresh()
	}
}

// CreateRenderer is Fyne's.
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	return &draw.Drawn{
		Parts:   []fyne.CanvasObject{l.t},
		Arrange: func(s fyne.Size) { l.show(s.Width); l.t.Resize(s) },
		Min:     l.min,
		Repaint: func() { l.show(l.Size().Width); l.t.Refresh() },
	}
}

func (l *Label) min() fyne.Size {
	h := draw.LineHeight(l.t.TextSize)
	if l.isCut {
		return fyne.NewSize(l.t.TextSize*2, h)
	}
	return fyne.NewSize(l.whole(), h)
}

// whole is the width of all of the text.
func (l *Label) whole() float32 {
	return draw.RoundUp(draw.Measure(l.text, l.t.TextSize, l.t.TextStyle.Bold))
}

func (l *Label) show(width float32) {
	s := l.text
	l.short = false
	if l.isCut && width > 0 && draw.Measure(s, l.t.TextSize, l.t.TextStyle.Bold) > width+0.5 {
		ruler := draw.NewRuler(l.t.TextSize, l.t.TextStyle.Bold)
		if l.inner {
			s, l.short = ruler.CutMiddle(s, width), true
		} else {
			s, l.short = ruler.Cut(s, width)
		}
	}
	draw.SetText(l.t, s, l.color)
}

// Paragraph is text that wraps, with Chinese rules for line ends.
type Paragraph struct {
	widget.BaseWidget
	text  string
	color fyne.ThemeColorName
	size  float32
	bold  bool
	width float32 // wrapped to; 0 before the first layout
	lines []*canvas.Text
}

// NewParagraph is wrapping text of ordinary size.
func NewParagraph(text string) *Paragraph {
	p := &Paragraph{text: text, color: draw.ColorText, size: draw.SizeText}
	p.ExtendBaseWidget(p)
	return p
}

// Colored sets the colour and returns the paragraph.
func (p *Paragraph) Colored(c fyne.ThemeColorName) *Paragraph { p.color = c; p.Refresh(); return p }

// Sized sets the text size and returns the paragraph.
func (p *Paragraph) Sized(size float32) *Paragraph { p.size = size; p.Refresh(); return p }

// Within wraps to a width known beforehand, as in dialogs, so that the first
// layout is right, and returns the paragraph.
func (p *Paragraph) Within(width float32) *Paragraph { p.width = width; p.Refresh(); return p }

// Set changes text and colour.
func (p *Paragraph) Set(text string, c fyne.ThemeColorName) {
	if text != p.text || c != p.color {
		p.text, p.color = text, c
		p.Refresh()
	}
}

// SetText changes the text.
func (p *Paragraph) SetText(text string) { p.Set(text, p.color) }

// CreateRenderer is Fyne's.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{p: p}
	r.Refresh()
	return r
}

type paragraphRenderer struct {
	p       *Paragraph
	objects []fyne.CanvasObject
}

func (r *paragraphRenderer) Destroy()                     {}
func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *paragraphRenderer) Layout(s fyne.Size) {
	if s.Width > 0 && s.Width != r.p.width { // not laid out yet: what Within said holds
		r.p.width = s.Width
		r.rebuild()
	}
	r.place(s.Width)
}

func (r *paragraphRenderer) place(width float32) {
	h := r.lineHeight()
	for i, t := range r.p.lines {
		draw.Place(t, 0, float32(i)*h, width, h)
	}
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	return fyne.NewSize(80, max(1, float32(len(r.p.lines)))*r.lineHeight())
}

// Refresh keeps the width that Within told: the size is still that of the text before.
func (r *paragraphRenderer) Refresh() {
	r.rebuild()
	r.place(r.p.Size().Width)
	canvas.Refresh(r.p)
}

func (r *paragraphRenderer) lineHeight() float32 { return draw.LineHeight(r.p.size) }

func (r *paragraphRenderer) rebuild() {
	width := r.p.width
	if width <= 0 {
		width = 400
	}
	lines := draw.NewRuler(r.p.size, r.p.bold).Wrap(r.p.text, width)
	for len(r.p.lines) < len(lines) {
		r.p.lines = append(r.p.lines, draw.NewText("", r.p.size, r.p.bold, r.p.color))
	}
	r.p.lines = r.p.lines[:len(lines)]
	r.objects = r.objects[:0]
	for i, s := range lines {
		r.p.lines[i].TextSize = r.p.size
		draw.SetText(r.p.lines[i], s, r.p.color)
		r.objects = append(r.objects, r.p.lines[i])
	}
}

// CutMiddle lets the label shrink by leaving out its middle, and returns it: what
// tells the names of files apart stands at their end.
func (l *Label) CutMiddle() *Label {
	l.inner = true
	return l.Cut()
}
