package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zhangfang/ui/kit/draw"
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
	m := questionMark{size: size, ring: canvas.NewCircle(nil), sign: draw.NewText("?", text, true, draw.ColorSecondary)}
	m.sign.Alignment = fyne.TextAlignCenter
	return m
}

// renderer draws the mark in the middle of the height; at rest the ring has a colour of
// its own.
func (m *questionMark) renderer(rest fyne.ThemeColorName) fyne.WidgetRenderer {
	paint := func() {
		ring, color, width := rest, draw.ColorSecondary, float32(1)
		if m.hovered || m.focused {
			ring, color = draw.ColorAccent, draw.ColorAccent
		}
		if m.focused {
			width = 2
		}
		m.ring.FillColor, m.ring.StrokeColor, m.ring.StrokeWidth = draw.Faint(draw.Color(ring)), draw.Color(ring), width
		m.ring.Refresh()
		draw.SetText(m.sign, "?", color)
	}
	paint()
	return &draw.Drawn{
		Parts: []fyne.CanvasObject{m.ring, m.sign},
		Arrange: func(s fyne.Size) {
			y := max(0, draw.RoundUp((s.Height-m.size)/2))
			draw.Place(m.ring, 1, y+1, m.size-2, m.size-2)
			draw.Place(m.sign, 0, y, m.size, m.size)
		},
		Min:     func() fyne.Size { return fyne.NewSize(m.size, m.size) },
		Repaint: paint,
	}
}
