package grid

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

const (
	headerHeight = 32
	belowHeight  = 22 // of the second line
	belowRise    = 8  // by how much it is nearer to the first than rows are to each other
	barWidth     = 10
	thumbMin     = 32
)

// rowHeight is the height of a row in pixels, the same for all.
func (g *Grid) rowHeight() int {
	for range g.line(true) {
		return int(draw.HeightRow) + belowHeight
	}
	return int(draw.HeightRow)
}

// contentHeight is the height of all rows in pixels.
func (g *Grid) contentHeight() int { return g.Len() * g.rowHeight() }

// bodyHeight is the height of the window on the rows.
func (g *Grid) bodyHeight() int { return max(int(g.Size().Height)-headerHeight, 0) }

// VisibleRows is the range of rows in sight, from <= i < to, those cut by an
// edge included.
func (g *Grid) VisibleRows() (from, to int) {
	row := g.rowHeight()
	from = g.top / row
	to = (g.top + g.bodyHeight() + row - 1) / row
	return from, min(to, g.Len())
}

// ScrollTo brings a row to the top of the window, as far as the rows reach.
func (g *Grid) ScrollTo(i int) { g.scrollTo(i * g.rowHeight()) }

// reveal scrolls just so far that a row is wholly in sight.
func (g *Grid) reveal(i int) {
	row := g.rowHeight()
	y := i * row
	switch {
	case y < g.top:
		g.scrollTo(y)
	case y+row > g.top+g.bodyHeight():
		g.scrollTo(y + row - g.bodyHeight())
	}
}

func (g *Grid) scrollTo(top int) {
	top = max(min(top, g.contentHeight()-g.bodyHeight()), 0)
	if top == g.top {
		return
	}
	g.top = top
	kit.HideTip(g)
	if g.view != nil {
		g.view.sync()
	}
}

func (g *Grid) scrollSideways(left float32) {
	left = max(min(left, g.contentWidth()-g.bodyWidth()), 0)
	if left == g.left {
		return
	}
	g.left = left
	kit.HideTip(g)
	if g.view != nil {
		g.view.header()
		g.view.sync()
	}
}

// Scrolled moves the rows by the wheel.
func (g *Grid) Scrolled(e *fyne.ScrollEvent) {
	dx, dy := e.Scrolled.DX, e.Scrolled.DY
	if dx == 0 && currentModifiers()&fyne.KeyModifierShift != 0 {
		dx, dy = dy, 0
	}
	if dy != 0 {
		g.scrollTo(g.top - whole(dy))
	}
	if dx != 0 {
		g.scrollSideways(g.left - float32(whole(dx)))
	}
	g.follow(e.Position)
}

// whole rounds away from zero, so that the slowest wheel still moves.
func whole(v float32) int {
	n := int(v)
	switch {
	case n == 0 && v > 0:
		return 1
	case n == 0 && v < 0:
		return -1
	}
	return n
}

// thumb is place and length of the upright scroll bar's thumb within the body;
// length 0 where everything is in sight.
func (g *Grid) thumb() (y, length float32) {
	body, content := g.bodyHeight(), g.contentHeight()
	if content <= body || body == 0 {
		return 0, 0
	}
	length = max(float32(float64(body)*float64(body)/float64(content)), thumbMin)
	share := float64(g.top) / float64(content-body)
	return float32(share * float64(float32(body)-length)), length
}

// scrollByThumb scrolls so that the thumb's upper end is at y.
func (g *Grid) scrollByThumb(y float32) {
	_, length := g.thumb()
	body := float32(g.bodyHeight())
	if length == 0 || body <= length {
		return
	}
	share := float64(y) / float64(body-length)
	g.scrollTo(int(share * float64(g.contentHeight()-g.bodyHeight())))
}
