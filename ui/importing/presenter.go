// Package importing is the view of bringing files in: what this drop brought,
// which files have come before, and which days are covered.
package importing

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/kit"
)

// Intake is what the view needs of the use case of bringing files in.
type Intake interface {
	Batches(ctx context.Context) ([]book.Batch, error)
	Statuses(ctx context.Context) ([]book.ChannelStatus, error)
	PlanUndo(ctx context.Context, id book.BatchID) (book.UndoPlan, error)
	Always(ctx context.Context, r *book.Receipt, on bool) error
}

// Phase is what the view shows as a whole.
type Phase uint8

// The phases.
const (
	Loading Phase = iota
	Ready
	Failed
)

// State is all that the view shows, in words.
type State struct {
	Phase    Phase
	Err      error
	Receipts []ReceiptRow // of the last drop
	Summary  string       // how many files of it are what
	Waiting  int          // held files of the drop
	Batches  []BatchRow
	Months   []string // newest first
	Month    int
	Coverage []CoverageRow
}

// Presenter keeps the receipts of the last drop and loads the rest.
type Presenter struct {
	deps    Deps
	changed func()

	state    State
	receipts []book.Receipt
	batches  []book.Batch
	statuses []book.ChannelStatus
	months   []book.Period
	month    book.Period // picked; zero: the newest

	loading kit.Lane
}

// newPresenter calls changed whenever State is another.
func newPresenter(deps Deps, changed func()) *Presenter {
	return &Presenter{deps: deps, changed: changed, loading: kit.Lane{Run: deps.Run}}
}

// State is what to show now.
func (p *Presenter) State() State { return p.state }

// Load reads the batches and the coverage again.
func (p *Presenter) Load() {
	var batches []book.Batch
	var statuses []book.ChannelStatus
	p.loading.Do(func(ctx context.Context) (err error) {
		if batches, err = p.deps.Intake.Batches(ctx); err == nil {
			statuses, err = p.deps.Intake.Statuses(ctx)
		}
		return err
	}, func(err error) {
		if err != nil {
			p.state.Phase, p.state.Err = Failed, err
		} else {
			p.batches, p.statuses = batches, statuses
			p.state.Phase, p.state.Err = Ready, nil
		}
		p.present()
	})
}

// PickMonth shows the coverage of the month at the index of State.Months.
func (p *Presenter) PickMonth(i int) {
	if i >= 0 && i < len(p.months) {
		p.month = p.months[i]
		p.present()
	}
}

// ShowReceipts shows what became of a drop. Receipts of files that were taken a
// second time, after the owner's eye, take the place of the first ones.
func (p *Presenter) ShowReceipts(receipts []book.Receipt) {
	again := false
	for _, r := range receipts {
		for i := range p.receipts {
			old := &p.receipts[i]
			if mayComeAgain(old) && old.Path == r.Path && old.File == r.File {
				*old, again = r, true
			}
		}
	}
	if !again {
		p.receipts = slices.Clone(receipts)
	}
	slices.SortStableFunc(p.receipts, func(a, b book.Receipt) int { return urgency(&a) - urgency(&b) })
	p.present()
}

// mayComeAgain tells whether a file may be taken a second time: after the owner's
// eye, or after the owner taught how to read it.
func mayComeAgain(r *book.Receipt) bool {
	_, ok := accepts(r)
	return ok || intake.CanTeach(r)
}

// urgency puts the files that want an eye on top.
func urgency(r *book.Receipt) int {
	switch {
	case waits(r):
		return 0
	case r.State == book.ReceiptRefused:
		return 1
	case r.Changed+r.Refused > 0:
		return 2
	case r.State == book.ReceiptApplied:
		return 3
	}
	return 4
}

// Accept is what importing a file anyway would accept; false where it went in or
// cannot.
func (p *Presenter) Accept(i int) (paths []string, opt intake.Options, ok bool) {
	if i < 0 || i >= len(p.receipts) {
		return nil, opt, false
	}
	opt, ok = accepts(&p.receipts[i])
	return []string{p.receipts[i].Path}, opt, ok
}

// Teachable is the file at the index of State.Receipts, where its owner may teach
// the program to read it.
func (p *Presenter) Teachable(i int) (path, file string, ok bool) {
	if i < 0 || i >= len(p.receipts) {
		return "", "", false
	}
	r := &p.receipts[i]
	return r.Path, r.File, intake.CanTeach(r)
}

// Detail is all about the file at the index of State.Receipts.
func (p *Presenter) Detail(i int) (Detail, bool) {
	if i < 0 || i >= len(p.receipts) {
		return Detail{}, false
	}
	return detail(p.deps.Text, &p.receipts[i]), true
}

// AcceptAll is Accept for every held file of the drop, by what they need: files
// that need the same go in together.
func (p *Presenter) AcceptAll() map[intake.Options][]string {
	out := map[intake.Options][]string{}
	for i := range p.receipts {
		if paths, opt, ok := p.Accept(i); ok {
			out[opt] = append(out[opt], paths...)
		}
	}
	return out
}

// PlanUndo asks what undoing the batch at the index of State.Batches would take
// back, and gives the plan in words.
func (p *Presenter) PlanUndo(i int, show func(UndoText, error)) {
	if i < 0 || i >= len(p.state.Batches) {
		return
	}
	id := p.state.Batches[i].ID
	var plan book.UndoPlan
	var lines []book.EntryLine
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		if plan, err = p.deps.Intake.PlanUndo(ctx, id); err == nil && p.deps.EntryLines != nil {
			lines, err = p.deps.EntryLines(ctx, named(plan.Decisions))
		}
		return err
	}, func(err error) { show(undoText(p.deps.Text, plan, lines), err) })
}

// Undo takes the batch of a plan back and reads everything again.
func (p *Presenter) Undo(id book.BatchID, done func(error)) {
	p.deps.Run(context.Background(), func(ctx context.Context) error {
		_, err := p.deps.UndoBatch(ctx, id)
		return err
	}, func(err error) {
		if err == nil {
			p.forget(id)
			p.Load()
		}
		done(err)
	})
}

// forget takes the receipt of an undone batch out of the drop.
func (p *Presenter) forget(id book.BatchID) {
	kept := p.receipts[:0:0]
	for _, r := range p.receipts {
		if r.Batch != id {
			kept = append(kept, r)
		}
	}
	p.receipts = kept
}

func (p *Presenter) present() {
	t := p.deps.Text
	s := State{Phase: p.state.Phase, Err: p.state.Err}
	for i := range p.receipts {
		row := receiptRow(t, &p.receipts[i])
		if row.Held {
			s.Waiting++
		}
		s.Receipts = append(s.Receipts, row)
	}
	s.Summary = summary(t, p.receipts)
	names := map[book.ChannelID]string{}
	for _, c := range p.statuses {
		names[c.ID] = c.Name
	}
	for i := range p.batches {
		s.Batches = append(s.Batches, batchRow(t, &p.batches[i], names))
	}
	p.months = coveredMonths(p.batches)
	shown := -1
	for i, m := range p.months {
		s.Months = append(s.Months, kit.MonthName(t, m))
		if m == p.month {
			shown = i
		}
	}
	if len(p.months) > 0 {
		s.Month = max(shown, 0)
		s.Coverage = coverage(t, p.statuses, p.batches, p.months[s.Month])
	}
	p.state = s
	p.changed()
}
