package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// Chip is a word on a tint, for types and states.
type Chip struct {
	widget.BaseWidget
	tone draw.Tone
	bg   *canvas.Rectangle
	t    *canvas.Text
}

// NewChip makes a chip.
func NewChip(text string, tone draw.Tone) *Chip {
	c := &Chip{tone: tone, bg: canvas.NewRectangle(nil), t: draw.NewText(text, draw.SizeSmall, false, tone.Color())}
	c.bg.CornerRadius = draw.HeightChip / 2
	c.t.Alignment = fyne.TextAlignCenter
	c.ExtendBaseWidget(c)
	return c
}

// Set changes word and tone.
func (c *Chip) Set(text string, tone draw.Tone) {
	if c.t.Text == text && c.tone == tone {
		return
	}
	c.tone = tone
	c.t.Text = text
	c.t.Refresh()
	c.Refresh()
}

// CreateRenderer is Fyne's.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	paint := func() {
		draw.SetFill(c.bg, c.tone.Tint(), "", 0)
		draw.SetText(c.t, c.t.Text, c.tone.Color())
	}
	paint()
	return &draw.Drawn{
		Parts: []fyne.CanvasObject{c.bg, c.t},
		Arrange: func(s fyne.Size) {
			y := float32(int((s.Height - draw.HeightChip) / 2))
			w := min(chipWidth(c.t.Text), s.Width)
			draw.Place(c.bg, 0, y, w, draw.HeightChip)
			draw.Place(c.t, 0, y, w, draw.HeightChip)
		},
		Min:     func() fyne.Size { return fyne.NewSize(chipWidth(c.t.Text), draw.HeightChip) },
		Repaint: paint,
	}
}

func chipWidth(text string) float32 {
	return draw.RoundUp(draw.Measure(text, draw.SizeSmall, false)) + 16
}
