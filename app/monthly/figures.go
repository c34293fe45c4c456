package monthly

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/transit"
)

// worstLines bounds the open exceptions that a report lists.
const worstLines = 40

// Figures sums a period over the channels picked, all when none is.
func (s *Service) Figures(ctx context.Context, p book.Period, channels []book.ChannelID) (book.MonthFigures, error) {
	f := book.MonthFigures{Period: p}
	g := gathering{period: p, pick: channels, f: &f}
	if err := s.gather(ctx, &g); err != nil {
		return f, fmt.Errorf("figures of %s to %s: %w", p.From, p.To, err)
	}
	if err := g.sum(); err != nil {
		return f, fmt.Errorf("figures of %s to %s: %w", p.From, p.To, err)
	}
	return f, nil
}

// gathering is what the book says of a period, before it is summed.
type gathering struct {
	period     book.Period
	pick       []book.ChannelID
	channels   []book.Channel
	days       []book.ChannelDay
	explained  []book.ChannelDay
	legRows    map[book.ChannelID][2]int
	expected   []transit.Expectation
	balances   map[book.ChannelID]book.Money
	exceptions []book.ExceptionLine
	f          *book.MonthFigures

	steps  []book.Period // runs of days that make up the period, to be counted each by itself; none: as a whole
	counts [][2]int      // of them: rows of the sales leg that expect a match, and those that have one
}

func (g *gathering) picked(id book.ChannelID) bool {
	return len(g.pick) == 0 || slices.Contains(g.pick, id)
}

func (s *Service) gather(ctx context.Context, g *gathering) (err error) {
	if g.channels, err = s.book.Channels(ctx); err != nil {
		return err
	}
	if g.days, err = s.book.ChannelDays(ctx, g.period); err != nil {
		return err
	}
	if g.explained, err = s.book.Explained(ctx, g.period); err != nil {
		return err
	}
	if err = s.gatherLegRows(ctx, g); err != nil {
		return err
	}
	if g.balances, err = s.book.WalletBalances(ctx, g.period.To); err != nil {
		return err
	}
	if g.f.Book, err = s.book.Name(ctx); err != nil {
		return err
	}
	if err = s.gatherPayouts(ctx, g); err != nil {
		return err
	}
	if g.exceptions, err = s.exceptions(ctx, book.ExceptionQuery{Period: g.period, Channels: g.pick, Resolved: true}); err != nil {
		return err
	}
	head, whole, err := s.book.ChainHead(ctx)
	g.f.ChainHead, g.f.ChainLen, g.f.ChainOK = head.Hash, head.Seq, whole
	return err
}

// gatherLegRows counts the rows of the sales leg, once: a look at a million of them
// takes seconds, and steps add up to the period.
func (s *Service) gatherLegRows(ctx context.Context, g *gathering) error {
	steps := g.steps
	if len(steps) == 0 {
		steps = []book.Period{g.period}
	}
	g.legRows = map[book.ChannelID][2]int{}
	g.counts = make([][2]int, len(steps))
	for i, p := range steps {
		rows, err := s.book.LegRows(ctx, p)
		if err != nil {
			return err
		}
		for id, n := range rows {
			sum := g.legRows[id]
			g.legRows[id] = [2]int{sum[0] + n[0], sum[1] + n[1]}
			g.counts[i][0] += n[0]
			g.counts[i][1] += n[1]
		}
	}
	return nil
}

// gatherPayouts judges what should have been paid out as of the latest day that
// any stream covers, and notes the gaps.
func (s *Service) gatherPayouts(ctx context.Context, g *gathering) error {
	settlements, err := s.book.Settlements(ctx)
	if err != nil {
		return err
	}
	statuses, err := s.book.Statuses(ctx)
	if err != nil {
		return err
	}
	var paid book.Day // the latest day that any stream of the payouts leg covers
	for _, st := range statuses {
		switch st.Role {
		case book.RolePayments, book.RoleWallet, book.RoleBank:
			paid = max(paid, st.Covered.To)
			fallthrough
		case book.RoleOrders:
			g.f.AsOf = max(g.f.AsOf, st.Covered.To)
		}
		for _, gap := range st.Gaps {
			if gap.From <= g.period.To && gap.To >= g.period.From {
				g.f.Gaps = append(g.f.Gaps, book.Gap{Channel: st.Name, Period: gap})
			}
		}
	}
	terms, err := s.terms(ctx, g.channels)
	if err != nil {
		return err
	}
	model := transit.Learn(settlements, terms, s.china)
	for _, x := range settlements {
		if g.period.Has(x.Day) {
			g.expected = append(g.expected, model.Judge(x, paid))
		}
	}
	return nil
}

// terms is when each channel has agreed to pay, where the owner said so.
func (s *Service) terms(ctx context.Context, channels []book.Channel) (map[book.ChannelID]transit.Terms, error) {
	out := map[book.ChannelID]transit.Terms{}
	for _, c := range channels {
		text, err := s.book.Setting(ctx, transit.TermsSetting(c.ID))
		if err != nil {
			return nil, err
		}
		if text == "" {
			continue
		}
		if out[c.ID], err = transit.ParseTerms(text); err != nil {
			return nil, fmt.Errorf("setting %s: %w", transit.TermsSetting(c.ID), err)
		}
	}
	return out, nil
}

// sum fills the figures. Amounts of two currencies never meet.
func (g *gathering) sum() error {
	t := tally{channels: map[key]*book.ChannelFigures{}, days: map[key]*book.DayFigures{}, bank: map[key]*book.BankFigures{}}
	byID := map[book.ChannelID]book.Channel{}
	for _, c := range g.channels {
		byID[c.ID] = c
	}
	for _, d := range g.days {
		switch c := byID[d.Channel]; {
		case c.Role == book.RolePayments && g.picked(c.ID):
			t.payments(c, d)
		case c.Role == book.RoleBank:
			t.bankRows(c, d)
		}
	}
	for _, d := range g.explained {
		t.add(&t.bankOf(byID[d.Channel], d.Currency).Explained, d.Amount)
	}
	for _, x := range g.expected {
		c := payer(byID[x.Channel], g.channels)
		if g.picked(c.ID) || g.picked(x.Channel) {
			t.payout(c, x)
		}
	}
	t.balances(g)
	t.legRows(g, g.legRows)
	t.exceptions(g)
	t.into(g.f)
	return t.err
}

// payer is the payments channel that a payout belongs to: that of the same
// account where a wallet pays.
func payer(c book.Channel, all []book.Channel) book.Channel {
	if c.Role != book.RoleWallet {
		return c
	}
	for _, o := range all {
		if o.Role == book.RolePayments && o.Provider == c.Provider && o.Account == c.Account {
			return o
		}
	}
	return c
}

func sortedByDay(days map[key]*book.DayFigures) []book.DayFigures {
	out := make([]book.DayFigures, 0, len(days))
	for _, d := range days {
		out = append(out, *d)
	}
	slices.SortFunc(out, func(a, b book.DayFigures) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Currency, b.Currency))
	})
	return out
}
