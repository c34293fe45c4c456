package picked

import (
	"math"

	"zhangfang/app/book"
)

// model is what the rows teach about pairs: log ratios, in bits, of how likely
// something is in a pair to how likely it is by chance (Fellegi and Sunter 1969).
type model struct {
	lags     [2]lags        // bits of right day - left day; those at the edge apart
	days     [2][2]book.Day // first and last day of each side
	least    int            // nearly all pairs lie between these lags, in days
	most     int
	edits    [4]float64 // share of pairs whose names differ by that many edits
	denies   float64    // bits when both name somebody, and not the same
	common   map[string]bool
	refs     map[string]int // rows that have a reference, of the side where it is on more
	crowds   [2]crowd
	nameless [2]float64 // share of the rows of a side that name nobody
}

// learn reads the rows of the part.
func (w *work) learn() {
	w.model = &model{}
	w.learnRefs()
	pairs := w.certain()
	w.readNames(w.vocabularies(pairs))
	w.knowNames()
	w.forgetPhrases(pairs)
	w.learnLags(pairs)
	w.learnNames(pairs)
	for side := range w.items {
		w.model.nameless[side] = w.nameless(book.Side(side))
		w.model.crowds[side] = w.crowdOf(book.Side(side))
	}
}

// certain lists the pairs whose amount is alone on both sides, at most a month
// apart: few of them are wrong.
func (w *work) certain() (out [][2]int32) {
	right := w.alone(book.Right, 1)
	for amount, l := range w.alone(book.Left, 1) {
		r, ok := right[amount]
		if !ok || amount == 0 {
			continue
		}
		if lag := w.lag(l, r); lag > -31 && lag < 31 {
			out = append(out, [2]int32{l, r})
		}
	}
	sortPairs(out)
	return out
}

// lag is by how many days the right side has a row later.
func (w *work) lag(l, r int32) int { return int(w.items[1][r].day - w.items[0][l].day) }

// learnNames counts how well the names of certain pairs agree.
func (w *work) learnNames(pairs [][2]int32) {
	edits, differ, both := [4]float64{8, 1, 0.5, 0.3}, 0.5, 10.3
	for _, p := range pairs {
		switch r := w.relation(p[0], p[1]); {
		case r.found:
			edits[min(r.edits, 3)]++
			both++
		case r.known:
			differ++
			both++
		}
	}
	for e := range edits {
		w.model.edits[e] = edits[e] / both
	}
	// Certain pairs hold chance ones too, so that a denial never weighs all that the
	// count says.
	w.model.denies = math.Log2(max(differ/both, 0.01))
}

func (w *work) relation(l, r int32) relation {
	name, text := w.items[0][l].name, w.items[1][r].name
	if w.terse == book.Right {
		name, text = text, name
	}
	return w.known.relate(name, text)
}

// learnRefs counts the rows of each reference. One on many rows of a side is none:
// a year, an account, a branch.
func (w *work) learnRefs() {
	m := w.model
	m.common, m.refs = map[string]bool{}, map[string]int{}
	for side := range w.items {
		count := map[string]int{}
		for _, i := range w.part[side] {
			for _, ref := range w.items[side][i].refs {
				count[ref]++
			}
		}
		for ref, n := range count {
			if n > max(3, len(w.part[side])/200) {
				m.common[ref] = true
			}
			m.refs[ref] = max(m.refs[ref], n)
		}
	}
}

// sharedRef is the longest reference that both rows have; "" when there is none.
func sharedRef(a, b *item, common map[string]bool) string {
	best := ""
	for _, x := range a.refs {
		for _, y := range b.refs {
			if x == y && len(x) > len(best) && !common[x] {
				best = x
			}
		}
	}
	return best
}
