package overview

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// mostChannels bounds the lines of the fee chart: more cannot be told apart.
const mostChannels = 4

// feeChart is what each channel took of its sales less refunds, as the report has it;
// those with most fees come first.
func feeChart(t *assets.Text, list []run, d *data, cur book.Currency) Chart {
	c := Chart{Style: StyleLines, Places: 2, Zero: true, Empty: t.T("overview.no_sales"), More: make([][][2]string, len(list))}
	var fees, kept book.Minor
	for _, ch := range d.o.Channels {
		if ch.Currency == cur {
			fees, kept = plus(fees, ch.Fees), plus(kept, plus(ch.Sales, ch.Refunds))
		}
	}
	if kept > 0 {
		c.Remark = t.T("overview.fee_share", words.FeePercent(fees, kept), words.Amount(fees, cur))
	}
	for k, ch := range feeChannels(d, cur) {
		s := Series{Name: ch.Channel.Name, Look: LookFirst + Look(k)}
		sums := channelRuns(list, d.o.ByChannel, ch.Channel.ID, cur)
		for i, sum := range sums {
			s.Values = append(s.Values, share(sum[1], max(sum[0], 0))) // a day of more refunds than sales has no share
			if agreed := agreedText(d.cards, ch.Channel.ID, cur, list[i].days.To); agreed != "" {
				c.More[i] = append(c.More[i], [2]string{t.T("overview.agreed_with", ch.Channel.Name), agreed})
			}
		}
		c.Series = append(c.Series, s)
	}
	if len(c.Series) == 1 && len(list) > 0 {
		if lo, hi, ok := agreed(d.cards, feeChannels(d, cur)[0].Channel.ID, cur, list[len(list)-1].days.To); ok && lo.Equal(hi) {
			c.Threshold, c.Limit = hi.InexactFloat64(), t.T("overview.agreed")
			c.More = make([][][2]string, len(list)) // the line tells it already
		}
	}
	return c
}

// feeChannels is the channels of the period that have sales, most fees first.
func feeChannels(d *data, cur book.Currency) []book.ChannelFigures {
	out := slices.DeleteFunc(slices.Clone(d.o.Channels), func(c book.ChannelFigures) bool { return c.Currency != cur || c.Sales == 0 })
	slices.SortStableFunc(out, func(a, b book.ChannelFigures) int { return cmp.Compare(b.Fees, a.Fees) })
	return out[:min(len(out), mostChannels)]
}

// channelRuns is, for each run, what a channel sold less refunds, and what it took.
func channelRuns(list []run, days []book.ChannelDay, id book.ChannelID, cur book.Currency) [][2]book.Minor {
	out := make([][2]book.Minor, len(list))
	for _, d := range days {
		if d.Channel != id || d.Currency != cur {
			continue
		}
		i, ok := slices.BinarySearchFunc(list, d.Day, func(r run, day book.Day) int {
			if r.days.Has(day) {
				return 0
			}
			return cmp.Compare(r.days.From, day)
		})
		if !ok {
			continue
		}
		switch d.Kind {
		case book.KindPayment, book.KindRefund:
			out[i][0] = plus(out[i][0], d.Amount)
			out[i][1] = plus(out[i][1], d.Fee)
		}
	}
	return out
}

// agreed is the lowest and the highest rate agreed with a channel on a day.
func agreed(cards []book.RateCard, id book.ChannelID, cur book.Currency, day book.Day) (lo, hi decimal.Decimal, ok bool) {
	newest := map[string]*book.RateCard{}
	for i := range cards {
		c := &cards[i]
		if c.Channel != id || c.Currency != cur || c.State != book.CardAgreed || !c.Valid.Has(day) {
			continue
		}
		if n := newest[c.Method]; n == nil || c.Valid.From > n.Valid.From {
			newest[c.Method] = c
		}
	}
	for _, c := range newest {
		if !ok {
			lo, hi, ok = c.Rate, c.Rate, true
			continue
		}
		lo, hi = decimal.Min(lo, c.Rate), decimal.Max(hi, c.Rate)
	}
	return lo, hi, ok
}

// agreedText is "0.60%", "0.25% – 0.60%", or "" where nothing is agreed.
func agreedText(cards []book.RateCard, id book.ChannelID, cur book.Currency, day book.Day) string {
	lo, hi, ok := agreed(cards, id, cur, day)
	switch {
	case !ok:
		return ""
	case lo.Equal(hi):
		return hi.Shift(2).StringFixed(2) + "%"
	}
	return lo.Shift(2).StringFixed(2) + "% – " + hi.Shift(2).StringFixed(2) + "%"
}
