package fees

import (
	"strconv"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// Codes of the evidence of a fee_mismatch.
const (
	factCard     = "fee_card"     // A: rate in percent, B: fixed part, "" where there is none
	factBounds   = "fee_bounds"   // A: minimum, B: cap; "" where there is none
	factMethod   = "fee_method"   // A: the method that the card names
	factExpected = "fee_expected" // A: the amount, B: its fee
	factReturned = "fee_returned" // A: the amount refunded, B: the fee that should come back
	factKept     = "fee_kept"     // nothing should come back
	factCharged  = "fee_charged"  // A: the rate in percent that the row was charged
	factProposed = "fee_proposed" // A: rows the card was read from, B: of them explained
)

// evidence says by which card the fee was expected, and what was charged.
func (e *Expectation) evidence(r *book.Row) []book.Fact {
	facts := make([]book.Fact, 0, 6)
	add := func(code string, args ...string) { facts = append(facts, book.Fact{Code: code, Args: args}) }
	c := &e.Card
	add(factCard, book.RatePercent(c.Rate), termOrNone(c.Fixed, c.Currency))
	if c.Min != 0 || c.Cap != 0 {
		add(factBounds, termOrNone(c.Min, c.Currency), termOrNone(c.Cap, c.Currency))
	}
	if c.Method != "" {
		add(factMethod, c.Method)
	}
	base := plain(e.Base, r.Currency)
	switch back := r.Amount < 0; {
	case back && e.Fee < 0:
		add(factReturned, base, plain(-e.Fee, r.Currency))
	case back && c.Refund == book.RefundFeeKept:
		add(factKept)
	default:
		add(factExpected, base, plain(e.Fee, r.Currency))
	}
	if r.Fee != 0 && e.Base != 0 {
		add(factCharged, chargedRate(r.Fee, e.Base))
	}
	if c.State == book.CardProposed {
		add(factProposed, strconv.Itoa(c.Rows), strconv.Itoa(c.Fits))
	}
	return facts
}

// chargedRate is fee / base in percent, to two places.
func chargedRate(fee, base book.Minor) string {
	return book.RatePercent(decimal.NewFromInt(int64(fee.Abs())).DivRound(decimal.NewFromInt(int64(base)), 4))
}

func plain(m book.Minor, c book.Currency) string { return book.Money{Minor: m, Currency: c}.Plain() }

func termOrNone(m book.Minor, c book.Currency) string {
	if m == 0 {
		return ""
	}
	return plain(m, c)
}
