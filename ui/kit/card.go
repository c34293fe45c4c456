package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
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
	c := newCard(content, GapLarge)
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
		title: NewHeading(""), subtitle: newLabel("", 13, false, ColorSecondary).Cut(),
		extra: HStack(GapSmall), body: container.NewStack(), inset: inset,
	}
	if content != nil {
		c.body.Add(content)
	}
	c.frame.CornerRadius = RadiusCard
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
func (c *Card) SetSubtitle(s string) { c.SetSubtitleColored(s, ColorSecondary) }

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
	paint := func() { setFill(c.frame, ColorSurface, ColorLine, 1) }
	paint()
	return &drawn{
		objects: []fyne.CanvasObject{c.frame, c.title, c.subtitle, c.extra, c.body},
		layout:  c.layout,
		min:     c.min,
		refresh: func() {
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
	place(c.frame, 0, 0, s.Width, s.Height)
	in := max(c.inset, 1)
	top := in
	c.title.Hidden, c.subtitle.Hidden, c.extra.Hidden = !c.titled, !c.titled, !c.titled
	if c.titled {
		h := c.titleHeight()
		x, right := max(c.inset, GapLarge), s.Width-max(c.inset, GapLarge)
		extra := c.extra.MinSize()
		place(c.extra, right-extra.Width, c.titleTop()+roundUp((h-extra.Height)/2), extra.Width, extra.Height)
		title := min(c.title.MinSize().Width, right-x)
		place(c.title, x, c.titleTop(), title, h)
		sub := x + title + 10
		if extra.Width > 0 {
			right -= extra.Width + 10
		}
		place(c.subtitle, sub, c.titleTop(), max(right-sub, 0), h)
		top = c.titleTop() + h + GapSmall
	}
	place(c.body, in, top, s.Width-2*in, max(s.Height-top-in, 0))
}

func (c *Card) titleTop() float32 { return 14 }

func (c *Card) titleHeight() float32 { return max(22, c.extra.MinSize().Height) }

func (c *Card) min() fyne.Size {
	m := c.body.MinSize()
	in := max(c.inset, 1)
	h := m.Height + 2*in
	w := m.Width + 2*in
	if c.titled {
		h = m.Height + in + c.titleTop() + c.titleHeight() + GapSmall
		w = max(w, c.title.MinSize().Width+c.extra.MinSize().Width+10+2*GapLarge)
	}
	return fyne.NewSize(w, h)
}

// Figure is a card with one key figure: a caption, the figure, and a line that
// says where it comes from.
type Figure struct {
	widget.BaseWidget
	OnTapped func() // leads to what the figure counts; nil where there is nothing

	frame   *canvas.Rectangle
	caption *Label
	value   *Label
	sub     *Line
	loading *Skeleton
	hovered bool
	focused bool
}

// NewFigure makes a figure that is still loading.
func NewFigure(caption string) *Figure {
	f := &Figure{
		frame:   canvas.NewRectangle(nil),
		caption: NewSecondary(caption).Cut(),
		value:   newLabel("", SizeFigure, true, ColorText),
		sub:     NewSecondaryLine(),
		loading: NewSkeleton(1),
	}
	f.frame.CornerRadius = RadiusCard
	f.ExtendBaseWidget(f)
	return f
}

// Set shows a value in a colour and the line under it.
func (f *Figure) Set(value string, color fyne.ThemeColorName, sub ...Span) {
	f.loading.Hide()
	f.value.Set(value, color)
	f.fit(f.Size().Width - 2*GapLarge)
	f.sub.Set(sub...)
	hideTip(f)
}

// SetShorter is what the line under the figure says where there is no room for
// all of it.
func (f *Figure) SetShorter(sub ...Span) { f.sub.setShorter(sub...) }

// fit makes a long figure smaller rather than cut: money is never cut.
func (f *Figure) fit(width float32) {
	size := SizeFigure
	if w := measure(f.value.Text(), size, true); width > 0 && w > width {
		size = max(float32(int(size*width/w)), SizeText)
	}
	f.value.resize(size)
}

// SetCaption changes the caption.
func (f *Figure) SetCaption(s string) { f.caption.SetText(s) }

// SetLoading shows that the value is on its way.
func (f *Figure) SetLoading() {
	f.value.SetText("")
	f.sub.Set()
	f.loading.Show()
}

// Value is the value shown, for tests.
func (f *Figure) Value() string { return f.value.Text() }

// CreateRenderer is Fyne's.
func (f *Figure) CreateRenderer() fyne.WidgetRenderer {
	paint := func() {
		stroke, width := ColorLine, float32(1)
		if (f.hovered || f.focused) && f.OnTapped != nil {
			stroke = ColorAccent
		}
		if f.focused && f.OnTapped != nil {
			width = 2
		}
		setFill(f.frame, ColorSurface, stroke, width)
	}
	paint()
	return &drawn{
		objects: []fyne.CanvasObject{f.frame, f.caption, f.value, f.sub, f.loading},
		layout: func(s fyne.Size) {
			place(f.frame, 0, 0, s.Width, s.Height)
			w := s.Width - 2*GapLarge
			place(f.caption, GapLarge, 14, w, 20)
			f.fit(w)
			place(f.value, GapLarge, 36, w, 34)
			place(f.sub, GapLarge, 70, w, 20)
			place(f.loading, GapLarge, 44, min(w, 120), 20)
		},
		min: func() fyne.Size { return fyne.NewSize(150, 104) },
		refresh: func() {
			paint()
			for _, o := range []fyne.CanvasObject{f.caption, f.value, f.sub, f.loading} {
				o.Refresh()
			}
		},
	}
}
