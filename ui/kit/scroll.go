package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit/box"
)

// Scroll is objects under each other that scroll, clear of the scroll bar. What
// it holds is set as a whole; a tip about what is no longer there goes away.
type Scroll struct {
	scroll *container.Scroll
	rows   *fyne.Container
}

// ScrollGutter is the width at the right that belongs to the scroll bar.
const ScrollGutter float32 = 10

// NewScroll is an empty column with a gap between its objects.
func NewScroll(gap float32) *Scroll {
	s := &Scroll{rows: box.VStack(gap)}
	s.scroll = container.NewVScroll(box.Pad(0, ScrollGutter, 0, 0, s.rows))
	s.scroll.OnScrolled = func(fyne.Position) { HideTip(s.scroll) }
	return s
}

// Object is what a view shows.
func (s *Scroll) Object() fyne.CanvasObject { return s.scroll }

// Rows are the objects it holds.
func (s *Scroll) Rows() []fyne.CanvasObject { return s.rows.Objects }

// Set changes what it holds.
func (s *Scroll) Set(rows ...fyne.CanvasObject) {
	HideTip(s.scroll)
	s.rows.Objects = rows
	s.rows.Refresh()
	s.scroll.Refresh()
}

// ToTop shows the first of the objects.
func (s *Scroll) ToTop() { s.scroll.ScrollToTop() }
