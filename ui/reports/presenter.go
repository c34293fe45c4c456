// Package reports is the view of a period on paper: its report as it prints, its
// vouchers for a bookkeeping program, and the closing of its month.
package reports

import (
	"context"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Monthly is what the view needs of the month's use case.
type Monthly interface {
	Months(ctx context.Context) ([]book.Period, error)
	Closings(ctx context.Context) ([]book.Closing, error)

	Preview(ctx context.Context, p book.Period, text *assets.Text) (monthly.Preview, error)
	Write(ctx context.Context, p book.Period, path string, text *assets.Text) error

	Journal(ctx context.Context, p book.Period, text *assets.Text) (book.Journal, error)
	SetAccounts(ctx context.Context, changed map[book.AccountKey]book.Account) error
	WriteJournal(ctx context.Context, p book.Period, system, path string, text *assets.Text) (monthly.JournalWritten, error)

	Checklist(ctx context.Context, month book.Period, backup time.Time) (monthly.Checklist, error)
	CloseMonth(ctx context.Context, month book.Period, by, note string, backup time.Time) (book.Closing, error)
	ReopenMonth(ctx context.Context, month book.Period, by, reason string) (book.Closing, error)
}

// Tab is what the view shows of the period.
type Tab int

// The tabs, in the order in which they stand.
const (
	TabReport Tab = iota
	TabJournal
	TabClose
)

// Phase is what the view shows as a whole.
type Phase uint8

// The phases.
const (
	Loading Phase = iota
	Empty         // the book holds nothing yet
	Ready
	Failed
)

// State is all that the view shows, in words. It is replaced, never changed.
type State struct {
	Phase   Phase
	Err     error
	Tab     Tab
	Unit    Unit
	Periods []string // newest first; none where the owner names the days
	Period  int
	From    string // the days in sight, "2025-10-01"
	To      string
	Bad     string // what is wrong with the days that the owner typed; "" for nothing
	Closed  string // that the month is closed, and since when; "" while it is not
	Busy    bool   // a file is being written, or a month closed
	Waiting bool   // what was picked is being read

	Pages   []monthly.Page
	Journal Journal
	Closing Closing
}

// Presenter loads a period and writes what leaves the program.
type Presenter struct {
	deps    Deps
	changed func()

	state   State
	months  []book.Period
	periods []book.Period // of State.Periods
	period  book.Period   // in sight; zero: the newest
	shop    string
	system  string // the bookkeeping program that vouchers are for

	printWhenReady bool // asked for before the pages were there

	loading kit.Lane
}

// newPresenter calls changed whenever State is another.
func newPresenter(deps Deps, changed func()) *Presenter {
	return &Presenter{deps: deps, changed: changed, loading: kit.Lane{Run: deps.Run}, system: monthly.JournalSystems()[0]}
}

// State is what to show now.
func (p *Presenter) State() State { return p.state }

// PickTab shows another tab of the same period. Only whole months are closed: from
// another period it goes to the newest month of it.
func (p *Presenter) PickTab(t Tab) {
	if t == p.state.Tab {
		return
	}
	p.state.Tab = t
	if t == TabClose && p.state.Unit != UnitMonth {
		p.state.Unit, p.period = UnitMonth, newestMonth(p.months, p.period)
	}
	p.pick()
}

// pick reads what was picked, and says meanwhile that it does.
func (p *Presenter) pick() {
	if p.state.Phase == Ready {
		p.state.Waiting = true
		p.changed()
	}
	p.Load()
}

// loaded is what a loading brings.
type loaded struct {
	months   []book.Period
	period   book.Period
	closings []book.Closing
	preview  monthly.Preview
	journal  book.Journal
	list     monthly.Checklist
}

// Load reads what is in sight again; what an older loading still brings is dropped.
func (p *Presenter) Load() {
	tab, unit, wanted, backup := p.state.Tab, p.state.Unit, p.period, p.backup()
	var got loaded
	p.loading.Do(func(ctx context.Context) (err error) {
		if got.months, err = p.deps.Monthly.Months(ctx); err != nil || len(got.months) == 0 {
			return err
		}
		got.period = unit.settle(got.months, wanted)
		if got.closings, err = p.deps.Monthly.Closings(ctx); err != nil {
			return err
		}
		return p.load(ctx, tab, backup, &got)
	}, func(err error) {
		switch {
		case err != nil:
			p.state.Phase, p.state.Err = Failed, err
		case len(got.months) == 0:
			p.state = State{Phase: Empty}
		default:
			p.show(tab, &got)
		}
		p.changed()
	})
}

func (p *Presenter) load(ctx context.Context, tab Tab, backup func() (time.Time, error), got *loaded) (err error) {
	switch tab {
	case TabReport:
		got.preview, err = p.deps.Monthly.Preview(ctx, got.period, p.deps.Text)
	case TabJournal:
		got.journal, err = p.deps.Monthly.Journal(ctx, got.period, p.deps.Text)
	case TabClose:
		var at time.Time
		if at, err = backup(); err == nil {
			got.list, err = p.deps.Monthly.Checklist(ctx, got.period, at)
		}
	}
	return err
}

// show puts what was loaded in sight.
func (p *Presenter) show(tab Tab, got *loaded) {
	was := p.state
	p.months, p.period = got.months, got.period
	s := State{Phase: Ready, Tab: tab, Unit: was.Unit, Busy: was.Busy, From: got.period.From.String(), To: got.period.To.String()}
	p.periods = was.Unit.periods(got.months)
	for i, x := range p.periods {
		s.Periods = append(s.Periods, was.Unit.name(p.deps.Text, x))
		if x == got.period {
			s.Period = i
		}
	}
	if c, ok := monthly.ClosedAs(got.period, got.closings); ok {
		s.Closed = p.deps.Text.T("reports.closed_at", shown(c.At))
	}
	switch tab {
	case TabReport:
		p.shop, s.Pages = got.preview.Shop, got.preview.Pages
	case TabJournal:
		p.shop, s.Journal = got.journal.Book, p.journalOf(&got.journal)
	case TabClose:
		s.Closing = p.closingOf(&got.list)
	}
	p.state = s
	if p.printWhenReady && tab == TabReport {
		p.printWhenReady = false
		p.Print()
	}
}

// shown is a time as a person reads it.
func shown(t time.Time) string { return t.In(book.Shanghai).Format("2006-01-02 15:04") }
