package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// merged matches runs of days of a channel, none of them paid, with one credit of
// exactly their sum, as channels pay weekends and holidays. A day on which more
// was refunded than sold comes off the days around it.
func (w *payouts) merged() {
	runs := w.runs()
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
			facts := append(w.creditFacts(run[len(run)-1], c), fact("days_together", number(int64(len(run)))))
			w.paid(book.RuleDayNet, 0.97, run, c, facts)
		}
	}
}

// sum is an amount in its currency.
type sum struct {
	amount   book.Minor
	currency book.Currency
}

// runs lists the runs of two and more open days by what they add up to.
func (w *payouts) runs() map[sum][][]*owed {
	out := map[sum][][]*owed{}
	for i, first := range w.owed {
		if first.closed || first.Entry != 0 {
			continue
		}
		total := first.Net
		for j := i + 1; j < len(w.owed); j++ {
			o := w.owed[j]
			if o.closed || o.Entry != 0 || o.Channel != first.Channel || o.Currency != first.Currency || o.Day-first.Day >= mergedDays {
				break
			}
			if total += o.Net; total > 0 {
				k := sum{total, first.Currency}
				out[k] = append(out[k], w.owed[i:j+1])
			}
		}
	}
	return out
}

// bestRun is the run whose last day was due nearest to the credit, the shorter of
// equals; nil when there is none, or when two channels could be meant.
func (w *payouts) bestRun(runs [][]*owed, c *credit) []*owed {
	if len(runs) == 0 {
		return nil
	}
	for _, run := range runs {
		if run[0].Channel != runs[0][0].Channel {
			return nil
		}
	}
	return slices.MinFunc(runs, func(a, b []*owed) int {
		x, y := a[len(a)-1], b[len(b)-1]
		return cmp.Or(cmp.Compare(w.off(x, c), w.off(y, c)), cmp.Compare(len(a), len(b)), cmp.Compare(x.Day, y.Day))
	})
}
