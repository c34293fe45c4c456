package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// Windows of the amount-and-time pass, in seconds. Two clocks, the shop's and a
// terminal's, differ by up to a minute or two, and a card takes up to a minute.
const (
	tightWindow = 180      // pairs this close, alone on both sides, are sure
	wideWindow  = 600      // pairs this close are looked at
	clearMargin = 45       // how far ahead of the runner-up an assignment must be to be offered as such
	lateWindow  = 2 * 3600 // beyond the wide window, a lone pair of equal amounts is still offered
)

// amountTimePass matches sales without an order number on one side by what is
// unique on both sides in amount and time. What is not unique is offered.
func (w *work) amountTimePass() {
	pool := w.keylessPool(func(r *book.Row) bool { return !isRefund(r) })
	for _, c := range w.components(pool, wideWindow) {
		if w.ended {
			return
		}
		w.solveComponent(c)
		w.flush()
	}
	pool = w.keylessPool(func(r *book.Row) bool { return !isRefund(r) })
	for _, c := range w.components(pool, lateWindow) {
		if w.ended {
			return
		}
		w.offerLone(c)
		w.flush()
	}
}

// component is leftovers of one amount that are near to each other in time.
type component struct{ left, right []int32 }

// keylessPool is the undecided rows of a kind that may still find a counterpart.
func (w *work) keylessPool(kind func(*book.Row) bool) []int32 {
	var pool []int32
	for i := range w.rows {
		r := &w.rows[i]
		side, ok := sideOf(r)
		switch {
		case w.done[i], !ok, !kind(r), r.Status == book.StatusReversed,
			side == book.Left && (neverPaid(r) || methodOf(r.Text).none):
			continue
		}
		pool = append(pool, int32(i))
	}
	return pool
}

// components chains the pool by amount, and in it by time: a gap wider than the
// window ends one. Days of rows without a time are one moment, their noon.
func (w *work) components(pool []int32, window int64) []component {
	slices.SortFunc(pool, func(a, b int32) int {
		x, y := &w.rows[a], &w.rows[b]
		return cmp.Or(cmp.Compare(x.Currency, y.Currency), cmp.Compare(x.Amount, y.Amount), cmp.Compare(x.At, y.At), cmp.Compare(x.ID, y.ID))
	})
	var out []component
	for i := 0; i < len(pool); {
		var c component
		j := i
		for ; j < len(pool); j++ {
			if j > i {
				a, b := &w.rows[pool[j-1]], &w.rows[pool[j]]
				if a.Currency != b.Currency || a.Amount != b.Amount || b.At-a.At > max(window, slack(a), slack(b)) {
					break
				}
			}
			if side, _ := sideOf(&w.rows[pool[j]]); side == book.Left {
				c.left = append(c.left, pool[j])
			} else {
				c.right = append(c.right, pool[j])
			}
		}
		i = j
		if len(c.left) > 0 && len(c.right) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// slack is how far from its stated time a row may have happened, in seconds.
func slack(r *book.Row) int64 {
	switch r.Precision {
	case book.PrecisionSecond:
		return 0
	case book.PrecisionMinute:
		return 60
	}
	return 86400
}

// apart is how far a payment lies from an order in time, less what their
// precision leaves open, in seconds; never negative.
func (w *work) apart(order, payment int32) int64 {
	a, b := &w.rows[order], &w.rows[payment]
	d := b.At - a.At
	if d < 0 {
		d = -d
	}
	if a.Precision == book.PrecisionDay || b.Precision == book.PrecisionDay || a.Precision == book.PrecisionNone {
		if a.Day == b.Day {
			return 0
		}
		return 86400
	}
	return max(0, d-slack(a)-slack(b))
}

// edge tells whether two rows may belong together without a common number: one
// of them has none, the channel is one the order's method names, and nobody
// declined it.
func (w *work) edge(order, payment int32, window int64) bool {
	a, b := &w.rows[order], &w.rows[payment]
	return (a.Key == "" || b.Key == "") && w.apart(order, payment) <= window && w.compatible(a, b) && w.allowed(order, payment)
}

// solveComponent matches what is unique on both sides, first among the near
// pairs, then among the rest, and offers what is not.
func (w *work) solveComponent(c component) {
	for _, window := range []int64{tightWindow, wideWindow} {
		for w.unique(&c, window) {
		}
	}
	if len(c.left) > 0 && len(c.right) > 0 {
		w.offer(c)
	}
}

// unique matches the pairs of a window that are alone on both sides, as of this
// round, and tells whether there was any.
func (w *work) unique(c *component, window int64) bool {
	var pairs [][2]int32
	for _, l := range c.left {
		r, one := only(c.right, func(r int32) bool { return w.edge(l, r, window) })
		if !one {
			continue
		}
		if back, one := only(c.left, func(l int32) bool { return w.edge(l, r, window) }); one && back == l {
			pairs = append(pairs, [2]int32{l, r})
		}
	}
	for _, p := range pairs {
		score := 0.98
		if window == wideWindow {
			score = 0.9
		}
		w.match(book.RuleAmountTime, score, p[:1:1], p[1:], w.pairFacts(p[0], p[1])...)
		if key := w.rows[p[0]].Key; key != "" {
			w.saleOf[key] = p[1]
		}
		c.left = without(c.left, p[0])
		c.right = without(c.right, p[1])
	}
	return len(pairs) > 0
}

// only is the single row of a list that fits.
func only(among []int32, fits func(int32) bool) (found int32, one bool) {
	n := 0
	for _, i := range among {
		if fits(i) {
			found = i
			n++
		}
	}
	return found, n == 1
}

// offer suggests what is left of a component. Rows taken in the order of time
// are offered pair by pair where that is clearly ahead of any exchange; rows that
// cannot be told apart are offered together.
func (w *work) offer(c component) {
	slices.SortFunc(c.left, w.byTime)
	slices.SortFunc(c.right, w.byTime)
	for len(c.left) > 0 && len(c.right) > 0 {
		l, r := c.left[0], c.right[0]
		cluster := w.cluster(l, c)
		switch {
		case len(cluster.right) == 0:
			c.left = c.left[1:]
			continue
		case len(cluster.left) == len(cluster.right) && w.inOrderIsClear(cluster):
			for k := range cluster.left {
				w.suggest(book.RuleAmountTime, 0.7, cluster.left[k:k+1], cluster.right[k:k+1], w.pairFacts(cluster.left[k], cluster.right[k])...)
			}
		case len(cluster.left) == 1 && w.nearestIsClear(cluster):
			k := w.nearest(l, cluster.right)
			w.suggest(book.RuleAmountTime, 0.7, cluster.left, []int32{k}, w.pairFacts(l, k)...)
		case len(cluster.right) == 1 && w.nearestIsClear(cluster):
			r = cluster.right[0]
			k := w.nearest(r, cluster.left)
			w.suggest(book.RuleAmountTime, 0.7, []int32{k}, cluster.right, w.pairFacts(k, r)...)
		default:
			w.offerTogether(cluster)
		}
		for _, i := range cluster.left {
			c.left = without(c.left, i)
		}
		for _, i := range cluster.right {
			c.right = without(c.right, i)
		}
	}
}

// cluster is what hangs together with a row through possible pairs.
func (w *work) cluster(start int32, c component) component {
	out := component{left: []int32{start}}
	for grown := true; grown; {
		grown = false
		for _, r := range c.right {
			if !slices.Contains(out.right, r) && slices.ContainsFunc(out.left, func(l int32) bool { return w.edge(l, r, wideWindow) }) {
				out.right, grown = append(out.right, r), true
			}
		}
		for _, l := range c.left {
			if !slices.Contains(out.left, l) && slices.ContainsFunc(out.right, func(r int32) bool { return w.edge(l, r, wideWindow) }) {
				out.left, grown = append(out.left, l), true
			}
		}
	}
	slices.SortFunc(out.left, w.byTime)
	slices.SortFunc(out.right, w.byTime)
	return out
}

// inOrderIsClear tells whether pairing in the order of time is possible and every
// exchange of two neighbours is worse by the margin.
func (w *work) inOrderIsClear(c component) bool {
	for k := range c.left {
		if !w.edge(c.left[k], c.right[k], wideWindow) {
			return false
		}
	}
	for k := 1; k < len(c.left); k++ {
		straight := max(w.apart(c.left[k-1], c.right[k-1]), w.apart(c.left[k], c.right[k]))
		crossed := max(w.apart(c.left[k-1], c.right[k]), w.apart(c.left[k], c.right[k-1]))
		if crossed-straight < clearMargin {
			return false
		}
	}
	return true
}

func (w *work) nearestIsClear(c component) bool {
	one, many := c.left[0], c.right
	if len(c.left) > 1 {
		one, many = c.right[0], c.left
	}
	best, second := int64(1<<62), int64(1<<62)
	for _, i := range many {
		d := w.apart(one, i)
		if d < best {
			best, second = d, best
		} else if d < second {
			second = d
		}
	}
	return second-best >= clearMargin
}

func (w *work) nearest(one int32, among []int32) int32 {
	return slices.MinFunc(among, func(a, b int32) int {
		return cmp.Or(cmp.Compare(w.apart(one, a), w.apart(one, b)), w.byTime(a, b))
	})
}

// offerTogether suggests rows that cannot be told apart as one match, and raises
// that they wait for a person; the exception names the latest row.
func (w *work) offerTogether(c component) {
	last := c.right[len(c.right)-1]
	if l := c.left[len(c.left)-1]; len(c.left) > len(c.right) {
		last = l
	}
	amount := w.rows[last].Amount
	w.suggest(book.RuleIndistinct, 0.5, c.left, c.right, fact("indistinct", money(amount, w.rows[last].Currency)))
	w.raise(book.AmbiguousCandidates, last, -1, amount, amount, fact("indistinct", money(amount, w.rows[last].Currency)))
}

// offerLone suggests a pair that is alone on both sides in a longer window.
func (w *work) offerLone(c component) {
	if len(c.left) != 1 || len(c.right) != 1 {
		return
	}
	l, r := c.left[0], c.right[0]
	if w.edge(l, r, lateWindow) {
		w.suggest(book.RuleAmountTime, 0.6, c.left, c.right, w.pairFacts(l, r)...)
	}
}

// pairFacts is what speaks for a pair without a common number.
func (w *work) pairFacts(order, payment int32) []book.Fact {
	a, b := &w.rows[order], &w.rows[payment]
	facts := []book.Fact{fact("amount_equal", money(b.Amount, b.Currency))}
	if lag, ok := lagOf(a, b); ok {
		facts = append(facts, lagFact(lag))
	}
	if b.Text != nil && b.Text.Terminal != "" {
		facts = append(facts, fact("terminal", b.Text.Terminal))
	}
	if b.Text != nil && b.Text.Card != "" {
		facts = append(facts, fact("card", b.Text.Card))
	}
	return facts
}

// lagOf is how much later b happened than a, in seconds, where both times are known.
func lagOf(a, b *book.Row) (lag int64, known bool) {
	fine := func(p book.Precision) bool { return p == book.PrecisionSecond || p == book.PrecisionMinute }
	return b.At - a.At, fine(a.Precision) && fine(b.Precision)
}

func lagFact(lag int64) book.Fact {
	switch {
	case lag >= 3600:
		return fact("later_hours", seconds(lag/3600))
	case lag > 120:
		return fact("later_minutes", seconds(lag/60))
	case lag >= 0:
		return fact("later_seconds", seconds(lag))
	case lag <= -3600:
		return fact("earlier_hours", seconds(-lag/3600))
	case lag < -120:
		return fact("earlier_minutes", seconds(-lag/60))
	}
	return fact("earlier_seconds", seconds(-lag))
}

func without(rows []int32, i int32) []int32 {
	return slices.DeleteFunc(slices.Clone(rows), func(x int32) bool { return x == i })
}
