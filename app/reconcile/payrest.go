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

// offer suggests a credit of the exact amount that more than one thing may explain.
func (w *payouts) offer() {
	all := w.equal()
	slices.SortFunc(all, w.better)
	for _, e := range all {
		if !w.fits(e.o, e.c) {
			continue // offered with another
		}
		w.suggest(e.o.rule(), 0.6, e.o.rows, []int32{e.c.row}, w.creditFacts(e.o, e.c)...)
		w.settlement(e.o)
		w.flush()
	}
}

// inTransit decides what is owed and not at the bank. Where no statement is near,
// it waits for one.
func (w *payouts) inTransit() {
	for _, o := range w.owed {
		if o.closed {
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
		case !allCover(w.payers(c), c.day-1, c.day-1):
			w.open(book.Right, book.OpenWaiting, c.row)
		default:
			w.open(book.Right, book.OpenException, c.row)
			w.raise(book.UnexplainedCredit, c.row, -1, 0, c.amount)
		}
		w.flush()
	}
}

// payers lists the channels whose bills could explain a credit.
func (w *payouts) payers(c *credit) []*channel {
	var out []*channel
	for _, role := range []book.Role{book.RolePayments, book.RoleWallet} {
		for _, ch := range w.byRole[role] {
			if c.named == "" || ch.Provider == c.named {
				out = append(out, ch)
			}
		}
	}
	return out
}
