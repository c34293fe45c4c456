package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// cancelPass sets aside what no pass explained and what takes itself back: a sale
// and its refund in full on one side, of which the files of the other side know
// nothing. Under an order number an order goes with what it asks back within
// refundDays, and a channel's payment with its refund of the same day; without a
// number, with that of the same terminal and card. No money is missing then.
func (w *work) cancelPass() {
	sales := map[cancelling][]int32{} // by what their refund would be
	var refunds []int32
	for i := range w.rows {
		r := &w.rows[i]
		c, ok := w.cancellingOf(int32(i))
		switch {
		case !ok:
		case isRefund(r):
			refunds = append(refunds, int32(i))
		default:
			sales[c] = append(sales[c], int32(i))
		}
	}
	slices.SortFunc(refunds, w.byTime)
	for _, refund := range refunds {
		c, _ := w.cancellingOf(refund)
		before := slices.DeleteFunc(slices.Clone(sales[c]), func(i int32) bool { return w.done[i] || !w.takesBack(refund, i) || !w.allowed(i, refund) })
		if len(before) == 0 {
			continue
		}
		pair := []int32{slices.MaxFunc(before, w.byTime), refund}
		facts := []book.Fact{fact("charged_and_refunded")}
		if side, _ := sideOf(&w.rows[refund]); side == book.Left {
			w.match(book.RuleCancel, 1, pair, nil, facts...)
		} else {
			w.match(book.RuleCancel, 1, nil, pair, facts...)
		}
		w.flush()
	}
}

// cancelling is what a sale and the refund that takes it back have in common.
type cancelling struct {
	side book.Side
	key  string
	slip slip // of rows without a number
	size book.Minor
	cur  book.Currency
}

// cancellingOf tells by what an undecided row may cancel another; false where a
// file of the other side may still explain it.
func (w *work) cancellingOf(i int32) (cancelling, bool) {
	if w.done[i] {
		return cancelling{}, false
	}
	r := &w.rows[i]
	side, ok := sideOf(r)
	if !ok || r.Amount == 0 || neverPaid(r) || r.Status == book.StatusReversed || r.Status == book.StatusProcessing ||
		side == book.Left && w.methodOf(r).none || !w.otherSideCovers(r, side) {
		return cancelling{}, false
	}
	c := cancelling{side: side, key: r.Key, size: r.Amount.Abs(), cur: r.Currency}
	if r.Key == "" {
		if c.slip = slipOf(r); side == book.Left || c.slip.terminal == "" || c.slip.card == "" {
			return c, false
		}
		c.slip.amount = 0 // told by size, whatever the sign
	}
	return c, true
}

// takesBack tells whether a refund is near enough to the sale before it.
func (w *work) takesBack(refund, sale int32) bool {
	s, r := &w.rows[sale], &w.rows[refund]
	if side, _ := sideOf(r); side == book.Left {
		return r.Day >= s.Day && r.Day-s.Day <= refundDays
	}
	return r.Day == s.Day && w.byTime(sale, refund) < 0
}
