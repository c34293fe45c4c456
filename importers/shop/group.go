package shop

import "zhangfang/app/book"

// group is what the rows of one order add up to. There may be millions: what few
// orders have stands apart, and nothing of it points anywhere.
type group struct {
	key   uint64 // digest of the order's number
	first uint64 // digest of its first row

	gross, amount, back book.Minor // of the items that were paid; where none was, of all

	more  uint32 // what few orders have: an index plus one; 0 for nothing
	marks marks
	items uint16 // digest of the items summed up, in any order
}

// marks are what is known of an order.
type marks uint16

const (
	met       marks = 1 << iota // it has a row
	paidItem                    // an item was paid
	kept                        // ... and not refunded as a whole
	unpaid                      // an item waits to be paid
	returning                   // a refund is not finished
	bad                         // the rows cannot be put together
	look                        // a row of it needs a second look
	told                        // its entry has been made
	toldBack                    // ... and that of what went back
	several                     // several of its items have a refund
)

func (g *group) is(m marks) bool { return g.marks&m != 0 }

// mark adds marks where something is so.
func (g *group) mark(m marks, so bool) {
	if so {
		g.marks |= m
	}
}

// more is what few orders have.
type more struct {
	post  book.Minor // postage, which every item repeats
	whole order      // what a row of the order itself says
	known bool       // there is such a row
	first refundID   // of the refunds of its items, where they are told apart
}

// addItem counts an item. Those that were never paid count only while no other is.
func (g *group) addItem(o order, item uint64) {
	switch o.status {
	case book.StatusPending, book.StatusClosed, book.StatusFailed:
		g.mark(unpaid, o.status == book.StatusPending)
		if g.is(paidItem) {
			return
		}
	default:
		if !g.is(paidItem) {
			g.gross, g.amount, g.items = 0, 0, 0
		}
		g.mark(paidItem, true)
		g.mark(kept, o.status != book.StatusRefunded)
		g.mark(returning, o.underWay && o.back != 0)
	}
	g.items += uint16(item)
	g.mark(several, g.back != 0 && o.back != 0)
	g.gross, g.amount, g.back = g.plus(g.gross, o.gross), g.plus(g.amount, o.amount), g.plus(g.back, o.back)
}

// plus adds amounts; where they leave the range, the order cannot be told.
func (g *group) plus(a, b book.Minor) book.Minor {
	s, err := a.Add(b)
	g.mark(bad, err != nil)
	return s
}

// order is the order that the rows make.
func (g *group) order(m more) order {
	o := order{gross: g.gross, amount: g.amount, back: g.back, underWay: g.is(returning), status: book.StatusClosed}
	switch {
	case m.known:
		o = m.whole
		if o.back == 0 {
			o.back, o.underWay = g.back, g.is(returning)
		}
	case g.is(kept):
		o.status = book.StatusPaid
	case g.is(paidItem):
		o.status = book.StatusRefunded
	case g.is(unpaid):
		o.status = book.StatusPending
	}
	o.gross, o.amount = g.plus(o.gross, m.post), g.plus(o.amount, m.post)
	return o
}
