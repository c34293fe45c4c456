package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

const chipHeight float32 = 20

// Chip is a word on a tint, for types and states.
type Chip struct {
	widget.BaseWidget
	tone Tone
	bg   *canvas.Rectangle
	t    *canvas.Text
}

// NewChip makes a chip.
func NewChip(text string, tone Tone) *Chip {
	c := &Chip{tone: tone, bg: canvas.NewRectangle(nil), t: newText(text, SizeSmall, false, tone.Color())}
	c.bg.CornerRadius = chipHeight / 2
	c.t.Alignment = fyne.TextAlignCenter
	c.ExtendBaseWidget(c)
	return c
}

// Set changes word and tone.
func (c *Chip) Set(text string, tone Tone) {
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
		setFill(c.bg, c.tone.Tint(), "", 0)
		setText(c.t, c.t.Text, c.tone.Color())
	}
	paint()
	return &drawn{
		objects: []fyne.CanvasObject{c.bg, c.t},
		layout: func(s fyne.Size) {
			y := float32(int((s.Height - chipHeight) / 2))
			w := min(chipWidth(c.t.Text), s.Width)
			place(c.bg, 0, y, w, chipHeight)
			place(c.t, 0, y, w, chipHeight)
		},
		min:     func() fyne.Size { return fyne.NewSize(chipWidth(c.t.Text), chipHeight) },
		refresh: paint,
	}
}

func chipWidth(text string) float32 { return roundUp(measure(text, SizeSmall, false)) + 16 }
