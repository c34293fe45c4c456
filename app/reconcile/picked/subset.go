package picked

import (
	"math"
	"slices"

	"zhangfang/app/book"
)

// Bounds of the search for sums.
const (
	leastParts = 2
	mostParts  = 8
	maxPool    = 40      // rows that are tried together
	maxSteps   = 200_000 // sums that are tried
	maxSums    = 8       // solutions that are looked for: more would not be told apart
)

// subsets searches for sets of amounts that add up to a total exactly. All amounts
// and the total are positive.
type subsets struct {
	amounts []book.Minor // largest first
	rest    []book.Minor // rest[i]: sum of amounts from i on
	parts   int          // most parts of a solution
	steps   int
	cut     bool // the search was given up: there may be more solutions
	chosen  []int
	found   [][]int
}

// subsetsOf finds up to maxSums sets of two to parts amounts, as indices, and
// whether the search was complete.
func subsetsOf(amounts []book.Minor, total book.Minor, parts int) (found [][]int, complete bool) {
	order := make([]int, len(amounts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(max(min(amounts[b]-amounts[a], 1), -1)) })
	s := subsets{parts: parts, amounts: make([]book.Minor, len(amounts)), rest: make([]book.Minor, len(amounts)+1)}
	for i, k := range order {
		s.amounts[i] = amounts[k]
	}
	for i := len(amounts) - 1; i >= 0; i-- {
		sum, err := s.rest[i+1].Add(s.amounts[i])
		if err != nil {
			sum = math.MaxInt64
		}
		s.rest[i] = sum
	}
	s.search(0, total)
	for _, set := range s.found {
		for i := range set {
			set[i] = order[set[i]]
		}
		slices.Sort(set)
	}
	return s.found, !s.cut
}

// search adds amounts from index i on until the total is used up.
func (s *subsets) search(i int, total book.Minor) {
	if total == 0 {
		if len(s.chosen) >= leastParts {
			s.found = append(s.found, slices.Clone(s.chosen))
		}
		return
	}
	for ; i < len(s.amounts) && len(s.chosen) < s.parts; i++ {
		if s.steps++; s.steps > maxSteps || len(s.found) >= maxSums {
			s.cut = true
			return
		}
		if s.rest[i] < total || s.amounts[i] < total/book.Minor(s.parts-len(s.chosen)) {
			return // all that is left is too little
		}
		if s.amounts[i] > total {
			continue
		}
		s.chosen = append(s.chosen, i)
		s.search(i+1, total-s.amounts[i])
		s.chosen = s.chosen[:len(s.chosen)-1]
	}
}

// waysBits is how many sets of two to parts of n rows there are, in bits.
func waysBits(n, parts int) float64 {
	ways, row := 0.0, float64(n)
	for k := 2; k <= min(parts, n); k++ {
		row = row * float64(n-k+1) / float64(k)
		ways += row
	}
	return math.Log2(max(ways, 1))
}
