package grid

// SetTicked ticks the rows given and no others, without telling OnTick, as when
// the rows have changed places or some are gone.
func (g *Grid) SetTicked(rows []int) {
	g.ticked.clear()
	n := g.Len()
	for _, i := range rows {
		if i < n {
			g.ticked.set(i, true)
		}
	}
	g.repaint()
}

// TickAll ticks every row and tells OnTick, as Ctrl+A does.
func (g *Grid) TickAll() {
	if n := g.Len(); n > 0 {
		g.tickRange(0, n-1)
	}
}
