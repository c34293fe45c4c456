package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// exact matches amounts with credits of exactly that size, where each is the
// other's best: a credit that names the payer before one that names nobody, then
// the one that came nearest to when it was due. A credit that could as well be
// another's is left to be offered.
func (w *payouts) exact() {
	for range 2 { // the second round for equal nets of days in a row
		for _, e := range w.mutual(w.equal()) {
			if w.contested(e) {
				continue
			}
			score := 1.0
			if !e.c.names() {
				score = 0.95
			}
			w.paid(e.o.rule(), score, []*owed{e.o}, []*credit{e.c}, w.payFacts([]*owed{e.o}, []*credit{e.c}))
		}
	}
}

// payment is a credit that may pay what is owed.
type payment struct {
	o    *owed
	c    *credit
	off  int // days off its due day
	lack book.Minor
}

// equal lists the credits of exactly an amount that may pay it.
func (w *payouts) equal() []payment {
	w.byNet = map[sum][]*owed{}
	for _, o := range w.owed {
		if !o.closed && o.Net > 0 {
			k := sum{o.Net, o.Currency}
			w.byNet[k] = append(w.byNet[k], o)
		}
	}
	var out []payment
	for i := range w.credits {
		c := &w.credits[i]
		for _, o := range w.byNet[sum{c.amount, c.currency}] {
			if w.fits(o, c) {
				out = append(out, payment{o: o, c: c, off: w.off(o, c)})
			}
		}
	}
	return out
}

// mutual picks the payments of which credit and amount are each other's best.
func (w *payouts) mutual(all []payment) []payment {
	byOwed, byCredit := map[*owed]payment{}, map[*credit]payment{}
	for _, e := range all {
		if best, ok := byOwed[e.o]; !ok || w.better(e, best) < 0 {
			byOwed[e.o] = e
		}
		if best, ok := byCredit[e.c]; !ok || w.better(e, best) < 0 {
			byCredit[e.c] = e
		}
	}
	return slices.DeleteFunc(all, func(e payment) bool { return byOwed[e.o] != e || byCredit[e.c] != e })
}

func (w *payouts) better(a, b payment) int {
	unnamed := func(e payment) int {
		if e.c.names() {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(unnamed(a), unnamed(b)), cmp.Compare(a.off, b.off), cmp.Compare(a.lack, b.lack),
		cmp.Compare(a.o.Day, b.o.Day), cmp.Compare(a.o.Channel, b.o.Channel), cmp.Compare(a.o.Terminal, b.o.Terminal), cmp.Compare(a.o.Entry, b.o.Entry),
		cmp.Compare(a.c.day, b.c.day), w.byTime(a.c.row, b.c.row),
	)
}

// contested tells whether nothing sets a payment off from another: the credit
// could as well pay another channel; or, where it names nobody, another credit
// could pay the amount.
func (w *payouts) contested(e payment) bool {
	named := e.c.names()
	for _, c := range w.within(e.o.Day, w.until(e.o)) {
		if !named && c.row != e.c.row && c.amount == e.o.Net && w.fits(e.o, &c) {
			return true
		}
	}
	return slices.ContainsFunc(w.byNet[sum{e.o.Net, e.o.Currency}], func(o *owed) bool {
		return o.Channel != e.o.Channel && (!named || w.off(o, e.c) == e.off) && w.fits(o, e.c)
	})
}
