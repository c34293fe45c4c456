package reconcile

import (
	"zhangfang/app/book"
)

// Windows of the passes on amount and time, in seconds either way. Two clocks,
// the shop's and a terminal's, differ by up to a minute or two, and a card takes
// up to a minute.
const (
	tightWindow = 180      // pairs this close, alone on both sides, are sure
	wideWindow  = 600      // so are these, once the close ones are gone
	lateWindow  = 2 * 3600 // a lone pair this far apart is still offered
)

// amountTimePass matches sales without an order number on one side that are alone
// on both sides in amount and time, or that can be paired in one way only, or that
// a terminal's clock tells from all others; after them rows that are known to the
// day only. The amount is compared first, then what was billed before the
// channel's discount.
func (w *work) amountTimePass() {
	w.clocks = newClocks()
	all := w.pool(salesByAmount)
	items, coarse := timed(all)
	w.lonePairs(items, tightWindow, 0.98, w.clocks.note)
	w.clocks.read()
	items = w.rest(items)
	w.lonePairs(items, wideWindow, 0.9, nil)
	items = w.rest(items)
	w.clusters(items, wideWindow, w.near(wideWindow), func(left, right []int32) {
		for _, p := range w.onlyWay(left, right) {
			w.matchByTime(p[0], p[1], 0.95)
		}
		w.flush()
	})
	items = w.rest(items)
	w.lone(items, wideWindow, w.byClock, func(l, r int32) {
		if w.onTime(l, r) {
			w.matchByTime(l, r, 0.92)
			w.flush()
		}
	})
	if coarse {
		w.lone(w.daily(w.rest(all)), 0, w.onDay, func(l, r int32) {
			w.matchByTime(l, r, 0.88)
			w.flush()
		})
	}
	billed, _ := timed(w.pool(salesByGross))
	w.lonePairs(billed, tightWindow, 0.9, nil)
}

// onDay tells of a pair of which one is known to the day only whether both are of
// one day and may be one sale.
func (w *work) onDay(l, r int32) bool {
	coarse := !fine(w.rows[l].Precision) || !fine(w.rows[r].Precision)
	return coarse && w.near(wideWindow)(l, r)
}

// byClock tells of a pair whether a terminal whose clock is known may have written
// it, with as much room again as onTime leaves: what may be just outside is no
// proof of what is inside. A terminal with an unknown clock may have.
func (w *work) byClock(l, r int32) bool {
	least, most, known := w.clocks.bounds(&w.rows[r])
	if lag, fine := lagOf(&w.rows[l], &w.rows[r]); known && fine && (lag < least-clockReach || lag > most+clockReach) {
		return false
	}
	return w.near(wideWindow)(l, r)
}

// onTime tells whether a payment lies to an order as its terminal's clock, which
// is known, has it.
func (w *work) onTime(l, r int32) bool {
	least, most, known := w.clocks.bounds(&w.rows[r])
	lag, fine := lagOf(&w.rows[l], &w.rows[r])
	return known && fine && lag >= least && lag <= most
}

// salesByAmount picks sales by their amount.
func salesByAmount(r *book.Row, _ book.Side) (book.Minor, bool) { return r.Amount, !isRefund(r) }

// salesByGross picks orders by their amount, and by what was billed the payments
// that say it was more than what came.
func salesByGross(r *book.Row, side book.Side) (book.Minor, bool) {
	if side == book.Left {
		return r.Amount, !isRefund(r)
	}
	return r.Gross, !isRefund(r) && r.Gross != r.Amount
}

// lonePairs matches the pairs of a window that are alone on both sides, and tells
// of each.
func (w *work) lonePairs(items []item, window int64, score float64, matched func(order, payment *book.Row)) {
	w.lone(items, window, w.near(window), func(l, r int32) {
		w.matchByTime(l, r, score)
		w.flush()
		if matched != nil {
			matched(&w.rows[l], &w.rows[r])
		}
	})
}

func (w *work) matchByTime(order, payment int32, score float64) {
	w.propose(book.RuleAmountTime, score, []int32{order}, []int32{payment}, w.pairFacts(order, payment)...)
}

// near tells of a pair whether the rows may be one sale without a common number:
// one of them has none, they are as close as the window, the channel is one that
// the order's method names, and nobody declined it.
func (w *work) near(window int64) func(l, r int32) bool {
	return func(l, r int32) bool {
		a, b := &w.rows[l], &w.rows[r]
		return (a.Key == "" || b.Key == "") && a.Currency == b.Currency && w.apart(l, r) <= window &&
			w.compatible(a, b) && w.allowed(l, r)
	}
}

// apart is how far a payment lies from an order in time, less what their
// precision leaves open, in seconds; never negative.
func (w *work) apart(order, payment int32) int64 {
	a, b := &w.rows[order], &w.rows[payment]
	if !fine(a.Precision) || !fine(b.Precision) {
		if a.Day == b.Day {
			return 0
		}
		return daySeconds
	}
	lag := b.At - a.At
	return max(0, max(lag, -lag)-slack(a)-slack(b))
}

// slack is how far from its stated time a row may have happened, in seconds.
func slack(r *book.Row) int64 {
	if r.Precision == book.PrecisionMinute {
		return 59
	}
	return 0
}
