package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// questionMark is a question mark in a ring, which lights up under the pointer and
// with the keyboard.
type questionMark struct {
	hovered, focused bool
	size             float32 // width and height
	ring             *canvas.Circle
	sign             *canvas.Text
}

func newQuestionMark(size, text float32) questionMark {
	m := questionMark{size: size, ring: canvas.NewCircle(nil), sign: newText("?", text, true, ColorSecondary)}
	m.sign.Alignment = fyne.TextAlignCenter
	return m
}

// renderer draws the mark in the middle of the height; at rest the ring has a colour of
// its own.
func (m *questionMark) renderer(rest fyne.ThemeColorName) fyne.WidgetRenderer {
	paint := func() {
		ring, color, width := rest, ColorSecondary, float32(1)
		if m.hovered || m.focused {
			ring, color = ColorAccent, ColorAccent
		}
		if m.focused {
			width = 2
		}
		m.ring.FillColor, m.ring.StrokeColor, m.ring.StrokeWidth = faint(Color(ring)), Color(ring), width
		m.ring.Refresh()
		setText(m.sign, "?", color)
	}
	paint()
	return &drawn{
		objects: []fyne.CanvasObject{m.ring, m.sign},
		layout: func(s fyne.Size) {
			y := max(0, roundUp((s.Height-m.size)/2))
			place(m.ring, 1, y+1, m.size-2, m.size-2)
			place(m.sign, 0, y, m.size, m.size)
		},
		min:     func() fyne.Size { return fyne.NewSize(m.size, m.size) },
		refresh: paint,
	}
}
