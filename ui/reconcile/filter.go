package reconcile

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// filter is what the header picks.
type filter struct {
	leg     book.Leg
	lead    book.Side
	month   book.Period // zero: all
	channel book.ChannelID
	text    string
	matched bool         // explained rows too
	away    bool         // those put off, and no others
	order   book.Order   // By "": suggestions first, by time among themselves
	target  book.EntryID // a row to be shown, wherever it is; 0 once it is
}

func (f filter) query() book.EntryQuery {
	q := book.EntryQuery{Leg: f.leg, Side: f.lead, Show: book.ShowOpen, Period: f.month, Text: f.text, Order: f.order}
	if f.order.By == "" {
		q.Order.By = "time"
	}
	if f.matched {
		q.Show = book.ShowAll
	}
	if f.channel != 0 {
		q.Channels = []book.ChannelID{f.channel}
	}
	return q
}

func (f filter) narrowed() bool { return f.month != (book.Period{}) || f.channel != 0 || f.text != "" }

// Leg is the leg shown.
func (p *Presenter) Leg() book.Leg { return p.filter.leg }

// Lead is the side that leads.
func (p *Presenter) Lead() book.Side { return p.filter.lead }

// ShowsMatched tells whether explained rows are shown too.
func (p *Presenter) ShowsMatched() bool { return p.filter.matched }

// SearchText is what is searched for.
func (p *Presenter) SearchText() string { return p.filter.text }

// PickLeg shows another leg. The channels lead on *sales*; on *payouts* the bank
// does, since the rows of a day's net are many and wait together.
func (p *Presenter) PickLeg(leg book.Leg) {
	if leg == p.filter.leg && p.phase != Pairing {
		return
	}
	p.quitPairing()
	p.filter.leg, p.filter.channel, p.filter.lead, p.filter.away = leg, 0, book.Left, false
	if leg == book.LegPayouts {
		p.filter.lead = book.Right
	}
	p.fresh()
}

// SwapLead lets the other side lead.
func (p *Presenter) SwapLead() {
	p.filter.lead, p.filter.channel, p.filter.away = p.filter.lead.Other(), 0, false
	p.fresh()
}

// PickMonth shows the month at the index of Months; 0 shows all.
func (p *Presenter) PickMonth(i int) {
	p.filter.month = book.Period{}
	if i > 0 && i <= len(p.months) {
		p.filter.month = p.months[i-1]
	}
	p.fresh()
}

// PickChannel shows the channel at the index of ChannelNames; 0 shows all.
func (p *Presenter) PickChannel(i int) {
	p.filter.channel = 0
	if list := p.leadChannels(); i > 0 && i <= len(list) {
		p.filter.channel = list[i-1].ID
	}
	p.fresh()
}

// Search shows the rows that hold a text. The counters are of the whole leg, and so
// are not read again.
func (p *Presenter) Search(text string) {
	if text != p.filter.text {
		p.filter.text = text
		p.loadList(nil)
	}
}

// ShowMatched shows explained rows too, or hides them.
func (p *Presenter) ShowMatched(on bool) {
	if on != p.filter.matched {
		p.filter.matched, p.filter.away = on, false
		p.loadList(p.near())
	}
}

// ClearFilter takes month, channel and search away.
func (p *Presenter) ClearFilter() {
	p.filter.month, p.filter.channel, p.filter.text, p.filter.away = book.Period{}, 0, "", false
	p.fresh()
}

// SortBy orders the leading pane by a column of book.Order.
func (p *Presenter) SortBy(by string, desc bool) {
	p.filter.order = book.Order{By: by, Desc: desc}
	p.loadList(nil)
}

// fresh reads the list from its beginning.
func (p *Presenter) fresh() {
	p.loadList(nil)
	p.loadSummary()
}

// Months are the names of the months, after "all".
func (p *Presenter) Months() (names []string, picked int) {
	names = []string{p.deps.Text.T("reconcile.all_months")}
	for i, m := range p.months {
		names = append(names, words.MonthName(p.deps.Text, m))
		if m == p.filter.month {
			picked = i + 1
		}
	}
	return names, picked
}

// ChannelNames are the channels of the leading side, after "all".
func (p *Presenter) ChannelNames() (names []string, picked int) {
	names = []string{p.deps.Text.T("reconcile.all_channels")}
	for i, c := range p.leadChannels() {
		names = append(names, c.Name)
		if c.ID == p.filter.channel && c.ID != 0 {
			picked = i + 1
		}
	}
	return names, picked
}

func (p *Presenter) leadChannels() []book.Channel {
	var out []book.Channel
	for _, c := range p.channels {
		if on, ok := sideOf(p.filter.leg, c.Role, c.Name); ok && on == p.filter.lead {
			out = append(out, c)
		}
	}
	return out
}

// loadSummary reads the counters and the open differences of the leg.
func (p *Presenter) loadSummary() {
	f := p.filter
	var counts book.LegCounts
	var open []book.ExceptionLine
	var months []book.Period
	var channels []book.Channel
	var legs []book.Leg
	p.summing.Do(func(ctx context.Context) (err error) {
		if channels, err = p.deps.Review.Channels(ctx); err != nil {
			return err
		}
		if legs, err = p.deps.Review.Legs(ctx); err != nil {
			return err
		}
		if months, err = p.deps.Months(ctx); err != nil {
			return err
		}
		q := f.query()
		q.Text = ""
		if counts, err = p.deps.Review.Counts(ctx, q); err != nil {
			return err
		}
		open, err = p.deps.Review.Exceptions(ctx, book.ExceptionQuery{Channels: q.Channels, Period: f.month})
		return err
	}, func(err error) {
		if err != nil {
			return // the list tells it
		}
		p.counts, p.months, p.channels = counts, months, channels
		p.picked = slices.DeleteFunc(slices.Clone(legs), func(l book.Leg) bool { return !isPicked(l) })
		p.faults, p.gapSum = faultsOf(f.leg, open, p.currency())
		p.changed(PartHeader | PartAcross)
	})
}
