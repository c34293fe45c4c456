package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// exact matches amounts with credits of exactly that size, where each is the
// other's best: a credit that names the payer before one that names nobody, then
// the one that came nearest to when it was due. A credit that names nobody and
// could as well be another's is left to be offered.
func (w *payouts) exact() {
	for range 2 { // the second round for equal nets of days in a row
		for _, e := range w.mutual(w.equal()) {
			if e.c.named == "" && w.contested(e) {
				continue
			}
			score := 1.0
			if e.c.named == "" {
				score = 0.95
			}
			w.paid(e.o.rule(), score, []*owed{e.o}, e.c, w.creditFacts(e.o, e.c))
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
	bySum := map[sum][]*owed{}
	for _, o := range w.owed {
		if !o.closed && o.Net > 0 {
			k := sum{o.Net, o.Currency}
			bySum[k] = append(bySum[k], o)
		}
	}
	var out []payment
	for i := range w.credits {
		c := &w.credits[i]
		for _, o := range bySum[sum{c.amount, c.currency}] {
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
		if e.c.named == "" {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(unnamed(a), unnamed(b)), cmp.Compare(a.off, b.off), cmp.Compare(a.lack, b.lack),
		cmp.Compare(a.o.Day, b.o.Day), cmp.Compare(a.o.Channel, b.o.Channel), cmp.Compare(a.o.Entry, b.o.Entry),
		cmp.Compare(a.c.day, b.c.day), w.byTime(a.c.row, b.c.row),
	)
}

// contested tells whether another credit could pay the amount as well, or the
// credit another channel.
func (w *payouts) contested(e payment) bool {
	for _, c := range w.within(e.o.Day, e.o.Day+netDays) {
		if c.row != e.c.row && c.amount == e.o.Net && w.fits(e.o, &c) {
			return true
		}
	}
	return slices.ContainsFunc(w.owed, func(o *owed) bool {
		return o.Channel != e.o.Channel && o.Net == e.o.Net && w.fits(o, e.c)
	})
}
