package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// Segmented is a choice among a few, all of them in sight.
type Segmented struct {
	widget.BaseWidget
	Changed  func(i int)
	OnEscape func() // when focused and Escape is typed; may be nil
	OnFocus  func() // when the keyboard comes here; may be nil

	selected, hovered int
	focused           bool
	frames            []*canvas.Rectangle
	texts             []*canvas.Text
}

const segmentGap = 10

// NewSegmented is a choice with the first option chosen; changed is not called
// for that.
func NewSegmented(options []string, changed func(i int)) *Segmented {
	s := &Segmented{Changed: changed, hovered: -1}
	s.SetOptions(options)
	s.ExtendBaseWidget(s)
	return s
}

// SetOptions changes the options and keeps the chosen place where it exists.
func (s *Segmented) SetOptions(options []string) {
	s.frames, s.texts = nil, nil
	for _, o := range options {
		f := canvas.NewRectangle(nil)
		f.CornerRadius = draw.RadiusControl
		t := draw.NewText(o, draw.SizeText, false, draw.ColorText)
		t.Alignment = fyne.TextAlignCenter
		s.frames, s.texts = append(s.frames, f), append(s.texts, t)
	}
	s.selected = min(s.selected, max(len(options)-1, 0))
	s.Refresh()
}

// Selected is the place of the chosen option.
func (s *Segmented) Selected() int { return s.selected }

// Select chooses an option without calling Changed.
func (s *Segmented) Select(i int) {
	if i != s.selected && i >= 0 && i < len(s.texts) {
		s.selected = i
		s.Refresh()
	}
}

func (s *Segmented) choose(i int) {
	if i == s.selected || i < 0 || i >= len(s.texts) {
		return
	}
	s.Select(i)
	if s.Changed != nil {
		s.Changed(i)
	}
}

// Tapped chooses the option under the pointer.
func (s *Segmented) Tapped(e *fyne.PointEvent) { s.choose(s.at(e.Position.X)) }

// MouseIn lights the option under the pointer.
func (s *Segmented) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved lights the option under the pointer.
func (s *Segmented) MouseMoved(e *desktop.MouseEvent) {
	if i := s.at(e.Position.X); i != s.hovered {
		s.hovered = i
		s.Refresh()
	}
}

// MouseOut takes the light away.
func (s *Segmented) MouseOut() { s.hovered = -1; s.Refresh() }

// FocusGained shows the focus.
func (s *Segmented) FocusGained() {
	s.focused = true
	s.Refresh()
	focused(s.OnFocus)
}

// FocusLost hides the focus.
func (s *Segmented) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune is part of fyne.Focusable.
func (s *Segmented) TypedRune(rune) {}

// TypedKey moves the choice with the arrow keys.
func (s *Segmented) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		s.choose(s.selected - 1)
	case fyne.KeyRight:
		s.choose(s.selected + 1)
	case fyne.KeyEscape:
		if s.OnEscape != nil {
			s.OnEscape()
		}
	}
}

func (s *Segmented) at(x float32) int {
	for i, f := range s.frames {
		if p := f.Position().X; x >= p && x < p+f.Size().Width {
			return i
		}
	}
	return -1
}

// CreateRenderer is Fyne's.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentedRenderer{s: s}
	r.paint()
	return r
}

type segmentedRenderer struct{ s *Segmented }

func (r *segmentedRenderer) Destroy() {}

func (r *segmentedRenderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i := range r.s.frames {
		all = append(all, r.s.frames[i], r.s.texts[i])
	}
	return all
}

// width leaves room for the bold text of the chosen state, so that choosing
// moves nothing.
func (r *segmentedRenderer) width(i int) float32 {
	return draw.RoundUp(draw.Measure(r.s.texts[i].Text, draw.SizeText, true)) + 26
}

func (r *segmentedRenderer) Layout(size fyne.Size) {
	var x float32
	y := draw.RoundUp((size.Height - draw.HeightControl) / 2)
	for i := range r.s.frames {
		w := r.width(i)
		draw.Place(r.s.frames[i], x, y, w, draw.HeightControl)
		draw.Place(r.s.texts[i], x, y, w, draw.HeightControl)
		x += w + segmentGap
	}
}

func (r *segmentedRenderer) MinSize() fyne.Size {
	w := float32(0)
	for i := range r.s.texts {
		w += r.width(i) + segmentGap
	}
	return fyne.NewSize(max(w-segmentGap, 0), draw.HeightControl)
}

func (r *segmentedRenderer) Refresh() {
	r.paint()
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *segmentedRenderer) paint() {
	for i := range r.s.frames {
		fill, stroke, text := draw.ColorSurface, draw.ColorLine, draw.ColorText
		width := float32(1)
		switch {
		case i == r.s.selected:
			fill, stroke, text = draw.ColorAccentTint, draw.ColorAccent, draw.ColorAccent
			if r.s.focused {
				width = 2
			}
		case i == r.s.hovered:
			fill = draw.ColorNeutralTint
		}
		draw.SetFill(r.s.frames[i], fill, stroke, width)
		if bold := i == r.s.selected; r.s.texts[i].TextStyle.Bold != bold {
			r.s.texts[i].TextStyle.Bold = bold
			r.s.texts[i].Refresh()
		}
		draw.SetText(r.s.texts[i], r.s.texts[i].Text, text)
	}
}
