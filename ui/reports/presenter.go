// Package reports is the view of the month on paper: a preview of its figures,
// to be saved or printed.
package reports

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Monthly is what the view needs of the month's use case.
type Monthly interface {
	Figures(ctx context.Context, p book.Period, channels []book.ChannelID) (book.MonthFigures, error)
	Months(ctx context.Context) ([]book.Period, error)
	Write(ctx context.Context, p book.Period, path string, text *assets.Text) error
}

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
	Phase  Phase
	Err    error
	Months []string // newest first
	Month  int
	Sheet  Sheet
	Busy   bool // a file is being written
}

// Presenter loads a month's figures and writes its report.
type Presenter struct {
	deps    Deps
	changed func()

	state  State
	months []book.Period
	month  book.Period // picked; zero: the newest
	shop   string

	printWhenReady bool // asked for before the figures were there

	loading kit.Lane
}

// newPresenter calls changed whenever State is another.
func newPresenter(deps Deps, changed func()) *Presenter {
	return &Presenter{deps: deps, changed: changed, loading: kit.Lane{Run: deps.Run}}
}

// State is what to show now.
func (p *Presenter) State() State { return p.state }

// PickMonth shows the month at the index of State.Months.
func (p *Presenter) PickMonth(i int) {
	if i >= 0 && i < len(p.months) {
		p.month = p.months[i]
		p.Load()
	}
}

// Load reads the figures again; what an older loading still brings is dropped.
func (p *Presenter) Load() {
	month := p.month
	var months []book.Period
	var figures book.MonthFigures
	p.loading.Do(func(ctx context.Context) (err error) {
		if months, err = p.deps.Monthly.Months(ctx); err != nil || len(months) == 0 {
			return err
		}
		month = pick(months, month)
		figures, err = p.deps.Monthly.Figures(ctx, month, nil)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.state.Phase, p.state.Err = Failed, err
		case len(months) == 0:
			p.state = State{Phase: Empty}
		default:
			p.show(months, month, &figures)
		}
		p.changed()
	})
}

// pick is the month wanted, where it is among them, else the newest.
func pick(months []book.Period, wanted book.Period) book.Period {
	for _, m := range months {
		if m == wanted {
			return m
		}
	}
	return months[0]
}

func (p *Presenter) show(months []book.Period, month book.Period, f *book.MonthFigures) {
	p.months, p.month, p.shop = months, month, f.Book
	s := State{Phase: Ready, Sheet: sheet(p.deps.Text, f), Busy: p.state.Busy}
	for i, m := range months {
		s.Months = append(s.Months, kit.MonthName(p.deps.Text, m))
		if m == month {
			s.Month = i
		}
	}
	p.state = s
	if p.printWhenReady {
		p.printWhenReady = false
		p.Print()
	}
}

// FileName is what the report is called until the owner says otherwise, with the
// ending "pdf" or "xlsx".
func (p *Presenter) FileName(ending string) string {
	name := p.deps.Text.T("reports.file", p.shop, p.month.From.Time().Format("2006-01"))
	clean := strings.NewReplacer("/", "-", `\`, "-", ":", "-", "*", "-", "?", "-", `"`, "-", "<", "-", ">", "-", "|", "-")
	return strings.TrimSpace(clean.Replace(name)) + "." + ending
}

// Save writes the report to a path, by its ending, and says where it is.
func (p *Presenter) Save(path string) {
	p.write(path, func() {
		open := func() { p.open(path) }
		p.deps.Toast(p.deps.Text.T("reports.saved", filepath.Base(path)), p.deps.Text.T("reports.open"), open)
	})
}

// Print writes a PDF to a temporary place and opens it: the system's viewer
// prints.
func (p *Presenter) Print() {
	if p.state.Phase != Ready {
		p.printWhenReady = true
		return
	}
	path := filepath.Join(p.deps.TempDir, p.FileName("pdf"))
	p.write(path, func() { p.open(path) })
}

func (p *Presenter) open(path string) {
	if err := p.deps.Open(path); err != nil {
		p.deps.ShowError(err)
	}
}

func (p *Presenter) write(path string, done func()) {
	if p.state.Busy || p.state.Phase != Ready {
		return
	}
	p.state.Busy = true
	p.changed()
	month := p.month
	p.deps.Run(context.Background(), func(ctx context.Context) error {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return fmt.Errorf("folder of the report: %w", err)
		}
		return p.deps.Monthly.Write(ctx, month, path, p.deps.Text)
	}, func(err error) {
		p.state.Busy = false
		p.changed()
		if err != nil {
			p.deps.ShowError(err)
			return
		}
		done()
	})
}
