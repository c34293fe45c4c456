package sheet

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// OwnFormat is the stable name of the formats that profiles make.
const OwnFormat = "sheet.own"

// Codes of refused rows of a taught sheet.
const (
	codeStatus = "bad_status" // A: the cell
	codeRefund = "refund_in"  // a refund's number beside money that comes in

	codeUnclear = "amount_unclear" // A: the cell, that of a number or of a text

	codeRefundTwice = "refund_twice" // A: the order that its status has refunded already
)

// noteMarked tells of rows that only their status says were refunded. A: how many.
const noteMarked = "marked_refund"

// The columns of a taught sheet, in the order of book.ProfileFields.
const (
	ownDate bill.Field = iota
	ownClock
	ownAmount
	ownIn
	ownOut
	ownDirection
	ownOrder
	ownTxn
	ownRefund
	ownParty
	ownMemo
	ownFee
	ownBalance
	ownCurrency
	ownStatus
	ownMethod
)

// Own is the format that a profile describes. It knows its sheet by the whole
// header, so that it can take no other, or by its shape where it has no header.
func Own(p *book.Profile) bill.Format {
	t := &bill.Table{
		ID:     OwnFormat,
		Source: book.Source{Provider: "ledger", Stream: "entries", Role: book.RoleLedger},
		Keys:   true, Again: true,
	}
	if as, ok := sources[p.Role]; ok {
		t.Source = as
	}
	for _, f := range book.ProfileFields() {
		col := bill.Column{}
		if name := p.Fields[f]; name != "" {
			col = bill.Column{Names: []string{strings.TrimSuffix(bill.Name(name), inFen)}, Need: true}
		}
		t.Columns = append(t.Columns, col)
	}
	if p.Dates == book.DateAuto {
		t.Dates = []bill.Field{ownDate}
	}
	header := p.Print()
	t.Fits = func(h *bill.Header, _ book.Role) bool { return book.HeaderPrint(h.Cells) == header }
	t.Begin = func(b bill.Beginning) (bill.Decoder, error) {
		if period, ok := bill.Period(b.Preamble); ok {
			b.Summary.Covers.Period = period
		}
		return newOwn(p, &b), nil
	}
	if p.Headless {
		return nameless{t, p}
	}
	return t
}

// own decodes the rows of a taught sheet.
type own struct {
	p     *book.Profile
	units [ownBalance + 1]unit // of the columns of amounts
	in    map[string]bool      // words of the direction; true is in
	check bill.BalanceCheck
	book  bool // the sheet is a workbook's

	outSign int // of the first amount that went out: +1 or -1
	feeSign int // of the first fee: -1 where it is written as taken off
	finer   int // amounts finer than the currency
	back    refunds
}

func newOwn(p *book.Profile, b *bill.Beginning) *own {
	d := &own{p: p, in: map[string]bool{}, units: unitsOf(p, b.Header), book: b.Workbook}
	for _, w := range p.In {
		d.in[bill.Name(w)] = true
	}
	for _, w := range p.Out {
		d.in[bill.Name(w)] = false
	}
	return d
}

// Foot takes totals and remarks.
func (d *own) Foot(cells []string, _ int) bool { return bill.Totals(cells) }

// End compares balances with the rows.
func (d *own) End(s *bill.Summary) {
	d.check.End(s)
	if d.back.marked > 0 {
		s.Notes = append(s.Notes, book.Note{Code: noteMarked, Args: []string{strconv.Itoa(d.back.marked)}})
	}
	if d.finer > 0 {
		s.Notes = append(s.Notes, finerNote(d.finer))
	}
}

// Row reads a line as its profile says.
func (d *own) Row(r *bill.Record) {
	r.SetMoney(ownCurrency)
	if d.p.Currency != "" && r.Plain(ownCurrency) == "" {
		r.Money = d.p.Currency
	}
	r.Need(ownDate)
	amount := d.move(r)
	e := d.entry(r, amount)
	e.At = d.time(r)
	e.Day = bill.DayOf(e.At)
	e.Status = statusOf(e.Kind, status(r))
	e.Gross, e.Amount, e.Fee = amount, amount, d.fee(r, amount)
	if r.Plain(ownBalance) != "" {
		b := d.amount(r, ownBalance)
		e.Balance = &b
	}
	e.Counterparty, e.Memo, e.Method = r.Plain(ownParty), r.Plain(ownMemo), r.Plain(ownMethod)
	d.check.Add(e)
	if r.Problem == nil {
		d.back.read(r)
	}
}

// entry adds the entry under the number that tells it from all others: that of a
// refund, of the transaction, or of the order where the sheet is one of orders.
func (d *own) entry(r *bill.Record, amount book.Minor) *bill.Entry {
	e := r.AddKeyless(kindOf(d.p.Role, amount))
	txn, order, refund := r.ID(ownTxn), r.ID(ownOrder), r.ID(ownRefund)
	e.OrderNo, e.TxnNo = order, txn
	if d.p.Role == book.RoleOrders {
		e.TxnNo = ""
		r.Need(ownOrder)
	}
	if e.Kind == book.KindRefund {
		e.RefundNo = refund
	} else if refund != "" && amount > 0 {
		r.Fail(codeRefund, ownRefund)
	}
	switch {
	case e.RefundNo != "":
		r.Key(e, e.RefundNo)
	case d.p.Role == book.RoleOrders:
		r.Key(e, order)
	case txn != "":
		r.Key(e, txn)
	}
	return e
}
