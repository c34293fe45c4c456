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
// with what a channel paid back, equal in amount, within refundDays of the sale.
// A card gets its money back on the card that paid: where the sale is matched
// and both cards are known, they decide. Else a pair must be alone on both sides
// in all that time; the nearest of several are offered.
func (w *work) cardRefundPass() {
	items := w.pool(func(r *book.Row, _ book.Side) (book.Minor, bool) { return r.Amount, isRefund(r) })
	if len(items) == 0 {
		return
	}
	f := &refundFinder{work: w, sales: w.salesOf(items), carded: map[int32]bool{}}
	const window = refundDays*daySeconds + daySeconds
	w.clusters(items, window, f.onCard, func(left, right []int32) {
		for _, i := range slices.Concat(left, right) {
			f.carded[i] = true
		}
		f.alone(left, right, 0.97)
	})
	items = w.rest(items)
	w.clusters(items, window, f.byAmount, func(left, right []int32) { f.alone(left, right, 0.9) })
	items = w.rest(items)
	w.clusters(items, window, f.may, f.offer)
}

// refundFinder tells which refunds may be one.
type refundFinder struct {
	*work
	sales  map[int32]int32 // an order's refund -> the payment of its sale
	carded map[int32]bool  // rows with a counterpart on the same card
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
func (f *refundFinder) may(asked, paid int32) bool {
	a, b := &f.rows[asked], &f.rows[paid]
	if a.Key != "" && b.Key != "" || a.Currency != b.Currency || b.Day < a.Day || b.Day-a.Day > refundDays {
		return false
	}
	return f.compatible(a, b) && f.allowed(asked, paid) && f.sameCard(asked, paid) != otherCard
}

func (f *refundFinder) onCard(asked, paid int32) bool {
	return f.may(asked, paid) && f.sameCard(asked, paid) == thisCard
}

// byAmount leaves the rows alone that a card has a say about.
func (f *refundFinder) byAmount(asked, paid int32) bool {
	return !f.carded[asked] && !f.carded[paid] && f.may(asked, paid)
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

// alone matches a pair that fits nothing else.
func (f *refundFinder) alone(left, right []int32, score float64) {
	if len(left) == 1 && len(right) == 1 {
		f.match(book.RuleAmountTime, score, left, right, f.facts(left[0], right[0])...)
		f.flush()
	}
}

// offer suggests the pairs of which each is the other's nearest.
func (f *refundFinder) offer(left, right []int32) {
	slices.SortFunc(left, f.byTime)
	slices.SortFunc(right, f.byTime)
	for _, l := range left {
		k := slices.IndexFunc(right, func(r int32) bool { return f.may(l, r) })
		if k < 0 {
			continue
		}
		r := right[k] // the first that was paid back after the sale
		for n := len(left) - 1; n >= 0; n-- {
			if f.may(left[n], r) { // the last sale before it
				if left[n] == l {
					f.suggest(book.RuleAmountTime, 0.6, []int32{l}, []int32{r}, f.facts(l, r)...)
					f.flush()
				}
				break
			}
		}
	}
}

func (f *refundFinder) facts(asked, paid int32) []book.Fact {
	a, b := &f.rows[asked], &f.rows[paid]
	facts := []book.Fact{fact("amount_equal", money(b.Amount, b.Currency)), fact("days_after_sale", number(int64(b.Day-a.Day)))}
	switch {
	case f.sameCard(asked, paid) == thisCard:
		facts = append(facts, fact("same_card", b.Text.Card))
	case b.Text != nil && b.Text.Card != "":
		facts = append(facts, fact("card", b.Text.Card))
	}
	return facts
}
