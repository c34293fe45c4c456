package fees

import "zhangfang/app/book"

// Expectation is what a row should cost by a card, in minor units of its currency;
// plus is a cost. A refund for which the channel gives its fee back costs less
// than nothing.
type Expectation struct {
	Card      book.RateCard
	Base      book.Minor // what the fee is reckoned on, as large as it is
	Fee       book.Minor // as the card rounds; half up where its rounding is not known
	Low, High book.Minor // all that the channel's own rounding can make of it
}

// Fits tells whether the channel's rounding explains a fee.
func (e *Expectation) Fits(fee book.Minor) bool { return e.Low <= fee && fee <= e.High }

// refundSlack is how far the fee that comes back with a refund may lie from its
// share: a channel rounds each of several refunds, or what is left after them.
const refundSlack = 1

// Expected is what a row should cost. ok is false where nothing is expected: no
// card covers its channel, method, currency and day, it did not happen (see
// book.MovesMoney), it is a refund that brings money in, or its fee would be out
// of range.
//
// A refund whose fee is returned costs its part of what the payment cost. With a
// fixed part, minimum or cap that part depends on the payment, so alone the refund
// may cost anything from its bare rate (with a cap: from nothing) to the fee of a
// payment of its size. A voided payment gets all of its fee back whatever the
// policy.
func (c *Checker) Expected(r *book.Row) (Expectation, bool) {
	if !book.MovesMoney(r.Kind, r.Status, r.Amount) {
		return Expectation{}, false
	}
	p := c.line(seatOf(r)).on(r.Day)
	if p == nil {
		return Expectation{}, false
	}
	return p.expect(r)
}

// expect is what a row that moved money should cost by the card.
func (p *priced) expect(r *book.Row) (Expectation, bool) {
	base := p.Base.Of(r)
	back := base < 0
	if back {
		base = -base
	}
	usual, low, high, ok := p.span(base)
	if !ok || r.Kind == book.KindRefund && !back && base != 0 {
		return Expectation{}, false
	}
	e := Expectation{Card: p.RateCard, Base: base, Fee: usual, Low: low, High: high}
	switch {
	case base == 0: // paid by coupons wholly: a fixed part may be asked for or not
		e.Fee, e.Low = 0, 0
	case back && r.Status == book.StatusReversed:
		e.giveBack()
	case back && p.Refund == book.RefundFeeReturned:
		if !p.proportional() {
			e.Low = p.least(base)
		}
		e.giveBack()
	case back && p.Refund == book.RefundFeeKept:
		e.Fee, e.Low, e.High = 0, 0, 0
	}
	return e, true
}

// giveBack turns what a payment costs into what its refund brings back.
func (e *Expectation) giveBack() {
	e.Fee, e.Low, e.High = -e.Fee, -e.High-refundSlack, -e.Low+refundSlack
}

// least is the least that a part of a payment of any size can cost.
func (p *priced) least(part book.Minor) book.Minor {
	if p.cap > 0 {
		return 0
	}
	whole, _, _ := p.share(part) // in range, since the fee is
	return book.Minor(whole)
}
