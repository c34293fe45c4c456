package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// The passes without an order number look at rows of one amount that are near to
// each other in time. A pool holds such rows in that order; clusters finds those
// that hang together through pairs which may be one sale.

// item is a row in a pool.
type item struct {
	at     int64 // as moment tells
	value  book.Minor
	id     book.EntryID
	row    int32
	side   book.Side
	coarse bool // known to the day at most
}

// pool lists the undecided rows of the sales leg that pick takes, by value, time
// and id. pick tells the value under which a row is compared.
func (w *work) pool(pick func(r *book.Row, side book.Side) (value book.Minor, ok bool)) []item {
	var items []item
	for i := range w.rows {
		r := &w.rows[i]
		side, ok := sideOf(r)
		switch {
		case w.done[i], !ok, r.Status == book.StatusReversed,
			side == book.Left && (neverPaid(r) || w.methodOf(r).none):
			continue
		}
		if value, ok := pick(r, side); ok {
			items = append(items, item{w.moment(r), value, r.ID, int32(i), side, !fine(r.Precision)})
		}
	}
	slices.SortFunc(items, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.at, b.at), cmp.Compare(a.id, b.id))
	})
	return items
}

// rest drops the rows that were decided since.
func (w *work) rest(items []item) []item {
	return slices.DeleteFunc(items, func(x item) bool { return w.done[x.row] })
}

// moment is when a row happened as far as it is known: the start of its day where
// only the day is.
func (w *work) moment(r *book.Row) int64 {
	if fine(r.Precision) {
		return r.At
	}
	return int64(r.Day)*daySeconds - w.offset(r)
}

// crowd bounds how many rows across a row is compared with. Where so many fit in
// amount and time, none of them can be told from the others.
const crowd = 200

// clusters calls solve for each set of rows of both sides that hang together
// through pairs within the window for which pair holds, by value and time of the
// first. left and right are good during the call, in order of time.
func (w *work) clusters(items []item, window int64, pair func(l, r int32) bool, solve func(left, right []int32)) {
	var f finder
	for i := 0; i < len(items) && !w.ended; {
		j := i + 1
		for j < len(items) && items[j].value == items[i].value {
			j++
		}
		f.find(items[i:j], window, pair)
		f.each(items[i:j], solve)
		i = j
	}
}

// finder finds the clusters of rows of one value. Its memory is used again.
type finder struct {
	sides       [2][]int32 // places in the items, by side
	root        []int32    // of each place: a place on the way to its cluster's first
	left, right []int32
	next, last  []int32 // chains the places of a cluster
}

func (f *finder) find(items []item, window int64, pair func(l, r int32) bool) {
	f.sides[0], f.sides[1], f.root = f.sides[0][:0], f.sides[1][:0], f.root[:0]
	for i := range items {
		f.root = append(f.root, int32(i))
		f.sides[items[i].side] = append(f.sides[items[i].side], int32(i))
		if items[i].coarse {
			window = max(window, daySeconds)
		}
	}
	lefts, rights := f.sides[book.Left], f.sides[book.Right]
	from := 0
	for _, l := range lefts {
		for from < len(rights) && items[rights[from]].at < items[l].at-window {
			from++
		}
		for k := from; k < len(rights) && k < from+crowd && items[rights[k]].at <= items[l].at+window; k++ {
			if r := rights[k]; pair(items[l].row, items[r].row) {
				f.join(l, r)
			}
		}
	}
}

// first is the first place of a cluster.
func (f *finder) first(i int32) int32 {
	for f.root[i] != i {
		f.root[i] = f.root[f.root[i]]
		i = f.root[i]
	}
	return i
}

func (f *finder) join(a, b int32) {
	a, b = f.first(a), f.first(b)
	f.root[max(a, b)] = min(a, b)
}

// each calls solve for the clusters that have more than one row.
func (f *finder) each(items []item, solve func(left, right []int32)) {
	if len(f.sides[0]) == 0 || len(f.sides[1]) == 0 {
		return
	}
	f.next, f.last = f.next[:0], f.last[:0]
	for i := range items {
		f.next, f.last = append(f.next, -1), append(f.last, int32(i))
		if first := f.first(int32(i)); first != int32(i) {
			f.next[f.last[first]], f.last[first] = int32(i), int32(i)
		}
	}
	for i := range items {
		if f.root[i] != int32(i) || f.next[i] < 0 {
			continue
		}
		f.left, f.right = f.left[:0], f.right[:0]
		for k := int32(i); k >= 0; k = f.next[k] {
			if items[k].side == book.Left {
				f.left = append(f.left, items[k].row)
			} else {
				f.right = append(f.right, items[k].row)
			}
		}
		solve(f.left, f.right)
	}
}
