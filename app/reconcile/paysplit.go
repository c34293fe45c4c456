package reconcile

import "zhangfang/app/book"

// In how many credits one payout may come, within how many days of each other, and
// among how many credits they are looked for.
const (
	splitParts = 4
	splitDays  = 5
	splitAmong = 12
)

// split matches a net, or a run of days, with two to four credits that name their
// payer and add up to it: channels cut large payouts, and split them where their
// day ends at another hour.
func (w *payouts) split() {
	fitting := map[*owed][]*credit{}
	var found []answer
	for _, o := range w.owed {
		if o.closed || o.beyond {
			continue
		}
		for _, c := range w.fitting(o) {
			if c.names() {
				fitting[o] = append(fitting[o], c)
			}
		}
		if o.Net > 0 {
			found = append(found, w.inParts([]*owed{o}, o.Net, fitting[o])...)
		}
	}
	if len(fitting) == 0 {
		return
	}
	w.eachRun(func(run []*owed, total book.Minor) {
		found = append(found, w.inParts(run, total, common(run, fitting))...)
	})
	w.answers(found)
}

// common is the credits that fit every day of a run.
func common(run []*owed, fitting map[*owed][]*credit) []*credit {
	seen := map[*credit]int{}
	for _, o := range run {
		for _, c := range fitting[o] {
			seen[c]++
		}
	}
	var out []*credit
	for _, c := range fitting[run[0]] {
		if seen[c] == len(run) {
			out = append(out, c)
		}
	}
	return out
}

// inParts lists the ways in which credits near each other add up to what is owed.
func (w *payouts) inParts(group []*owed, total book.Minor, credits []*credit) []answer {
	var out []answer
	for len(credits) > 1 {
		n := 1
		for n < len(credits) && credits[n].day <= credits[0].day+splitDays {
			n++
		}
		out = append(out, w.partsFrom(group, total, credits[:n])...)
		credits = credits[1:]
	}
	return out
}

// partsFrom lists those of which the first credit is one.
func (w *payouts) partsFrom(group []*owed, total book.Minor, credits []*credit) []answer {
	if len(credits) < 2 || len(credits) > splitAmong {
		return nil
	}
	amounts := make([]book.Minor, len(credits))
	for i, c := range credits {
		amounts[i] = c.amount
	}
	var out []answer
	for _, s := range subsets(amounts, total, splitParts, 1<<splitAmong) {
		if !s.has(0) {
			continue
		}
		a := answer{group: group, rule: group[0].rule(), score: 0.95, weak: !tells(len(credits), total)}
		for i, c := range credits {
			if s.has(i) {
				a.credits = append(a.credits, c)
			}
		}
		out = append(out, a)
	}
	return out
}
