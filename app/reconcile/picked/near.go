package picked

import (
	"math"
	"slices"
	"strconv"

	"zhangfang/app/book"
)

// What is taken for granted about amounts that differ, and how large a difference
// still looks like a fee.
const (
	slipBits     = -2.3 // one row in five that is left has a counterpart with a slip
	feeUnits     = 60   // currency units
	feeShare     = 1000 // or one in so many of the amount, if that is more
	feeMost      = 4    // but never more than one in so many
	refDifferent = -3.0 // bits against a common reference whose amounts nothing explains
	slipSpots    = 7    // digits of an amount that might be swapped
)

// nearPass pairs what is left although the amounts differ: by a fee, by two digits
// that were swapped, or under a common reference.
func (w *work) nearPass() {
	right := w.byAmount(book.Right)
	crowd := make([]book.Minor, len(right))
	for k, r := range right {
		crowd[k] = w.items[book.Right][r].amount
	}
	byRef := w.newHeap(book.Right).byRef
	var edges []edge
	for _, l := range w.loose(book.Left) {
		edges = w.slips(edges, l, right, crowd)
		edges = w.fees(edges, l, right, crowd)
		edges = w.differs(edges, l, byRef)
	}
	assign(edges, func(chosen []choice, _ [2][]int32) {
		for _, c := range chosen {
			if scoreOf(c.bits) >= w.rules.auto && c.ahead >= margin {
				w.count(c, c.facts...)
			} else {
				w.weak = append(w.weak, w.proposalOf(c, c.facts...))
			}
		}
	})
}

// loose lists the open rows of a side that no pair of equal amounts is kept for.
func (w *work) loose(side book.Side) []int32 {
	return slices.DeleteFunc(w.open(side), func(i int32) bool { return w.items[side][i].kept })
}

// byAmount lists the loose rows of a side by amount.
func (w *work) byAmount(side book.Side) []int32 {
	rows := w.loose(side)
	slices.SortStableFunc(rows, func(a, b int32) int {
		switch x, y := w.items[side][a].amount, w.items[side][b].amount; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return rows
}

// slips adds the pairs in which two neighbouring digits were swapped.
func (w *work) slips(edges []edge, l int32, right []int32, crowd []book.Minor) []edge {
	amount := w.items[book.Left][l].amount
	for _, other := range swaps(amount) {
		k, _ := slices.BinarySearch(crowd, other)
		for ; k < len(crowd) && crowd[k] == other; k++ {
			rate := w.density(amount, crowd) * slipSpots
			f := fact("digits_swapped", w.items[book.Left][l].money(), money(other, w.items[book.Left][l].row.Currency))
			edges = w.addSlip(edges, l, right[k], rate, f)
		}
	}
	return edges
}

// swaps lists the amounts with two neighbouring digits of this one swapped.
func swaps(amount book.Minor) (out []book.Minor) {
	digits := []byte(strconv.FormatInt(int64(amount.Abs()), 10))
	for i := 1; i < len(digits); i++ {
		if digits[i] == digits[i-1] || i == 1 && digits[i] == '0' {
			continue
		}
		digits[i], digits[i-1] = digits[i-1], digits[i]
		n, err := strconv.ParseInt(string(digits), 10, 64)
		digits[i], digits[i-1] = digits[i-1], digits[i]
		if err != nil {
			continue // too large for an amount
		}
		if amount < 0 {
			n = -n
		}
		out = append(out, book.Minor(n))
	}
	return out
}

// fees adds the pairs that differ by what looks like a fee.
func (w *work) fees(edges []edge, l int32, right []int32, crowd []book.Minor) []edge {
	it := &w.items[book.Left][l]
	most := largestFee(it)
	from, _ := slices.BinarySearch(crowd, it.amount-most)
	for k := from; k < len(crowd) && crowd[k] <= it.amount+most; k++ {
		if crowd[k] == it.amount || !sameSign(crowd[k], it.amount) {
			continue
		}
		f := fact("fee_difference", money(crowd[k]-it.amount, it.row.Currency))
		edges = w.addSlip(edges, l, right[k], w.density(it.amount, crowd)*2*float64(most), f)
	}
	return edges
}

// largestFee is up to what difference a row's counterpart may differ by a fee.
func largestFee(it *item) book.Minor {
	size, unit := it.amount.Abs(), book.Minor(1)
	for range it.row.Currency.Digits() {
		unit *= 10
	}
	return min(max(feeUnits*unit, size/feeShare), size/feeMost)
}

// density is how many of the amounts of the crowd lie on one step of the smallest
// unit, about an amount.
func (w *work) density(amount book.Minor, crowd []book.Minor) float64 {
	low, high := amount-amount/4, amount+amount/3
	if low > high {
		low, high = high, low
	}
	return float64(max(between(crowd, low, high), 1)) / float64(max(high-low, 1))
}

func (w *work) addSlip(edges []edge, l, r int32, rate float64, f book.Fact) []edge {
	lag := w.lag(l, r)
	if lag < w.model.least-3 || lag > w.model.most+3 || !w.allowed([2][]int32{{l}, {r}}) {
		return edges
	}
	if bits := w.pairBits(l, r) - math.Log2(rate) + slipBits; bits > -lift {
		e := edge{l: l, r: r, bits: bits, facts: []book.Fact{f}}
		if w.refBits(l, r) > 0 {
			e.rule = book.RuleKeyDifference
		}
		edges = append(edges, e)
	}
	return edges
}

// differs adds the pairs under a common reference whatever their amounts.
func (w *work) differs(edges []edge, l int32, byRef map[string][]int32) []edge {
	a := &w.items[book.Left][l]
	for _, ref := range a.refs {
		for _, r := range byRef[ref] {
			b := &w.items[book.Right][r]
			if a.amount == b.amount || !sameSign(a.amount, b.amount) || !w.allowed([2][]int32{{l}, {r}}) {
				continue
			}
			bits := w.pairBits(l, r) + refDifferent
			if gap := (a.amount - b.amount).Abs(); gap > a.amount.Abs()/feeMost {
				bits = min(bits, 0.1) // for a person to look at
			}
			if bits > 0 {
				f := fact("amount_differs", money(b.amount-a.amount, a.row.Currency))
				edges = append(edges, edge{l: l, r: r, bits: bits, facts: []book.Fact{f}, rule: book.RuleKeyDifference})
			}
		}
	}
	return edges
}
