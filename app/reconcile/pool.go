package reconcile

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"sort"

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

// pool lists the undecided rows of the sales leg that pick takes, by value, side,
// time and id. pick tells the value under which a row is compared.
func (w *work) pool(pick func(r *book.Row, side book.Side) (value book.Minor, ok bool)) []item {
	items := make([]item, 0, w.undecided())
	for i := range w.rows {
		if !w.free(i) {
			continue
		}
		r := &w.rows[i]
		side, ok := sideOf(r)
		if !ok || r.Status == book.StatusReversed || side == book.Left && (neverPaid(r) || w.methodOf(r).none) {
			continue
		}
		if value, ok := pick(r, side); ok {
			items = append(items, item{w.moment(r), value, r.ID, int32(i), side, !fine(r.Precision)})
		}
	}
	return sorted(items)
}

func (w *work) undecided() int {
	n := 0
	for i := range w.rows {
		if w.free(i) {
			n++
		}
	}
	return n
}

// sorted puts items into the order of pool. Rows come nearly in the order of time,
// so filing them by value leaves little to sort.
func sorted(items []item) []item {
	ends := map[book.Minor]int{}
	for i := range items {
		ends[items[i].value]++
	}
	from := 0
	for _, v := range slices.Sorted(maps.Keys(ends)) {
		from, ends[v] = from+ends[v], from
	}
	out := make([]item, len(items))
	for i := range items {
		v := items[i].value
		out[ends[v]] = items[i]
		ends[v]++
	}
	order := func(a, b item) int {
		return cmp.Or(cmp.Compare(a.side, b.side), cmp.Compare(a.at, b.at), cmp.Compare(a.id, b.id))
	}
	for group := range byValue(out) {
		if !slices.IsSortedFunc(group, order) {
			slices.SortFunc(group, order)
		}
	}
	return out
}

// byValue cuts sorted items into those of one value.
func byValue(items []item) iter.Seq[[]item] {
	return func(yield func([]item) bool) {
		for from := 0; from < len(items); {
			to := from + 1
			for to < len(items) && items[to].value == items[from].value {
				to++
			}
			if !yield(items[from:to]) {
				return
			}
			from = to
		}
	}
}

// bySide cuts sorted items of one value into those of either side.
func bySide(items []item) (lefts, rights []item) {
	n := sort.Search(len(items), func(i int) bool { return items[i].side == book.Right })
	return items[:n], items[n:]
}

// timed are the rows known to the minute at least; others tells whether there are
// any but these.
func timed(items []item) (out []item, others bool) {
	if !slices.ContainsFunc(items, func(x item) bool { return x.coarse }) {
		return items, false
	}
	return slices.DeleteFunc(slices.Clone(items), func(x item) bool { return x.coarse }), true
}

// daily is the items of those values of which a row is known to the day only, each
// put at the start of its day: a window of none is the day then.
func (w *work) daily(items []item) []item {
	var out []item
	for group := range byValue(items) {
		if !slices.ContainsFunc(group, func(x item) bool { return x.coarse }) {
			continue
		}
		for _, x := range group {
			x.at = int64(w.rows[x.row].Day) * daySeconds
			out = append(out, x)
		}
	}
	return sorted(out)
}

// rest drops the rows that were decided since.
func (w *work) rest(items []item) []item {
	return slices.DeleteFunc(items, func(x item) bool { return !w.free(int(x.row)) })
}

// moment is when a row happened as far as it is known: the start of its day in China
// where only the day is.
func (w *work) moment(r *book.Row) int64 {
	if fine(r.Precision) {
		return r.At
	}
	return int64(r.Day)*daySeconds - shanghai
}

// crowd bounds how many rows across a row is compared with. Where so many fit in
// amount and time, none of them can be told from the others.
const crowd = 200

// clusters calls solve for each set of rows of both sides that hang together
// through pairs within the window for which pair holds, by value and time of the
// first. left and right are good during the call, in order of time.
func (w *work) clusters(items []item, window int64, pair func(l, r int32) bool, solve func(left, right []int32)) {
	var f finder
	for group := range byValue(items) {
		if w.ended {
			return
		}
		if lefts, rights := bySide(group); len(lefts) > 0 && len(rights) > 0 {
			f.find(lefts, rights, window, pair)
			f.each(lefts, rights, solve)
		}
	}
}

// lone calls solve for the pairs of both sides within the window for which pair
// holds and that fit nothing else.
func (w *work) lone(items []item, window int64, pair func(l, r int32) bool, solve func(l, r int32)) {
	for group := range byValue(items) {
		if w.ended {
			return
		}
		lefts, rights := bySide(group)
		from, back := 0, 0
		for l := range lefts {
			x := &lefts[l]
			r := only(x, rights, &from, window, func(r int32) bool { return pair(x.row, r) })
			if r == nil {
				continue
			}
			for back > 0 && lefts[back-1].at >= r.at-window {
				back-- // the payments come nearly in order
			}
			if only(r, lefts, &back, window, func(l int32) bool { return pair(l, r.row) }) == x {
				solve(x.row, r.row)
			}
		}
	}
}

// only is the one row of the other side that x may belong with; nil when there
// are several, or none. from is where to begin looking, moved on to the window.
func only(x *item, others []item, from *int, window int64, fits func(int32) bool) *item {
	for *from < len(others) && others[*from].at < x.at-window {
		*from++
	}
	var found *item
	for k := *from; k < len(others) && others[k].at <= x.at+window; k++ {
		if k-*from > crowd {
			return nil
		}
		if !fits(others[k].row) {
			continue
		}
		if found != nil {
			return nil
		}
		found = &others[k]
	}
	return found
}

// finder finds the clusters of rows of one value. Its memory is used again. A
// place is that of an item: the lefts come first, then the rights.
type finder struct {
	root        []int32 // of each place: a place on the way to its cluster's first
	next, last  []int32 // chains the places of a cluster
	left, right []int32
}

func (f *finder) find(lefts, rights []item, window int64, pair func(l, r int32) bool) {
	f.root = f.root[:0]
	for i := range len(lefts) + len(rights) {
		f.root = append(f.root, int32(i))
	}
	from := 0
	var run struct{ from, to int } // rights that hang together already: one of a crowd stands for all
	for l := range lefts {
		x := &lefts[l]
		for from < len(rights) && rights[from].at < x.at-window {
			from++
		}
		with := false // x hangs together with the run
		for k := from; k < len(rights) && k < from+crowd && rights[k].at <= x.at+window; k++ {
			within := k >= run.from && k < run.to
			if with && within {
				k = run.to - 1
				continue
			}
			if !pair(x.row, rights[k].row) {
				continue
			}
			f.join(int32(l), int32(len(lefts)+k))
			switch {
			case with && k == run.to:
				run.to++
			case !with && !within:
				run.from, run.to = k, k+1
			}
			with = with || k >= run.from && k < run.to
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
func (f *finder) each(lefts, rights []item, solve func(left, right []int32)) {
	f.next, f.last = f.next[:0], f.last[:0]
	for i := range int32(len(lefts) + len(rights)) {
		f.next, f.last = append(f.next, -1), append(f.last, i)
		if first := f.first(i); first != i {
			f.next[f.last[first]], f.last[first] = i, i
		}
	}
	for i := range int32(len(lefts)) { // a cluster begins on the left
		if f.root[i] != i || f.next[i] < 0 {
			continue
		}
		f.left, f.right = f.left[:0], f.right[:0]
		for k := i; k >= 0; k = f.next[k] {
			if n := int(k) - len(lefts); n < 0 {
				f.left = append(f.left, lefts[k].row)
			} else {
				f.right = append(f.right, rights[n].row)
			}
		}
		solve(f.left, f.right)
	}
}
