package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Banner is a sentence across a view, on the tint of its tone, with one action
// at its end.
type Banner struct {
	widget.BaseWidget
	tone   Tone
	bg     *canvas.Rectangle
	text   *Label
	action *Button
}

const bannerHeight = 44

// NewBanner makes a banner; the action may be nil.
func NewBanner(tone Tone, text string, action *Button) *Banner {
	b := &Banner{tone: tone, bg: canvas.NewRectangle(nil), text: NewLabel(text).Cut(), action: action}
	b.bg.CornerRadius = RadiusControl
	b.ExtendBaseWidget(b)
	return b
}

// Set changes tone and sentence.
func (b *Banner) Set(tone Tone, text string) {
	b.tone = tone
	b.text.SetText(text)
	b.Refresh()
}

// CreateRenderer is Fyne's.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	paint := func() {
		setFill(b.bg, b.tone.Tint(), "", 0)
		b.text.Set(b.text.Text(), b.tone.Color())
	}
	paint()
	objects := []fyne.CanvasObject{b.bg, b.text}
	if b.action != nil {
		objects = append(objects, b.action)
	}
	return &drawn{
		objects: objects,
		layout: func(s fyne.Size) {
			place(b.bg, 0, 0, s.Width, s.Height)
			right := s.Width - GapLarge
			if b.action != nil && b.action.Visible() {
				m := b.action.MinSize()
				right -= m.Width - 4
				place(b.action, right, roundUp((s.Height-m.Height)/2), m.Width, m.Height)
				right -= GapSmall
			}
			place(b.text, GapLarge, 0, max(right-GapLarge, 0), s.Height)
		},
		min: func() fyne.Size { return fyne.NewSize(200, bannerHeight) },
		refresh: func() {
			paint()
			if b.action != nil {
				b.action.Refresh()
			}
		},
	}
}
