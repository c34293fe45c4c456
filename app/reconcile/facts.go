package reconcile

import (
	"strconv"

	"zhangfang/app/book"
)

func fact(code string, args ...string) book.Fact { return book.Fact{Code: code, Args: args} }

func money(m book.Minor, c book.Currency) string { return book.Money{Minor: m, Currency: c}.Plain() }

func number(n int64) string { return strconv.FormatInt(n, 10) }

// pairFacts is what speaks for a pair without a common number.
func (w *work) pairFacts(order, payment int32) []book.Fact {
	a, b := &w.rows[order], &w.rows[payment]
	facts := make([]book.Fact, 1, 4)
	facts[0] = fact("amount_equal", money(a.Amount, a.Currency))
	if a.Amount != b.Amount {
		facts[0] = fact("gross_equal", money(a.Amount, a.Currency), money(b.Amount, b.Currency))
	}
	if lag, ok := lagOf(a, b); ok {
		facts = append(facts, lagFact(lag))
	}
	if b.Text != nil && b.Text.Terminal != "" {
		facts = append(facts, fact("terminal", b.Text.Terminal))
	}
	if b.Text != nil && b.Text.Card != "" {
		facts = append(facts, fact("card", b.Text.Card))
	}
	return facts
}

// lagOf is how much later b happened than a, in seconds, where both times are known.
func lagOf(a, b *book.Row) (lag int64, known bool) {
	return b.At - a.At, fine(a.Precision) && fine(b.Precision)
}

// lagFact tells a lag in the unit that a person would use.
func lagFact(lag int64) book.Fact {
	word, size := "later", lag
	if lag < 0 {
		word, size = "earlier", -lag
	}
	switch {
	case size >= 3600:
		return fact(word+"_hours", number(size/3600))
	case size > 120:
		return fact(word+"_minutes", number(size/60))
	}
	return fact(word+"_seconds", number(size))
}
