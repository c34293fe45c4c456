package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// figureHelpSize is the width and height of the mark.
const figureHelpSize float32 = 18

// FigureHelp is a small question mark that tells what the figure beside it is: under
// the pointer, on a click, and when the keyboard comes to it.
type FigureHelp struct {
	widget.BaseWidget
	questionMark
	text string
}

// NewFigureHelp tells a text.
func NewFigureHelp(text string) *FigureHelp {
	h := &FigureHelp{text: text, questionMark: newQuestionMark(figureHelpSize, 11)}
	h.ExtendBaseWidget(h)
	return h
}

// SetText changes what it tells.
func (h *FigureHelp) SetText(text string) { h.text = text }

// Text is what it tells.
func (h *FigureHelp) Text() string { return h.text }

func (h *FigureHelp) tell() { ShowTip(h, h.text, fyne.NewPos(0, figureHelpSize+4)) }

// Tapped tells the text.
func (h *FigureHelp) Tapped(*fyne.PointEvent) { h.tell() }

// MouseIn tells the text.
func (h *FigureHelp) MouseIn(*desktop.MouseEvent) { h.hovered = true; h.Refresh(); h.tell() }

// MouseMoved is part of desktop.Hoverable.
func (h *FigureHelp) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the text away.
func (h *FigureHelp) MouseOut() { h.hovered = false; h.Refresh(); HideTip(h) }

// FocusGained shows the focus and tells the text.
func (h *FigureHelp) FocusGained() { h.focused = true; h.Refresh(); h.tell() }

// FocusLost takes the text away.
func (h *FigureHelp) FocusLost() { h.focused = false; h.Refresh(); HideTip(h) }

// TypedRune is part of fyne.Focusable.
func (h *FigureHelp) TypedRune(rune) {}

// TypedKey tells the text on Space and Enter, and takes it away on Escape.
func (h *FigureHelp) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		h.tell()
	case fyne.KeyEscape:
		HideTip(h)
	}
}

// CreateRenderer is Fyne's.
func (h *FigureHelp) CreateRenderer() fyne.WidgetRenderer { return h.renderer(draw.ColorLine) }
