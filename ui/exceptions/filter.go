package exceptions

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// states is which states are shown: those that wait for something, one of them, or
// all.
type states uint8

const (
	showUnresolved states = iota
	showOpen
	showInReview
	showWaiting
	showReopened
	showResolved
	showAll
)

// state is the one state that a choice shows; for the first and the last choice it
// means nothing.
func (s states) state() book.ExceptionState {
	switch s {
	case showInReview:
		return book.ExceptionInReview
	case showWaiting:
		return book.ExceptionWaiting
	case showReopened:
		return book.ExceptionReopened
	case showResolved:
		return book.ExceptionResolved
	}
	return book.ExceptionOpen
}

// has tells whether exceptions of a state are shown.
func (s states) has(state book.ExceptionState) bool {
	switch s {
	case showUnresolved:
		return state != book.ExceptionResolved
	case showAll:
		return true
	}
	return s.state() == state
}

// filter is what the header picks.
type filter struct {
	kind     book.ExceptionType // "": all
	severity int                // 0: all; else 1 more than the severity
	state    states
	channel  book.ChannelID // 0: all
	month    book.Period    // zero: all
	text     string
}

func (f filter) narrowed() bool {
	return f.kind != "" || f.severity != 0 || f.state != showUnresolved && f.state != showAll ||
		f.channel != 0 || f.month != (book.Period{}) || f.text != ""
}

// Narrowed tells whether the filter may hide something that is to be dealt with.
func (p *Presenter) Narrowed() bool { return p.filter.narrowed() }

func (f filter) query() book.ExceptionQuery {
	q := book.ExceptionQuery{Period: f.month, Text: f.text, Resolved: f.state.has(book.ExceptionResolved)}
	if f.channel != 0 {
		q.Channels = []book.ChannelID{f.channel}
	}
	return q
}

// shows tells whether a line passes what the query does not ask for, but for its type.
func (f filter) shows(x *book.ExceptionLine) bool {
	return f.state.has(x.State) && (f.severity == 0 || int(x.Severity) == f.severity-1)
}

// ofKind tells whether a line is of the type picked.
func (f filter) ofKind(x *book.ExceptionLine) bool { return f.kind == "" || x.Type == f.kind }

// Kinds are the names of the types with how many there are, after "all".
func (p *Presenter) Kinds() (names []string, picked int) {
	names = []string{p.deps.Text.T("exceptions.all_types")}
	for i, k := range book.ExceptionTypes {
		name := words.ExceptionName(p.deps.Text, k)
		if n := p.counts[k]; n > 0 {
			name += " " + words.Number(n)
		}
		names = append(names, name)
		if k == p.filter.kind {
			picked = i + 1
		}
	}
	return names, picked
}

// PickKind shows the type at the index of Kinds.
func (p *Presenter) PickKind(i int) {
	p.filter.kind = ""
	if i > 0 && i <= len(book.ExceptionTypes) {
		p.filter.kind = book.ExceptionTypes[i-1]
	}
	p.pickedFilter()
}

// Severities are the names of the severities, after "all".
func (p *Presenter) Severities() (names []string, picked int) {
	t := p.deps.Text
	names = []string{t.T("exceptions.all_severities")}
	for _, s := range []book.Severity{book.High, book.Medium, book.Low} {
		names = append(names, t.T("severity."+s.String()))
	}
	return names, p.filter.severity
}

// PickSeverity shows the severity at the index of Severities.
func (p *Presenter) PickSeverity(i int) {
	p.filter.severity = 0
	if i > 0 && i <= int(book.Low)+1 {
		p.filter.severity = i
	}
	p.pickedFilter()
}

// States are the names of what of the states can be shown.
func (p *Presenter) States() (names []string, picked int) {
	t := p.deps.Text
	names = []string{t.T("exceptions.unresolved")}
	for s := showOpen; s < showAll; s++ {
		names = append(names, t.T("xstate."+s.state().String()))
	}
	return append(names, t.T("exceptions.all_states")), int(p.filter.state)
}

// PickState shows the states at the index of States.
func (p *Presenter) PickState(i int) {
	p.filter.state = showUnresolved
	if i > 0 && i <= int(showAll) {
		p.filter.state = states(i)
	}
	p.pickedFilter()
}

// ChannelNames are the names of the channels, after "all".
func (p *Presenter) ChannelNames() (names []string, picked int) {
	names = []string{p.deps.Text.T("exceptions.all_channels")}
	for i, c := range p.channels {
		names = append(names, c.Name)
		if c.ID == p.filter.channel && c.ID != 0 {
			picked = i + 1
		}
	}
	return names, picked
}

// PickChannel shows the channel at the index of ChannelNames.
func (p *Presenter) PickChannel(i int) {
	p.filter.channel = 0
	if i > 0 && i <= len(p.channels) {
		p.filter.channel = p.channels[i-1].ID
	}
	p.pickedFilter()
}

// Months are the names of the months, after "all".
func (p *Presenter) Months() (names []string, picked int) {
	names = []string{p.deps.Text.T("exceptions.all_months")}
	for i, m := range p.months {
		names = append(names, words.MonthName(p.deps.Text, m))
		if m == p.filter.month {
			picked = i + 1
		}
	}
	return names, picked
}

// PickMonth shows the month at the index of Months.
func (p *Presenter) PickMonth(i int) {
	p.filter.month = book.Period{}
	if i > 0 && i <= len(p.months) {
		p.filter.month = p.months[i-1]
	}
	p.pickedFilter()
}

// Search shows the exceptions that hold a text.
func (p *Presenter) Search(text string) {
	if text = strings.TrimSpace(text); text != p.filter.text {
		p.filter.text = text
		p.Load()
	}
}

// ClearFilter shows everything that is not resolved.
func (p *Presenter) ClearFilter() {
	p.filter = filter{}
	p.pickedFilter()
}
