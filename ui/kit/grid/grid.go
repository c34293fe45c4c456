package grid

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit"
)

// Column is a column of a grid.
type Column struct {
	ID       string // what OnSort and the preferences call it
	Title    string
	Width    float32
	Align    fyne.TextAlign
	Sortable bool
	Bold     bool
	Grow     bool // takes a share of the width that is left
	Inner    bool // what is too long loses its middle: numbers differ at their end
	Below    bool // stands in a second line of the row, for a narrow window; it has no heading
}

// Cell is what a grid shows of one value, formatted beforehand. No colour is
// ColorText. A chip is drawn small on the tint of its colour.
type Cell struct {
	Text  string
	Color fyne.ThemeColorName
	Bold  bool
	Chip  bool
	Tip   string // shown under the pointer; "": the text, where it is cut
}

// Source gives a grid its rows. Row is called on the UI goroutine for every row
// that comes into sight, so it must not read the disk: it tells false for a row
// that is not loaded yet and calls Grid.RefreshRows when it is. Cells are in the
// order of the columns; the grid does not keep the slice.
type Source interface {
	Len() int
	Row(i int) ([]Cell, bool)
}

// Grid shows up to a million rows and more of a Source: one row is selected,
// several may be ticked, a header click sorts, edges of headers resize, headers
// can be dragged to another place. Offsets are whole numbers and rows are placed
// relative to the window, since canvas coordinates are float32 and exact only to
// 524,288 rows.
//
// A click selects, a double click or Enter opens, Space ticks, Shift and Ctrl
// extend. Keys it has no use for go to OnKey.
type Grid struct {
	widget.BaseWidget

	OnSelect func(i int)
	OnOpen   func(i int)
	OnTick   func(ticked []int)
	OnSort   func(by string, desc bool)
	OnKey    func(name fyne.KeyName) bool // tells whether it had a use for the key
	OnRune   func(r rune)                 // such as "?", which is another key on each keyboard
	OnRedo   func()                       // Ctrl+Shift+Z
	OnMenu   func(i int) []*fyne.MenuItem // the context menu of a row

	KeyFirst bool // OnKey is asked before Enter opens (Reconcile accepts with Enter)
	Boxes    bool // shows a box to tick before each row

	columns []Column
	order   []int     // columns in the order shown, those of both lines
	widths  []float32 // by column, as laid out
	source  Source

	top      int     // pixels above the window
	left     float32 // pixels left of the window
	selected int     // -1: none
	anchor   int     // where a Shift range starts
	ticked   rowSet
	hover    int // row under the pointer, -1: none
	sortBy   string
	sortDesc bool
	focused  bool

	prefs    kit.Prefs
	prefsKey string

	empty   fyne.CanvasObject
	view    *view
	press   press
	pointer pointer
	now     func() time.Time
}

// New makes a grid over a source, which may be nil until SetSource.
func New(columns []Column, source Source) *Grid {
	g := &Grid{columns: columns, source: source, selected: -1, anchor: -1, hover: -1, now: time.Now}
	g.widths = make([]float32, len(columns))
	for i := range columns {
		g.order = append(g.order, i)
	}
	g.press.column, g.pointer.column = -1, -1
	g.ExtendBaseWidget(g)
	return g
}

// Len is the number of rows.
func (g *Grid) Len() int {
	if g.source == nil {
		return 0
	}
	return g.source.Len()
}

// SetSource shows other rows from the top, nothing selected or ticked.
func (g *Grid) SetSource(s Source) {
	g.source = s
	g.top = 0
	g.selected, g.anchor, g.hover = -1, -1, -1
	g.ticked.clear()
	g.Refresh()
}

// Refresh reads the number of rows and every row in sight again.
func (g *Grid) Refresh() {
	n := g.Len()
	if g.selected >= n {
		g.selected = n - 1
	}
	kit.HideTip(g)
	if g.view != nil {
		g.view.forget()
	}
	g.BaseWidget.Refresh()
}

// RefreshRows reads the rows from <= i < to again where they are in sight.
func (g *Grid) RefreshRows(from, to int) {
	kit.HideTip(g)
	if g.view != nil {
		g.view.forgetRows(from, to)
		g.view.sync()
	}
}

// SetColumns changes the columns, as when a pane changes what it lists.
func (g *Grid) SetColumns(columns []Column) {
	first := g.top / g.rowHeight()
	g.columns = columns
	g.widths = make([]float32, len(columns))
	g.order = g.order[:0]
	for i := range columns {
		g.order = append(g.order, i)
	}
	g.recallColumns()
	g.top = first * g.rowHeight()
	if g.view != nil {
		g.view.rebuild()
	}
	g.Refresh()
}

// SetEmpty is shown in place of the rows when there are none.
func (g *Grid) SetEmpty(o fyne.CanvasObject) {
	g.empty = o
	if g.view != nil {
		g.view.list()
	}
	g.BaseWidget.Refresh()
}

// Selected is the selected row, -1 for none.
func (g *Grid) Selected() int { return g.selected }

// Select selects a row, brings it into sight and tells OnSelect. -1 selects none
// and tells nothing.
func (g *Grid) Select(i int) {
	if i < 0 || g.Len() == 0 {
		g.selected, g.anchor = -1, -1
		g.repaint()
		return
	}
	i = min(i, g.Len()-1)
	g.anchor = i
	g.reveal(i)
	g.point(i)
}

// point makes i the selected row and tells it.
func (g *Grid) point(i int) {
	g.selected = i
	g.repaint()
	if g.OnSelect != nil {
		g.OnSelect(i)
	}
}

// Ticked lists the ticked rows in ascending order.
func (g *Grid) Ticked() []int { return g.ticked.rows() }

// ClearTicks takes all ticks away without telling OnTick.
func (g *Grid) ClearTicks() {
	g.ticked.clear()
	g.repaint()
}

// SetSort shows by which column the source is sorted; OnSort is not told.
func (g *Grid) SetSort(by string, desc bool) {
	g.sortBy, g.sortDesc = by, desc
	if g.view != nil {
		g.view.header()
	}
}

// Focus takes the keyboard.
func (g *Grid) Focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
}

func (g *Grid) tick(i int, on bool) {
	g.ticked.set(i, on)
	g.told()
}

// tickRange ticks all rows between two, both included, and no others.
func (g *Grid) tickRange(a, b int) {
	if a > b {
		a, b = b, a
	}
	g.ticked.clear()
	for i := max(a, 0); i <= b; i++ {
		g.ticked.set(i, true)
	}
	g.told()
}

func (g *Grid) told() {
	g.repaint()
	if g.OnTick != nil {
		g.OnTick(g.ticked.rows())
	}
}

// repaint shows selection, ticks and hover without reading rows again.
func (g *Grid) repaint() {
	if g.view != nil {
		g.view.paint()
	}
}

// CellText is the whole text of a cell, "" where the row is not loaded.
func (g *Grid) CellText(row, column int) string {
	if row < 0 || row >= g.Len() {
		return ""
	}
	cells, ok := g.source.Row(row)
	if !ok || column < 0 || column >= len(cells) {
		return ""
	}
	return cells[column].Text
}

// CopyItem is a menu item that copies the cell the menu was opened on.
func (g *Grid) CopyItem(label string) *fyne.MenuItem {
	row, column := g.pointer.row, g.pointer.column
	return fyne.NewMenuItem(label, func() { kit.CopyText(g.CellText(row, column)) })
}
