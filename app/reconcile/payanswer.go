package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// answer is a way to explain credits by what is owed that adds up exactly, or but
// for what its facts tell.
type answer struct {
	group   []*owed
	credits []*credit
	rule    book.Rule
	score   float64
	facts   []book.Fact
	fee     book.Minor // kept back of the last of the group, as the text says
	weak    bool       // it may add up by chance
	others  int        // how many other choices add up as well
}

// size is how many things an answer takes together: the fewer, the more likely.
func (a *answer) size() int { return len(a.group) + len(a.credits) }

// stillOpen tells whether nothing that an answer needs is decided.
func (w *payouts) stillOpen(a *answer) bool {
	return !slices.ContainsFunc(a.group, func(o *owed) bool { return o.closed }) &&
		!slices.ContainsFunc(a.credits, func(c *credit) bool { return w.done[c.row] })
}

func (a *answer) overlaps(b *answer) bool {
	return slices.ContainsFunc(a.group, func(o *owed) bool { return slices.Contains(b.group, o) }) ||
		slices.ContainsFunc(a.credits, func(c *credit) bool { return slices.Contains(b.credits, c) })
}

// answers takes what a pass found, the simplest first. One that nothing as simple
// speaks against counts, where it is no coincidence; where two fit, the first is
// offered and the other told of. Weak ones wait until nothing better came.
func (w *payouts) answers(found []answer) {
	slices.SortFunc(found, w.simpler)
	for k := range found {
		a := &found[k]
		if !w.stillOpen(a) {
			continue
		}
		rivals := a.others
		for j := range found {
			if b := &found[j]; j != k && b.size() == a.size() && w.stillOpen(b) && a.overlaps(b) {
				rivals++
			}
		}
		switch {
		case a.weak:
			w.later = append(w.later, *a)
		case rivals > 0:
			w.offerOne(a, rivals)
		default:
			facts := w.payFacts(a.group, a.credits, a.facts...)
			a.group[len(a.group)-1].keeps(a.fee)
			w.paid(a.rule, a.score, a.group, a.credits, facts)
		}
	}
}

func (w *payouts) simpler(a, b answer) int {
	first := func(x answer) (*owed, *credit) { return x.group[0], x.credits[0] }
	o, c := first(a)
	p, d := first(b)
	return cmp.Or(
		cmp.Compare(a.size(), b.size()), cmp.Compare(c.day, d.day), w.byTime(c.row, d.row),
		cmp.Compare(w.off(a.group[len(a.group)-1], c), w.off(b.group[len(b.group)-1], d)),
		cmp.Compare(o.Day, p.Day), cmp.Compare(o.Channel, p.Channel), cmp.Compare(o.Terminal, p.Terminal), cmp.Compare(o.Entry, p.Entry),
		slices.CompareFunc(a.group, b.group, func(x, y *owed) int { return cmp.Or(cmp.Compare(x.Day, y.Day), cmp.Compare(x.Entry, y.Entry)) }),
		slices.CompareFunc(a.credits, b.credits, func(x, y *credit) int { return w.byTime(x.row, y.row) }),
	)
}

// offerOne suggests an answer; where others fit as well, that is raised, on the
// credit.
func (w *payouts) offerOne(a *answer, rivals int) {
	facts := w.payFacts(a.group, a.credits, a.facts...)
	w.suggest(a.rule, 0.6, rowsOwed(a.group), creditRows(a.credits), facts...)
	if c := a.credits[0]; rivals > 0 {
		w.raise(book.AmbiguousCandidates, c.row, w.firstOf(a.group[0].rows), c.amount, c.amount, fact("several_fit", number(int64(rivals+1))))
	}
	for _, o := range a.group {
		w.settlement(o)
	}
	w.flush()
}

// firstOf is the row with the smallest id: the order of input does not matter.
func (w *payouts) firstOf(rows []int32) int32 {
	return slices.MinFunc(rows, func(a, b int32) int { return cmp.Compare(w.rows[a].ID, w.rows[b].ID) })
}
