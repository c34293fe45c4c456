// Package exceptions is the view of what must not be: typed, aged, ranked by
// money, each ending in a decision with a note.
package exceptions

import (
	"context"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

// Review is what the view needs of the use case of matching.
type Review interface {
	Channels(ctx context.Context) ([]book.Channel, error)
	Exceptions(ctx context.Context, q book.ExceptionQuery) ([]book.ExceptionLine, error)
	EntryLines(ctx context.Context, ids []book.EntryID) ([]book.EntryLine, error)
	SetException(ctx context.Context, key string, leg book.Leg, state book.ExceptionState, note string) (book.Decision, error)
	Undo(ctx context.Context) (book.Decision, error)
	UndoDecision(ctx context.Context, id book.DecisionID) (book.Decision, error)
}

// Part is a part of the view that a change touches.
type Part uint8

// The parts.
const (
	PartHeader Part = 1 << iota
	PartList
	PartDetail
	PartAll = PartHeader | PartList | PartDetail
)

// Phase is what the list shows as a whole.
type Phase uint8

// The phases.
const (
	Loading Phase = iota
	Ready
	Bare     // the book holds nothing yet
	Clear    // nothing is open
	NotFound // the filter leaves nothing
	Failed
)

// filter is what the header picks.
type filter struct {
	kind     book.ExceptionType // "": all
	channel  book.ChannelID     // 0: all
	month    book.Period        // zero: all
	text     string
	resolved bool
}

func (f filter) narrowed() bool {
	return f.kind != "" || f.channel != 0 || f.month != (book.Period{}) || f.text != ""
}

func (f filter) query() book.ExceptionQuery {
	q := book.ExceptionQuery{Period: f.month, Text: f.text, Resolved: f.resolved}
	if f.kind != "" {
		q.Types = []book.ExceptionType{f.kind}
	}
	if f.channel != 0 {
		q.Channels = []book.ChannelID{f.channel}
	}
	return q
}

// Presenter holds what is shown and decided, on the UI goroutine.
type Presenter struct {
	deps    Deps
	changed func(Part)

	filter   filter
	months   []book.Period
	channels []book.Channel
	sort     order

	phase  Phase
	err    error
	lines  []book.ExceptionLine
	rows   []Row
	cursor int
	target string // the key of an exception to go to

	detail Detail
	busy   bool

	listing, detailing kit.Lane
}

// newPresenter calls changed with the parts that are to be drawn again.
func newPresenter(deps Deps, changed func(Part)) *Presenter {
	p := &Presenter{deps: deps, changed: changed, cursor: -1}
	p.listing.Run, p.detailing.Run = deps.Run, deps.Run
	return p
}

// loaded is what one loading brought.
type loaded struct {
	months   []book.Period
	channels []book.Channel
	lines    []book.ExceptionLine
}

// Load reads the list again and stays at the exception it was at, where that is
// still to be seen.
func (p *Presenter) Load() {
	if p.target == "" && p.cursor >= 0 && p.cursor < len(p.rows) {
		p.target = p.rows[p.cursor].Key
	}
	if p.rows == nil {
		p.phase = Loading
	}
	q := p.filter.query()
	var l loaded
	p.listing.Do(func(ctx context.Context) (err error) {
		if l.channels, err = p.deps.Review.Channels(ctx); err != nil {
			return err
		}
		if l.months, err = p.deps.Months(ctx); err != nil {
			return err
		}
		l.lines, err = p.deps.Review.Exceptions(ctx, q)
		return err
	}, func(err error) {
		if err != nil {
			p.phase, p.err = Failed, err
			p.changed(PartAll)
			return
		}
		p.take(l)
	})
}

func (p *Presenter) take(l loaded) {
	p.months, p.channels, p.lines, p.err = l.months, l.channels, l.lines, nil
	p.present()
	before := p.cursor
	p.cursor = p.index(p.target)
	if p.cursor < 0 && len(p.rows) > 0 {
		p.cursor = min(max(before, 0), len(p.rows)-1) // the next one has moved up
	}
	p.target = ""
	switch {
	case len(p.rows) > 0:
		p.phase = Ready
	case p.filter.narrowed():
		p.phase = NotFound
	case len(p.channels) == 0:
		p.phase = Bare
	default:
		p.phase = Clear
	}
	p.loadDetail()
	p.changed(PartAll)
}

// present makes the rows of the lines, in the order picked.
func (p *Presenter) present() {
	lines := p.sort.sorted(p.lines)
	p.rows = make([]Row, len(lines))
	for i := range lines {
		p.rows[i] = makeRow(p.deps.Text, &lines[i])
	}
}

func (p *Presenter) index(key string) int {
	return slices.IndexFunc(p.rows, func(r Row) bool { return key != "" && r.Key == key })
}

// OpenAt goes to an exception, whatever the filter hides.
func (p *Presenter) OpenAt(key string) {
	p.filter = filter{}
	p.target = key
	p.Load()
}

// Phase is what the list shows as a whole, and the error of Failed.
func (p *Presenter) Phase() (Phase, error) { return p.phase, p.err }

// Rows are the exceptions shown.
func (p *Presenter) Rows() []Row { return p.rows }

// Cursor is the index of the selected row; -1 for none.
func (p *Presenter) Cursor() int { return p.cursor }

// Select goes to a row.
func (p *Presenter) Select(i int) {
	if i >= 0 && i < len(p.rows) && i != p.cursor {
		p.cursor = i
		p.loadDetail()
		p.changed(PartDetail)
	}
}

// SortBy orders by a column; "" is worst first, as review ranks.
func (p *Presenter) SortBy(column string, desc bool) {
	p.target = ""
	if p.cursor >= 0 && p.cursor < len(p.rows) {
		p.target = p.rows[p.cursor].Key
	}
	p.sort = order{by: column, desc: desc}
	p.present()
	p.cursor, p.target = p.index(p.target), ""
	p.changed(PartList | PartDetail)
}

// Kinds are the names of the types, after "all".
func (p *Presenter) Kinds() (names []string, picked int) {
	names = []string{p.deps.Text.T("exceptions.all_types")}
	for i, k := range book.ExceptionTypes {
		names = append(names, kit.ExceptionName(p.deps.Text, k))
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
	p.Load()
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
	p.Load()
}

// Months are the names of the months, after "all".
func (p *Presenter) Months() (names []string, picked int) {
	names = []string{p.deps.Text.T("exceptions.all_months")}
	for i, m := range p.months {
		names = append(names, kit.MonthName(p.deps.Text, m))
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
	p.Load()
}

// Search shows the exceptions that hold a text.
func (p *Presenter) Search(text string) {
	if text = strings.TrimSpace(text); text != p.filter.text {
		p.filter.text = text
		p.Load()
	}
}

// ShowResolved shows resolved ones too, or hides them.
func (p *Presenter) ShowResolved(on bool) {
	if on != p.filter.resolved {
		p.filter.resolved = on
		p.Load()
	}
}

// ShowsResolved tells whether resolved ones are shown.
func (p *Presenter) ShowsResolved() bool { return p.filter.resolved }

// ClearFilter takes all but the resolved switch away.
func (p *Presenter) ClearFilter() {
	p.filter = filter{resolved: p.filter.resolved}
	p.Load()
}
