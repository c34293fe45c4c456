package grid

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func TestColumnsAreHiddenAndRemembered(t *testing.T) {
	g, w := newTestGrid(t, 50)
	prefs := fyne.CurrentApp().Preferences()
	g.Remember(prefs, "t")
	g.ColumnItems()[1].Action()
	if g.contentWidth() != 7*120 || slices.Contains(g.order, 1) || g.ColumnItems()[1].Checked {
		t.Errorf("%v wide, order %v", g.contentWidth(), g.order)
	}
	if !g.view.titles[1].Hidden || !g.view.slots[0].cells[1].text.Hidden || g.view.titles[2].Hidden {
		t.Error("the hidden column is drawn")
	}
	if c, _ := g.columnAt(130); c != 2 {
		t.Errorf("column %d stands in its place", c)
	}
	again := New(eightColumns(), &numbered{n: 5})
	again.Remember(prefs, "t")
	if slices.Contains(again.order, 1) || len(again.order) != 7 {
		t.Errorf("order %v", again.order)
	}
	again.ColumnItems()[1].Action()
	if !slices.Equal(again.order, []int{0, 1, 2, 3, 4, 5, 6, 7}) {
		t.Errorf("order %v", again.order)
	}
	for i := range 7 {
		again.showColumn(i, false)
	}
	again.showColumn(7, false)
	if !slices.Equal(again.order, []int{7}) || !again.ColumnItems()[7].Disabled {
		t.Errorf("order %v", again.order)
	}
	click(g, 20, 10, desktop.MouseButtonSecondary, 0)
	if w.Canvas().Overlays().Top() == nil {
		t.Error("a header has no menu of columns")
	}
}
