package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// figureHelpSize is the width and height of the mark.
const figureHelpSize float32 = 18

// FigureHelp is a small question mark that tells what the figure beside it is: under
// the pointer, on a click, and when the keyboard comes to it.
type FigureHelp struct {
	widget.BaseWidget
	text             string
	hovered, focused bool
	ring             *canvas.Circle
	sign             *canvas.Text
}

// NewFigureHelp tells a text.
func NewFigureHelp(text string) *FigureHelp {
	h := &FigureHelp{text: text, ring: canvas.NewCircle(nil), sign: newText("?", 11, true, ColorSecondary)}
	h.sign.Alignment = fyne.TextAlignCenter
	h.ExtendBaseWidget(h)
	return h
}

// SetText changes what it tells.
func (h *FigureHelp) SetText(text string) { h.text = text }

// Text is what it tells.
func (h *FigureHelp) Text() string { return h.text }

func (h *FigureHelp) tell() { showTip(h, h.text, fyne.NewPos(0, figureHelpSize+4)) }

// Tapped tells the text.
func (h *FigureHelp) Tapped(*fyne.PointEvent) { h.tell() }

// MouseIn tells the text.
func (h *FigureHelp) MouseIn(*desktop.MouseEvent) { h.hovered = true; h.Refresh(); h.tell() }

// MouseMoved is part of desktop.Hoverable.
func (h *FigureHelp) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the text away.
func (h *FigureHelp) MouseOut() { h.hovered = false; h.Refresh(); hideTip(h) }

// FocusGained shows the focus and tells the text.
func (h *FigureHelp) FocusGained() { h.focused = true; h.Refresh(); h.tell() }

// FocusLost takes the text away.
func (h *FigureHelp) FocusLost() { h.focused = false; h.Refresh(); hideTip(h) }

// TypedRune is part of fyne.Focusable.
func (h *FigureHelp) TypedRune(rune) {}

// TypedKey tells the text on Space and Enter, and takes it away on Escape.
func (h *FigureHelp) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		h.tell()
	case fyne.KeyEscape:
		hideTip(h)
	}
}

// CreateRenderer is Fyne's.
func (h *FigureHelp) CreateRenderer() fyne.WidgetRenderer {
	paint := func() {
		ring, color, width := ColorLine, ColorSecondary, float32(1)
		if h.hovered || h.focused {
			ring, color = ColorAccent, ColorAccent
		}
		if h.focused {
			width = 2
		}
		h.ring.FillColor, h.ring.StrokeColor, h.ring.StrokeWidth = faint(Color(ring)), Color(ring), width
		h.ring.Refresh()
		setText(h.sign, "?", color)
	}
	paint()
	return &drawn{
		objects: []fyne.CanvasObject{h.ring, h.sign},
		layout: func(s fyne.Size) {
			place(h.ring, 1, 1, s.Width-2, s.Height-2)
			place(h.sign, 0, 0, s.Width, s.Height)
		},
		min:     func() fyne.Size { return fyne.NewSize(figureHelpSize, figureHelpSize) },
		refresh: paint,
	}
}
