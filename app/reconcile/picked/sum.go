package picked

import (
	"cmp"
	"math"
	"slices"

	"zhangfang/app/book"
)

// Rows of a sum lie farther from it than a pair lies apart: they were collected.
const (
	collectDays = 7

	maxStrangers = 3    // rows that name nobody which a sum may hold beside those of the party
	maxPools     = 400  // parties that are tried for a row that names nobody
	maxNames     = 5000 // names of open rows up to which parties are looked for at all
)

// maxRounds is how often sums are searched anew: a sum that was taken makes others
// the only ones.
const maxRounds = 4

// sumPass counts equal amounts, then explains a row of either side by rows of the
// other that add up to it; what that takes away may leave a pair alone that could
// not be told from others before, and so on.
func (w *work) sumPass() {
	w.cautious, w.summed = true, [2]float64{}
	for round := 0; round < maxRounds && !w.ended; round++ {
		w.equalPass()
		var all []proposal
		for side := range w.items {
			all = append(all, w.sums(book.Side(side))...)
		}
		w.learnSides(all)
		if w.takeSums(all, round == maxRounds-1) == 0 {
			break
		}
	}
	w.cautious = false
	w.equalPass()
}

// learnSides weighs which side it is whose rows are sums of others: a bank books a
// collection as one, and no ledger splits what a bank does not. What is sure tells.
func (w *work) learnSides(all []proposal) {
	for i := range all {
		if p := &all[i]; scoreOf(p.bits) >= w.rules.auto && p.ahead >= margin {
			w.summed[p.oneSide()]++
		}
	}
	total := w.summed[0] + w.summed[1] + 1
	for i := range all {
		p := &all[i]
		p.bits += math.Log2(2 * (w.summed[p.oneSide()] + 0.5) / total)
	}
}

// oneSide is the side on which a sum has the one row.
func (p *proposal) oneSide() book.Side {
	if len(p.rows[book.Left]) == 1 {
		return book.Left
	}
	return book.Right
}

// takeSums counts the sums that are sure and share no row with one that is nearly
// as sure, the surest first, and returns how many.
func (w *work) takeSums(all []proposal, last bool) (taken int) {
	slices.SortFunc(all, func(a, b proposal) int {
		return cmp.Or(-cmp.Compare(a.bits, b.bits), slices.Compare(a.rows[0], b.rows[0]), slices.Compare(a.rows[1], b.rows[1]))
	})
	rivals := w.rivals(all)
	var unsure []proposal
	for i := range all {
		p := &all[i]
		switch {
		case !w.free(p.rows):
		case scoreOf(p.bits) >= w.rules.auto && p.ahead >= margin && rivals[i] >= margin:
			w.match(book.RuleSum, book.MatchAuto, scoreOf(p.bits), p.rows, p.facts...)
			taken++
		default:
			unsure = append(unsure, *p)
		}
	}
	if taken == 0 || last {
		w.weak = append(w.weak, unsure...)
	}
	return taken
}

// rivals is for each sum how far it is ahead of the surest other one that wants a
// row of it.
func (w *work) rivals(all []proposal) []float64 {
	best, second := [2]map[int32]int{{}, {}}, [2]map[int32]int{{}, {}} // sum by row; all is sorted
	for i, p := range all {
		for side, rows := range p.rows {
			for _, r := range rows {
				if _, ok := best[side][r]; !ok {
					best[side][r] = i
				} else if _, ok := second[side][r]; !ok {
					second[side][r] = i
				}
			}
		}
	}
	out := make([]float64, len(all))
	for i, p := range all {
		out[i] = math.Inf(1)
		for side, rows := range p.rows {
			for _, r := range rows {
				other, ok := best[side][r], true
				if other == i {
					other, ok = second[side][r]
				}
				if ok {
					out[i] = min(out[i], p.bits-all[other].bits)
				}
			}
		}
	}
	return out
}

// sums proposes the sums of rows across for every open row of a side.
func (w *work) sums(side book.Side) (out []proposal) {
	across := w.newHeap(side.Other())
	if len(across.rows) < leastParts {
		return nil
	}
	for _, one := range w.open(side) {
		if w.items[side][one].amount == 0 {
			continue
		}
		if p, ok := w.sumFor(side, one, across); ok {
			out = append(out, p)
		}
	}
	return out
}

// sumFor finds the rows that add up to one row: those that share its name or
// reference first, then with a few that name nobody; for a row that names nobody
// itself, those of each party; and at last only rows that name nobody.
func (w *work) sumFor(side book.Side, one int32, across *heap) (proposal, bool) {
	var pools [][]int32
	if own := w.mates(side, one, across); len(own) > 0 {
		pools = [][]int32{own}
	} else if w.items[side][one].name < 0 {
		for _, party := range across.parties {
			if pool := w.within(side, one, party); len(pool) > 0 {
				pools = append(pools, pool)
			}
		}
	}
	if pools = append(pools, nil); len(pools) > maxPools { // and rows of which none names anybody
		return proposal{}, false
	}
	nameless := w.within(side, one, across.nameless)
	for strangers := 0; strangers <= maxStrangers; strangers++ {
		s := w.newSearch(side, one, strangers)
		for _, pool := range pools {
			s.try(pool, nameless)
		}
		if s.best != nil {
			return s.proposal(), true
		}
	}
	return proposal{}, false
}

// closer tells whether rows lie closer together than others, and hold fewer that
// name nobody: which of several sums is shown first.
func (w *work) closer(side book.Side, rows, others []int32) bool {
	spread := func(rows []int32) (n int) {
		first, last := w.items[side][rows[0]].day, w.items[side][rows[0]].day
		for _, i := range rows {
			it := &w.items[side][i]
			first, last = min(first, it.day), max(last, it.day)
			if it.name < 0 {
				n += 1000
			}
		}
		return n + int(last-first)
	}
	return cmp.Or(cmp.Compare(spread(rows), spread(others)), slices.Compare(rows, others)) < 0
}

// stepOf is the distance of the sums that amounts as round as these can make.
func (w *work) stepOf(side book.Side, rows []int32) float64 {
	least := math.Inf(1)
	for _, i := range rows {
		step := 1.0
		for a := w.items[side][i].amount; a != 0 && a%10 == 0; a /= 10 {
			step *= 10
		}
		least = min(least, step)
	}
	return least
}

// sumFacts is what else speaks for a sum: the common name, and the days.
func (w *work) sumFacts(side book.Side, one int32, many []int32) []book.Fact {
	l, r := one, many[0]
	if side == book.Right {
		l, r = r, l
	}
	return w.pairFacts(l, r)
}
