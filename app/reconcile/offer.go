package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// offerPass suggests pairs of sales that amount and time bring together but do
// not prove: the nearest where it is clearly ahead of any other, rows that cannot
// be told apart all together, and last what is alone in a longer window.
func (w *work) offerPass() {
	all := w.pool(salesByAmount)
	offer := func(left, right []int32) {
		w.offerCluster(left, right)
		w.flush()
	}
	items, coarse := timed(all)
	w.clusters(items, wideWindow, w.near(wideWindow), offer)
	if coarse {
		w.clusters(w.daily(w.rest(all)), 0, w.onDay, offer)
	}
	items = w.rest(items)
	w.lonePairs(items, lateWindow, 0.6, nil)
}

// clearMargin is how far in time, in seconds, an assignment must be ahead of any
// other to be offered pair by pair.
const clearMargin = 45

// maxTogether is how many rows are offered together; a larger cluster is cut by
// the hour, so that what is offered depends on near rows only.
const maxTogether = 40

func (w *work) offerCluster(left, right []int32) {
	switch {
	case len(left)+len(right) > maxTogether:
		w.offerByHour(left, right)
	case len(left) == len(right) && w.inOrderIsClear(left, right):
		for k := range left {
			w.matchByTime(left[k], right[k], 0.7)
		}
	case len(left) == 1 && w.nearestIsClear(left[0], right):
		w.matchByTime(left[0], w.nearest(left[0], right), 0.7)
	case len(right) == 1 && w.nearestIsClear(right[0], left):
		w.matchByTime(w.nearest(right[0], left), right[0], 0.7)
	default:
		w.offerTogether(left, right)
	}
}

// nearest is the row of many that is nearest in time to one.
func (w *work) nearest(one int32, many []int32) int32 {
	return slices.MinFunc(many, func(a, b int32) int {
		return cmp.Or(cmp.Compare(w.between(one, a), w.between(one, b)), w.byTime(a, b))
	})
}

// between is apart, whichever of the two is the order.
func (w *work) between(a, b int32) int64 {
	if side, _ := sideOf(&w.rows[a]); side == book.Right {
		a, b = b, a
	}
	return w.apart(a, b)
}

// inOrderIsClear tells whether pairing in the order of time is possible and every
// exchange of two neighbours is worse by the margin.
func (w *work) inOrderIsClear(left, right []int32) bool {
	near := w.near(wideWindow)
	for k := range left {
		if !near(left[k], right[k]) {
			return false
		}
	}
	for k := 1; k < len(left); k++ {
		straight := max(w.apart(left[k-1], right[k-1]), w.apart(left[k], right[k]))
		crossed := max(w.apart(left[k-1], right[k]), w.apart(left[k], right[k-1]))
		if crossed-straight < clearMargin {
			return false
		}
	}
	return true
}

func (w *work) nearestIsClear(one int32, many []int32) bool {
	best, second := int64(1<<62), int64(1<<62)
	for _, i := range many {
		if d := w.between(one, i); d < best {
			best, second = d, best
		} else if d < second {
			second = d
		}
	}
	return second-best >= clearMargin
}

// offerTogether suggests rows that cannot be told apart as one match, and raises
// that they wait for a person; the exception names the latest row.
func (w *work) offerTogether(left, right []int32) {
	if !w.allAllowed(left, right) {
		w.offerInTurn(left, right)
		return
	}
	last := right[len(right)-1]
	if len(left) > len(right) {
		last = left[len(left)-1]
	}
	amount := w.rows[last].Amount
	indistinct := fact("indistinct", w.money(amount, w.rows[last].Currency))
	if w.offer(book.RuleIndistinct, 0.5, left, right, indistinct) {
		w.raise(book.AmbiguousCandidates, last, -1, amount, amount, indistinct)
	}
}

// offerInTurn suggests to each order in the order of time the first payment that
// is left and that nobody declined.
func (w *work) offerInTurn(left, right []int32) {
	near := w.near(wideWindow)
	for k, l := range left {
		for n, r := range right {
			if w.free(int(r)) && near(l, r) {
				w.offer(book.RuleAmountTime, 0.5, left[k:k+1], right[n:n+1], w.pairFacts(l, r)...)
				break
			}
		}
	}
}

// offerByHour cuts a large cluster by the clock and offers each hour by itself.
func (w *work) offerByHour(left, right []int32) {
	hour := func(i int32) int64 { return w.moment(&w.rows[i]) / 3600 }
	for len(left) > 0 && len(right) > 0 {
		h := min(hour(left[0]), hour(right[0]))
		same := func(i int32) bool { return hour(i) == h }
		l, r := prefix(left, same), prefix(right, same)
		if l > 0 && r > 0 {
			w.offerTogether(left[:l], right[:r])
		}
		left, right = left[l:], right[r:]
	}
}

// prefix is how many of the first rows fit.
func prefix(rows []int32, fits func(int32) bool) int {
	for n, i := range rows {
		if !fits(i) {
			return n
		}
	}
	return len(rows)
}
