// Package importing is the view of bringing files in: what waits for the owner,
// what this drop brought, which files have come before, and which days are covered.
package importing

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/words"
)

// Intake is what the view needs of the use case of bringing files in.
type Intake interface {
	Batches(ctx context.Context) ([]book.Batch, error)
	Statuses(ctx context.Context) ([]book.ChannelStatus, error)
	PlanUndo(ctx context.Context, id book.BatchID) (book.UndoPlan, error)
	// Rejected lists the refused rows of a batch, in the order of the file.
	Rejected(ctx context.Context, id book.BatchID) ([]book.Refused, error)
	Always(ctx context.Context, r *book.Receipt, on bool) error
	// Pending lists the files that did not go in, newest first.
	Pending(ctx context.Context) ([]book.Pending, error)
	// PutAside takes a file off that list.
	PutAside(ctx context.Context, id book.PendingID) error
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
	Phase   Phase
	Err     error
	Waiting []WaitingRow // files of this drop and earlier ones that did not go in
	Files   int          // how many files those are
	Willing int          // how many of them go in if the owner says so

	WaitingHow string // what to do about them

	Receipts []ReceiptRow // the other files of the last drop
	Summary  string       // how many files of it are what
	History  []HistoryRow
	Months   []string // newest first
	Month    int
	Coverage []CoverageRow
	Picked   *PickedDay // a day of the coverage; nil for none
}

// Presenter keeps the receipts of the last drop and loads the rest.
type Presenter struct {
	deps    Deps
	changed func()

	state    State
	receipts []book.Receipt // of the last drop
	pending  []book.Pending
	waiting  []waitingFile // as shown
	unlisted []waitingFile // of earlier drops, those that the book does not list
	batches  []book.Batch
	statuses []book.ChannelStatus
	months   []book.Period
	month    book.Period // picked; zero: the newest
	picked   pickedDay

	loading kit.Lane
}

// newPresenter calls changed whenever State is another.
func newPresenter(deps Deps, changed func()) *Presenter {
	return &Presenter{deps: deps, changed: changed, loading: kit.Lane{Run: deps.Run}}
}

// State is what to show now.
func (p *Presenter) State() State { return p.state }

// Load reads what waits, the batches and the coverage again.
func (p *Presenter) Load() {
	var batches []book.Batch
	var statuses []book.ChannelStatus
	var pending []book.Pending
	p.loading.Do(func(ctx context.Context) (err error) {
		if batches, err = p.deps.Intake.Batches(ctx); err != nil {
			return err
		}
		if statuses, err = p.deps.Intake.Statuses(ctx); err != nil {
			return err
		}
		pending, err = p.deps.Intake.Pending(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.state.Phase, p.state.Err = Failed, err
		} else {
			p.batches, p.statuses, p.pending = batches, statuses, pending
			p.state.Phase, p.state.Err = Ready, nil
		}
		p.present()
	})
}

// ShowReceipts shows what became of a drop. Receipts of files that waited and were
// taken once more take the place of the first ones; the drop stays in sight.
func (p *Presenter) ShowReceipts(receipts []book.Receipt) {
	if len(receipts) == 0 {
		return
	}
	if p.onlyWaited(receipts) {
		p.takeAgain(receipts)
	} else {
		p.keepUnlisted(receipts)
		p.receipts = slices.Clone(receipts)
	}
	slices.SortStableFunc(p.receipts, func(a, b book.Receipt) int { return urgency(&a) - urgency(&b) })
	p.present()
}

// onlyWaited tells whether all receipts are of files that waited.
func (p *Presenter) onlyWaited(receipts []book.Receipt) bool {
	paths := map[string]bool{}
	for i := range p.waiting {
		paths[p.waiting[i].receipt.Path] = true
	}
	for i := range p.receipts {
		if mayComeAgain(&p.receipts[i]) {
			paths[p.receipts[i].Path] = true
		}
	}
	return !slices.ContainsFunc(receipts, func(r book.Receipt) bool { return !paths[r.Path] })
}

// takeAgain puts receipts in the place of those that the same files had. The other
// parts of a zip come along with the one that waited; they are told already.
func (p *Presenter) takeAgain(receipts []book.Receipt) {
	for _, r := range receipts {
		at := slices.IndexFunc(p.receipts, func(old book.Receipt) bool { return sameFile(&old, &r) })
		switch {
		case at < 0 && (r.State != book.ReceiptKnown || p.isWaiting(&r)):
			p.receipts = append(p.receipts, r)
		case at >= 0 && (mayComeAgain(&p.receipts[at]) || r.State != book.ReceiptKnown):
			p.receipts[at] = r
		}
	}
}

func (p *Presenter) isWaiting(r *book.Receipt) bool {
	return slices.ContainsFunc(p.waiting, func(w waitingFile) bool { return sameFile(&w.receipt, r) })
}

func sameFile(a, b *book.Receipt) bool { return a.Path == b.Path && a.File == b.File }

// mayComeAgain tells whether a file may be taken a second time: it waits or was
// refused, or the owner may change how it is read.
func mayComeAgain(r *book.Receipt) bool { return stands(r) || intake.CanTeach(r) }

// urgency puts the files that want an eye on top.
func urgency(r *book.Receipt) int {
	switch {
	case r.State == book.ReceiptHeld || waits(r):
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

// Receipt is the file at the index of State.Receipts, nil where there is none.
func (p *Presenter) Receipt(i int) *book.Receipt {
	if i < 0 || i >= len(p.state.Receipts) || p.state.Receipts[i].of < 0 {
		return nil
	}
	return &p.receipts[p.state.Receipts[i].of]
}

// forget takes a file out of the drop, by the batch it made or by itself.
func (p *Presenter) forget(is func(*book.Receipt) bool) {
	p.receipts = slices.DeleteFunc(slices.Clone(p.receipts), func(r book.Receipt) bool { return is(&r) })
}

func (p *Presenter) present() {
	t := p.deps.Text
	s := State{Phase: p.state.Phase, Err: p.state.Err}
	p.waiting = waitingFiles(p.receipts, p.pending, p.unlisted)
	var willing []*book.Receipt
	for i := range p.waiting {
		row := waitingRow(t, &p.waiting[i], p.now())
		if row.Willing {
			willing = append(willing, &p.waiting[i].receipt)
		}
		s.Waiting = append(s.Waiting, row)
	}
	s.Files = countFiles(len(p.waiting), func(i int) *book.Receipt { return &p.waiting[i].receipt })
	s.Willing = countFiles(len(willing), func(i int) *book.Receipt { return willing[i] })
	s.WaitingHow = waitingHow(t, s.Files, s.Willing)
	s.Receipts = receiptRows(t, p.receipts)
	s.Summary = summary(t, p.receipts)
	s.History = history(t, p.batches, p.channelName)
	p.months = coveredMonths(p.batches)
	shown := -1
	for i, m := range p.months {
		s.Months = append(s.Months, words.MonthName(t, m))
		if m == p.month {
			shown = i
		}
	}
	if len(p.months) > 0 {
		s.Month = max(shown, 0)
		s.Coverage = coverage(t, p.statuses, p.batches, p.months[s.Month])
		s.Picked = p.pickedText(p.months[s.Month])
	}
	p.state = s
	p.changed()
}

// channelName is the owner's label of a channel.
func (p *Presenter) channelName(id book.ChannelID) string {
	for i := range p.statuses {
		if p.statuses[i].ID == id {
			return p.statuses[i].Name
		}
	}
	return ""
}
