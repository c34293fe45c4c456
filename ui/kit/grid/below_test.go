package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zhangfang/ui/kit/draw"
)

// TestColumnsBelowStandInASecondLine makes rows of two lines: they are higher, each
// place belongs to one column, and the last row still ends with the window.
func TestColumnsBelowStandInASecondLine(t *testing.T) {
	g, _ := newTestGrid(t, 1000)
	columns := eightColumns()[:3]
	columns[1].Grow, columns[2].Below, columns[2].Grow = true, true, true
	g.Select(500)
	first, _ := g.VisibleRows()
	g.SetColumns(columns)
	if now, _ := g.VisibleRows(); now != first {
		t.Errorf("the list begins with row %d, before %d", now, first)
	}
	high := float32(g.rowHeight())
	if high <= draw.HeightRow || g.contentWidth() != g.bodyWidth() || g.widths[2] != g.bodyWidth() {
		t.Errorf("%v high, %v of %v wide, below %v", high, g.contentWidth(), g.bodyWidth(), g.widths[2])
	}
	if !g.view.titles[2].Hidden {
		t.Error("what stands below has a heading")
	}
	g.ScrollTo(0)
	for y, want := range map[float32]int{headerHeight + 10: 1, headerHeight + high - 8: 2, headerHeight + high + 10: 1} {
		if c, _ := g.cellAt(fyne.NewPos(300, y)); c != want {
			t.Errorf("at %v is column %d, want %d", y, c, want)
		}
	}
	click(g, 10, headerHeight+high+high/2, desktop.MouseButtonPrimary, 0)
	if g.Selected() != 1 {
		t.Errorf("selected %d", g.Selected())
	}
	g.Select(999)
	if _, to := g.VisibleRows(); to != 1000 || g.top != g.contentHeight()-g.bodyHeight() {
		t.Errorf("to %d, at %d", to, g.top)
	}
	slot := g.view.slots[999%len(g.view.slots)]
	if a, b := slot.cells[0].text, slot.cells[2].text; b.Position().Y <= a.Position().Y || b.Text != "999/2" {
		t.Errorf("%q at %v below %v", b.Text, b.Position(), a.Position())
	}
}

// TestAWidthIsOfTheFirstLine remembers the width of a column that stands below in
// another shape of the list: there it takes the whole line all the same.
func TestAWidthIsOfTheFirstLine(t *testing.T) {
	g, _ := newTestGrid(t, 5)
	g.Remember(fyne.CurrentApp().Preferences(), "t")
	g.resizeColumn(2, 200)
	g.rememberColumns(2)
	columns := eightColumns()[:3]
	columns[2].Below, columns[2].Grow = true, true
	g.SetColumns(columns)
	if g.widths[2] != g.bodyWidth() {
		t.Errorf("%v of %v wide", g.widths[2], g.bodyWidth())
	}
}
