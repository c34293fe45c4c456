package reconcile

import (
	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// listShape is what the columns of the leading pane depend on.
type listShape struct {
	narrow, orders, payouts, nets bool
	picked, bank, away            bool
}

// field is a column with what a row shows in it.
type field struct {
	grid.Column
	cell func(*Row) grid.Cell
}

// Widths of columns, the grid's gaps at both sides of a cell among them.
const (
	cellGap     float32 = 10
	boxColumn   float32 = 32 // of the boxes to tick
	scrollLane  float32 = 24 // of the grid's scroll bar, and a little more
	timeColumn  float32 = 116
	clockless   float32 = 98  // without seconds
	dayColumn   float32 = 64  // without a clock
	partyColumn float32 = 88  // four Chinese characters and an ellipsis
	nameColumn  float32 = 150 // where no number follows
	bothColumn  float32 = 168 // eleven Chinese characters
	idColumn    float32 = 138 // a whole order number
	refColumn   float32 = 100 // a bank's serial number, or a voucher's
	classColumn float32 = 96  // five Chinese characters on a chip
	classInFull float32 = 128 // most of the English names
	moneyColumn float32 = 96  // ¥12,345.67
	moneyOfBank float32 = 112 // -¥123,456.78
)

// least is the width in which all columns are whole.
func (l *listPane) least() float32 {
	width := 2 + boxColumn
	for i := range l.fields {
		if !l.fields[i].Below {
			width += l.fields[i].Width
		}
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
		l.fields = l.makeFields()
		l.grid.SetColumns(l.columns())
	}
}

func (l *listPane) columns() []grid.Column {
	out := make([]grid.Column, len(l.fields))
	for i := range l.fields {
		out[i] = l.fields[i].Column
	}
	return out
}

// makeFields leaves out what says little: the number on payouts, where few rows have
// one. Where there is little room, who it is and the state have a line of their own.
func (l *listPane) makeFields() []field {
	if l.shape.narrow {
		return append(l.firstLine(), l.secondLine()...)
	}
	var out []field
	switch s := l.shape; {
	case s.picked:
		out = []field{l.day(), l.both(), l.number()}
	case s.bank:
		out = []field{l.time(), l.party(110)}
	case s.payouts:
		out = []field{l.time(), l.party(nameColumn)}
	default:
		out = []field{l.time(), l.party(partyColumn), l.number()}
	}
	if l.shape.bank {
		out = append(out, l.class())
	}
	return append(out, l.amount(), l.state())
}

func (l *listPane) firstLine() []field {
	switch s := l.shape; {
	case s.bank && !s.picked:
		return []field{l.day(), l.class(), l.amount()}
	case s.nets:
		return []field{l.party(nameColumn), l.amount()}
	case s.picked:
		return []field{l.day(), l.number(), l.amount()}
	}
	return []field{l.time(), l.number(), l.amount()}
}

func (l *listPane) secondLine() []field {
	who := l.party(nameColumn)
	switch {
	case l.shape.nets:
		who = l.time()
	case l.shape.picked:
		who = l.both()
	}
	out := []field{who, l.state()}
	out[0].Grow, out[1].Align = true, fyne.TextAlignTrailing
	for i := range out {
		out[i].Below = true
	}
	return out
}

func (l *listPane) text(code string) string { return l.view.deps.Text.T("reconcile." + code) }

func (l *listPane) time() field {
	f := field{grid.Column{ID: "time", Title: l.text("col_time"), Width: timeColumn, Sortable: true},
		func(r *Row) grid.Cell { return grid.Cell{Text: r.Time} }}
	if l.shape.narrow || l.shape.nets || l.shape.bank {
		f.Width, f.cell = clockless, func(r *Row) grid.Cell { return grid.Cell{Text: r.Minute} }
	}
	return f
}

func (l *listPane) day() field {
	return field{grid.Column{ID: "time", Title: l.text("col_day"), Width: dayColumn, Sortable: true},
		func(r *Row) grid.Cell { return grid.Cell{Text: r.Date} }}
}

func (l *listPane) party(width float32) field {
	title := "col_party"
	switch {
	case l.shape.orders:
		title = "col_party_orders"
	case l.shape.picked || l.shape.bank:
		title = "col_party_bank"
	}
	return field{grid.Column{ID: "counterparty", Title: l.text(title), Width: width, Sortable: true, Grow: true},
		func(r *Row) grid.Cell { return grid.Cell{Text: r.who()} }}
}

// both is the party and the memo in one column: many banks and ledgers fill only one
// of them, and the other would stand empty beside a cut name.
func (l *listPane) both() field {
	f := l.party(bothColumn)
	f.Title = l.text("col_both")
	f.cell = func(r *Row) grid.Cell { return grid.Cell{Text: join(r.Party, r.Memo)} }
	return f
}

func (l *listPane) number() field {
	title, width := "col_number_txn", idColumn
	switch {
	case l.shape.orders:
		title = "col_number_order"
	case l.shape.picked:
		title, width = "col_number_ref", refColumn
	}
	if l.shape.narrow {
		width += scrollLane // the list is no wider than its columns
	}
	return field{grid.Column{ID: "order_no", Title: l.text(title), Width: width, Sortable: true, Grow: l.shape.narrow, Inner: true},
		func(r *Row) grid.Cell { return grid.Cell{Text: r.Number, Color: draw.ColorSecondary} }}
}

// class is what a bank line is, on a chip.
func (l *listPane) class() field {
	width := classColumn
	if !l.shape.picked && l.view.deps.Text.Locale == assets.English {
		width = classInFull
	}
	return field{grid.Column{ID: "class", Title: l.text("col_class"), Width: width, Grow: l.shape.narrow},
		func(r *Row) grid.Cell {
			return grid.Cell{Text: r.Class, Color: draw.ColorSecondary, Chip: r.Class != "", Tip: r.ClassBy}
		}}
}

func (l *listPane) amount() field {
	title := "col_amount"
	if l.shape.orders {
		title = "col_amount_due"
	}
	width := moneyColumn
	if l.shape.picked || l.shape.bank {
		width = moneyOfBank
	}
	return field{grid.Column{ID: "amount", Title: l.text(title), Width: width, Align: fyne.TextAlignTrailing, Sortable: true, Bold: true},
		func(r *Row) grid.Cell { return grid.Cell{Text: r.Amount, Bold: true} }}
}

// state is as wide as the widest word that may stand there.
func (l *listPane) state() field {
	words := []string{"suggested", "in_transit", "waiting", "pending", "exception", "matched"}
	if l.shape.picked {
		words = []string{"suggested", "open", "exception", "matched"}
	}
	width := kit.NewLabel(l.view.deps.Text.T("reconcile.state.later", "12-31")).MinSize().Width + 2*cellGap
	if !l.view.presenter.ShowsPutOff() {
		width = 0
	}
	for _, w := range words {
		width = max(width, kit.NewChip(l.view.deps.Text.T("reconcile.state."+w), draw.ToneNeutral).MinSize().Width+2*cellGap)
	}
	return field{grid.Column{ID: "state", Title: l.text("col_state"), Width: width},
		func(r *Row) grid.Cell { return stateCell(r.State) }}
}

// shapeOf is what the presenter's rows need of the columns.
func shapeOf(p *Presenter, narrow bool) listShape {
	leg, left := p.Leg(), p.Lead() == book.Left
	return listShape{
		narrow: narrow, away: p.ShowsPutOff(), picked: isPicked(leg), bank: p.ShowsClasses(),
		payouts: leg == book.LegPayouts, nets: leg == book.LegPayouts && left, orders: leg == book.LegSales && left,
	}
}
