package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/remark"
)

// credit is a bank credit that a channel may have paid.
type credit struct {
	row      int32
	day      book.Day
	amount   book.Minor
	currency book.Currency
	said     remark.Remark
	payer    book.ChannelID // for which the owner's decisions say that it pays; 0 none
}

func (w *payouts) creditOf(i int32) credit {
	r := &w.rows[i]
	c := credit{row: i, day: r.Day, amount: r.Amount, currency: r.Currency, said: read(r)}
	if id := w.lessons.payerOf(r); id != 0 && (c.said.Provider == "" || c.said.Provider == w.providerOf(id)) {
		c.payer = id
	}
	return c
}

// names tells whether it is known who pays.
func (c *credit) names() bool { return c.payer != 0 || c.said.Provider != "" }

// namesDays is the days that its text says it pays; ok is false where it says none.
func (c *credit) namesDays() (p book.Period, ok bool) {
	return c.said.Period, c.said.Period.From != 0 && c.said.Period.To >= c.said.Period.From
}

// namesDay tells whether its text names this day alone.
func (c *credit) namesDay(d book.Day) bool {
	return d != 0 && c.said.Period == book.Period{From: d, To: d}
}

// How long after its day a payout is looked for: so many days and so many working
// days, since the longest run of bank holidays is nine days; never longer than
// payoutDays. A credit that names the batch may come later.
const (
	netDays            = 14
	netWorkdays        = 10
	withdrawalDays     = 7
	withdrawalWorkdays = 5
	payoutDays         = 24
	batchDays          = 31
)

// until is the last day on which a payout is looked for.
func (w *payouts) until(o *owed) book.Day {
	days, workdays, from := book.Day(netDays), netWorkdays, max(o.Day, o.states)
	if o.Entry != 0 {
		days, workdays, from = withdrawalDays, withdrawalWorkdays, o.Day
	}
	by := max(o.Day+days, book.Day(w.china.AddWorkdays(int32(from), workdays)))
	return min(by, o.Day+payoutDays)
}

// fits tells whether a credit may pay what is owed: both open, in its window and
// in its currency, from its payer as far as is known, and not declined.
func (w *payouts) fits(o *owed, c *credit) bool {
	return c.currency == o.Currency && w.mayPay(o, c) && c.day <= w.until(o)
}

// mayPay is fits for any currency and any later day.
func (w *payouts) mayPay(o *owed, c *credit) bool {
	return !o.closed && !o.beyond && !w.done[c.row] && c.day >= o.Day && w.from(o, c) &&
		(len(w.declined) == 0 || w.allAllowed(o.rows, []int32{c.row}))
}

// from tells whether a credit may come from the channel that owes: the one that
// the owner's decisions or its text name, and the account where it names a
// merchant number that the book knows.
func (w *payouts) from(o *owed, c *credit) bool {
	switch {
	case c.payer != 0:
		return c.payer == o.Channel
	case c.said.Provider != "" && c.said.Provider != o.provider:
		return false
	}
	ch := w.channels[o.Channel]
	return c.said.Merchant == "" || ch == nil || !w.merchant[c.said.Merchant] || ch.Account == c.said.Merchant
}

// within lists the credits from one day to another.
func (w *payouts) within(from, to book.Day) []credit {
	at := func(d book.Day) int {
		i, _ := slices.BinarySearchFunc(w.credits, d, func(c credit, d book.Day) int { return cmp.Compare(c.day, d) })
		return i
	}
	return w.credits[at(from):at(to+1)]
}

// fitting lists the credits that may pay what is owed.
func (w *payouts) fitting(o *owed) []*credit {
	near := w.within(o.Day, w.until(o))
	var out []*credit
	for i := range near {
		if w.fits(o, &near[i]) {
			out = append(out, &near[i])
		}
	}
	return out
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
	return c.namesDay(o.Day) || c.namesDay(o.states)
}

func creditRows(credits []*credit) []int32 {
	out := make([]int32, len(credits))
	for i, c := range credits {
		out[i] = c.row
	}
	return out
}

// amountOf sums credits; ok is false when the sum is out of range.
func amountOf(credits []*credit) (total book.Minor, ok bool) {
	for _, c := range credits {
		var err error
		if total, err = total.Add(c.amount); err != nil {
			return 0, false
		}
	}
	return total, true
}

// netOf sums what is owed; ok is false when the sum is out of range.
func netOf(group []*owed) (total book.Minor, ok bool) {
	for _, o := range group {
		var err error
		if total, err = total.Add(o.Net); err != nil {
			return 0, false
		}
	}
	return total, true
}

func rowsOwed(group []*owed) []int32 {
	var out []int32
	for _, o := range group {
		out = append(out, o.rows...)
	}
	return out
}
