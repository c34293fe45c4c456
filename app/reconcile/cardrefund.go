package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// cardRefundPass matches refunds without an order number: an order's refund with
// a channel's, equal in amount, paid out within a month of the sale. A pair that
// is alone on both sides in that time is sure enough; others are offered.
func (w *work) cardRefundPass() {
	pool := w.keylessPool(isRefund)
	const window = (refundDays + 1) * 86400
	for i := range pool { // an undated refund is open from the day of its sale
		if r := &w.rows[pool[i]]; r.Precision == book.PrecisionNone {
			w.dateFromDay(r)
		}
	}
	for _, c := range w.components(pool, window) {
		if w.ended {
			return
		}
		w.solveRefunds(c)
		w.flush()
	}
}

// dateFromDay gives an undated row the start of its day to be sorted by; the
// precision still says that the time is not known. Rows are the caller's memory,
// but At means nothing while the precision is none.
func (w *work) dateFromDay(r *book.Row) {
	offset := int64(8 * 3600)
	if ch := w.channels[r.Channel]; ch != nil {
		offset = ch.offset
	}
	r.At = int64(r.Day)*86400 - offset
}

// mayRefund tells whether a channel's refund may be the one an order asks for. A
// card gets its money back on the card that paid, where both are known.
func (w *work) mayRefund(asked, paid int32) bool {
	a, b := &w.rows[asked], &w.rows[paid]
	return (a.Key == "" || b.Key == "") && b.Day >= a.Day && b.Day-a.Day <= refundDays && w.compatible(a, b) && w.allowed(asked, paid) &&
		w.sameCard(asked, paid) != otherCard
}

// cardSign is what the card says of a refund and the sale that it is for.
type cardSign uint8

const (
	cardUnknown cardSign = iota
	thisCard
	otherCard
)

// sameCard compares the card of a channel's refund with the one that paid the
// order which asks for a refund.
func (w *work) sameCard(asked, paid int32) cardSign {
	sale, ok := w.saleOf[w.rows[asked].Key]
	if !ok {
		return cardUnknown
	}
	p, r := w.rows[sale].Text, w.rows[paid].Text
	switch {
	case w.rows[sale].Channel != w.rows[paid].Channel:
		return otherCard
	case p == nil || r == nil || p.Card == "" || r.Card == "":
		return cardUnknown
	case p.Card == r.Card && p.Terminal == r.Terminal:
		return thisCard
	}
	return otherCard
}

// solveRefunds matches the refunds of one amount: by the card first, then what is
// alone on both sides, and offers the rest.
func (w *work) solveRefunds(c component) {
	onCard := func(l, r int32) bool { return w.mayRefund(l, r) && w.sameCard(l, r) == thisCard }
	c = w.aloneOnBothSides(c, onCard, 0.97)
	c = w.aloneOnBothSides(c, w.mayRefund, 0.9)
	slices.SortFunc(c.left, w.byTime)
	for _, l := range c.left {
		rights := slices.DeleteFunc(slices.Clone(c.right), func(r int32) bool { return !w.mayRefund(l, r) })
		if len(rights) == 0 {
			continue
		}
		// Refunds of one amount are offered in the order of their sales.
		r := slices.MinFunc(rights, w.byTime)
		w.suggest(book.RuleAmountTime, 0.6, []int32{l}, []int32{r}, w.refundFacts(l, r)...)
		c.right = without(c.right, r)
	}
}

// aloneOnBothSides matches the pairs that fit nothing else, round by round, and
// returns what is left.
func (w *work) aloneOnBothSides(c component, fits func(l, r int32) bool, score float64) component {
	for again := true; again; {
		again = false
		for _, l := range slices.Clone(c.left) {
			r, one := only(c.right, func(r int32) bool { return fits(l, r) })
			if !one {
				continue
			}
			if back, one := only(c.left, func(l int32) bool { return fits(l, r) }); !one || back != l {
				continue
			}
			w.match(book.RuleAmountTime, score, []int32{l}, []int32{r}, w.refundFacts(l, r)...)
			c.left, c.right, again = without(c.left, l), without(c.right, r), true
		}
	}
	return c
}

func (w *work) refundFacts(asked, paid int32) []book.Fact {
	a, b := &w.rows[asked], &w.rows[paid]
	facts := []book.Fact{fact("amount_equal", money(b.Amount, b.Currency)), fact("days_after_sale", seconds(int64(b.Day-a.Day)))}
	if b.Text != nil && b.Text.Card != "" {
		facts = append(facts, fact("card", b.Text.Card))
	}
	return facts
}
