package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// helpMark is the question mark beside the title of a view: it asks for help on
// that view. It is not there where the window offers none.
type helpMark struct {
	widget.BaseWidget
	questionMark
}

const helpMarkSize float32 = 20

func newHelpMark() *helpMark {
	h := &helpMark{questionMark: newQuestionMark(helpMarkSize, draw.SizeSmall)}
	h.ExtendBaseWidget(h)
	return h
}

// stage is the window's, where that offers help; else nil.
func (h *helpMark) stage() *Stage {
	if s := StageOf(h); s != nil && s.OnHelp != nil {
		return s
	}
	return nil
}

// Tapped asks for help.
func (h *helpMark) Tapped(*fyne.PointEvent) {
	if s := h.stage(); s != nil {
		HideTip(h)
		s.OnHelp()
	}
}

// Cursor is a hand.
func (h *helpMark) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn lights the mark and tells what it does.
func (h *helpMark) MouseIn(*desktop.MouseEvent) {
	h.hovered = true
	h.Refresh()
	if s := h.stage(); s != nil {
		ShowTip(h, s.HelpTip, fyne.NewPos(0, helpMarkSize+8))
	}
}

// MouseMoved is part of desktop.Hoverable.
func (h *helpMark) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light away.
func (h *helpMark) MouseOut() { h.hovered = false; h.Refresh(); HideTip(h) }

// FocusGained shows the focus.
func (h *helpMark) FocusGained() { h.focused = true; h.Refresh() }

// FocusLost hides the focus.
func (h *helpMark) FocusLost() { h.focused = false; h.Refresh() }

// TypedRune is part of fyne.Focusable.
func (h *helpMark) TypedRune(rune) {}

// TypedKey asks for help on Enter and Space.
func (h *helpMark) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		h.Tapped(nil)
	}
}

// CreateRenderer is Fyne's.
func (h *helpMark) CreateRenderer() fyne.WidgetRenderer { return h.renderer(draw.ColorSecondary) }
