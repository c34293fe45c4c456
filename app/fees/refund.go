package fees

import "zhangfang/app/book"

// refund is a refund whose fee should come back and that its payment may explain
// better than its card alone.
type refund struct {
	row  *book.Row
	want Expectation
	fits bool // by a card alone
}

// oldest is how many days a refund may lie after its payment: WeChat Pay refunds
// for a year, Alipay and card acquirers for less.
const oldest = 366

// explainsRefund tells whether the card of the refund's day, or one of the year
// before it by which its payment may have been charged, explains the fee that
// comes back.
func (l line) explainsRefund(r *book.Row) bool {
	for _, p := range l {
		if p.Valid.From > r.Day || p.Valid.To != 0 && p.Valid.To < r.Day-oldest {
			continue
		}
		if e, ok := p.expect(r); ok && e.Fits(r.Fee) {
			return true
		}
	}
	return false
}

// payments finds a channel's payments by the number that their refunds repeat; nil
// for a number that is wanted but not found, or not alone.
type payments map[book.ChannelID]map[string]*book.Row

// settle compares refunds with the payments they take back, and returns those
// that nothing explains. A refund whose payment is not among the rows, or is not
// alone with its number, goes by its card.
func (c *Checker) settle(refunds []refund, rows []book.Row) []refund {
	var (
		out  []refund
		find = c.finder()
		paid = paymentsOf(refunds, rows)
	)
	for _, f := range refunds {
		if p := paid[f.row.Channel][f.row.Key]; p != nil {
			f.against(p, find)
		}
		if !f.fits {
			out = append(out, f)
		}
	}
	return out
}

// paymentsOf finds the payment of each refund that names one; two payments with
// one number are none.
func paymentsOf(refunds []refund, rows []book.Row) payments {
	paid := payments{}
	for _, f := range refunds {
		if f.row.Key == "" {
			continue
		}
		if paid[f.row.Channel] == nil {
			paid[f.row.Channel] = map[string]*book.Row{}
		}
		paid[f.row.Channel][f.row.Key] = nil
	}
	if len(paid) == 0 {
		return nil
	}
	twice := map[*book.Row]bool{}
	for i := range rows {
		r := &rows[i]
		if r.Kind != book.KindPayment || r.Key == "" || !book.MovesMoney(r.Kind, r.Status, r.Amount) {
			continue
		}
		switch p, wanted := paid[r.Channel][r.Key]; {
		case p != nil:
			twice[p] = true
		case wanted:
			paid[r.Channel][r.Key] = r
		}
	}
	for p := range twice {
		delete(paid[p.Channel], p.Key)
	}
	return paid
}

// against judges the refund by its payment: what comes back is its share of what
// the payment should have cost, or of what it did cost. A payment that is smaller, in
// another currency, or without a card says nothing.
func (f *refund) against(p *book.Row, find *finder) {
	card := find.card(p)
	if card == nil {
		return
	}
	whole := card.Base.Of(p)
	if p.Currency != f.row.Currency || whole < f.want.Base || p.Fee < 0 {
		return
	}
	e, ok := card.expect(p)
	if !ok {
		return
	}
	f.want.Card = e.Card
	f.want.Fee = -partOf(e.Fee, f.want.Base, whole)
	f.want.Low, f.want.High = -partOf(e.High, f.want.Base, whole)-1-refundSlack, -partOf(e.Low, f.want.Base, whole)+refundSlack
	did := -partOf(p.Fee, f.want.Base, whole)
	f.fits = f.want.Fits(f.row.Fee) || did-1-refundSlack <= f.row.Fee && f.row.Fee <= did+refundSlack
}
