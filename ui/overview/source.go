package overview

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
)

// Figures is what the view needs of the use case of a period's figures.
type Figures interface {
	Months(ctx context.Context) ([]book.Period, error)
	Reach(ctx context.Context) ([]monthly.Covered, error)
	Overview(ctx context.Context, unit monthly.Unit, day book.Day, channels []book.ChannelID) (monthly.Overview, error)
	Underway(ctx context.Context, channels []book.ChannelID) (monthly.Underway, error)
	Matching(ctx context.Context, runs []book.Period, channels []book.ChannelID) ([][2]int, error)
	RefundWarn(ctx context.Context) (decimal.Decimal, error)
}

// Review is what the view needs of the use case of matching.
type Review interface {
	Exceptions(ctx context.Context, q book.ExceptionQuery) ([]book.ExceptionLine, error)
	RateCards(ctx context.Context) ([]book.RateCard, error)
	EntryIDs(ctx context.Context, q book.EntryQuery) ([]book.EntryID, error)
	EntryLines(ctx context.Context, ids []book.EntryID) ([]book.EntryLine, error)
}

// Live is what the view needs of the use case of live connections.
type Live interface {
	// Serving lists the connections whose provider knows the rows of a channel.
	Serving(ctx context.Context, ch book.Channel) ([]book.Connection, error)
}

// data is what one loading brought.
type data struct {
	months   []book.Period
	reach    []monthly.Covered
	live     map[string]bool // channels whose bills a connection pulls, by name
	channel  book.ChannelID  // 0: all
	unit     monthly.Unit
	o        monthly.Overview
	underway monthly.Underway
	open     []book.ExceptionLine // of all days
	cards    []book.RateCard
	warn     decimal.Decimal // the refund rate from which on to warn: 0.1 is 10 %
}

// picked is what the owner wants to look at.
type picked struct {
	unit    monthly.Unit
	day     book.Day // of the period; 0: the newest
	channel string   // by name, so that it can be kept for the next run; "": all
}

// newest is the last day that any file of sales covers, else any file at all.
func newest(reach []monthly.Covered) book.Day {
	var sales, any book.Day
	for _, c := range reach {
		any = max(any, c.Days.To)
		if c.Channel.Role == book.RolePayments {
			sales = max(sales, c.Days.To)
		}
	}
	if sales != 0 {
		return sales
	}
	return any
}

// load reads all that the view shows but for the shares of matched rows.
func load(ctx context.Context, deps Deps, want picked) (d data, err error) {
	d.unit = want.unit
	if d.months, err = deps.Figures.Months(ctx); err != nil || len(d.months) == 0 {
		return d, err
	}
	if d.reach, err = deps.Figures.Reach(ctx); err != nil {
		return d, err
	}
	if d.live, err = pulledOf(ctx, deps.Live, d.reach); err != nil {
		return d, err
	}
	var only []book.ChannelID
	for _, c := range d.payments() {
		if c.Name == want.channel {
			d.channel, only = c.ID, []book.ChannelID{c.ID}
		}
	}
	day := want.day
	if day == 0 {
		if day = newest(d.reach); day == 0 {
			day = d.months[0].To
		}
	}
	if d.o, err = deps.Figures.Overview(ctx, want.unit, day, only); err != nil {
		return d, err
	}
	if d.underway, err = deps.Figures.Underway(ctx, only); err != nil {
		return d, err
	}
	if d.warn, err = deps.Figures.RefundWarn(ctx); err != nil {
		return d, err
	}
	if d.cards, err = deps.Review.RateCards(ctx); err != nil {
		return d, err
	}
	d.open, err = deps.Review.Exceptions(ctx, book.ExceptionQuery{Channels: only})
	return d, err
}

// payments is the channels whose sales there are figures of.
func (d *data) payments() []book.Channel {
	var out []book.Channel
	for _, c := range d.reach {
		if c.Channel.Role == book.RolePayments {
			out = append(out, c.Channel)
		}
	}
	return out
}

// hasWallet tells whether a channel pays out by withdrawals, which count on their
// own day.
func (d *data) hasWallet() bool {
	return slices.ContainsFunc(d.reach, func(c monthly.Covered) bool { return c.Channel.Role == book.RoleWallet })
}

// only is the channel picked, as the use cases want it.
func (d *data) only() []book.ChannelID {
	if d.channel == 0 {
		return nil
	}
	return []book.ChannelID{d.channel}
}

// pulledOf are the channels whose bills a connection pulls, by name.
func pulledOf(ctx context.Context, live Live, reach []monthly.Covered) (map[string]bool, error) {
	out := map[string]bool{}
	if live == nil {
		return out, nil
	}
	for i := range reach {
		ch := &reach[i].Channel
		if ch.Role != book.RolePayments && ch.Role != book.RoleWallet {
			continue // a provider knows a shop's orders, but has no bill of them
		}
		by, err := live.Serving(ctx, *ch)
		if err != nil {
			return nil, err
		}
		out[ch.Name] = len(by) > 0
	}
	return out, nil
}
