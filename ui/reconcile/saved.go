package reconcile

import (
	"slices"

	"zhangfang/app/book"
	"zhangfang/ui/kit/ask"
)

// savedFilter is a filter as it is kept: the channel by its name, which means the
// same in another book.
type savedFilter struct {
	Leg     book.Leg  `json:"leg"`
	Side    book.Side `json:"side"`
	Channel string    `json:"channel,omitempty"`
	From    book.Day  `json:"from,omitempty"`
	To      book.Day  `json:"to,omitempty"`
	Text    string    `json:"text,omitempty"`
	Matched bool      `json:"matched,omitempty"`
	By      string    `json:"by,omitempty"`
	Desc    bool      `json:"desc,omitempty"`
}

// filtersKey is where saved filters are kept.
const filtersKey = "reconcile.filters"

// saved is what would be kept of the filter shown.
func (p *Presenter) savedNow() savedFilter {
	f := p.filter
	s := savedFilter{Leg: f.leg, Side: f.lead, From: f.month.From, To: f.month.To, Text: f.text, Matched: f.matched, By: f.order.By, Desc: f.order.Desc}
	if i := slices.IndexFunc(p.channels, func(c book.Channel) bool { return c.ID == f.channel }); i >= 0 && f.channel != 0 {
		s.Channel = p.channels[i].Name
	}
	return s
}

// Filters are the saved filters, for their menu.
func (p *Presenter) Filters() ask.Filters {
	return ask.FiltersOf(p.saved, p.savedNow, p.UseFilter)
}

// UseFilter shows what the saved filter at a place picks.
func (p *Presenter) UseFilter(i int) {
	s := p.saved.Value(i)
	p.quitPairing()
	p.filter = filter{leg: s.Leg, lead: s.Side, month: book.Period{From: s.From, To: s.To}, text: s.Text, matched: s.Matched,
		order: book.Order{By: s.By, Desc: s.Desc}}
	if c := slices.IndexFunc(p.channels, func(c book.Channel) bool { return c.Name == s.Channel }); c >= 0 {
		p.filter.channel = p.channels[c].ID
	}
	p.fresh()
}
