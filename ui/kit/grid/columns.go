package grid

import (
	"iter"
	"slices"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

const (
	columnMin float32 = 48
	boxWidth  float32 = 32 // of the column of boxes
	growMin   float32 = 72 // how far a growing column gives way in a narrow window
	edgeReach float32 = 5  // how near to an edge a press resizes
)

// shape is what is remembered of the columns: by ID, so that a new column of a
// later version finds its own place.
type shape struct {
	Order  []string           `json:"order"`
	Widths map[string]float32 `json:"widths"`
	Hidden []string           `json:"hidden,omitempty"`
}

// Remember keeps widths and order of the columns under a key, and takes up what
// was kept before.
func (g *Grid) Remember(p kit.Prefs, key string) {
	g.prefs, g.prefsKey = p, "grid."+key
	g.recallColumns()
	if g.view != nil {
		g.view.rebuild()
	}
}

func (g *Grid) recallColumns() {
	var s shape
	if !kit.Recall(g.prefs, g.prefsKey, &s) {
		return
	}
	place := make(map[string]int, len(g.columns))
	for i, c := range g.columns {
		place[c.ID] = i
		if w := s.Widths[c.ID]; w >= columnMin && !c.Below { // that width was of the first line
			g.columns[i].Width, g.columns[i].Grow = w, false
		}
	}
	var order []int
	hidden := map[int]bool{}
	for _, id := range slices.Concat(s.Order, s.Hidden) {
		if i, ok := place[id]; ok {
			order = append(order, i)
			hidden[i] = slices.Contains(s.Hidden, id)
			delete(place, id)
		}
	}
	if len(place) > 0 { // a column without a remembered place: keep the given order
		order = g.order
	}
	order = slices.DeleteFunc(slices.Clone(order), func(i int) bool { return hidden[i] })
	if len(order) > 0 {
		g.order = order
	}
}

func (g *Grid) rememberColumns(resized int) {
	if g.prefs == nil {
		return
	}
	s := shape{Widths: map[string]float32{}}
	kit.Recall(g.prefs, g.prefsKey, &s)
	if s.Widths == nil {
		s.Widths = map[string]float32{}
	}
	if resized >= 0 {
		s.Widths[g.columns[resized].ID] = g.columns[resized].Width
	}
	s.Order = s.Order[:0]
	for _, c := range g.order {
		s.Order = append(s.Order, g.columns[c].ID)
	}
	for i, c := range g.columns { // what a narrower shape of the list has no column for stays as it was
		s.Hidden = slices.DeleteFunc(s.Hidden, func(id string) bool { return id == c.ID })
		if !g.shows(i) {
			s.Hidden = append(s.Hidden, c.ID)
		}
	}
	kit.Remember(g.prefs, g.prefsKey, s)
}

// measureColumns shares the width that is left, or that is missing, between the
// columns that grow. What is still missing is scrolled to.
func (g *Grid) measureColumns() {
	clear(g.widths)
	for _, below := range []bool{false, true} {
		g.measureLine(below)
	}
}

func (g *Grid) measureLine(below bool) {
	free := g.bodyWidth() - g.gutter()
	growing := 0
	for c := range g.line(below) {
		g.widths[c] = g.columns[c].Width
		free -= g.widths[c]
		if g.columns[c].Grow {
			growing++
		}
	}
	if growing == 0 {
		return
	}
	share := float32(int(free / float32(growing)))
	for c := range g.line(below) {
		if g.columns[c].Grow {
			g.widths[c] = max(g.widths[c]+share, min(g.columns[c].Width, growMin))
		}
	}
}

// line yields the columns shown in the first or the second line of a row, in order.
func (g *Grid) line(below bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, c := range g.order {
			if g.columns[c].Below == below && !yield(c) {
				return
			}
		}
	}
}

func (g *Grid) gutter() float32 {
	if g.Boxes {
		return boxWidth
	}
	return 0
}

// bodyWidth is the width for columns: the scroll bar has a lane of its own.
func (g *Grid) bodyWidth() float32 {
	if _, length := g.thumb(); length > 0 {
		return g.Size().Width - barWidth
	}
	return g.Size().Width
}

func (g *Grid) contentWidth() float32 {
	w := g.gutter()
	for c := range g.line(false) {
		w += g.widths[c]
	}
	return w
}

// columnAt finds the column of the first line under x (relative to the grid), -1 for
// none, and its left edge.
func (g *Grid) columnAt(x float32) (column int, edge float32) { return g.columnIn(false, x) }

// cellAt is columnAt of the line that a place is in.
func (g *Grid) cellAt(p fyne.Position) (column int, edge float32) {
	in := (int(p.Y) - headerHeight + g.top) % g.rowHeight()
	return g.columnIn(p.Y >= headerHeight && in >= int(draw.HeightRow)-belowRise, p.X)
}

func (g *Grid) columnIn(below bool, x float32) (column int, edge float32) {
	x += g.left
	edge = g.gutter()
	for c := range g.line(below) {
		if x >= edge && x < edge+g.widths[c] {
			return c, edge - g.left
		}
		edge += g.widths[c]
	}
	return -1, edge - g.left
}

// edgeAt finds the column whose right edge is near x, -1 for none.
func (g *Grid) edgeAt(x float32) int {
	x += g.left
	edge := g.gutter()
	for c := range g.line(false) {
		edge += g.widths[c]
		if abs32(x-edge) <= edgeReach {
			return c
		}
	}
	return -1
}

// resizeColumn gives a column a width by hand; from then on it no longer grows.
func (g *Grid) resizeColumn(c int, width float32) {
	g.columns[c].Grow = false
	g.columns[c].Width = max(float32(int(width)), columnMin)
	g.relayout()
}

// moveColumn puts a column where another one is.
func (g *Grid) moveColumn(c, target int) {
	if c == target {
		return
	}
	from, to := -1, -1
	for i, o := range g.order {
		switch o {
		case c:
			from = i
		case target:
			to = i
		}
	}
	if from < 0 || to < 0 {
		return
	}
	order := append([]int(nil), g.order[:from]...)
	order = append(order, g.order[from+1:]...)
	order = append(order[:to], append([]int{c}, order[to:]...)...)
	g.order = order
	g.relayout()
}

func (g *Grid) relayout() {
	if g.view != nil {
		g.view.Layout(g.Size())
	}
}

// sortByColumn sorts by a column, or turns the order over when it is sorted by
// it already.
func (g *Grid) sortByColumn(c int) {
	col := g.columns[c]
	if !col.Sortable || g.OnSort == nil {
		return
	}
	desc := g.sortBy == col.ID && !g.sortDesc
	g.SetSort(col.ID, desc)
	g.OnSort(col.ID, desc)
}

func abs32(v float32) float32 {
	if v < 0 {
		return -v
	}
	return v
}

// MinSize lets a grid shrink: it scrolls both ways.
func (g *Grid) MinSize() fyne.Size {
	g.ExtendBaseWidget(g)
	return fyne.NewSize(160, headerHeight+3*draw.HeightRow)
}
