// Package settings is the view of the owner's limits and deadlines, and of what
// the program learned from the owner's decisions.
package settings

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/ui/kit"
)

// Review is what the view needs of the use case of matching.
type Review interface {
	Settings(ctx context.Context) (review.Settings, error)
	SaveSettings(ctx context.Context, to review.Settings) error
	Channels(ctx context.Context) ([]book.Channel, error)
	// Lessons lists what the decisions on all legs taught.
	Lessons(ctx context.Context) ([]book.Lesson, error)
	ForgetLesson(ctx context.Context, l *book.Lesson) (book.Decision, error)
	UndoDecision(ctx context.Context, id book.DecisionID) (book.Decision, error)
}

// Part is a part of the view that a change touches.
type Part uint8

// The parts.
const (
	PartForm    Part = 1 << iota // limits and deadlines
	PartLearned                  // the list of lessons
	PartAll     = PartForm | PartLearned
)

// Phase is what the view shows as a whole.
type Phase uint8

// The phases.
const (
	Loading Phase = iota
	Ready
	Failed
)

// Presenter holds what is shown and changed. All its methods are called on the UI
// goroutine; what it starts on the runner reads copies.
type Presenter struct {
	deps    Deps
	changed func(Part)

	phase   Phase
	err     error
	saved   review.Settings
	draft   draft
	lessons []book.Lesson // newest first
	rows    []Lesson
	busy    bool // something is being written

	loading kit.Lane
}

// newPresenter calls changed with the parts that are to be drawn again.
func newPresenter(deps Deps, changed func(Part)) *Presenter {
	p := &Presenter{deps: deps, changed: changed}
	p.loading.Run = deps.Run
	return p
}

// Phase is what the view shows as a whole, and the error of Failed.
func (p *Presenter) Phase() (Phase, error) { return p.phase, p.err }

// Busy tells whether something is being written.
func (p *Presenter) Busy() bool { return p.busy }

// Load reads everything again; what was typed and not saved stays.
func (p *Presenter) Load() {
	var saved review.Settings
	var lessons []book.Lesson
	var rows []Lesson
	p.loading.Do(func(ctx context.Context) (err error) {
		if saved, err = p.deps.Review.Settings(ctx); err != nil {
			return err
		}
		lessons, rows, err = p.learned(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.phase, p.err = Failed, err
			p.changed(PartAll)
			return
		}
		if p.phase != Ready || p.draft == draftOf(&p.saved) {
			p.draft = draftOf(&saved)
		}
		p.phase, p.err = Ready, nil
		p.saved, p.lessons, p.rows = saved, lessons, rows
		p.changed(PartAll)
	})
}

// write runs one act at a time and reads everything again; done says what happened.
func (p *Presenter) write(act func(context.Context) error, done func()) {
	if p.busy {
		return
	}
	p.busy = true
	p.changed(PartAll)
	p.deps.Run(context.Background(), act, func(err error) {
		p.busy = false
		if err != nil {
			p.deps.ShowError(err)
			p.changed(PartAll)
			return
		}
		done()
		p.Load()
		if p.deps.Changed != nil {
			p.deps.Changed()
		}
	})
}
