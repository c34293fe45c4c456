package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// sums matches a credit that names its payer with what adds up to it among all
// that the channel still owes. Where more than one choice fits, one is offered and
// the others are told of; where so many can be made that one fits by chance, it is
// offered when nothing better comes.
func (w *payouts) sums() {
	var found []answer
	for i := range w.credits {
		c := &w.credits[i]
		if w.done[c.row] || !c.names() {
			continue
		}
		byChannel := map[book.ChannelID][]*owed{}
		for _, o := range w.owing(c) {
			byChannel[o.Channel] = append(byChannel[o.Channel], o)
		}
		for _, open := range byChannel { // answers sorts what is found
			found = append(found, w.addingUp(c, open)...)
		}
	}
	w.answers(found)
}

// addingUp is what of the nearest open amounts adds up to a credit: the simplest
// choice, and how many more there are.
func (w *payouts) addingUp(c *credit, open []*owed) []answer {
	if len(open) > most {
		slices.SortStableFunc(open, func(a, b *owed) int { return w.off(a, c) - w.off(b, c) })
		open = open[:most]
		slices.SortFunc(open, byDay)
	}
	amounts := make([]book.Minor, len(open))
	for i, o := range open {
		amounts[i] = o.Net
	}
	fits := subsets(amounts, c.amount, most, most)
	if len(fits) == 0 {
		return nil
	}
	a := answer{credits: []*credit{c}, rule: book.RuleSum, score: 0.9, others: len(fits) - 1, weak: !tells(len(open), c.amount),
		facts: []book.Fact{fact("sum_among", number(int64(fits[0].size())), number(int64(len(open))))}}
	for i, o := range open {
		if fits[0].has(i) {
			a.group = append(a.group, o)
		}
	}
	return []answer{a}
}
