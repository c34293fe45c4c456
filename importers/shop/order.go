package shop

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// NoteRefund: refunds whose amount the sheet does not tell. A: rows, B: the first
// order.
const NoteRefund = "refund_amount_unknown"

// decoder reads sheets whose rows are orders.
type decoder struct {
	vague   int    // refunds without an amount
	vagueAt int    // line of the first ...
	vagueNo string // ... and its order
}

func newDecoder(b bill.Beginning) *decoder {
	if p, ok := bill.Period(b.Preamble); ok {
		b.Summary.Covers.Period = p
	}
	return &decoder{}
}

// Foot takes totals and remarks.
func (d *decoder) Foot(cells []string, _ int) bool { return bill.Totals(cells) }

// Row reads an order. Where an order number stands on several rows, equal rows are
// one row told twice, and different ones are lines of their own under the same
// number; a note of the summary counts them.
func (d *decoder) Row(r *bill.Record) {
	no := begin(r)
	o := read(r)
	if o.amount < 0 { // a sheet that tells refunds as rows of their own
		negative(r, no, no, o)
		return
	}
	e := r.Add(book.KindOrder, no)
	o.describe(r, &e.Entry, no)
	d.note(r, no, o)
	if o.back != 0 {
		refunded(r, e.Entry, no, o)
	}
}

// begin reads the order's number and what its amounts are in.
func begin(r *bill.Record) string {
	r.SetMoney(currency)
	r.Need(orderNo)
	if !r.Has(paid) && !r.Has(received) {
		r.Need(total)
	}
	return r.ID(orderNo)
}

// negative reads a row that is a refund.
func negative(r *bill.Record, no, key string, o order) {
	o.back = -o.amount
	refunded(r, book.Entry{OrderNo: no, Method: r.Plain(method)}, key, o)
	times(r, &r.Entries[0].Entry)
}

// describe sets what an order's entry says.
func (o order) describe(r *bill.Record, e *book.Entry, no string) {
	e.OrderNo, e.Status = no, o.status
	e.Gross, e.Amount = o.gross, o.amount
	e.Method = r.Plain(method)
	e.Counterparty, e.Memo = r.Plain(buyer), r.Join(title, remark)
	times(r, e)
}

// times takes the time of payment, else that of the order, else the day in the
// order's number.
func times(r *bill.Record, e *book.Entry) {
	if e.At = r.Time(paidAt); e.At.IsZero() {
		e.At = r.Time(madeAt)
	}
	if e.At.IsZero() && r.Problem == nil {
		e.At = numbered(e.OrderNo)
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

// pinduoduoNo is the length of 拼多多's order numbers: 260517-607198974342268. They
// begin with the day, which the sheet leaves out of orders whose group came late.
const pinduoduoNo = 22

// numbered is the day that an order number begins with.
func numbered(no string) book.Instant {
	if len(no) != pinduoduoNo || no[6] != '-' || strings.Trim(no[:6]+no[7:], "0123456789") != "" {
		return book.Instant{}
	}
	at, _ := bill.ParseTime("20" + no[:6])
	return at
}

// refunded adds what went back of an order, open from the day it was paid where
// the sheet does not say when.
func refunded(r *bill.Record, of book.Entry, key string, o order) {
	e := r.Add(book.KindRefund, key, "refund")
	e.OrderNo, e.RefundNo = of.OrderNo, r.ID(refundNo)
	e.Gross, e.Amount = -o.back, -o.back
	e.Status = book.StatusPaid
	if o.underWay {
		e.Status = book.StatusProcessing
	}
	e.Method, e.Counterparty, e.Memo = of.Method, of.Counterparty, of.Memo
	e.Day = of.Day
	if at := r.Time(refundAt); !at.IsZero() {
		e.At, e.Day = at, bill.DayOf(at)
	}
}

// note counts the refunds that are told without an amount: how much went back of
// an order that goes on is not guessed.
func (d *decoder) note(r *bill.Record, no string, o order) {
	if !o.vague {
		return
	}
	if d.vague++; d.vague == 1 {
		d.vagueAt, d.vagueNo = r.Line, no
	}
}

// End says what was counted.
func (d *decoder) End(s *bill.Summary) {
	if d.vague > 0 {
		s.Notes = append(s.Notes, book.Note{Code: NoteRefund, Args: []string{strconv.Itoa(d.vague), d.vagueNo}, Line: d.vagueAt})
	}
}
