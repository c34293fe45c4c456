package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// NavList is a short list of places to go to, one of which is in sight: the sections
// of the settings, the pages of the manual.
type NavList struct {
	widget.BaseWidget
	Changed  func(i int)
	OnEscape func() // when focused and Escape is typed; may be nil

	width             float32
	selected, hovered int
	focused           bool
	titles            []string
	backs             []*canvas.Rectangle
	texts             []*Label
}

// navRow is the height of a place.
const navRow float32 = 34

// NewNavList is a list with the first place in sight; changed is not called for that.
func NewNavList(width float32, titles []string, changed func(i int)) *NavList {
	n := &NavList{Changed: changed, width: width, hovered: -1}
	n.ExtendBaseWidget(n)
	n.SetTitles(titles)
	return n
}

// SetTitles changes the places; the first is in sight then.
func (n *NavList) SetTitles(titles []string) {
	n.titles, n.selected, n.hovered = titles, 0, -1
	n.backs, n.texts = nil, nil
	for _, t := range titles {
		back := canvas.NewRectangle(nil)
		back.CornerRadius = draw.RadiusControl
		n.backs, n.texts = append(n.backs, back), append(n.texts, NewLabel(t).Cut())
	}
	n.Refresh()
}

// Len is how many places there are.
func (n *NavList) Len() int { return len(n.titles) }

// Selected is the place in sight.
func (n *NavList) Selected() int { return n.selected }

// Select brings a place into sight without calling Changed.
func (n *NavList) Select(i int) {
	if i != n.selected && i >= 0 && i < len(n.titles) {
		n.selected = i
		n.Refresh()
	}
}

func (n *NavList) choose(i int) {
	if i < 0 || i >= len(n.titles) || i == n.selected {
		return
	}
	n.Select(i)
	if n.Changed != nil {
		n.Changed(i)
	}
}

func (n *NavList) at(y float32) int {
	if i := int(y / navRow); y >= 0 && i < len(n.titles) {
		return i
	}
	return -1
}

// Tapped goes to the place under the pointer.
func (n *NavList) Tapped(e *fyne.PointEvent) { n.choose(n.at(e.Position.Y)) }

// MouseIn lights the place under the pointer.
func (n *NavList) MouseIn(e *desktop.MouseEvent) { n.MouseMoved(e) }

// MouseMoved lights the place under the pointer.
func (n *NavList) MouseMoved(e *desktop.MouseEvent) {
	if i := n.at(e.Position.Y); i != n.hovered {
		n.hovered = i
		n.Refresh()
	}
}

// MouseOut takes the light away.
func (n *NavList) MouseOut() { n.hovered = -1; n.Refresh() }

// Cursor is a hand.
func (n *NavList) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows the focus.
func (n *NavList) FocusGained() { n.focused = true; n.Refresh() }

// FocusLost hides the focus.
func (n *NavList) FocusLost() { n.focused = false; n.Refresh() }

// TypedRune is part of fyne.Focusable.
func (n *NavList) TypedRune(rune) {}

// TypedKey goes up and down.
func (n *NavList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		n.choose(n.selected - 1)
	case fyne.KeyDown:
		n.choose(n.selected + 1)
	case fyne.KeyHome:
		n.choose(0)
	case fyne.KeyEnd:
		n.choose(len(n.titles) - 1)
	case fyne.KeyEscape:
		if n.OnEscape != nil {
			n.OnEscape()
		}
	}
}

// CreateRenderer is Fyne's.
func (n *NavList) CreateRenderer() fyne.WidgetRenderer {
	r := &navListRenderer{n: n}
	r.paint()
	return r
}

type navListRenderer struct{ n *NavList }

func (r *navListRenderer) Destroy() {}

func (r *navListRenderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i := range r.n.backs {
		all = append(all, r.n.backs[i], r.n.texts[i])
	}
	return all
}

func (r *navListRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.n.width, navRow*float32(len(r.n.titles)))
}

func (r *navListRenderer) Layout(s fyne.Size) {
	for i := range r.n.backs {
		y := float32(i) * navRow
		draw.Place(r.n.backs[i], 0, y+1, s.Width, navRow-2)
		draw.Place(r.n.texts[i], 12, y, max(s.Width-20, 0), navRow)
	}
}

func (r *navListRenderer) Refresh() {
	r.paint()
	r.Layout(r.n.Size())
	canvas.Refresh(r.n)
}

func (r *navListRenderer) paint() {
	for i := range r.n.backs {
		var fill, stroke fyne.ThemeColorName
		color, width := draw.ColorText, float32(0)
		switch i {
		case r.n.selected:
			fill, color = draw.ColorAccentTint, draw.ColorAccent
			if r.n.focused {
				stroke, width = draw.ColorAccent, 2
			}
		case r.n.hovered:
			fill = draw.ColorHover
		}
		draw.SetFill(r.n.backs[i], fill, stroke, width)
		if fill == "" {
			r.n.backs[i].Hide()
		} else {
			r.n.backs[i].Show()
		}
		r.n.texts[i].Set(r.n.titles[i], color)
	}
}
