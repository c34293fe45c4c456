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
// that were swapped, or under a common reference. What is sure teaches about the
// rest.
func (w *work) nearPass() {
	open := w.loose(w.terse)
	counted, _ := w.near(slipLore{})
	lore := w.learnSlips(counted, open)
	lore.rates = w.learnRates(counted)
	_, unsure := w.near(lore)
	w.weak = append(w.weak, unsure...)
}

// near counts the pairs that are sure, and lists those that are not.
func (w *work) near(lore slipLore) (counted []choice, unsure []proposal) {
	right := w.byAmount(book.Right, w.loose(book.Right))
	crowd := make([]book.Minor, len(right))
	for k, r := range right {
		crowd[k] = w.items[book.Right][r].amount
	}
	byRef := w.newHeap(book.Right).byRef
	var edges []edge
	for _, l := range w.loose(book.Left) {
		edges = w.slips(edges, l, right, crowd, &lore)
		edges = w.fees(edges, l, right, crowd, &lore)
		edges = w.shares(edges, l, right, crowd, &lore)
		edges = w.differs(edges, l, byRef)
	}
	assign(edges, func(chosen []choice, _ [2][]int32) {
		for _, c := range chosen {
			if scoreOf(c.bits) >= w.rules.auto && c.ahead >= margin {
				w.count(c, c.facts...)
				counted = append(counted, c)
			} else {
				unsure = append(unsure, w.proposalOf(c, c.facts...))
			}
		}
	})
	return counted, unsure
}

// loose lists the open rows of a side that no pair of equal amounts is kept for.
func (w *work) loose(side book.Side) []int32 {
	return slices.DeleteFunc(w.open(side), func(i int32) bool { return w.items[side][i].kept })
}

// slips adds the pairs in which two neighbouring digits were swapped.
func (w *work) slips(edges []edge, l int32, right []int32, crowd []book.Minor, lore *slipLore) []edge {
	amount := w.items[book.Left][l].amount
	for _, other := range swaps(amount) {
		k, _ := slices.BinarySearch(crowd, other)
		for ; k < len(crowd) && crowd[k] == other; k++ {
			if !w.slipNear(l, right[k]) {
				continue
			}
			rate := w.density(amount, crowd) * slipSpots
			x, y := w.amounts(l, right[k])
			f := fact("digits_swapped", money(x, w.items[0][l].row.Currency), money(y, w.items[0][l].row.Currency))
			edges = w.addSlip(edges, l, right[k], lore.kind(w, l, right[k])-math.Log2(rate), f)
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
func (w *work) fees(edges []edge, l int32, right []int32, crowd []book.Minor, lore *slipLore) []edge {
	it := &w.items[book.Left][l]
	most := largestFee(it)
	from, _ := slices.BinarySearch(crowd, it.amount-most)
	for k := from; k < len(crowd) && crowd[k] <= it.amount+most; k++ {
		if !w.slipNear(l, right[k]) || crowd[k] == it.amount || !sameSign(crowd[k], it.amount) {
			continue
		}
		f := w.gapFact("fee_difference", l, right[k])
		rate := w.density(it.amount, crowd) * 2 * float64(most)
		bits := lore.kind(w, l, right[k]) + lore.gaps[gapBin(crowd[k]-it.amount, most)] - math.Log2(rate)
		edges = w.addSlip(edges, l, right[k], bits, f)
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

// slipNear tells whether two rows lie at a lag at which a slip is believed.
func (w *work) slipNear(l, r int32) bool {
	lag := w.lag(l, r)
	return lag >= w.model.least-3 && lag <= w.model.most+3
}

func (w *work) addSlip(edges []edge, l, r int32, found float64, facts ...book.Fact) []edge {
	if !w.allowed([2][]int32{{l}, {r}}) {
		return edges
	}
	if bits := w.pairBits(l, r) + found + slipBits; bits > -lift {
		e := edge{l: l, r: r, bits: bits, facts: facts}
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
				f := w.gapFact("amount_differs", l, r)
				edges = append(edges, edge{l: l, r: r, bits: bits, facts: []book.Fact{f}, rule: book.RuleKeyDifference})
			}
		}
	}
	return edges
}
