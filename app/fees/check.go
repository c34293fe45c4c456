package fees

import (
	"zhangfang/app/book"
)

// Check lists the rows whose fee is not what their card says and that the
// channel's own rounding cannot explain, as exceptions of the sales leg. Rows
// without an expectation (see Expected) are passed over.
//
// A refund may also give back its share of what the payment with the same number
// did cost, or what the card before its own said: the payment may be older.
//
// Severity and Age are not set.
func (c *Checker) Check(rows []book.Row) map[book.EntryID]book.Exception {
	var (
		out     = map[book.EntryID]book.Exception{}
		find    = c.finder()
		refunds []refund
	)
	for i := range rows {
		r := &rows[i]
		if !book.MovesMoney(r.Kind, r.Status, r.Amount) {
			continue
		}
		l := find.line(r)
		p := l.on(r.Day)
		if p == nil {
			continue
		}
		if base := p.Base.Of(r); base > 0 && r.Kind == book.KindPayment {
			if _, low, high, ok := p.span(base); !ok || low <= r.Fee && r.Fee <= high {
				continue
			}
		}
		e, ok := p.expect(r)
		switch {
		case !ok:
		case e.Fee < 0:
			if f := (refund{row: r, want: e, fits: l.explainsRefund(r)}); !f.fits || r.Key != "" && !p.proportional() {
				refunds = append(refunds, f)
			}
		case !e.Fits(r.Fee):
			out[r.ID] = mismatch(r, &e)
		}
	}
	for _, f := range c.settle(refunds, rows) {
		out[f.row.ID] = mismatch(f.row, &f.want)
	}
	return out
}

// mismatch is the exception of a row whose fee is not what is expected.
func mismatch(r *book.Row, e *Expectation) book.Exception {
	return book.Exception{
		Type: book.FeeMismatch, Leg: book.LegSales, Channel: r.Channel, Entry: r.ID, Day: r.Day,
		Expected: e.Fee, Actual: r.Fee, Currency: r.Currency, Evidence: e.evidence(r),
	}
}
