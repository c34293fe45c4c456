package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// idle settles the rows that take no part in payouts, unless a person linked them:
// those of a channel's day together, so that an outcome decides no other day.
func (w *payouts) idle() {
	var last *book.Row
	for _, i := range w.apart {
		r := &w.rows[i]
		if last != nil && (last.Channel != r.Channel || last.Day != r.Day) {
			w.flush()
		}
		if last = r; !w.done[i] {
			w.settle(i)
		}
	}
	w.flush()
}

// offerEqual suggests a credit of the exact amount that more than one thing may
// explain.
func (w *payouts) offerEqual() {
	all := w.equal()
	slices.SortFunc(all, w.better)
	for _, e := range all {
		if !w.fits(e.o, e.c) {
			continue // offered with another
		}
		rivals := 0
		for _, x := range all {
			if x != e && (x.o == e.o || x.c == e.c) && w.fits(x.o, x.c) {
				rivals++
			}
		}
		w.offerOne(&answer{group: []*owed{e.o}, credits: []*credit{e.c}, rule: e.o.rule()}, rivals)
	}
}

// offerWeak suggests what passes found and held to be no proof, where nothing
// better came.
func (w *payouts) offerWeak() {
	slices.SortFunc(w.later, w.simpler)
	for k := range w.later {
		if a := &w.later[k]; w.stillOpen(a) {
			w.offerOne(a, a.others)
		}
	}
}

// inTransit decides what is owed and not at the bank. Where no statement is near,
// it waits for one.
func (w *payouts) inTransit() {
	for _, o := range w.owed {
		if o.closed {
			continue
		}
		if o.beyond {
			o.closed = true
			w.open(book.Left, book.OpenWaiting, o.rows...) // no settlement can tell its net
			w.flush()
			continue
		}
		switch {
		case o.Net <= 0:
			w.settle(o.rows...) // nothing is paid out for it
		case w.bankInUse(o.Day):
			w.open(book.Left, book.OpenInTransit, o.rows...)
		default:
			w.open(book.Left, book.OpenWaiting, o.rows...)
		}
		w.settlement(o)
		w.flush()
	}
}

func (w *payouts) bankInUse(d book.Day) bool {
	return slices.ContainsFunc(w.byRole[book.RoleBank], func(b *channel) bool { return b.inUse(d) })
}

// unexplained raises the credits that nothing explains, as far as the bills that
// would explain them are in the book.
func (w *payouts) unexplained() {
	for i := range w.credits {
		c := &w.credits[i]
		switch {
		case w.done[c.row]:
			continue
		case !w.hasBills(c):
			w.open(book.Right, book.OpenWaiting, c.row)
		default:
			w.open(book.Right, book.OpenException, c.row)
			w.raise(book.UnexplainedCredit, c.row, -1, 0, c.amount)
		}
		w.flush()
	}
}

// hasBills tells whether the bills that could explain a credit are in the book: those
// of the day before it, to the end of that business day.
func (w *payouts) hasBills(c *credit) bool {
	payers, d := w.payers(c), c.day-1
	return allCover(payers, d, d) &&
		!slices.ContainsFunc(payers, func(ch *channel) bool { return ch.inUse(d) && !ch.holds(d) })
}

// payers lists the channels whose bills could explain a credit.
func (w *payouts) payers(c *credit) []*channel {
	var out []*channel
	for _, role := range []book.Role{book.RolePayments, book.RoleWallet} {
		for _, ch := range w.byRole[role] {
			if !c.names() || ch.ID == c.payer || ch.Provider == c.said.Provider {
				out = append(out, ch)
			}
		}
	}
	return out
}
