package shop

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

type decoder struct{ header *bill.Header }

// Foot takes totals and remarks.
func (d *decoder) Foot(cells []string, _ int) bool { return bill.Totals(cells) }

// Row reads an order.
//
// A sheet of line items (with 子订单编号) makes an entry of each item, known by
// the item's number. Where an order number stands on several rows without one,
// equal rows are one row told twice, and different ones are lines of their own
// under the same number; a note of the summary counts them.
func (d *decoder) Row(r *bill.Record) {
	r.SetMoney(currency)
	r.Need(orderNo)
	no, child := r.ID(orderNo), r.ID(childNo)
	key := no
	if child != "" {
		key = child
	}
	gross, amount, back := d.amounts(r)
	if amount < 0 { // a sheet that tells refunds as rows of their own
		d.refund(r, book.Entry{OrderNo: no, Method: r.Plain(method)}, key, -amount)
		d.times(r, &r.Entries[0].Entry)
		return
	}
	e := r.Add(book.KindOrder, key)
	e.OrderNo = no
	e.Method = r.Plain(method)
	e.Counterparty, e.Memo = r.Plain(buyer), r.Join(title, remark)
	e.Gross, e.Amount = gross, amount
	d.times(r, &e.Entry)
	if back = d.stage(r, &e.Entry, back); back != 0 {
		d.refund(r, e.Entry, key, back)
	}
}

// amounts reads what was billed, what the shop gets, and what went back.
func (d *decoder) amounts(r *bill.Record) (gross, amount, back book.Minor) {
	if !r.Has(paid) && !r.Has(received) {
		r.Need(total)
	}
	gross = r.Amount(total)
	switch {
	case r.Plain(received) != "":
		amount = r.Amount(received)
	case r.Plain(paid) != "":
		amount = r.Amount(paid)
	default:
		amount = gross
	}
	if gross == 0 {
		if gross = r.Amount(paid); gross == 0 {
			gross = amount
		}
	}
	if !noRefund[strings.ToLower(r.Text(refund))] {
		back = r.Amount(refund).Abs()
	}
	return gross, amount, back
}

// times takes the time of payment, else that of the order.
func (d *decoder) times(r *bill.Record, e *book.Entry) {
	if e.At = r.Time(paidAt); e.At.IsZero() {
		e.At = r.Time(madeAt)
	}
	if e.At.IsZero() {
		f := paidAt
		if r.Has(madeAt) {
			f = madeAt
		}
		r.Fail(bill.CodeMissing, f)
	}
	e.Day = bill.DayOf(e.At)
}

// stage says what the status means for the money, and returns what was refunded.
// A closed order was paid before when it has a time of payment or a refund, or,
// in a sheet without times of payment, an amount paid.
func (d *decoder) stage(r *bill.Record, e *book.Entry, back book.Minor) book.Minor {
	st := stageOf(r.Text(status))
	wasPaid := r.Plain(paidAt) != "" || back != 0
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
	e.Status = stageStatus[st]
	if st == returned {
		if e.Amount == 0 { // some sheets take the refund off the amount paid
			e.Amount = max(e.Gross, back)
		}
		if back == 0 {
			back = e.Amount
		}
	}
	switch {
	case back == 0:
	case back >= e.Amount:
		e.Status = book.StatusRefunded
	case st == returned:
		e.Status = book.StatusPaid // of a part only
	}
	return back
}

// refund adds what went back of the order, open from the day it was paid where
// the sheet does not say when.
func (d *decoder) refund(r *bill.Record, order book.Entry, key string, back book.Minor) {
	e := r.Add(book.KindRefund, key, "refund")
	e.OrderNo, e.RefundNo = order.OrderNo, r.ID(refundNo)
	e.Gross, e.Amount = -back, -back
	e.Status = book.StatusPaid
	if underWay(r.Text(status)) || underWay(r.Text(afterSale)) {
		e.Status = book.StatusProcessing
	}
	e.Method, e.Counterparty, e.Memo = order.Method, order.Counterparty, order.Memo
	e.Day = order.Day
	if at := r.Time(refundAt); !at.IsZero() {
		e.At, e.Day = at, bill.DayOf(at)
	}
}

// underWay tells whether a status says that a refund is not finished.
func underWay(s string) bool {
	return strings.Contains(s, "退款中") || strings.Contains(s, "申请退款") && !noRefund[s] || strings.Contains(s, "待退款")
}
