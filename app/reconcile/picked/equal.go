package picked

import (
	"cmp"
	"math"
	"slices"

	"zhangfang/app/book"
)

// partnerBits is what is taken for granted: most rows have their counterpart in the
// book, and a chance meeting needs two that have none.
const partnerBits = 1.5

// manyPairs is from how many pairs of equal amount on only those with a common
// name or reference are weighed one by one.
const manyPairs = 40_000

// equalPass counts the pairs of equal amount that are sure, in the best assignment
// of each block, and keeps the rows of those that are not from looser passes.
func (w *work) equalPass() {
	for side := range w.items {
		for _, i := range w.part[side] {
			w.items[side][i].kept = false
		}
	}
	w.equals(w.settleEqual)
}

// offerEqualPass suggests pairs of equal amount, those together that cannot be told
// apart.
func (w *work) offerEqualPass() { w.equals(w.offerEqual) }

// equals hands over the best assignment of the open rows of every amount.
func (w *work) equals(each func(chosen []choice, rows [2][]int32)) {
	left, right := w.byAmount(book.Left, w.open(book.Left)), w.byAmount(book.Right, w.open(book.Right))
	for len(left) > 0 && len(right) > 0 && !w.ended {
		amount := w.items[book.Left][left[0]].amount
		switch across := w.items[book.Right][right[0]].amount; {
		case amount < across:
			_, left = w.firstAmount(book.Left, left)
		case amount > across:
			_, right = w.firstAmount(book.Right, right)
		default:
			var b [2][]int32
			b[0], left = w.firstAmount(book.Left, left)
			b[1], right = w.firstAmount(book.Right, right)
			assign(w.equalEdges(amount, &b), each)
		}
	}
}

// byAmount sorts rows of a side by amount, those of one amount by place.
func (w *work) byAmount(side book.Side, rows []int32) []int32 {
	slices.SortFunc(rows, func(a, b int32) int {
		return cmp.Or(cmp.Compare(w.items[side][a].amount, w.items[side][b].amount), cmp.Compare(a, b))
	})
	return rows
}

// firstAmount splits the rows of the first amount off.
func (w *work) firstAmount(side book.Side, rows []int32) (first, rest []int32) {
	n := 1
	for n < len(rows) && w.items[side][rows[n]].amount == w.items[side][rows[0]].amount {
		n++
	}
	return rows[:n:n], rows[n:]
}

// equalEdges weighs the pairs of one amount.
func (w *work) equalEdges(amount book.Minor, b *[2][]int32) (out []edge) {
	chance := math.Inf(-1)
	for _, c := range w.model.crowds {
		chance = max(chance, math.Log2(c.chance(amount)))
	}
	many := len(b[0])*len(b[1]) > manyPairs
	for _, l := range b[0] {
		for _, r := range b[1] {
			lag := w.lag(l, r)
			near := lag >= -maxLag && lag <= maxLag
			if (!near || many && w.items[1][r].day != w.items[0][l].day) && sharedRef(&w.items[0][l], &w.items[1][r], w.model.common) == "" {
				continue
			}
			if !w.allowed([2][]int32{{l}, {r}}) {
				continue
			}
			if bits := w.pairBits(l, r) - chance + partnerBits; bits > -lift {
				out = append(out, edge{l: l, r: r, bits: bits, days: [2]book.Day{w.items[0][l].day, w.items[1][r].day}})
			}
		}
	}
	return out
}

// settleEqual counts what is sure of a block.
func (w *work) settleEqual(chosen []choice, _ [2][]int32) {
	for _, c := range chosen {
		switch {
		case scoreOf(c.bits) >= w.rules.auto && c.ahead >= margin && !w.doubts(c):
			w.count(c, w.equalFact("amount_equal", c.l, c.r))
		case scoreOf(c.bits) >= w.rules.suggest:
			w.items[book.Left][c.l].kept, w.items[book.Right][c.r].kept = true, true
		}
	}
}

// doubtful is below which bits a pair that is not the only one for its rows waits
// until sums were sought, unless a name or a number speaks for it.
const doubtful = 7.0

func (w *work) doubts(c choice) bool {
	if !w.cautious || c.bits >= doubtful || math.IsInf(c.ahead, 1) {
		return false
	}
	name, _ := w.nameBits(c.l, c.r)
	return name <= 0 && w.refBits(c.l, c.r) == 0
}

// offerEqual suggests what is left of a block.
func (w *work) offerEqual(chosen []choice, rows [2][]int32) {
	w.indistinct(chosen, rows)
	for _, c := range chosen {
		if !w.items[book.Left][c.l].done && !w.items[book.Right][c.r].done {
			w.weak = append(w.weak, w.proposalOf(c, w.equalFact("amount_equal", c.l, c.r)))
		}
	}
}

// indistinct offers rows that would do for each other together: they are left to a
// person, and no looser pass may take them.
func (w *work) indistinct(unsure []choice, rows [2][]int32) {
	var tied [2][]int32
	for _, c := range unsure {
		if scoreOf(c.bits) >= w.rules.suggest && c.ahead < margin {
			tied[0], tied[1] = append(tied[0], c.l), append(tied[1], c.r)
		}
	}
	if len(tied[0]) == 0 {
		return
	}
	for side := range rows { // and those that were left over, which would do as well
		for _, i := range rows[side] {
			if it := &w.items[side][i]; !it.done && !slices.Contains(tied[side], i) && !contains(unsure, book.Side(side), i) {
				tied[side] = append(tied[side], i)
			}
		}
	}
	if !w.allowed(tied) {
		return // somebody has told some of them apart
	}
	slices.Sort(tied[0])
	slices.Sort(tied[1])
	w.match(book.RuleIndistinct, book.MatchSuggested, w.rules.suggest, tied, w.equalFact("indistinct_amount", tied[0][0], tied[1][0]))
}

func contains(list []choice, side book.Side, i int32) bool {
	return slices.ContainsFunc(list, func(c choice) bool { return pick(side, c.l, c.r) == i })
}

// count makes a chosen pair a match that counts.
func (w *work) count(c choice, facts ...book.Fact) {
	p := w.proposalOf(c, facts...)
	w.match(p.rule, book.MatchAuto, scoreOf(p.bits), p.rows, p.facts...)
}

// proposalOf tells what speaks for a pair, and names its rule.
func (w *work) proposalOf(c choice, facts ...book.Fact) proposal {
	p := proposal{rows: [2][]int32{{c.l}, {c.r}}, bits: c.bits, ahead: c.ahead, rule: c.rule}
	p.facts = w.pairFacts(c.l, c.r, facts...)
	if p.rule == "" {
		p.rule = book.RuleScore
		if sharedRef(&w.items[0][c.l], &w.items[1][c.r], w.model.common) != "" {
			p.rule = book.RuleKey
		}
	}
	return p
}
