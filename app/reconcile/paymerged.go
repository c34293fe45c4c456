package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// mergedDays is how far the first and the last of the days that one credit pays
// lie apart at most: the longest holidays and the working day before them.
const mergedDays = 11

// named matches the days that a credit's text names, from one to another, where
// they add up to it, less a fee that it names.
func (w *payouts) named() {
	var found []answer
	for i := range w.credits {
		c := &w.credits[i]
		p, ok := c.namesDays()
		if !ok || p.From == p.To || w.done[c.row] {
			continue
		}
		for _, run := range w.openIn(p, c) {
			total, ok := netOf(run)
			switch {
			case !ok || total <= 0:
			case total == c.amount:
				found = append(found, answer{group: run, credits: []*credit{c}, rule: book.RuleDayNet, score: 1})
			case c.said.Fee != nil && total-c.amount == *c.said.Fee:
				found = append(found, answer{group: run, credits: []*credit{c}, rule: book.RuleDayNet, score: 1, fee: *c.said.Fee,
					facts: []book.Fact{fact("netted_fee", money(*c.said.Fee, c.currency))}})
			}
		}
	}
	w.answers(found)
}

// openIn lists what each channel that may have paid a credit owes of a period.
func (w *payouts) openIn(p book.Period, c *credit) [][]*owed {
	var out [][]*owed
	for _, o := range w.dayRange(p.From, p.To) {
		if o.Entry != 0 || o.Currency != c.currency || c.day > o.Day+batchDays || !w.mayPay(o, c) {
			continue
		}
		if n := slices.IndexFunc(out, func(run []*owed) bool { return sameFlow(run[0], o) }); n >= 0 {
			out[n] = append(out[n], o)
		} else {
			out = append(out, []*owed{o})
		}
	}
	return out
}

// sameFlow tells whether two amounts are paid by the same stream of credits.
func sameFlow(a, b *owed) bool {
	return a.Channel == b.Channel && a.Currency == b.Currency && a.Terminal == b.Terminal && (a.Entry == 0) == (b.Entry == 0)
}

// merged matches runs of days of a channel, none of them paid, with one credit of
// exactly their sum, as channels pay weekends and holidays. A day on which more
// was refunded than sold comes off the days around it.
func (w *payouts) merged() {
	runs := map[sum][][]*owed{}
	w.eachRun(func(run []*owed, total book.Minor) {
		k := sum{total, run[0].Currency}
		runs[k] = append(runs[k], run)
	})
	for i := range w.credits {
		c := &w.credits[i]
		if w.done[c.row] {
			continue
		}
		var fit [][]*owed
		for _, run := range runs[sum{c.amount, c.currency}] {
			if !slices.ContainsFunc(run, func(o *owed) bool { return !w.fits(o, c) }) {
				fit = append(fit, run)
			}
		}
		if run := w.bestRun(fit, c); run != nil {
			w.paid(book.RuleDayNet, 0.97, run, []*credit{c}, w.payFacts(run, []*credit{c}, fact("days_together", number(int64(len(run))))))
		}
	}
}

// sum is an amount in its currency.
type sum struct {
	amount   book.Minor
	currency book.Currency
}

// eachRun calls see for the runs of two and more open days that add up to more
// than nothing.
func (w *payouts) eachRun(see func(run []*owed, total book.Minor)) {
	for i, first := range w.owed {
		if first.closed || first.beyond || first.Entry != 0 {
			continue
		}
		total := first.Net
		for j := i + 1; j < len(w.owed); j++ {
			o := w.owed[j]
			if o.closed || o.beyond || !sameFlow(o, first) || o.Day-first.Day >= mergedDays {
				break
			}
			var err error
			if total, err = total.Add(o.Net); err != nil {
				break
			}
			if total > 0 {
				see(w.owed[i:j+1:j+1], total)
			}
		}
	}
}

// bestRun is the run whose last day was due nearest to the credit, the shorter of
// equals; nil when there is none, or when two channels could be meant.
func (w *payouts) bestRun(runs [][]*owed, c *credit) []*owed {
	if len(runs) == 0 {
		return nil
	}
	for _, run := range runs {
		if !sameFlow(run[0], runs[0][0]) {
			return nil
		}
	}
	return slices.MinFunc(runs, func(a, b []*owed) int {
		x, y := a[len(a)-1], b[len(b)-1]
		return cmp.Or(cmp.Compare(w.off(x, c), w.off(y, c)), cmp.Compare(len(a), len(b)), cmp.Compare(x.Day, y.Day))
	})
}
