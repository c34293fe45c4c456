// Package exceptions is the view of what must not be: typed, aged, ranked by
// money, each ending in a decision with a note.
package exceptions

import (
	"context"
	"slices"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/ui/kit"
)

// Review is what the view needs of the use case of matching.
type Review interface {
	Channels(ctx context.Context) ([]book.Channel, error)
	Settings(ctx context.Context) (review.Settings, error)
	Exceptions(ctx context.Context, q book.ExceptionQuery) ([]book.ExceptionLine, error)
	EntryLines(ctx context.Context, ids []book.EntryID) ([]book.EntryLine, error)
	EntrySource(ctx context.Context, id book.EntryID) (book.EntrySource, error)
	MatchOf(ctx context.Context, leg book.Leg, id book.EntryID) (*book.Match, error)
	History(ctx context.Context, key string) ([]book.ExceptionEvent, error)
	PreviewDisposal(ctx context.Context, keys []string, d review.Disposal) (review.Preview, error)
	Dispose(ctx context.Context, keys []string, d review.Disposal) ([]book.Decision, error)
	Attach(ctx context.Context, name string, data []byte) (book.Attachment, error)
	Attachments(ctx context.Context, ids []book.AttachmentID) ([]book.Attachment, error)
	AttachmentData(ctx context.Context, id book.AttachmentID) ([]byte, error)
	Undo(ctx context.Context) (book.Decision, error)
	Redo(ctx context.Context) (book.Decision, error)
	UndoDecision(ctx context.Context, id book.DecisionID) (book.Decision, error)
}

// Part is a part of the view that a change touches.
type Part uint8

// The parts.
const (
	PartHeader Part = 1 << iota
	PartList
	PartDetail
	PartPlan // there is a plan to be confirmed
	PartAll  = PartHeader | PartList | PartDetail
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

// Presenter holds what is shown and decided, on the UI goroutine.
type Presenter struct {
	deps    Deps
	changed func(Part)

	filter   filter
	months   []book.Period
	channels []book.Channel
	settings review.Settings
	sort     order

	phase   Phase
	err     error
	lines   []book.ExceptionLine
	rows    []Row
	cursor  int
	ticked  map[string]bool // by key
	target  string          // the key of an exception to go to
	opening bool            // the target must be shown, whatever its state

	detail  Detail
	subject subject          // of the detail
	answers map[string]Asked // of providers, by key, while the window is open
	asking  string           // the key that is being asked about; "" for none
	plan    Plan
	person  string // who decided last
	busy    bool
	said    map[reason]string // notes, while the window is open
	saved   *kit.Saved[savedFilter]
	wanted  *savedFilter               // remembered, until the channels are known
	counts  map[book.ExceptionType]int // of the types, with all else of the filter

	listing, detailing, querying kit.Lane
}

// newPresenter calls changed with the parts that are to be drawn again.
func newPresenter(deps Deps, changed func(Part)) *Presenter {
	if deps.Now == nil {
		deps.Now = time.Now
	}
	p := &Presenter{saved: kit.NewSaved[savedFilter](deps.Prefs, filtersKey), deps: deps, changed: changed, cursor: -1, settings: review.DefaultSettings(), said: map[reason]string{}, answers: map[string]Asked{}}
	p.listing.Run, p.detailing.Run, p.querying.Run = deps.Run, deps.Run, deps.Run
	kit.Recall(deps.Prefs, personKey, &p.person)
	p.recallFilter()
	return p
}

// loaded is what one loading brought.
type loaded struct {
	months   []book.Period
	channels []book.Channel
	settings review.Settings
	lines    []book.ExceptionLine
}

// Load reads the list again and stays at the exception it was at, where that is
// still to be seen.
func (p *Presenter) Load() {
	if x := p.at(); p.target == "" && x != nil {
		p.target = x.Key()
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
		if l.settings, err = p.deps.Review.Settings(ctx); err != nil {
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
	p.months, p.channels, p.settings, p.err = l.months, l.channels, l.settings, nil
	if p.takeWanted() {
		p.Load()
		return
	}
	p.lines, p.counts = nil, map[book.ExceptionType]int{}
	for i := range l.lines {
		if x := &l.lines[i]; p.filter.shows(x) {
			p.counts[x.Type]++
			if p.filter.ofKind(x) {
				p.lines = append(p.lines, *x)
			}
		}
	}
	p.present()
	before := p.cursor
	p.cursor = p.index(p.target)
	if p.opening && p.cursor < 0 && p.filter.state != showAll {
		p.filter.state = showAll
		p.Load()
		return
	}
	if p.cursor < 0 && len(p.rows) > 0 {
		p.cursor = min(max(before, 0), len(p.rows)-1) // the next one has moved up
	}
	p.target, p.opening = "", false
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

// present makes the rows of the lines, in the order picked, and forgets ticks of
// what is no longer among them.
func (p *Presenter) present() {
	lines, now := p.sort.sorted(p.lines), p.deps.Now()
	p.rows = make([]Row, len(lines))
	was := p.ticked
	p.ticked = map[string]bool{}
	for i := range lines {
		p.rows[i] = makeRow(p.deps.Text, &lines[i], now)
		if key := p.rows[i].Key; was[key] {
			p.ticked[key] = true
		}
	}
}

func (p *Presenter) index(key string) int {
	return slices.IndexFunc(p.rows, func(r Row) bool { return key != "" && r.Key == key })
}

// at is the exception that the cursor is at; nil for none.
func (p *Presenter) at() *book.ExceptionLine {
	if p.cursor < 0 || p.cursor >= len(p.rows) {
		return nil
	}
	return p.rows[p.cursor].line
}

// OpenAt goes to an exception, whatever the filter hides.
func (p *Presenter) OpenAt(key string) {
	p.filter, p.wanted = filter{}, nil
	p.target, p.opening = key, true
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
	if x := p.at(); x != nil {
		p.target = x.Key()
	}
	p.sort = order{by: column, desc: desc}
	p.present()
	p.cursor, p.target = p.index(p.target), ""
	p.changed(PartList | PartDetail)
}
