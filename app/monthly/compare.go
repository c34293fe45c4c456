package monthly

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/transit"
)

// Sums is what a run of days brought, in one currency.
type Sums struct {
	Currency book.Currency
	Sales    book.Minor
	Refunds  book.Minor // negative
	Fees     book.Minor
	Net      book.Minor
	Arrived  book.Minor // what reached the bank on these days, whenever it was sold
	SaleRows int
	RefRows  int
}

// Comparison holds a run of days against an earlier one. Where files of either are
// missing nothing can be said: what is not there would look like a fall.
type Comparison struct {
	Now, Before book.Period
	NowSums     []Sums     // by currency
	BeforeSums  []Sums     // by currency
	Missing     []book.Gap // days of either that a channel's files of sales do not cover
	BankMissing []book.Gap // days of either that a bank's statements do not cover
}

// Of is the sums of a currency, now and before.
func (c *Comparison) Of(cur book.Currency) (now, before Sums) {
	return of(c.NowSums, cur), of(c.BeforeSums, cur)
}

func of(all []Sums, cur book.Currency) Sums {
	for _, s := range all {
		if s.Currency == cur {
			return s
		}
	}
	return Sums{Currency: cur}
}

// summing sums runs of days over what was gathered.
type summing struct {
	channels map[book.ChannelID]book.Channel
	picked   func(book.ChannelID) bool
	days     []book.ChannelDay
	expected []transit.Expectation
	payer    func(book.ChannelID) book.Channel
}

// over sums the days of a period.
func (s *summing) over(p book.Period) ([]Sums, error) {
	t := tally{channels: map[key]*book.ChannelFigures{}, days: map[key]*book.DayFigures{}}
	for _, d := range s.days {
		if c := s.channels[d.Channel]; c.Role == book.RolePayments && s.picked(c.ID) && p.Has(d.Day) {
			t.payments(c, d)
		}
	}
	byCurrency := map[book.Currency]*Sums{}
	sums := func(cur book.Currency) *Sums {
		if byCurrency[cur] == nil {
			byCurrency[cur] = &Sums{Currency: cur}
		}
		return byCurrency[cur]
	}
	for _, d := range t.days {
		to := sums(d.Currency)
		t.add(&to.Sales, d.Sales)
		t.add(&to.Refunds, d.Refunds)
		t.add(&to.Fees, d.Fees)
		t.add(&to.Net, d.Net)
		to.SaleRows += d.SaleRows
		to.RefRows += d.RefRows
	}
	for i := range s.expected {
		x := &s.expected[i]
		if x.ArrivedOn != 0 && p.Has(x.ArrivedOn) && (s.picked(x.Channel) || s.picked(s.payer(x.Channel).ID)) {
			t.add(&sums(x.Currency).Arrived, x.Arrived)
		}
	}
	out := make([]Sums, 0, len(byCurrency))
	for _, v := range byCurrency {
		out = append(out, *v)
	}
	slices.SortFunc(out, func(a, b Sums) int { return cmp.Compare(a.Currency, b.Currency) })
	return out, t.err
}

// compare sums both runs of days and tells which of them files are missing of.
func (s *summing) compare(now, before book.Period, statuses []book.ChannelStatus) (c Comparison, err error) {
	c.Now, c.Before = now, before
	if c.NowSums, err = s.over(now); err != nil {
		return c, err
	}
	if c.BeforeSums, err = s.over(before); err != nil {
		return c, err
	}
	for i := range statuses {
		st := &statuses[i]
		switch {
		case st.Covered.To < before.From: // none, or one that the shop left before
		case st.Role == book.RolePayments && s.picked(st.ID):
			c.Missing = append(c.Missing, uncovered(st, before, now)...)
		case st.Role == book.RoleBank:
			c.BankMissing = append(c.BankMissing, uncovered(st, before, now)...)
		}
	}
	return c, nil
}

// uncovered is the days of some periods that a channel's files do not cover.
func uncovered(st *book.ChannelStatus, periods ...book.Period) []book.Gap {
	holes := append([]book.Period{{To: st.Covered.From - 1}, {From: st.Covered.To + 1, To: 1<<31 - 1}}, st.Gaps...)
	var out []book.Gap
	for _, p := range periods {
		for _, h := range holes {
			if from, to := max(p.From, h.From), min(p.To, h.To); from <= to {
				out = append(out, book.Gap{Channel: st.Name, Period: book.Period{From: from, To: to}})
			}
		}
	}
	return out
}
