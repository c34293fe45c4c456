package exceptions

import (
	"slices"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
)

// savedFilter is a filter as it is kept: the channel by its name, which means the
// same in another book.
type savedFilter struct {
	Kind     book.ExceptionType `json:"kind,omitempty"`
	Severity int                `json:"severity,omitempty"`
	State    states             `json:"state,omitempty"`
	Channel  string             `json:"channel,omitempty"`
	From     book.Day           `json:"from,omitempty"`
	To       book.Day           `json:"to,omitempty"`
	Text     string             `json:"text,omitempty"`
}

// filtersKey is where saved filters are kept.
const filtersKey = "exceptions.filters"

// filterKey is where the filter is kept that was shown last: each book has its own, or
// another book would begin with rows hidden.
func (p *Presenter) filterKey() string { return "exceptions.filter." + p.deps.Book }

// savedNow is what would be kept of the filter shown.
func (p *Presenter) savedNow() savedFilter {
	f := p.filter
	s := savedFilter{Kind: f.kind, Severity: f.severity, State: f.state, From: f.month.From, To: f.month.To, Text: f.text}
	if i := slices.IndexFunc(p.channels, func(c book.Channel) bool { return c.ID == f.channel }); i >= 0 && f.channel != 0 {
		s.Channel = p.channels[i].Name
	}
	return s
}

// filterOf is the filter that was kept.
func (p *Presenter) filterOf(s savedFilter) filter {
	f := filter{kind: s.Kind, severity: s.Severity, state: s.State, month: book.Period{From: s.From, To: s.To}, text: s.Text}
	if i := slices.IndexFunc(p.channels, func(c book.Channel) bool { return c.Name == s.Channel }); i >= 0 {
		f.channel = p.channels[i].ID
	}
	return f
}

// rememberFilter keeps what is shown for the next time; a search and a month are of
// the day.
func (p *Presenter) rememberFilter() {
	s := p.savedNow()
	s.Text, s.From, s.To = "", 0, 0
	kit.Remember(p.deps.Prefs, p.filterKey(), s)
}

// recallFilter takes the filter up that was shown last; its channel is found when the
// channels are known.
func (p *Presenter) recallFilter() {
	var s savedFilter
	if kit.Recall(p.deps.Prefs, p.filterKey(), &s) {
		p.filter = p.filterOf(s)
		if s.Channel != "" {
			p.wanted = &s
		}
	}
}

// takeWanted picks the remembered channel once the channels are known; it tells
// whether the list is to be read again.
func (p *Presenter) takeWanted() bool {
	if p.wanted == nil {
		return false
	}
	before := p.filter
	p.filter, p.wanted = p.filterOf(*p.wanted), nil
	return p.filter != before
}

// Filters are the saved filters, for their menu.
func (p *Presenter) Filters() ask.Filters {
	return ask.FiltersOf(p.saved, p.savedNow, p.UseFilter)
}

// UseFilter shows what the saved filter at a place picks.
func (p *Presenter) UseFilter(i int) {
	p.filter = p.filterOf(p.saved.Value(i))
	p.pickedFilter()
}

// pickedFilter shows another filter and remembers it.
func (p *Presenter) pickedFilter() {
	p.rememberFilter()
	p.Load()
}

// SearchText is what is searched for.
func (p *Presenter) SearchText() string { return p.filter.text }
