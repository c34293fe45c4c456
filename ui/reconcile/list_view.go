package reconcile

import (
	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

// narrowPane is the width under which the leading pane leaves the seconds out.
const narrowPane = 400

// listPane is the leading pane: a heading and the grid of rows.
type listPane struct {
	object fyne.CanvasObject
	view   *View
	title  *kit.Label
	count  *kit.Label
	grid   *kit.Grid
	shape  listShape
}

// listShape is what the columns depend on.
type listShape struct {
	narrow, orders, states bool
}

func newListPane(v *View) *listPane {
	l := &listPane{view: v, title: kit.NewHeading(""), count: kit.NewLabel("").Sized(13).Colored(kit.ColorSecondary).Cut()}
	p := v.presenter
	l.grid = kit.NewGrid(l.columns(), l)
	l.grid.KeyFirst = true
	l.grid.OnSelect = p.Select
	l.grid.OnOpen = func(int) { v.do(CommandAccept) }
	l.grid.OnTick = p.SetTicked
	l.grid.OnSort = p.SortBy
	l.grid.OnKey = func(name fyne.KeyName) bool { return v.do(commandOf(string(name))) }
	l.grid.OnMenu = func(int) []*fyne.MenuItem { return v.menu(l.grid.CopyItem(v.deps.Text.T("kit.copy"))) }
	l.grid.Remember(v.deps.Prefs, "reconcile.list")
	l.object = kit.VFill(0, 1, kit.Pad(12, kit.Gap, 4, kit.Gap, kit.HFill(kit.GapSmall, 1, l.title, l.count)), l.grid)
	return l
}

// fit is told the pane's width before it is laid out.
func (l *listPane) fit(width float32) {
	s := l.shape
	s.narrow = width < narrowPane
	l.reshape(s)
}

func (l *listPane) reshape(s listShape) {
	if s != l.shape {
		l.shape = s
		l.grid.SetColumns(l.columns())
	}
}

// columns fits four columns, five with the state, into the pane: where it is
// narrow, time loses its seconds and the number its end.
func (l *listPane) columns() []kit.Column {
	t := l.view.deps.Text
	time, party, number, amount := float32(116), float32(66), float32(148), float32(94)
	switch {
	case l.shape.narrow && l.shape.states:
		time, party, number, amount = 94, 48, 0, 84
	case l.shape.narrow:
		time, party, number, amount = 94, 50, 62, 88
	case l.shape.states:
		number = 62
	}
	c := []kit.Column{
		{ID: "time", Title: t.T("reconcile.col_time"), Width: time, Sortable: true},
		{ID: "counterparty", Title: t.T("reconcile.col_party"), Width: party, Sortable: true, Grow: true},
		{ID: "order_no", Title: t.T("reconcile.col_number_txn"), Width: number, Sortable: true, Grow: number < 100},
		{ID: "amount", Title: t.T("reconcile.col_amount"), Width: amount, Align: fyne.TextAlignTrailing, Sortable: true, Bold: true},
	}
	if l.shape.orders {
		c[1].Title, c[2].Title, c[3].Title = t.T("reconcile.col_party_orders"), t.T("reconcile.col_number_order"), t.T("reconcile.col_amount_due")
	}
	if l.shape.states {
		c = append(c, kit.Column{ID: "state", Title: t.T("reconcile.col_state"), Width: 86})
	}
	if number == 0 {
		c = append(c[:2], c[3:]...)
	}
	return c
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
	if l.shape.narrow {
		time = r.Minute
	}
	party := r.Party
	if r.Kind != "" {
		party = r.Kind + " " + party
	}
	cells := []kit.Cell{{Text: time}, {Text: party}, {Text: r.Number, Color: kit.ColorSecondary}, {Text: r.Amount, Bold: true}}
	if l.shape.states && l.shape.narrow {
		cells = append(cells[:2], cells[3])
	}
	if l.shape.states {
		t := l.view.deps.Text
		state := kit.Cell{Text: t.T("reconcile.open"), Color: kit.ColorException, Chip: true}
		if r.Matched {
			state = kit.Cell{Text: t.T("reconcile.matched"), Color: kit.ColorMatched, Chip: true}
		}
		cells = append(cells, state)
	}
	return cells, true
}

// show draws the list again and goes to the presenter's row.
func (l *listPane) show(p *Presenter) {
	title, count := p.ListTitle()
	l.title.SetText(title)
	l.count.SetText(count)
	l.object.Refresh()
	s := l.shape
	s.states = p.ShowsMatched()
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
