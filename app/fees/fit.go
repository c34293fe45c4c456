package fees

import (
	"slices"

	"zhangfang/app/book"
)

const (
	samples     = 4000 // payments that a rate is searched in
	fewSamples  = 300  // payments that a fixed part is searched in
	dearest     = 1000 // the largest fixed part that is searched for, in minor units
	clearMargin = 3    // payments by which a reading must be ahead of any other
)

// candidate is a tariff with how many payments it explains.
type candidate struct {
	tariff
	fits int
}

// fit reads one tariff from payments, the one that explains the most of them; it
// need not explain all. ok is false where the payments do not say which one: too
// few, or another rate would explain them as well.
//
// A plain rate goes before one with minimum or cap, that before one with a fixed
// part, that before a finer rate: the longer story must explain more.
func fit(rows []seen) (t tariff, ok bool) {
	few := thin(rows, samples)
	if len(few) < changeCost {
		return tariff{}, false
	}
	best := bounded(plainRate(few, hundredths, 0, 0), few)
	for _, try := range [...]func([]seen) candidate{withFixed, finer} {
		if most(best.fits, len(few)) {
			break
		}
		if c := bounded(try(few), few); c.fits > best.fits+max(clearMargin, len(few)/100) {
			best = c
		}
	}
	if best.fits < changeCost || !best.only(few) {
		return tariff{}, false
	}
	return bounded(best, rows).tariff, true
}

func finer(rows []seen) candidate { return plainRate(rows, thousandths, 0, 0) }

// plainRate is the rate of a grid, with a fixed part from first to last, that
// explains the most payments.
func plainRate(rows []seen, g grid, first, last book.Minor) (best candidate) {
	b, votes := newBallot(g), int32(0)
	for fixed := first; fixed <= last; fixed++ {
		for _, how := range roundings {
			b.count(rows, fixed, how)
			if k, n := b.winner(none); n > votes {
				votes = n
				best.tariff = tariff{num: uint64(k), den: uint64(g), fixed: int64(fixed), rounding: how}
			}
		}
	}
	best.fits = best.count(rows)
	return best
}

// withFixed looks for a rate and a fixed part, which is no more than the lowest
// fees: first in a few payments, then near by in all.
func withFixed(rows []seen) candidate {
	few := thin(rows, fewSamples)
	lows := make([]book.Minor, len(few))
	for i, s := range few {
		lows[i] = s.fee
	}
	slices.Sort(lows)
	rough := book.Minor(plainRate(few, hundredths, 0, min(lows[len(lows)/10], dearest)).fixed)
	return plainRate(rows, hundredths, max(rough-1, 0), rough+1)
}

// only tells whether no other rate, nor a fixed part next to its own, explains the
// payments that the tariff explains. Bounds do not count: they say nothing of the
// rate. Nor does another rate that always rounds down or up: no known channel does,
// and the rounding is left open where it is not clear.
func (c *candidate) only(rows []seen) bool {
	bare := c.tariff
	bare.min, bare.cap = 0, 0
	var own []seen
	for _, s := range rows {
		if c.explains(s.amount, s.fee) && bare.explains(s.amount, s.fee) {
			own = append(own, s)
		}
	}
	enemy := len(own) - max(clearMargin, len(own)/200)
	fixed := book.Minor(c.fixed)
	b := newBallot(grid(c.den))
	for f := max(fixed-1, 0); f <= fixed+1; f++ {
		if fixed == 0 && f > 0 {
			break // a plain rate goes before one with a fixed part
		}
		for _, how := range roundings {
			if how != c.rounding && !usual(how) {
				continue
			}
			without := int64(none)
			if f == fixed {
				without = int64(c.num)
			}
			b.count(own, f, how)
			if _, votes := b.winner(without); int(votes) > enemy {
				return false
			}
		}
	}
	return len(own) >= clearMargin
}

// usual tells whether channels are known to round so.
func usual(how book.Rounding) bool { return how == book.RoundHalfUp || how == book.RoundHalfEven }

// count is how many payments the tariff explains.
func (t *tariff) count(rows []seen) (n int) {
	for _, s := range rows {
		if t.explains(s.amount, s.fee) {
			n++
		}
	}
	return n
}

// rounded finds the rounding: the one that explains clearly more payments than any
// other, else any.
func (t tariff) rounded(rows []seen) tariff {
	best, first, second := book.RoundAny, 0, 0
	for _, how := range roundings {
		t.rounding = how
		switch n := t.count(rows); {
		case n > first:
			best, first, second = how, n, first
		default:
			second = max(second, n)
		}
	}
	if t.rounding = best; first-second < clearMargin {
		t.rounding = book.RoundAny
	}
	return t
}

// thin takes at most n payments, spread over all; which ones depends on the
// payments only, since they are in order.
func thin(rows []seen, n int) []seen {
	if len(rows) <= n {
		return rows
	}
	out := make([]seen, n)
	for i := range out {
		out[i] = rows[i*len(rows)/n]
	}
	return out
}
