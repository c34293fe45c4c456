package monthly

import (
	"context"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// Overview is what an owner looks at every morning: a period and its newest day,
// each against the one before. Its days are those of Figures.
type Overview struct {
	Period    book.Period           // the days asked for
	UpTo      book.Day              // the newest of them that a file of sales covers; 0: none
	Days      []book.DayFigures     // by day of sale
	Channels  []book.ChannelFigures // but for wallets' balances and counts of matches
	ByChannel []book.ChannelDay     // payments and refunds, by channel and day
	Span      Comparison            // the period up to UpTo, against the same days of the one before
	Day       Comparison            // UpTo against the same weekday of the week before
}

// Covered tells how far a channel's files reach.
type Covered struct {
	Channel book.Channel
	Days    book.Period   // from the first to the last day covered; none: no file yet
	Gaps    []book.Period // within Days
}

// RefundWarn is the refund rate from which on the owner is warned: 0.1 is 10 %.
func (s *Service) RefundWarn(ctx context.Context) (decimal.Decimal, error) {
	text, err := s.book.Setting(ctx, book.SettingRefundWarn)
	if err != nil || text == "" {
		return decimal.New(book.DefaultRefundWarn, -2), err
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return d, fmt.Errorf("setting %s: %w", book.SettingRefundWarn, err)
	}
	return d.Shift(-2), nil
}

// Overview sums the period of a unit around a day over the channels picked, all
// when none is, and holds it against the period before.
func (s *Service) Overview(ctx context.Context, unit Unit, day book.Day, channels []book.ChannelID) (Overview, error) {
	o := Overview{Period: unit.Around(day)}
	err := s.overview(ctx, &o, unit, channels)
	if err != nil {
		return o, fmt.Errorf("overview of %s to %s: %w", o.Period.From, o.Period.To, err)
	}
	return o, nil
}

func (s *Service) overview(ctx context.Context, o *Overview, unit Unit, channels []book.ChannelID) error {
	g := gathering{period: o.Period, pick: channels, f: &book.MonthFigures{}}
	m, err := s.payouts(ctx, &g)
	if err != nil {
		return err
	}
	for i := range m.statuses {
		st := &m.statuses[i]
		if st.Role == book.RolePayments && g.picked(st.ID) && st.Covered.To >= o.Period.From {
			o.UpTo = max(o.UpTo, min(st.Covered.To, o.Period.To))
		}
	}
	before := unit.SameDays(o.Period, max(o.UpTo, o.Period.From))
	all, err := s.daysOf(ctx, before, book.Period{From: o.Period.From - 7, To: o.Period.To})
	if err != nil {
		return err
	}
	sum := newSumming(&m, &g, all)
	if err := sum.figures(o); err != nil || o.UpTo == 0 {
		return err
	}
	if o.Span, err = sum.compare(book.Period{From: o.Period.From, To: o.UpTo}, before, m.statuses); err != nil {
		return err
	}
	o.Day, err = sum.compare(book.Period{From: o.UpTo, To: o.UpTo}, book.Period{From: o.UpTo - 7, To: o.UpTo - 7}, m.statuses)
	return err
}

// daysOf sums the days of two periods, and of none between them: in a big book
// every day costs.
func (s *Service) daysOf(ctx context.Context, before, now book.Period) ([]book.ChannelDay, error) {
	if before.To+1 >= now.From {
		return s.book.ChannelDays(ctx, book.Period{From: min(before.From, now.From), To: now.To})
	}
	all, err := s.book.ChannelDays(ctx, before)
	if err != nil {
		return nil, err
	}
	rest, err := s.book.ChannelDays(ctx, now)
	return append(all, rest...), err
}

func newSumming(m *paid, g *gathering, days []book.ChannelDay) *summing {
	s := &summing{channels: map[book.ChannelID]book.Channel{}, picked: g.picked, days: days, expected: m.expected, payer: m.payer}
	for _, c := range m.channels {
		s.channels[c.ID] = c
	}
	return s
}

// figures fills the days and channels of the period as a report has them.
func (s *summing) figures(o *Overview) error {
	t := tally{channels: map[key]*book.ChannelFigures{}, days: map[key]*book.DayFigures{}}
	for _, d := range s.days {
		if c := s.channels[d.Channel]; c.Role == book.RolePayments && s.picked(c.ID) && o.Period.Has(d.Day) {
			t.payments(c, d)
			o.ByChannel = append(o.ByChannel, d)
		}
	}
	for i := range s.expected {
		x := &s.expected[i]
		if c := s.payer(x.Channel); o.Period.Has(x.Day) && (s.picked(c.ID) || s.picked(x.Channel)) {
			t.payout(c, *x)
		}
	}
	var f book.MonthFigures
	t.into(&f)
	o.Days, o.Channels = f.Days, f.Channels
	return t.err
}

// Matching counts, for each of some runs of days, the rows of the sales leg that
// expect a match, and of those the ones that have one that counts, over the
// channels picked, all when none is.
func (s *Service) Matching(ctx context.Context, runs []book.Period, channels []book.ChannelID) ([][2]int, error) {
	out := make([][2]int, len(runs))
	for i, p := range runs {
		rows, err := s.book.LegRows(ctx, p)
		if err != nil {
			return nil, fmt.Errorf("count the matched rows of %s to %s: %w", p.From, p.To, err)
		}
		for id, n := range rows {
			if len(channels) == 0 || slices.Contains(channels, id) {
				out[i][0] += n[0]
				out[i][1] += n[1]
			}
		}
	}
	return out, nil
}

// Reach tells how far the files of each channel reach.
func (s *Service) Reach(ctx context.Context) ([]Covered, error) {
	statuses, err := s.book.Statuses(ctx)
	if err != nil {
		return nil, fmt.Errorf("how far files reach: %w", err)
	}
	out := make([]Covered, len(statuses))
	for i, st := range statuses {
		out[i] = Covered{st.Channel, st.Covered, st.Gaps}
	}
	return out, nil
}
