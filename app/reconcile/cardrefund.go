package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// refundDays is how long after its sale a refund without an order number is
// looked for, in days.
const refundDays = 20

// saleDays is how long before a dated refund its sale is looked for, in days.
const saleDays = 3

// cardRefundPass matches refunds without an order number: what an order asks for
// with what a channel paid back, equal in amount or in parts, within refundDays of
// the sale. A card gets its money back on the card that paid: where the sale is
// matched and both cards are known, they decide. Else a pair must be alone on both
// sides in all that time; the nearest of several are offered.
//
// What may belong together is asked of all rows as they stood before the pass, not
// of those that it leaves: so that what becomes of a row depends on few others,
// and on days that are near (see reach).
func (w *work) cardRefundPass() {
	items := w.pool(func(r *book.Row, _ book.Side) (book.Minor, bool) { return r.Amount, isRefund(r) })
	if len(items) == 0 {
		return
	}
	f := &refundFinder{work: w, sales: w.salesOf(items), carded: map[int32]bool{}, parted: map[int32]bool{}}
	f.markCarded(items)
	parts := f.parts(items)
	f.lone(items, refundWindow, f.onCard, func(l, r int32) { f.pair(l, r, 0.97) })
	f.matchParts(parts)
	f.lone(items, refundWindow, f.byAmount, func(l, r int32) { f.pair(l, r, 0.9) })
	f.clusters(items, refundWindow, f.onCard, f.offerNearest(f.onCard))
	f.clusters(items, refundWindow, f.byAmount, f.offerNearest(f.byAmount))
}

// refundWindow holds every refund of a sale, in seconds.
const refundWindow = (refundDays + 1) * daySeconds

// refundFinder tells which refunds may be one.
type refundFinder struct {
	*work
	sales  map[int32]int32 // an order's refund -> the payment of its sale
	carded map[int32]bool  // rows with a counterpart of their amount on the same card
	parted map[int32]bool  // rows that some parts on one card add up with
}

// salesOf finds the payments that orders' refunds take back.
func (w *work) salesOf(items []item) map[int32]int32 {
	asked := map[string][]int32{}
	for _, x := range items {
		if key := w.rows[x.row].Key; x.side == book.Left && key != "" {
			asked[key] = append(asked[key], x.row)
		}
	}
	out, orders := map[int32]int32{}, map[int32]int32{}
	if len(asked) == 0 {
		return out
	}
	for i, payment := range w.paidBy {
		order := &w.rows[i]
		if payment == 0 || isRefund(order) {
			continue
		}
		for _, refund := range asked[order.Key] {
			// Further back than saleDays, part of a book may not hold the payment.
			other, taken := orders[refund]
			if order.Day >= w.rows[refund].Day-saleDays && (!taken || w.byTime(int32(i), other) < 0) {
				orders[refund], out[refund] = int32(i), payment-1
			}
		}
	}
	return out
}

// may tells whether a channel's refund may be the one an order asks for.
func (f *refundFinder) may(asked, paid int32) bool { return f.mayWithin(asked, paid, refundDays) }

// mayWithin is may for so many days after the sale.
func (f *refundFinder) mayWithin(asked, paid int32, days book.Day) bool {
	a, b := &f.rows[asked], &f.rows[paid]
	if a.Key != "" && b.Key != "" || a.Currency != b.Currency || b.Day < a.Day || b.Day-a.Day > days {
		return false
	}
	return f.compatible(a, b) && f.allowed(asked, paid) && f.sameCard(asked, paid) != otherCard
}

func (f *refundFinder) onCard(asked, paid int32) bool {
	return f.may(asked, paid) && f.sameCard(asked, paid) == thisCard
}

// byAmount leaves the rows alone that a card has a say about.
func (f *refundFinder) byAmount(asked, paid int32) bool {
	return !f.carded[asked] && !f.carded[paid] && !f.parted[asked] && !f.parted[paid] && f.may(asked, paid)
}

func (f *refundFinder) markCarded(items []item) {
	f.clusters(items, refundWindow, f.onCard, func(left, right []int32) {
		for _, i := range left {
			f.carded[i] = true
		}
		for _, i := range right {
			f.carded[i] = true
		}
	})
}

// cardSign is what the card says of a refund and the sale that it is for.
type cardSign uint8

const (
	cardUnknown cardSign = iota
	thisCard
	otherCard
)

func (f *refundFinder) sameCard(asked, paid int32) cardSign {
	sale, ok := f.sales[asked]
	if !ok {
		return cardUnknown
	}
	s, r := &f.rows[sale], &f.rows[paid]
	switch {
	case s.Channel != r.Channel:
		return otherCard
	case s.Text == nil || r.Text == nil || s.Text.Card == "" || r.Text.Card == "":
		return cardUnknown
	case s.Text.Card == r.Text.Card:
		return thisCard
	}
	return otherCard
}

// pair matches a pair that fits nothing else.
func (f *refundFinder) pair(asked, paid int32, score float64) {
	f.propose(book.RuleAmountTime, score, []int32{asked}, []int32{paid}, f.facts(asked, paid)...)
	f.flush()
}

// offerNearest suggests the pairs of a cluster of which each is the other's nearest.
func (f *refundFinder) offerNearest(fits func(l, r int32) bool) func(left, right []int32) {
	return func(left, right []int32) {
		slices.SortFunc(left, f.byTime)
		slices.SortFunc(right, f.byTime)
		for _, l := range left {
			k := slices.IndexFunc(right, func(r int32) bool { return fits(l, r) })
			if k < 0 || !f.free(int(l)) || !f.free(int(right[k])) {
				continue
			}
			r := right[k] // the first that was paid back after the sale
			for n := len(left) - 1; n >= 0; n-- {
				if fits(left[n], r) { // the last sale before it
					if left[n] == l {
						f.propose(book.RuleAmountTime, 0.6, []int32{l}, []int32{r}, f.facts(l, r)...)
						f.flush()
					}
					break
				}
			}
		}
	}
}

func (f *refundFinder) facts(asked, paid int32) []book.Fact {
	a, b := &f.rows[asked], &f.rows[paid]
	facts := []book.Fact{fact("amount_equal", f.money(b.Amount, b.Currency)), fact("days_after_sale", number(int64(b.Day-a.Day)))}
	switch {
	case f.sameCard(asked, paid) == thisCard:
		facts = append(facts, fact("same_card", b.Text.Card))
	case b.Text != nil && b.Text.Card != "":
		facts = append(facts, fact("card", b.Text.Card))
	}
	return facts
}
