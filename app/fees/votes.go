package fees

import (
	"cmp"
	"math"

	"zhangfang/app/book"
)

// seen is a payment as a rate is read from it.
type seen struct {
	day         book.Day
	amount, fee book.Minor // more than zero; zero or more
}

// compare puts payments in order of day, then of what they were; it is spelled out
// since a million of them are sorted.
func (s seen) compare(o seen) int {
	switch {
	case s.day != o.day:
		return cmp.Compare(s.day, o.day)
	case s.amount != o.amount:
		return cmp.Compare(s.amount, o.amount)
	}
	return cmp.Compare(s.fee, o.fee)
}

// grid is how finely rates are tried: steps to the whole. Channels agree rates in
// hundredths of a percent; some in thousandths.
type grid int64

const (
	hundredths  grid = 10_000
	thousandths grid = 100_000
)

// highest is the highest rate that is tried: one in highest, 20 %.
const highest = 5

// largest is the largest amount a rate is read from: twice its product with the
// finest grid fits int64, and no sale of a shop is ten billion yuan.
const largest book.Minor = 1e12

// roundings are the ones a channel may have, most usual first.
var roundings = [...]book.Rounding{book.RoundHalfUp, book.RoundHalfEven, book.RoundDown, book.RoundUp}

// ballot counts, for each rate of a grid, the payments whose fee it explains.
type ballot struct {
	grid  grid
	diffs []int32 // votes for k less votes for k-1
}

func newBallot(g grid) *ballot { return &ballot{g, make([]int32, int64(g)/highest+2)} }

// count counts afresh for a fixed part and a rounding.
func (b *ballot) count(rows []seen, fixed book.Minor, how book.Rounding) {
	clear(b.diffs)
	last := int64(len(b.diffs)) - 2
	for _, s := range rows {
		from, to := b.grid.rates(s, fixed, how)
		if from = max(from, 0); from <= min(to, last) {
			b.diffs[from]++
			b.diffs[min(to, last)+1]--
		}
	}
}

// winner is the rate with the most votes, the lowest of equals, but for one that
// does not stand; and its votes.
func (b *ballot) winner(without int64) (rate int64, votes int32) {
	var n int32
	for k, d := range b.diffs[:len(b.diffs)-1] {
		if n += d; n > votes && int64(k) != without {
			rate, votes = int64(k), n
		}
	}
	return rate, votes
}

// rates are the rates, from and to, at which a payment costs its fee beside a fixed
// part: those with fee-½ <= amount·k/g < fee+½ for a rounding half up, and so on.
func (g grid) rates(p seen, fixed book.Minor, how book.Rounding) (from, to int64) {
	share := p.fee - fixed
	if share < 0 || share > p.amount {
		return 1, 0
	}
	a, f, s := 2*int64(p.amount), 2*int64(share), int64(g)
	switch how {
	case book.RoundHalfEven: // it is the whole fee that is even
		if p.fee%2 == 0 {
			return ceilDiv((f-1)*s, a), floorDiv((f+1)*s, a)
		}
		return floorDiv((f-1)*s, a) + 1, ceilDiv((f+1)*s, a) - 1
	case book.RoundDown:
		return ceilDiv(f*s, a), ceilDiv((f+2)*s, a) - 1
	case book.RoundUp:
		return floorDiv((f-2)*s, a) + 1, floorDiv(f*s, a)
	}
	return ceilDiv((f-1)*s, a), ceilDiv((f+1)*s, a) - 1
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }

// none is a rate that no ballot has.
const none = math.MinInt64
