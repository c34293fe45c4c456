package fees

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// bounded adds the minimum and the cap that the payments show.
func bounded(c candidate, rows []seen) candidate {
	t := c.tariff
	if m := bound(rows, &t, func(fee, usual book.Minor) bool { return fee > usual }); m > 0 {
		t.min = int64(m)
	}
	if m := bound(rows, &t, func(fee, usual book.Minor) bool { return fee < usual }); m > 0 {
		t.cap = int64(m)
	}
	c.fits = c.count(rows)
	if t == c.tariff || t.cap != 0 && t.cap <= t.min {
		return c
	}
	if fits := t.count(rows); fits >= c.fits+clearMargin {
		return candidate{t, fits}
	}
	return c
}

// bound is the fee of payments that the tariff does not explain, on the side that
// off says, where it is one and the same for different amounts, and nearly every
// payment that a bound there would bind shows it. 0: there is none.
func bound(rows []seen, t *tariff, off func(fee, usual book.Minor) bool) book.Minor {
	var out []seen
	for _, s := range rows {
		if usual, low, high, ok := t.span(s.amount); ok && off(s.fee, usual) && (s.fee < low || s.fee > high) {
			out = append(out, s)
		}
	}
	fee := commonest(out)
	if fee == 0 {
		return 0
	}
	bound, shown := 0, 0
	for _, s := range rows {
		if usual, _, _, ok := t.span(s.amount); ok && off(fee, usual) {
			bound++
			if s.fee == fee {
				shown++
			}
		}
	}
	if shown < clearMargin || !most(shown, bound) {
		return 0
	}
	return fee
}

// commonest is the fee that most of the payments have, the lowest of equals, where
// it is that of different amounts; else 0.
func commonest(rows []seen) (fee book.Minor) {
	slices.SortFunc(rows, func(a, b seen) int { return cmp.Or(cmp.Compare(a.fee, b.fee), cmp.Compare(a.amount, b.amount)) })
	best := 0
	for i := 0; i < len(rows); {
		j := i
		for j < len(rows) && rows[j].fee == rows[i].fee {
			j++
		}
		if j-i > best && rows[i].amount != rows[j-1].amount {
			best, fee = j-i, rows[i].fee
		}
		i = j
	}
	return fee
}
