package channels

import (
	"context"
	"errors"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/ui/kit"
)

// Phase is what the view shows as a whole.
type Phase uint8

// The phases.
const (
	Loading Phase = iota
	Bare          // nothing is connected yet
	Ready
	Failed
)

// State is what the view shows.
type State struct {
	Phase   Phase
	Err     error // of Failed
	Cards   []Card
	Notices []NoticeRow // what providers told today by themselves, newest first
	Ears    Ears        // where notifications are heard
}

// running is a pull or test under way.
type running struct {
	cancel context.CancelFunc // nil where the program began it by itself
	says   string
	share  float32
	ending bool // the owner stopped it
}

// Presenter holds what is shown. All its methods are called on the UI goroutine;
// what it starts on the runner reads copies.
type Presenter struct {
	deps    Deps
	changed func()

	state   State
	cards   []pull.Status // behind state.Cards
	notices []book.Notice
	listens string // the address where the owner wants notifications heard, "" for nowhere
	hearing pull.Hearing
	locked  bool // the secrets wait for the passphrase
	running map[book.ConnectionID]*running
	told    map[book.ConnectionID]*book.Problem // that no day of a connection tells: of a test, or of a pull that did not begin
	late    []pull.Result                       // that came before the cards were first read
	back    map[book.ConnectionID]int           // by how many strips a card looks back
	loading kit.Lane
}

func newPresenter(deps Deps, changed func()) *Presenter {
	p := &Presenter{deps: deps, changed: changed, running: map[book.ConnectionID]*running{},
		told: map[book.ConnectionID]*book.Problem{}, back: map[book.ConnectionID]int{}}
	p.loading.Run = deps.Run
	return p
}

// State is what the view shows.
func (p *Presenter) State() State { return p.state }

// Load reads how the connections stand.
func (p *Presenter) Load() {
	var cards []pull.Status
	var notices []book.Notice
	var listens string
	var locked bool
	today := p.today()
	p.loading.Do(func(ctx context.Context) (err error) {
		if cards, err = p.deps.Service.Statuses(ctx); err != nil {
			return err
		}
		if notices, err = p.deps.Service.Notices(ctx, today); err != nil {
			return err
		}
		if listens, err = p.deps.Service.ListenAddress(ctx); err != nil {
			return err
		}
		locked, err = p.deps.Service.Locked(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.state = State{Phase: Failed, Err: err}
		} else {
			p.cards, p.notices, p.listens, p.locked = cards, notices, listens, locked
			p.hearing = p.deps.Service.Hearing()
			p.apply(p.late)
			p.late = nil
			if !locked {
				p.unlocked()
			}
			p.show()
			return
		}
		p.changed()
	})
}

// show puts what was read, and what runs, into words.
func (p *Presenter) show() {
	p.state = State{Phase: Ready, Notices: p.noticeRows(), Ears: p.ears()}
	for i := range p.cards {
		p.state.Cards = append(p.state.Cards, p.card(&p.cards[i]))
	}
	if len(p.cards) == 0 {
		p.state.Phase = Bare
	}
	p.changed()
}

// Busy tells whether a pull or test is under way.
func (p *Presenter) Busy() bool { return len(p.running) > 0 }

// Progress tells how far a pull is that nobody asked for: the connection whose name
// it begins with is shown as busy.
func (p *Presenter) Progress(at book.Progress) {
	for i := range p.cards {
		c := &p.cards[i].Connection
		if rest, mine := cutName(at.What, c.Name); mine && p.state.Phase == Ready {
			if run := p.running[c.ID]; run == nil || run.cancel == nil && !run.ending {
				p.running[c.ID] = p.at(at, rest, nil)
				p.show()
			}
		}
	}
}

// Told is what pulls that nobody asked for brought; the cards are read again.
func (p *Presenter) Told(results []pull.Result) {
	for id, run := range p.running {
		if run.cancel == nil {
			delete(p.running, id)
		}
	}
	if p.cards == nil {
		p.late = append(p.late, results...)
	}
	p.apply(results)
	p.Load()
}

// apply keeps of results why pulls ended early.
func (p *Presenter) apply(results []pull.Result) {
	for i := range results {
		for k := range p.cards {
			if c := &p.cards[k].Connection; c.Name == results[i].Connection {
				p.remember(c.ID, &results[i])
			}
		}
	}
}

// remember keeps why a pull ended early, where no day tells it.
func (p *Presenter) remember(id book.ConnectionID, r *pull.Result) {
	delete(p.told, id)
	if n := len(r.Pulls); r.Problem != nil && (n == 0 || r.Pulls[n-1].State != book.PullFailed) {
		p.told[id] = r.Problem
	}
}

// driver is that of a provider; nil where there is none.
func (p *Presenter) driver(provider string) pull.Driver {
	for _, d := range p.deps.Service.Drivers() {
		if d.Provider() == provider {
			return d
		}
	}
	return nil
}

// connection is that of a card.
func (p *Presenter) connection(i int) (book.Connection, bool) {
	if i < 0 || i >= len(p.cards) {
		return book.Connection{}, false
	}
	return p.cards[i].Connection, true
}

// today is the day that it is in China, where bills are cut.
func (p *Presenter) today() book.Day { return book.DayOf(p.deps.Now().In(pull.China())) }

// problemOf is the problem in an error's chain; nil for none.
func problemOf(err error) *book.Problem {
	var problem *book.Problem
	errors.As(err, &problem)
	return problem
}
