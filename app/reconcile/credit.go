package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// credit is a bank credit that a channel may have paid.
type credit struct {
	row      int32
	day      book.Day
	amount   book.Minor
	currency book.Currency
	named    string // the provider that its text names; "" none
}

// fits tells whether a credit may pay what is owed: both open, in its window, in
// its currency, from its provider as far as the text tells, and not declined.
func (w *payouts) fits(o *owed, c *credit) bool {
	days := book.Day(netDays)
	if o.Entry != 0 {
		days = withdrawalDays
	}
	if o.closed || w.done[c.row] || c.currency != o.Currency || c.day < o.Day || c.day > o.Day+days {
		return false
	}
	if c.named != "" && c.named != o.provider {
		return false
	}
	return len(w.declined) == 0 || w.allAllowed(o.rows, []int32{c.row})
}

// within lists the credits from one day to another.
func (w *payouts) within(from, to book.Day) []credit {
	at := func(d book.Day) int {
		i, _ := slices.BinarySearchFunc(w.credits, d, func(c credit, d book.Day) int { return cmp.Compare(c.day, d) })
		return i
	}
	return w.credits[at(from):at(to+1)]
}

// off is how many days a credit came off the day on which what is owed was due;
// none when its text names the day of the sales or of the payment.
func (w *payouts) off(o *owed, c *credit) int {
	if w.namesDayOf(o, c) {
		return 0
	}
	d := int(c.day - o.due())
	return 1 + max(d, -d)
}

func (w *payouts) namesDayOf(o *owed, c *credit) bool {
	text := w.rows[c.row].Text
	return namesDay(text, o.Day) || namesDay(text, o.states)
}

func (w *payouts) creditFacts(o *owed, c *credit) []book.Fact {
	facts := []book.Fact{fact("net_of_day", o.Day.String(), money(o.Net, o.Currency)), fact("credited_after_days", number(int64(c.day-o.Day)))}
	if o.Entry != 0 {
		facts[0] = fact("withdrawal_of", o.Day.String(), money(o.Net, o.Currency))
	}
	if c.named != "" {
		facts = append(facts, fact("memo_names", shown(w.rows[c.row].Text)))
	}
	return facts
}
