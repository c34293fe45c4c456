// Package settings is the view of how the program behaves on this machine, of the
// owner's limits and deadlines, of channels and bank days, of what the program learned
// from the owner's decisions, and of copies of the book.
package settings

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/app/review"
	"zhangfang/ui/kit"
)

// Review is what the view needs of the use case of matching.
type Review interface {
	Settings(ctx context.Context) (review.Settings, error)
	SaveSettings(ctx context.Context, to review.Settings) error
	Channels(ctx context.Context) ([]book.Channel, error)
	// PlanDayRule tells what another rule for a channel's business days would move.
	PlanDayRule(ctx context.Context, id book.ChannelID, to book.DayRule) (book.DayRuleChange, error)
	SetDayRule(ctx context.Context, id book.ChannelID, to book.DayRule) (book.DayRuleChange, error)
	// OwnDays is the days on which the owner's banks do other than announced: true
	// where they work.
	OwnDays(ctx context.Context) (map[book.Day]bool, error)
	SaveOwnDays(ctx context.Context, days map[book.Day]bool) error
	// Lessons lists what the decisions on all legs taught.
	Lessons(ctx context.Context) ([]book.Lesson, error)
	ForgetLesson(ctx context.Context, l *book.Lesson) (book.Decision, error)
	UndoDecision(ctx context.Context, id book.DecisionID) (book.Decision, error)
}

// Part is a part of the view that a change touches.
type Part uint8

// The parts.
const (
	PartForm     Part = 1 << iota // limits and deadlines
	PartLearned                   // the list of lessons
	PartGeneral                   // how the program behaves on this machine
	PartChannels                  // the list of channels
	PartCalendar                  // bank days
	PartFiles                     // what is let in once and for all
	PartBackups                   // copies of the book
	PartProgram                   // what program this is
	PartAll      = 1<<iota - 1
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

	statuses []book.ChannelStatus
	always   []intake.Always
	profiles []book.Profile
	backups  []book.Backup
	unread   error // why the copies could not be listed
	year     int   // whose holidays are in sight, by its place in Years
	holidays []book.Holiday
	own      map[book.Day]bool

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

// read is all that the view shows of the book.
type read struct {
	saved    review.Settings
	lessons  []book.Lesson
	rows     []Lesson
	statuses []book.ChannelStatus
	always   []intake.Always
	profiles []book.Profile
	backups  []book.Backup
	unread   error // a folder of copies that is out of reach is no reason to show nothing
	own      map[book.Day]bool
}

// read reads it, and the copies in a folder.
func (p *Presenter) read(ctx context.Context, dir string) (r read, err error) {
	if r.saved, err = p.deps.Review.Settings(ctx); err != nil {
		return r, err
	}
	if r.lessons, r.rows, err = p.learned(ctx); err != nil {
		return r, err
	}
	if r.statuses, err = p.deps.Book.Statuses(ctx); err != nil {
		return r, err
	}
	if r.always, err = p.deps.Book.AlwaysList(ctx); err != nil {
		return r, err
	}
	sortAlways(r.always)
	if r.profiles, err = p.deps.Book.Profiles(ctx); err != nil {
		return r, err
	}
	if r.own, err = p.deps.Review.OwnDays(ctx); err != nil {
		return r, err
	}
	r.backups, r.unread = p.deps.Machine.Backups(dir)
	return r, nil
}

// Load reads everything again; what was typed and not saved stays.
func (p *Presenter) Load() {
	var r read
	dir := p.deps.Machine.BackupDir() // the options are the UI goroutine's
	p.loading.Do(func(ctx context.Context) (err error) {
		r, err = p.read(ctx, dir)
		return err
	}, func(err error) {
		if err != nil {
			p.phase, p.err = Failed, err
			p.changed(PartAll)
			return
		}
		if p.phase != Ready || p.draft == draftOf(&p.saved) {
			p.draft = draftOf(&r.saved)
		}
		if p.phase != Ready {
			p.year = 1 // this one
		}
		p.own = r.own
		p.holidays = p.deps.Holidays(p.clock().Year() - 1 + p.year)
		p.phase, p.err = Ready, nil
		p.saved, p.lessons, p.rows = r.saved, r.lessons, r.rows
		p.statuses, p.always, p.profiles, p.backups, p.unread = r.statuses, r.always, r.profiles, r.backups, r.unread
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
			p.Load() // some of it may stand: a rule whose rows were not matched yet
			return
		}
		done()
		p.Load()
		if p.deps.Changed != nil {
			p.deps.Changed()
		}
	})
}
