package grid

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

var (
	_ desktop.Mouseable  = (*Grid)(nil)
	_ desktop.Hoverable  = (*Grid)(nil)
	_ desktop.Cursorable = (*Grid)(nil)
	_ fyne.Draggable     = (*Grid)(nil)
	_ fyne.Scrollable    = (*Grid)(nil)
	_ fyne.Focusable     = (*Grid)(nil)
	_ fyne.Shortcutable  = (*Grid)(nil)
)

// press is what the mouse button went down on.
type press struct {
	part   part
	column int
	start  fyne.Position
	width  float32 // of the column at the start
	thumb  float32 // of the scroll bar's thumb at the start
	moved  bool
	row    int
	at     time.Time
}

// pointer is where the mouse is.
type pointer struct {
	row, column int
	edge        bool // over the edge of a header
}

type part uint8

const (
	partNone part = iota
	partHeader
	partEdge
	partRows
	partBar
)

func (g *Grid) partAt(p fyne.Position) part {
	_, length := g.thumb()
	switch {
	case p.Y >= headerHeight && length > 0 && p.X >= g.Size().Width-barWidth:
		return partBar
	case p.Y < headerHeight && g.edgeAt(p.X) >= 0:
		return partEdge
	case p.Y < headerHeight:
		return partHeader
	}
	return partRows
}

// rowAt is the row under y, -1 for none.
func (g *Grid) rowAt(y float32) int {
	if y < headerHeight {
		return -1
	}
	i := (int(y) - headerHeight + g.top) / g.rowHeight()
	if i >= g.Len() {
		return -1
	}
	return i
}

// MouseDown selects, ticks, opens, or begins to drag.
func (g *Grid) MouseDown(e *desktop.MouseEvent) {
	g.Focus()
	last := g.press
	y, _ := g.thumb()
	column, _ := g.cellAt(e.Position)
	g.press = press{part: g.partAt(e.Position), column: column, start: e.Position, thumb: y, row: -1}
	switch g.press.part {
	case partEdge:
		g.press.column = g.edgeAt(e.Position.X)
		g.press.width = g.widths[g.press.column]
	case partBar:
		g.pressBar(e.Position.Y - headerHeight)
	case partRows:
		g.press.row, g.press.at = g.rowAt(e.Position.Y), g.now()
		g.pressRow(e, last)
	}
}

func (g *Grid) pressBar(y float32) {
	at, length := g.thumb()
	if y < at || y > at+length {
		g.scrollByThumb(y - length/2)
		g.press.thumb, _ = g.thumb()
	}
}

func (g *Grid) pressRow(e *desktop.MouseEvent, last press) {
	row := g.press.row
	if row < 0 {
		return
	}
	g.pointer.row, g.pointer.column = row, g.press.column
	if e.Button == desktop.MouseButtonSecondary {
		g.Select(row)
		return
	}
	switch {
	case e.Modifier&fyne.KeyModifierShift != 0:
		g.extendTo(row)
	case e.Modifier&fyne.KeyModifierShortcutDefault != 0, g.Boxes && e.Position.X+g.left < boxWidth:
		g.anchor = row
		g.point(row)
		g.tick(row, !g.ticked.has(row))
	case last.row == row && g.press.at.Sub(last.at) <= kit.DoubleClick && g.OnOpen != nil:
		g.press.row = -1 // a third click is not another double click
		g.OnOpen(row)
	default:
		g.Select(row)
	}
}

// MouseUp sorts when a header was clicked and not dragged, and opens the menu.
func (g *Grid) MouseUp(e *desktop.MouseEvent) {
	switch {
	case g.press.part == partHeader && !g.press.moved && g.press.column >= 0 && e.Button == desktop.MouseButtonPrimary:
		g.sortByColumn(g.press.column)
	case g.press.part == partHeader && !g.press.moved && e.Button == desktop.MouseButtonSecondary:
		g.headerMenu(e.AbsolutePosition)
	case g.press.part == partRows && g.press.row >= 0 && e.Button == desktop.MouseButtonSecondary:
		g.showMenu(e.AbsolutePosition)
	}
}

func (g *Grid) showMenu(at fyne.Position) {
	if g.OnMenu == nil {
		return
	}
	items := g.OnMenu(g.press.row)
	c := fyne.CurrentApp().Driver().CanvasForObject(g)
	if len(items) == 0 || c == nil {
		return
	}
	widget.NewPopUpMenu(fyne.NewMenu("", items...), c).ShowAtPosition(at)
}

// Dragged moves the scroll bar, resizes a column or moves it.
func (g *Grid) Dragged(e *fyne.DragEvent) {
	g.press.moved = true
	switch g.press.part {
	case partBar:
		g.scrollByThumb(g.press.thumb + e.Position.Y - g.press.start.Y)
	case partEdge:
		g.resizeColumn(g.press.column, g.press.width+e.Position.X-g.press.start.X)
	case partHeader:
		g.dragHeader(e.Position.X)
	}
}

// dragHeader moves a column once the pointer is past the middle of another, so
// that columns of unequal width do not swap to and fro.
func (g *Grid) dragHeader(x float32) {
	c := g.press.column
	if c < 0 {
		return
	}
	over, edge := g.columnAt(x)
	if over < 0 || over == c {
		return
	}
	middle := edge + g.widths[over]/2
	right := g.placeOf(over) > g.placeOf(c)
	if (right && x > middle) || (!right && x < middle) {
		g.moveColumn(c, over)
	}
}

func (g *Grid) placeOf(column int) int {
	for i, c := range g.order {
		if c == column {
			return i
		}
	}
	return -1
}

// DragEnd remembers what dragging changed.
func (g *Grid) DragEnd() {
	switch g.press.part {
	case partEdge:
		g.rememberColumns(g.press.column)
	case partHeader:
		g.rememberColumns(-1)
	}
	g.press.part = partNone
}

// MouseIn lights the row under the pointer.
func (g *Grid) MouseIn(e *desktop.MouseEvent) { g.follow(e.Position) }

// MouseMoved lights the row under the pointer.
func (g *Grid) MouseMoved(e *desktop.MouseEvent) { g.follow(e.Position) }

// MouseOut takes the light away.
func (g *Grid) MouseOut() {
	kit.HideTip(g)
	g.pointer = pointer{row: -1, column: -1}
	if g.hover != -1 {
		g.hover = -1
		g.repaint()
	}
}

// follow follows the pointer: it lights the row and shows what is cut.
func (g *Grid) follow(p fyne.Position) {
	row := -1
	if g.partAt(p) == partRows {
		row = g.rowAt(p.Y)
	}
	column, edge := g.cellAt(p)
	g.pointer.edge = p.Y < headerHeight && g.edgeAt(p.X) >= 0
	if row == g.pointer.row && column == g.pointer.column && row == g.hover {
		return
	}
	g.pointer.row, g.pointer.column = row, column
	if g.hover != row {
		g.hover = row
		g.repaint()
	}
	kit.HideTip(g)
	if tip := g.tipOf(row, column); tip != "" {
		y := float32(headerHeight + (row+1)*g.rowHeight() - g.top)
		kit.ShowTip(g, tip, fyne.NewPos(edge+draw.PadCell, y))
	}
}

// tipOf is what is shown beside the pointer: what a cell says of itself, or its
// text where that is cut.
func (g *Grid) tipOf(row, column int) string {
	if row < 0 || column < 0 || g.view == nil {
		return ""
	}
	if cells, ok := g.source.Row(row); ok && column < len(cells) && cells[column].Tip != "" {
		return cells[column].Tip
	}
	if g.view.isCut(row, column) {
		return g.CellText(row, column)
	}
	return ""
}

// Cursor shows where a column can be resized.
func (g *Grid) Cursor() desktop.Cursor {
	if g.pointer.edge {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}
