package picked

import (
	"math"
	"slices"
	"strconv"

	"zhangfang/app/book"
)

// search looks for the sums of one row, over one pool of rows of a party after the
// other.
type search struct {
	w         *work
	side      book.Side // of the one row
	one       int32
	total     book.Minor
	strangers int     // rows that name nobody which each sum holds
	ways      float64 // sums there were to try
	sums      int     // sums that fit
	cut       bool    // there may be more
	best      []int32
	party     bool // the best holds rows of a party
}

func (w *work) newSearch(side book.Side, one int32, strangers int) *search {
	return &search{w: w, side: side, one: one, total: w.items[side][one].amount.Abs(), strangers: strangers}
}

// try adds the sums over a pool of rows of one party, and the given number of rows
// that name nobody.
func (s *search) try(pool, nameless []int32) {
	if s.strangers == 0 {
		found, complete := subsetsOf(s.amounts(pool), s.total, mostParts)
		s.ways += math.Exp2(waysBits(len(pool), mostParts))
		s.cut = s.cut || !complete
		for _, set := range found {
			s.take(pickRows(pool, set), true)
		}
		return
	}
	if len(pool) > maxOwn || len(nameless) < s.strangers || len(pool) == 0 && s.strangers > maxAlone {
		return
	}
	s.ways += math.Exp2(float64(len(pool))) * choose(len(nameless), s.strangers)
	for mask := min(1, len(pool)); mask < 1<<len(pool); mask++ {
		rest, own := s.total, make([]int32, 0, mostParts)
		for k, i := range pool {
			if mask&(1<<k) != 0 {
				rest -= s.w.items[s.side.Other()][i].amount.Abs()
				own = append(own, i)
			}
		}
		if rest > 0 && len(own)+s.strangers <= mostParts {
			s.fill(own, nameless, rest, s.strangers, len(own) > 0)
		}
	}
}

// maxAlone is how many rows that name nobody are tried with none of a party: more
// would hardly ever be sure.
const maxAlone = 2

// strangeBits is what speaks against a sum of rows of which none names anybody.
const strangeBits = 4.0

// maxOwn is how many rows of a party are tried in all ways together with strangers.
const maxOwn = 7

// fill completes a sum with as many of the rows as given.
func (s *search) fill(own, rows []int32, rest book.Minor, count int, party bool) {
	for k, i := range rows {
		amount := s.w.items[s.side.Other()][i].amount.Abs()
		switch {
		case s.sums >= maxSums || amount > rest || slices.Contains(own, i): // a row may be of the party by its number alone
		case count == 1 && amount == rest:
			s.take(append(own[:len(own):len(own)], i), party)
		case count > 1 && amount < rest:
			s.fill(append(own[:len(own):len(own)], i), rows[k+1:], rest-amount, count-1, party)
		}
	}
}

func (s *search) take(rows []int32, party bool) {
	if !s.w.allowed(both(s.side, []int32{s.one}, rows)) {
		return
	}
	if s.sums++; s.best == nil || s.w.closer(s.side.Other(), rows, s.best) {
		s.best, s.party = rows, party
	}
}

func (s *search) amounts(rows []int32) []book.Minor {
	out := make([]book.Minor, len(rows))
	for k, i := range rows {
		out[k] = s.w.items[s.side.Other()][i].amount.Abs()
	}
	return out
}

func pickRows(rows []int32, set []int) []int32 {
	out := make([]int32, len(set))
	for k, n := range set {
		out[k] = rows[n]
	}
	return out
}

// proposal weighs the best sum against how many there were to try.
func (s *search) proposal() proposal {
	w, many := s.w, s.side.Other()
	p := proposal{rows: both(s.side, []int32{s.one}, s.best), rule: book.RuleSum, ahead: math.Inf(1)}
	p.bits = math.Log2(float64(s.total)/w.stepOf(many, s.odd())) - math.Log2(max(s.ways, 1)) + partnerBits
	p.bits += float64(s.strangers) * math.Log2(w.model.nameless[many])
	if !s.party {
		p.bits -= strangeBits
	}
	p.facts = []book.Fact{fact("sum_of_rows", strconv.Itoa(len(s.best)), w.items[s.side][s.one].money())}
	if s.sums > 1 || s.cut {
		p.ahead = 0
		p.facts = append(p.facts, fact("other_sums"))
	}
	p.facts = append(p.facts, w.sumFacts(s.side, s.one, s.best)...)
	return p
}

// odd lists the rows whose amounts make the best sum fit: all, but for those of the
// party where they are off by what may be a slip, which round amounts make up for.
func (s *search) odd() []int32 {
	own := s.best[:len(s.best)-s.strangers]
	var sum book.Minor
	for _, amount := range s.amounts(own) {
		sum += amount
	}
	slip := s.total-sum <= largestFee(&s.w.items[s.side][s.one]) || slices.Contains(swaps(s.total), sum)
	if s.party && s.strangers > 0 && slip {
		return s.best[len(own):]
	}
	return s.best
}

// choose is the number of sets of k of n rows.
func choose(n, k int) float64 {
	out := 1.0
	for i := range k {
		out = out * float64(n-i) / float64(i+1)
	}
	return out
}
