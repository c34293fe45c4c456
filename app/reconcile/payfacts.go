package reconcile

import (
	"fmt"

	"zhangfang/app/book"
)

// payFacts is what speaks for a payout, in the order in which a person would say
// it: what was owed, how it came, who the bank names.
func (w *payouts) payFacts(group []*owed, credits []*credit, more ...book.Fact) []book.Fact {
	last, c := group[0], credits[len(credits)-1]
	for _, o := range group {
		if o.Day > last.Day {
			last = o
		}
	}
	facts := append([]book.Fact{w.owedFact(group, last.Day)}, more...)
	if last.Terminal != "" {
		facts = append(facts, fact("terminal", last.Terminal))
	}
	if last.cutoff != 0 {
		facts = append(facts, fact("cutoff", fmt.Sprintf("%02d:00", last.cutoff)))
	} else if ch := w.channels[last.Channel]; last.Entry == 0 && ch != nil && ch.Cutoff != 0 {
		facts = append(facts, fact("day_ends", ch.Cutoff.String()))
	}
	facts = append(facts, fact("credited_after_days", number(int64(c.day-last.Day))))
	if len(credits) > 1 {
		facts = append(facts, fact("paid_in_parts", number(int64(len(credits)))))
	}
	return append(facts, w.saidFacts(group, c)...)
}

// owedFact tells what was owed: of a day, of days, or by withdrawal.
func (w *payouts) owedFact(group []*owed, last book.Day) book.Fact {
	o := group[0]
	total, _ := netOf(group) // in range, or nothing would have fitted
	sum := money(total, o.Currency)
	if o.Currency != book.CNY {
		sum = string(o.Currency) + " " + sum
	}
	first := o.Day
	for _, x := range group {
		first = min(first, x.Day)
	}
	switch {
	case len(group) > 1 && o.Entry != 0:
		return fact("withdrawals_together", number(int64(len(group))), sum)
	case o.Entry != 0:
		return fact("withdrawal_of", o.Day.String(), sum)
	case first != last:
		return fact("net_of_days", first.String(), last.String(), sum)
	}
	return fact("net_of_day", o.Day.String(), sum)
}

// saidFacts tells what the bank's text says of the payer and the days.
func (w *payouts) saidFacts(group []*owed, c *credit) []book.Fact {
	var facts []book.Fact
	text := shown(w.rows[c.row].Text)
	switch {
	case c.payer != 0:
		facts = append(facts, fact("payer_learned", text))
	case c.said.Provider != "":
		facts = append(facts, fact("memo_names", text))
	}
	if ch := w.channels[group[0].Channel]; ch != nil && c.said.Merchant != "" && ch.Account == c.said.Merchant {
		facts = append(facts, fact("memo_merchant", c.said.Merchant))
	}
	if p, ok := c.namesDays(); ok && p.From != p.To && p.Has(group[0].Day) {
		facts = append(facts, fact("memo_days", p.From.String(), p.To.String()))
	} else if ok && p.From == p.To && w.namesDayOf(group[0], c) {
		facts = append(facts, fact("memo_day", p.From.String()))
	}
	return facts
}
