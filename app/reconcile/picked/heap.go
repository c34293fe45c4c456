package picked

import (
	"cmp"
	"slices"
	"sort"

	"zhangfang/app/book"
)

// heap is the open rows of a side, by whom they name.
type heap struct {
	side     book.Side
	rows     []int32
	byName   map[int32][]int32
	byRef    map[string][]int32
	byParty  map[string][]int32 // by name as lessons know it
	nameless []int32
	parties  [][]int32 // rows of names that are the same but for a slip
}

func (w *work) newHeap(side book.Side) *heap {
	h := &heap{side: side, rows: w.open(side), byName: map[int32][]int32{}, byRef: map[string][]int32{}, byParty: map[string][]int32{}}
	for _, i := range h.rows {
		it := &w.items[side][i]
		if it.name >= 0 {
			h.byName[it.name] = append(h.byName[it.name], i)
		}
		if it.name < 0 && !it.kept {
			h.nameless = append(h.nameless, i)
		}
		if it.party != "" {
			h.byParty[it.party] = append(h.byParty[it.party], i)
		}
		for _, ref := range it.refs {
			if !w.model.common[ref] {
				h.byRef[ref] = append(h.byRef[ref], i)
			}
		}
	}
	if len(h.byName) <= maxNames {
		h.parties = w.parties(side, h)
	}
	return h
}

// namesKnown tells whether a row names somebody whom the other side knows.
func (w *work) namesKnown(side book.Side, i int32) bool {
	n := w.items[side][i].name
	if n < 0 {
		return false
	}
	return len(w.known.sightings(n, side == w.terse)) > 0
}

// parties groups the rows by name, names that are the same but for a slip together.
func (w *work) parties(side book.Side, h *heap) [][]int32 {
	ids := make([]int32, 0, len(h.byName))
	for n := range h.byName {
		// The terse side repeats what it puts on every line of a kind: not a party.
		if side != w.terse || len(w.known.sightings(n, true)) > 0 {
			ids = append(ids, n)
		}
	}
	slices.Sort(ids)
	texts := make([]string, len(ids))
	for k, n := range ids {
		texts[k] = w.names[side][n]
	}
	s := newShelf(texts)
	lead := newLeads(len(ids))
	held := map[int32]int{} // by a name across: the first name here that agrees with it
	for k, n := range ids {
		for _, x := range s.find(texts[k]) {
			if x.edits <= 1 && 3*len(texts[k]) >= 2*len(texts[x.text]) { // else a part that many share
				lead.join(k, int(x.text))
			}
		}
		for _, x := range w.known.sightings(n, side == w.terse) {
			if first, ok := held[x.text]; ok && x.edits <= 1 {
				lead.join(first, k)
			} else if x.edits <= 1 {
				held[x.text] = k
			}
		}
	}
	group := map[int][]int32{}
	var order []int
	for k := range ids {
		top := lead.of(k)
		if group[top] == nil {
			order = append(order, top)
		}
		group[top] = append(group[top], h.byName[ids[k]]...)
	}
	var out [][]int32
	for _, k := range order {
		rows := group[k]
		slices.Sort(rows)
		out = append(out, rows)
	}
	return out
}

// mates lists the open rows across that share a name or a reference with a row, or
// whose name people taught to be the same, at a lag at which sums are paid.
func (w *work) mates(side book.Side, one int32, across *heap) []int32 {
	var out []int32
	it := &w.items[side][one]
	first, last := w.collected(side, it)
	add := func(rows []int32) { out = append(out, w.between(side.Other(), rows, first, last)...) }
	if it.name >= 0 {
		for _, s := range w.known.sightings(it.name, side == w.terse) {
			add(across.byName[s.text])
		}
	}
	for _, ref := range it.refs {
		add(across.byRef[ref])
	}
	for _, partner := range w.rules.partners[it.party] {
		add(across.byParty[partner])
	}
	slices.Sort(out)
	return w.within(side, one, slices.Compact(out))
}

// collected are the first and the last day on which the rows across that add up to
// a row may lie.
func (w *work) collected(side book.Side, it *item) (first, last book.Day) {
	low, high := w.model.least, w.model.most // days from the row to those across
	if side == book.Right {
		low, high = -high, -low
	}
	return it.day + book.Day(min(low, -collectDays)-1), it.day + book.Day(high+1)
}

// between is the rows that lie on the days from first to last. Rows go by day.
func (w *work) between(side book.Side, rows []int32, first, last book.Day) []int32 {
	from := sort.Search(len(rows), func(k int) bool { return w.items[side][rows[k]].day >= first })
	rows = rows[from:]
	return rows[:sort.Search(len(rows), func(k int) bool { return w.items[side][rows[k]].day > last })]
}

// within keeps the rows across that go with the sign of a row, are smaller than
// it, still open, and lie at a lag at which sums are paid; the nearest if they are
// many.
func (w *work) within(side book.Side, one int32, rows []int32) []int32 {
	it, across := &w.items[side][one], w.items[side.Other()]
	first, last := w.collected(side, it)
	var out []int32
	for _, i := range w.between(side.Other(), rows, first, last) {
		if x := &across[i]; sameSign(x.amount, it.amount) && x.amount.Abs() < it.amount.Abs() && !x.done {
			out = append(out, i)
		}
	}
	if len(out) > maxPool {
		slices.SortFunc(out, func(a, b int32) int {
			return cmp.Or(cmp.Compare(abs(across[a].day-it.day), abs(across[b].day-it.day)), cmp.Compare(a, b))
		})
		out = out[:maxPool]
		slices.Sort(out)
	}
	return out
}

func sameSign(a, b book.Minor) bool { return a > 0 == (b > 0) }

func abs(d book.Day) book.Day { return max(d, -d) }
