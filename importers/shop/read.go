package shop

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// cells is a row to be read: a Record, or one of the pass that sums the items.
type cells interface {
	Has(f bill.Field) bool
	Text(f bill.Field) string
	Plain(f bill.Field) string
	Amount(f bill.Field) book.Minor
}

// order is the money of an order, or of an item of one.
type order struct {
	gross, amount book.Minor
	back          book.Minor // what was refunded
	status        book.Status
	underWay      bool // the refund is not finished
	billed        bool // the amount is what was billed, for want of what was paid
	vague         bool // something was refunded, and the sheet does not say how much
}

// read reads what was billed, what the shop gets, and what went back.
func read(r cells) order {
	o := order{gross: r.Amount(total)}
	switch {
	case r.Plain(received) != "":
		o.amount = r.Amount(received)
	case r.Plain(paid) != "":
		o.amount = r.Amount(paid)
	default:
		o.amount, o.billed = o.gross, true
	}
	if o.gross == 0 {
		if o.gross = r.Amount(paid); o.gross == 0 {
			o.gross = o.amount
		}
	}
	if !noRefund[strings.ToLower(r.Text(refund))] {
		o.back = r.Amount(refund).Abs()
	}
	o.underWay = underWay(r.Text(status)) || underWay(r.Text(afterSale))
	o.stage(r)
	return o
}

// stage says what the status means for the money. A closed order was paid before
// when it has a time of payment or a refund, or, in a sheet without times of
// payment, an amount paid.
func (o *order) stage(r cells) {
	st := stageOf(r.Text(status))
	told := stageOf(r.Text(afterSale)) == returned
	wasPaid := r.Plain(paidAt) != "" || o.back != 0 || told
	if !r.Has(paidAt) && r.Has(paid) {
		wasPaid = wasPaid || r.Amount(paid) != 0
	}
	if st == unknown {
		if st = live; r.Has(paidAt) && !wasPaid {
			st = pending
		}
	}
	if st == closed && wasPaid {
		st = returned
	}
	o.vague = told && st == live && o.back == 0
	o.status = stageStatus[st]
	if st == returned {
		if o.amount == 0 { // some sheets take the refund off the amount paid
			o.amount = max(o.gross, o.back)
		}
		if o.back == 0 {
			o.back = o.amount
		}
	}
	switch {
	case o.back == 0:
	case o.back >= o.amount:
		o.status = book.StatusRefunded
	case st == returned:
		o.status = book.StatusPaid // of a part only
	}
}

// underWay tells whether a status says that a refund is not finished.
func underWay(s string) bool {
	return strings.Contains(s, "退款中") || strings.Contains(s, "申请退款") && !noRefund[s] || strings.Contains(s, "待退款")
}
