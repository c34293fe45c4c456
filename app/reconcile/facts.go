package reconcile

import (
	"strconv"

	"zhangfang/app/book"
)

func fact(code string, args ...string) book.Fact { return book.Fact{Code: code, Args: args} }

func money(m book.Minor, c book.Currency) string { return book.Money{Minor: m, Currency: c}.Plain() }

// money is an amount as a fact tells it. Few amounts are many rows': remembered.
func (c *context) money(m book.Minor, cur book.Currency) string {
	x := book.Money{Minor: m, Currency: cur}
	text, ok := c.told[x]
	if !ok {
		text = x.Plain()
		c.told[x] = text
	}
	return text
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// pairFacts is what speaks for a pair without a common number.
func (w *work) pairFacts(order, payment int32) []book.Fact {
	a, b := &w.rows[order], &w.rows[payment]
	facts := make([]book.Fact, 1, 4)
	if a.Amount == b.Amount {
		facts[0] = fact("amount_equal", w.money(a.Amount, a.Currency))
	} else {
		facts[0] = fact("gross_equal", w.money(a.Amount, a.Currency), w.money(b.Amount, b.Currency))
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
	size := lag
	if lag < 0 {
		size = -lag
	}
	switch {
	case size >= 3600 && lag < 0:
		return fact("earlier_hours", number(size/3600))
	case size >= 3600:
		return fact("later_hours", number(size/3600))
	case size > 120 && lag < 0:
		return fact("earlier_minutes", number(size/60))
	case size > 120:
		return fact("later_minutes", number(size/60))
	case lag < 0:
		return fact("earlier_seconds", number(size))
	}
	return fact("later_seconds", number(size))
}
