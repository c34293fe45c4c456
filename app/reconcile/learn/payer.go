package learn

import (
	"maps"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/remark"
)

const (
	minPayer = 2   // confirmations before a party counts as a channel's payer
	rival    = 0.5 // faded confirmations for another channel that cast doubt on it: one in the last 30 days
)

// payers reads which parties pay for which channel, of those that no rule knows.
func (t *teacher) payers() []book.Lesson {
	if t.leg != book.LegPayouts {
		return nil
	}
	paid := map[string]map[book.ChannelID][]int{}
	for i := range t.cases {
		who, channel, ok := link(&t.cases[i])
		if !ok {
			continue
		}
		if paid[who] == nil {
			paid[who] = map[book.ChannelID][]int{}
		}
		paid[who][channel] = append(paid[who][channel], i)
	}
	var lessons []book.Lesson
	for who, channels := range paid {
		if l, ok := t.payer(who, channels); ok {
			lessons = append(lessons, l)
		}
	}
	return lessons
}

// link is the party and the channel that a confirmed payout joins, where it joins
// one of each.
func link(c *Case) (who string, channel book.ChannelID, ok bool) {
	if c.Decision.Action != book.Confirm || len(c.Left) == 0 || len(c.Right) == 0 {
		return "", 0, false
	}
	channel = c.Left[0].Channel
	if slices.ContainsFunc(c.Left, func(r book.Row) bool { return r.Channel != channel }) ||
		slices.ContainsFunc(c.Right, func(r book.Row) bool { return read(&r).Provider != "" }) {
		return "", 0, false
	}
	who = party(c.Right)
	return who, channel, who != ""
}

// payer is the lesson of a party: the channel with most weight, where enough speaks
// for it and nothing that has not faded against it.
func (t *teacher) payer(who string, channels map[book.ChannelID][]int) (book.Lesson, bool) {
	l := book.Lesson{Kind: book.LessonPayer, Leg: t.leg, Subject: who}
	var best []int
	var most, all float64
	count := 0
	for _, id := range slices.Sorted(maps.Keys(channels)) { // in order: sums of fractions depend on it
		cases := t.remembered(&l, channels[id])
		w := t.weight(cases)
		all, count = all+w, count+len(cases)
		if w > most {
			l.Channel, best, most = id, cases, w
		}
	}
	against := all - most
	if len(best) < minPayer || against >= rival || against >= most {
		return l, false
	}
	l.For, l.Against, l.Weight = len(best), count-len(best), sure(float64(len(best)), against)
	t.sign(&l, best)
	return l, true
}

// read is what a row's text says; nothing where it has none.
func read(r *book.Row) remark.Remark {
	if r.Text == nil {
		return remark.Remark{}
	}
	return remark.Read(r.Text.Counterparty, r.Text.Memo, r.Day)
}
