package grid

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// shows tells whether a column is among those shown.
func (g *Grid) shows(column int) bool { return slices.Contains(g.order, column) }

// ColumnItems are menu items that show a column or hide it; the last one shown
// stays.
func (g *Grid) ColumnItems() []*fyne.MenuItem {
	items := make([]*fyne.MenuItem, len(g.columns))
	for i := range g.columns {
		items[i] = fyne.NewMenuItem(g.columns[i].Title, func() { g.showColumn(i, !g.shows(i)) })
		items[i].Checked = g.shows(i)
		items[i].Disabled = g.shows(i) && len(g.order) == 1
	}
	return items
}

// showColumn shows a column at its own place, or hides it, and remembers that.
func (g *Grid) showColumn(column int, on bool) {
	if on == g.shows(column) || !on && len(g.order) == 1 {
		return
	}
	if on {
		at := 0
		for at < len(g.order) && g.order[at] < column {
			at++
		}
		g.order = slices.Insert(g.order, at, column)
	} else {
		g.order = slices.DeleteFunc(g.order, func(c int) bool { return c == column })
	}
	g.rememberColumns(-1)
	if g.view != nil {
		g.view.rebuild()
	}
	g.Refresh()
}

// headerMenu shows the columns to choose from.
func (g *Grid) headerMenu(at fyne.Position) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		widget.NewPopUpMenu(fyne.NewMenu("", g.ColumnItems()...), c).ShowAtPosition(at)
	}
}
