package shop

import (
	"cmp"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// group is what the rows of one order add up to. There may be millions.
type group struct {
	gross, amount, back book.Minor // of the items that were paid; where none was, of all
	post                book.Minor // postage, which every item repeats
	whole               *order     // what a row of the order itself says
	paid                bool       // an item was paid
	kept                bool       // ... and not refunded as a whole
	open                bool       // an item waits to be paid
	underWay            bool       // a refund is not finished
	bad                 bool       // the rows cannot be put together
	look                bool       // a row of it needs a second look
	told                bool       // its entry has been made
}

// addItem counts an item. Those that were never paid count only while no other is.
func (g *group) addItem(o order) {
	switch o.status {
	case book.StatusPending, book.StatusClosed, book.StatusFailed:
		g.open = g.open || o.status == book.StatusPending
		if g.paid {
			return
		}
	default:
		if !g.paid {
			g.paid, g.gross, g.amount = true, 0, 0
		}
		g.kept = g.kept || o.status != book.StatusRefunded
		g.underWay = g.underWay || o.underWay && o.back != 0
	}
	g.gross, g.amount, g.back = g.plus(g.gross, o.gross), g.plus(g.amount, o.amount), g.plus(g.back, o.back)
}

// plus adds amounts; where they leave the range, the order cannot be told.
func (g *group) plus(a, b book.Minor) book.Minor {
	s, err := a.Add(b)
	g.bad = g.bad || err != nil
	return s
}

// setWhole takes what a row says of the order itself. Every such row says the same.
func (g *group) setWhole(o order) {
	g.bad = g.bad || g.whole != nil && *g.whole != o
	g.whole = &o
}

// order is the order that the rows make.
func (g *group) order() order {
	o := order{gross: g.gross, amount: g.amount, back: g.back, underWay: g.underWay, status: book.StatusClosed}
	switch {
	case g.whole != nil:
		o = *g.whole
		if o.back == 0 {
			o.back, o.underWay = g.back, g.underWay
		}
	case g.kept:
		o.status = book.StatusPaid
	case g.paid:
		o.status = book.StatusRefunded
	case g.open:
		o.status = book.StatusPending
	}
	o.gross, o.amount = g.plus(o.gross, g.post), g.plus(o.amount, g.post)
	return o
}

// itemDecoder is the second pass.
type itemDecoder struct {
	*decoder
	all   *groups
	apart bool // refunds have a number or a time of their own
}

// Row reads an item. The first row of an order makes the order's entry, or the row
// of the order itself where there is one, and the refund of all its items with it.
// Where the sheet gives refunds a number or a time, every item makes its own.
func (d *itemDecoder) Row(r *bill.Record) {
	no, child := begin(r), r.ID(childNo)
	g := d.all.of(r.Plain(orderNo))
	apart := d.apart && g.whole == nil
	var own order // read again only where it matters
	if g.bad || g.look || apart {
		own = read(joined{r, d.all.fen})
		d.note(r, no, own)
	}
	if own.amount < 0 && !g.bad {
		negative(r, no, cmp.Or(child, no), own)
		return
	}
	if !g.told && (g.whole == nil || child == "") {
		d.tell(r, g, no, apart)
	}
	if g.bad {
		r.Fail(CodeItems, orderNo, no)
	}
	if own.back != 0 && apart {
		var of book.Entry
		own.describe(r, &of, no)
		refunded(r, of, cmp.Or(child, no), own)
	}
}

// tell makes the order's entry, and its refund unless the items make their own.
func (d *itemDecoder) tell(r *bill.Record, g *group, no string, apart bool) {
	o := g.order()
	e := r.Add(book.KindOrder, no)
	o.describe(r, &e.Entry, no)
	if o.back != 0 && !apart {
		refunded(r, e.Entry, no, o)
	}
	g.told = r.Problem == nil // else the next row tells it
}
