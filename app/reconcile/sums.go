package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// most bounds the amounts among which a sum is looked for: the work is that of two
// halves, 2 × 2^10 sums.
const most = 20

// subset is a choice of amounts: a bit for each.
type subset uint32

// has tells whether the amount at a place is chosen.
func (s subset) has(i int) bool { return s>>i&1 == 1 }

// size is how many are chosen.
func (s subset) size() int {
	n := 0
	for ; s != 0; s &= s - 1 {
		n++
	}
	return n
}

// subsets finds the choices of two to upTo amounts that add up to exactly target,
// at most limit of them, the smallest first. It meets in the middle: the sums of
// one half are looked up among those of the other. nil for more than most amounts;
// a sum out of range is no solution.
func subsets(amounts []book.Minor, target book.Minor, upTo, limit int) []subset {
	if len(amounts) < 2 || len(amounts) > most {
		return nil
	}
	half := len(amounts) / 2
	low, high := partials(amounts[:half]), partials(amounts[half:])
	slices.SortFunc(high, func(a, b partial) int { return cmp.Or(cmp.Compare(a.sum, b.sum), cmp.Compare(a.of, b.of)) })
	var out []subset
	for _, l := range low {
		rest, err := target.Sub(l.sum)
		if err != nil {
			continue
		}
		k, _ := slices.BinarySearchFunc(high, rest, func(p partial, m book.Minor) int { return cmp.Compare(p.sum, m) })
		for ; k < len(high) && high[k].sum == rest; k++ {
			if s := l.of | high[k].of<<half; s.size() >= 2 && s.size() <= upTo {
				out = append(out, s)
			}
		}
	}
	slices.SortFunc(out, func(a, b subset) int { return cmp.Or(cmp.Compare(a.size(), b.size()), cmp.Compare(a, b)) })
	return out[:min(len(out), limit)]
}

// partial is the sum of a choice.
type partial struct {
	sum book.Minor
	of  subset
}

// partials lists the sums of all choices that are in range.
func partials(amounts []book.Minor) []partial {
	out := make([]partial, 1, 1<<len(amounts))
	for i, a := range amounts {
		for _, p := range out[:len(out):len(out)] {
			if total, err := p.sum.Add(a); err == nil {
				out = append(out, partial{total, p.of | 1<<i})
			}
		}
	}
	return out
}

// byChance is how many times more amounts there must be than ways to reach one,
// for a sum that fits to be no coincidence.
const byChance = 1000

// tells tells whether a sum of so many amounts that fits a target is evidence: of
// the 2^n choices one hits an amount of that size by chance about 2^n / size times.
func tells(n int, target book.Minor) bool {
	return n < 32 && target.Abs()/byChance >= 1<<n
}
