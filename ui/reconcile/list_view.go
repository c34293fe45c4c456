package reconcile

import (
	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

// listPane is the leading pane: a heading and the grid of rows.
type listPane struct {
	object fyne.CanvasObject
	view   *View
	title  *kit.Label
	count  *kit.Label
	grid   *kit.Grid
	shape  listShape
	state  float32 // width that the widest state needs
}

// listShape is what the columns depend on.
type listShape struct {
	narrow, orders, payouts, nets bool
}

func newListPane(v *View) *listPane {
	l := &listPane{view: v, title: kit.NewHeading(""), count: kit.NewLabel("").Sized(13).Colored(kit.ColorSecondary).Cut()}
	p, t := v.presenter, v.deps.Text
	for _, state := range []string{"suggested", "in_transit", "waiting", "pending", "exception", "matched"} {
		l.state = max(l.state, kit.NewChip(t.T("reconcile.state."+state), kit.ToneNeutral).MinSize().Width+2*cellGap)
	}
	l.grid = kit.NewGrid(l.columns(), l)
	l.grid.KeyFirst = true
	l.grid.OnSelect = p.Select
	l.grid.OnOpen = func(int) { v.do(CommandAccept) }
	l.grid.OnTick = p.SetTicked
	l.grid.OnSort = p.SortBy
	l.grid.OnKey = func(name fyne.KeyName) bool { return v.do(commandOf(string(name))) }
	l.grid.OnMenu = func(int) []*fyne.MenuItem { return v.menu(l.grid.CopyItem(t.T("kit.copy"))) }
	l.grid.Remember(v.deps.Prefs, "reconcile.list")
	swap := kit.NewButton(t.T("reconcile.swap_short"), kit.ButtonQuiet, v.keepFocus(p.SwapLead))
	l.object = kit.VFill(0, 1, kit.Pad(8, kit.GapSmall, 4, kit.Gap, kit.HFill(kit.GapSmall, 1, l.title, l.count, swap)), l.grid)
	return l
}

// Widths of columns, the grid's gaps at both sides of a cell among them.
const (
	cellGap     float32 = 10
	timeColumn  float32 = 116
	clockless   float32 = 98  // without seconds
	partyColumn float32 = 88  // four Chinese characters and an ellipsis
	nameColumn  float32 = 150 // where no number follows
	idColumn    float32 = 138 // a whole order number
	moneyColumn float32 = 96  // ¥12,345.67
)

// least is the width in which all columns are whole.
func (l *listPane) least() float32 {
	width := float32(2)
	for _, c := range l.columns() {
		width += c.Width
	}
	return width
}

// fit is told whether there is little room before the pane is laid out.
func (l *listPane) fit(narrow bool) {
	s := l.shape
	s.narrow = narrow
	l.reshape(s)
}

func (l *listPane) reshape(s listShape) {
	if s != l.shape {
		l.shape = s
		l.grid.SetColumns(l.columns())
	}
}

// columns leaves out what says little: the party where there is little room and
// a number tells the row, the number on payouts, where few rows have one.
func (l *listPane) columns() []kit.Column {
	t := l.view.deps.Text
	time := timeColumn
	if l.shape.narrow || l.shape.nets {
		time = clockless
	}
	party := kit.Column{ID: "counterparty", Title: t.T("reconcile.col_party"), Width: partyColumn, Sortable: true, Grow: true}
	number := kit.Column{ID: "order_no", Title: t.T("reconcile.col_number_txn"), Width: idColumn, Sortable: true, Grow: l.shape.narrow}
	amount := kit.Column{ID: "amount", Title: t.T("reconcile.col_amount"), Width: moneyColumn, Align: fyne.TextAlignTrailing, Sortable: true, Bold: true}
	if l.shape.orders {
		party.Title, number.Title, amount.Title = t.T("reconcile.col_party_orders"), t.T("reconcile.col_number_order"), t.T("reconcile.col_amount_due")
	}
	c := []kit.Column{{ID: "time", Title: t.T("reconcile.col_time"), Width: time, Sortable: true}}
	switch {
	case l.shape.payouts:
		party.Width = nameColumn
		c = append(c, party)
	case l.shape.narrow:
		c = append(c, number)
	default:
		c = append(c, party, number)
	}
	return append(c, amount, kit.Column{ID: "state", Title: t.T("reconcile.col_state"), Width: l.state})
}

// Len is part of kit.Source.
func (l *listPane) Len() int { return l.view.presenter.Len() }

// Row is part of kit.Source.
func (l *listPane) Row(i int) ([]kit.Cell, bool) {
	r, ok := l.view.presenter.Row(i)
	if !ok {
		return nil, false
	}
	time := r.Time
	if l.shape.narrow || l.shape.nets {
		time = r.Minute
	}
	party, number := kit.Cell{Text: r.who()}, kit.Cell{Text: r.Number, Color: kit.ColorSecondary}
	cells := []kit.Cell{{Text: time}}
	switch {
	case l.shape.payouts:
		cells = append(cells, party)
	case l.shape.narrow:
		cells = append(cells, number)
	default:
		cells = append(cells, party, number)
	}
	return append(cells, kit.Cell{Text: r.Amount, Bold: true}, stateCell(r.State)), true
}

// stateCell is a state as a chip; what only waits is quiet.
func stateCell(c Chip) kit.Cell {
	if c.Tone == kit.ToneNeutral {
		return kit.Cell{Text: c.Text, Color: kit.ColorSecondary}
	}
	return kit.Cell{Text: c.Text, Color: c.Tone.Color(), Chip: true}
}

// show draws the list again and goes to the presenter's row.
func (l *listPane) show(p *Presenter) {
	title, count := p.ListTitle()
	l.title.SetText(title)
	l.count.SetText(count)
	l.object.Refresh()
	s := l.shape
	s.payouts = p.Leg() == book.LegPayouts
	s.nets = s.payouts && p.Lead() == book.Left
	s.orders = p.Leg() == book.LegSales && p.Lead() == book.Left
	l.reshape(s)
	if len(p.ticks) == 0 {
		l.grid.ClearTicks()
	}
	l.grid.Refresh()
	if l.grid.Selected() != p.Cursor() {
		l.grid.Select(p.Cursor())
	}
}
