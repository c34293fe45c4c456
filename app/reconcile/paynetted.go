package reconcile

import "zhangfang/app/book"

// How many days of refunds one payout may bear, and among how many they are
// looked for.
const (
	bornDays  = 3
	bornAmong = 8
)

// netted matches nets with credits that name their payer and are less by just what
// the text says was kept as a fee, or by what other days' refunds leave owing the
// other way.
func (w *payouts) netted() {
	var found []answer
	for i := range w.credits {
		c := &w.credits[i]
		if w.done[c.row] || !c.names() {
			continue
		}
		near := w.owing(c)
		for _, o := range near {
			gap := o.Net - c.amount // neither is negative where it is looked at
			if o.Net <= c.amount {
				continue
			}
			if c.said.Fee != nil && gap == *c.said.Fee {
				found = append(found, answer{group: []*owed{o}, credits: []*credit{c}, rule: o.rule(), score: 0.97, fee: gap,
					facts: []book.Fact{fact("netted_fee", money(gap, c.currency))}})
			}
			found = append(found, w.bearing(o, c, near, gap)...)
		}
	}
	w.answers(found)
}

// owing lists what is open and may be paid by a credit, by day.
func (w *payouts) owing(c *credit) []*owed {
	var out []*owed
	for _, o := range w.dayRange(c.day-payoutDays, c.day) {
		if w.fits(o, c) {
			out = append(out, o)
		}
	}
	return out
}

// bearing lists the days of more refunds than sales that together come to the gap
// between what is owed and what came.
func (w *payouts) bearing(o *owed, c *credit, near []*owed, gap book.Minor) []answer {
	var below []*owed
	var amounts []book.Minor
	for _, n := range near {
		if n.Net < 0 && sameFlow(n, o) {
			below, amounts = append(below, n), append(amounts, n.Net)
		}
	}
	if len(below) == 0 || len(below) > bornAmong {
		return nil
	}
	answerOf := func(days []*owed) answer {
		return answer{group: append([]*owed{o}, days...), credits: []*credit{c}, rule: o.rule(), score: 0.93, weak: !tells(len(below), gap),
			facts: []book.Fact{fact("less_refunds", number(int64(len(days))), money(gap, c.currency))}}
	}
	var out []answer
	for _, n := range below {
		if n.Net == -gap {
			out = append(out, answerOf([]*owed{n}))
		}
	}
	for _, s := range subsets(amounts, -gap, bornDays, bornDays) {
		var days []*owed
		for i, n := range below {
			if s.has(i) {
				days = append(days, n)
			}
		}
		out = append(out, answerOf(days))
	}
	return out
}
