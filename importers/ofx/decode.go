package ofx

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

func begin(b bill.Beginning) (bill.Decoder, error) {
	d := &decoder{}
	for _, cells := range b.Preamble {
		b.Summary.Source.Account = cells[1]
		switch cells[0] {
		case "INVSTMTRS":
			return nil, &book.Problem{Code: CodeInvestment}
		case "CCSTMTRS":
			d.card = true
			b.Summary.Source.Stream = "card"
		}
	}
	return d, nil
}

// decoder reads the lines of an account.
type decoder struct {
	card    bool // the account of a credit card
	days    bill.Spans
	partial bool
	open    bool // lines came behind the last end
}

// Foot takes the periods and ends of statements.
func (d *decoder) Foot(cells []string, _ int) bool {
	switch cells[element] {
	case "period":
		d.period(cells[posted], cells[amount])
	case "end":
		d.open = false
		return true
	case "STMTTRN":
		d.open = true
		return false
	}
	d.open = true
	return true
}

// period adds a stated period. Where it ends within a day, or two are apart, their
// edges are not whole.
func (d *decoder) period(start, end string) {
	from, ok1 := parseMoment(start)
	to, ok2 := parseMoment(end)
	if !ok1 || !ok2 || to.day < from.day {
		d.partial = true
		return
	}
	if to.timed && to.second == 0 && to.day > from.day {
		to.day-- // midnight is the end of the day before
	}
	d.partial = d.partial || !from.filler() || !to.filler() && to.second < 24*3600-60
	d.days.Add(book.Period{From: from.day, To: to.day}, false)
}

// Row reads a line.
func (d *decoder) Row(r *bill.Record) {
	if id := r.Plain(corrects); id != "" {
		r.Fail(CodeCorrection, corrects, id)
	}
	r.SetMoney(currency)
	r.Need(posted)
	r.Need(amount)
	a := d.amount(r)
	at, ok := parseMoment(r.Text(posted))
	if !ok && r.Plain(posted) != "" {
		r.Fail(bill.CodeDate, posted, r.Text(posted))
	}
	e := r.AddKeyless(d.kindOf(a, r.Text(kind)))
	e.At, e.Day, e.Gross, e.Amount = at.instant(), at.day, a, a
	if e.TxnNo = r.ID(fitid); e.TxnNo != "" {
		r.Key(e, e.TxnNo)
	}
	e.Counterparty, e.Memo = r.Plain(name), r.Join(memo, check, ref)
	if e.Counterparty == "" && e.Memo == "" {
		e.Memo = r.Plain(kind)
	}
}

// amount is TRNAMT, plus is in. A comma that is left may be a decimal comma or
// group thousands; with a point behind it, it groups.
func (d *decoder) amount(r *bill.Record) book.Minor {
	if s := r.Text(amount); strings.Contains(s, ",") && !strings.Contains(s, ".") {
		r.Fail(bill.CodeAmount, amount, s)
		return 0
	}
	return r.Amount(amount)
}

// End tells the days that the statements cover.
func (d *decoder) End(s *bill.Summary) {
	if d.open {
		s.Incomplete = &book.Problem{Code: CodeCut}
	}
	if d.days.From != 0 {
		s.Covers = book.Coverage{Period: d.days.Period, PartialEdges: d.partial || d.days.Apart || d.open}
	}
}

// kindOf names a line. No payment channel pays out to a credit card: what comes in
// is a repayment of the owner's, or something given back.
func (d *decoder) kindOf(a book.Minor, typ string) book.Kind {
	switch {
	case a < 0:
		return book.KindExpense
	case a > 0 && !d.card:
		return book.KindDeposit
	case a > 0 && (typ == "PAYMENT" || typ == "XFER"):
		return book.KindTransfer
	}
	return book.KindOther
}
