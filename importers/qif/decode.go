package qif

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

func begin(b bill.Beginning, d *decoder) (bill.Decoder, error) {
	for _, cells := range b.Preamble {
		b.Summary.Source.Account = cells[1]
		if cells[0] == types["ccard"] {
			d.card = true
			b.Summary.Source.Stream = "card"
		}
	}
	return d, nil
}

// decoder reads the records of an account.
type decoder struct {
	order order
	comma bool // amounts have a decimal comma
	notes []book.Note
	card  bool // the account of a credit card
}

// Foot takes the balance that an account began with, which nothing moved.
func (d *decoder) Foot(cells []string, _ int) bool { return cells[element] == opening }

// Row reads a record.
func (d *decoder) Row(r *bill.Record) {
	if r.Text(element) == cut {
		r.Fail(CodeCut, element)
	}
	r.Need(date)
	r.Need(amount)
	day, ok := d.order.day(r.Text(date))
	if !ok && r.Plain(date) != "" {
		r.Fail(bill.CodeDate, date, r.Text(date))
	}
	a := d.amount(r)
	e := r.AddKeyless(d.kindOf(a, r.Text(category)))
	e.At = book.Instant{Unix: int64(day)*86400 - 8*3600, Precision: book.PrecisionDay}
	e.Day, e.Gross, e.Amount = day, a, a
	e.TxnNo = r.ID(number)
	e.Counterparty, e.Memo = r.Plain(payee), r.Join(memo, category)
}

// amount is what a record moves, plus is in.
func (d *decoder) amount(r *bill.Record) book.Minor {
	if d.comma {
		return r.CommaAmount(amount)
	}
	return r.Amount(amount)
}

// End tells how the dates were read where that is not certain.
func (d *decoder) End(s *bill.Summary) { s.Notes = append(s.Notes, d.notes...) }

// kindOf names a record. No payment channel pays out to a credit card: what comes
// in is something given back, or a repayment, filed under the account it came from.
func (d *decoder) kindOf(a book.Minor, category string) book.Kind {
	switch {
	case a < 0:
		return book.KindExpense
	case a > 0 && !d.card:
		return book.KindDeposit
	case a > 0 && strings.HasPrefix(category, "["):
		return book.KindTransfer
	}
	return book.KindOther
}
