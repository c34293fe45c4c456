package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Card is a white sheet with a thin border: one thought of a view. Its title
// line holds a heading, a quiet subtitle and, at the right end, extras.
type Card struct {
	widget.BaseWidget
	frame    *canvas.Rectangle
	title    *Label
	subtitle *Label
	extra    *fyne.Container
	body     *fyne.Container
	inset    float32
	titled   bool
}

// NewCard makes a card; an empty title leaves the title line out.
func NewCard(title, subtitle string, content fyne.CanvasObject) *Card {
	c := newCard(content, box.GapLarge)
	c.titled = title != ""
	c.title.SetText(title)
	c.subtitle.SetText(subtitle)
	return c
}

// NewPlainCard is a card whose content reaches the border: grids and panes.
func NewPlainCard(content fyne.CanvasObject) *Card { return newCard(content, 0) }

func newCard(content fyne.CanvasObject, inset float32) *Card {
	c := &Card{
		frame: canvas.NewRectangle(nil),
		title: NewHeading("").Cut(), subtitle: newLabel("", 13, false, draw.ColorSecondary).Cut(),
		extra: box.HStack(box.GapSmall), body: container.NewStack(), inset: inset,
	}
	if content != nil {
		c.body.Add(content)
	}
	c.frame.CornerRadius = draw.RadiusCard
	c.ExtendBaseWidget(c)
	return c
}

// Extra puts objects at the right end of the title line and returns the card.
func (c *Card) Extra(objects ...fyne.CanvasObject) *Card {
	c.extra.Objects = objects
	c.titled = true
	c.Refresh()
	return c
}

// SetTitle changes the heading.
func (c *Card) SetTitle(s string) {
	c.titled = true
	c.title.SetText(s)
	c.Refresh()
}

// SetSubtitle changes the quiet text beside the heading.
func (c *Card) SetSubtitle(s string) { c.SetSubtitleColored(s, draw.ColorSecondary) }

// SetSubtitleColored changes the text beside the heading and its colour.
func (c *Card) SetSubtitleColored(s string, color fyne.ThemeColorName) { c.subtitle.Set(s, color) }

// SetContent changes what the card holds.
func (c *Card) SetContent(o fyne.CanvasObject) {
	c.body.Objects = []fyne.CanvasObject{o}
	c.body.Refresh()
	c.Refresh()
}

// CreateRenderer is Fyne's.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	paint := func() { draw.SetFill(c.frame, draw.ColorSurface, draw.ColorLine, 1) }
	paint()
	return &draw.Drawn{
		Parts:   []fyne.CanvasObject{c.frame, c.title, c.subtitle, c.extra, c.body},
		Arrange: c.layout,
		Min:     c.min,
		Repaint: func() {
			paint()
			c.title.Refresh()
			c.subtitle.Refresh()
			c.extra.Refresh()
			c.body.Refresh()
			c.layout(c.Size())
		},
	}
}

func (c *Card) layout(s fyne.Size) {
	draw.Place(c.frame, 0, 0, s.Width, s.Height)
	in := max(c.inset, 1)
	top := in
	c.title.Hidden, c.subtitle.Hidden, c.extra.Hidden = !c.titled, !c.titled, !c.titled
	if c.titled {
		h := c.titleHeight()
		x, right := max(c.inset, box.GapLarge), s.Width-max(c.inset, box.GapLarge)
		extra := c.extra.MinSize()
		draw.Place(c.extra, right-extra.Width, c.titleTop()+draw.RoundUp((h-extra.Height)/2), extra.Width, extra.Height)
		if extra.Width > 0 {
			right -= extra.Width + 10
		}
		title := max(min(c.title.whole(), right-x), 0)
		draw.Place(c.title, x, c.titleTop(), title, h)
		sub := x + title + 10
		draw.Place(c.subtitle, sub, c.titleTop(), max(right-sub, 0), h)
		top = c.titleTop() + h + box.GapSmall
	}
	draw.Place(c.body, in, top, s.Width-2*in, max(s.Height-top-in, 0))
}

func (c *Card) titleTop() float32 { return 14 }

func (c *Card) titleHeight() float32 { return max(22, c.extra.MinSize().Height) }

func (c *Card) min() fyne.Size {
	m := c.body.MinSize()
	in := max(c.inset, 1)
	h := m.Height + 2*in
	w := m.Width + 2*in
	if c.titled {
		h = m.Height + in + c.titleTop() + c.titleHeight() + box.GapSmall
		w = max(w, c.title.whole()+c.extra.MinSize().Width+10+2*box.GapLarge)
	}
	return fyne.NewSize(w, h)
}
