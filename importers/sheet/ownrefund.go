package sheet

import (
	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// refunds keeps what went back from being booked twice, once for the status of an
// order and once for a row of its own.
type refunds struct {
	rows   map[string]bool // orders by whether their refund was a row (true) or a status
	marked int             // rows that only their status says were refunded
}

// read takes a row that can be read. An order that is wholly refunded brings its
// refund along, but where the sheet has refunds as rows of their own. Of a refunded
// payment the sheet does not say how much went back.
func (b *refunds) read(r *bill.Record) {
	e := r.Entries[0].Entry
	refunded := e.Status == book.StatusRefunded
	row, seen := b.rows[e.OrderNo]
	switch {
	case e.Kind == book.KindRefund && seen && !row:
		r.Fail(codeRefundTwice, ownOrder, e.OrderNo)
	case e.Kind == book.KindRefund && e.OrderNo != "":
		b.set(e.OrderNo, true)
	case e.Kind == book.KindPayment && refunded, e.Kind == book.KindOrder && refunded && (row || r.Has(ownRefund)):
		b.marked++
	case e.Kind == book.KindOrder && refunded:
		b.set(e.OrderNo, false)
		refundWhole(r)
	}
}

func (b *refunds) set(order string, row bool) {
	if b.rows == nil {
		b.rows = map[string]bool{}
	}
	b.rows[order] = row
}

// refundWhole adds what went back of an order; it is open from the day it was paid,
// since the sheet does not say when.
func refundWhole(r *bill.Record) {
	of := r.Entries[0].Entry
	e := r.Add(book.KindRefund, of.OrderNo, "refund")
	e.OrderNo, e.Status, e.Day = of.OrderNo, book.StatusPaid, of.Day
	e.Gross, e.Amount = -of.Gross, -of.Amount
	e.Method, e.Counterparty, e.Memo = of.Method, of.Counterparty, of.Memo
}
