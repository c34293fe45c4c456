// Package overview is the first view: what was sold, what reached the bank, what
// is under way, and what must be done today.
package overview

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/ui/kit"
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
	Phase      Phase
	Err        error
	Units      []string
	Unit       int
	Periods    []string // newest first
	Period     int
	Channels   []string // the first is all of them
	Channel    int
	Currencies []string
	Currency   int
	Cards      [cards]Card
	Table      Table
	Charts     [chartKinds]Chart
	Todo       []Todo
	Reach      string // until when there is data
	Next       string // what comes after everything is done
	MonthWhole bool   // Next is to print and close a month
	Drill      Drill
}

// Presenter loads the figures and puts them in words.
type Presenter struct {
	deps    Deps
	changed func()

	state   State
	data    data
	periods []book.Period
	want    picked
	cur     book.Currency // shown
	wantCur book.Currency // picked; "": that of most sales
	back    *Drill        // the level outside of State.Drill; nil: what is to do

	matched  [][2]int // of the runs of the period; nil: not counted yet
	counting bool     // whether someone looks at them

	loading, tallying, rows kit.Lane
}

// prefsKey is where the picks are remembered. The period is not: every morning is
// about the newest day.
const prefsKey = "overview.picked"

type remembered struct {
	Unit     monthly.Unit
	Channel  string
	Currency book.Currency
}

// newPresenter calls changed whenever State is another.
func newPresenter(deps Deps, changed func()) *Presenter {
	p := &Presenter{deps: deps, changed: changed}
	p.loading.Run, p.tallying.Run, p.rows.Run = deps.Run, deps.Run, deps.Run
	var r remembered
	if kit.Recall(deps.Prefs, prefsKey, &r) && r.Unit <= monthly.UnitDays {
		p.want.unit, p.want.channel, p.wantCur = r.Unit, r.Channel, r.Currency
	}
	return p
}

func (p *Presenter) remember() {
	kit.Remember(p.deps.Prefs, prefsKey, remembered{p.want.unit, p.want.channel, p.wantCur})
}

// State is what to show now.
func (p *Presenter) State() State { return p.state }

// PickUnit shows the newest period of a length: the index is that of State.Units.
func (p *Presenter) PickUnit(i int) {
	if all := units(); i >= 0 && i < len(all) {
		p.want.unit, p.want.day = all[i], 0
		p.pick()
	}
}

// PickPeriod shows the period at the index of State.Periods.
func (p *Presenter) PickPeriod(i int) {
	if i >= 0 && i < len(p.periods) {
		p.want.day = p.periods[i].To
		if i == 0 {
			p.want.day = 0
		}
		p.pick()
	}
}

// PickChannel shows one channel; 0 shows all.
func (p *Presenter) PickChannel(i int) {
	all := p.data.payments()
	if i < 0 || i > len(all) {
		return
	}
	p.want.channel = ""
	if i > 0 {
		p.want.channel = all[i-1].Name
	}
	p.pick()
}

// PickCurrency shows the figures of the currency at the index of State.Currencies.
func (p *Presenter) PickCurrency(i int) {
	if all := currencies(&p.data); i >= 0 && i < len(all) {
		p.wantCur = all[i]
		p.remember()
		p.state.Drill, p.back = Drill{}, nil
		p.present()
	}
}

func (p *Presenter) pick() {
	p.remember()
	p.state.Drill, p.back = Drill{}, nil
	p.rows.Stop()
	p.Load()
}

// Load reads the figures again. A loading under way is cancelled, and what it
// still brings is dropped.
func (p *Presenter) Load() {
	want := p.want
	var d data
	p.loading.Do(func(ctx context.Context) (err error) {
		d, err = load(ctx, p.deps, want)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.state.Phase, p.state.Err = Failed, err
			p.changed()
		case len(d.months) == 0:
			p.data, p.state = d, State{Phase: Empty}
			p.changed()
		default:
			p.data, p.matched = d, nil
			p.present()
			p.count()
		}
	})
}

// CountMatched tells whether someone looks at the share of matched rows: counting
// them reads more than all other figures, so it is done on demand.
func (p *Presenter) CountMatched(on bool) {
	p.counting = on
	if p.matched == nil {
		p.count()
	}
}

func (p *Presenter) count() {
	if !p.counting || p.state.Phase != Ready {
		return
	}
	runs, only := cut(&p.data), p.data.only()
	var found [][2]int
	p.tallying.Do(func(ctx context.Context) (err error) {
		found, err = p.deps.Figures.Matching(ctx, runs, only)
		return err
	}, func(err error) {
		if err == nil { // the other figures stand without
			p.matched = found
			p.present()
		}
	})
}

// present puts in words what was loaded.
func (p *Presenter) present() {
	t, d := p.deps.Text, &p.data
	now := p.deps.Now()
	today := book.DayOf(now.In(book.Shanghai))
	s := State{Phase: Ready, Units: unitNames(t), Channels: []string{t.T("overview.all_channels")}, Drill: p.state.Drill}
	for i, u := range units() {
		if u == d.unit {
			s.Unit = i
		}
	}
	p.periods = periods(d)
	for i, x := range p.periods {
		s.Periods = append(s.Periods, periodName(t, d.unit, x))
		if x == d.o.Period {
			s.Period = i
		}
	}
	for i, c := range d.payments() {
		s.Channels = append(s.Channels, c.Name)
		if c.ID == d.channel {
			s.Channel = i + 1
		}
	}
	p.pickCurrency(&s)
	open := pending(d.open)
	s.Cards = [cards]Card{
		salesCard(t, d, p.cur, today), arrivedCard(t, d, p.cur), underwayCard(t, d, p.cur, today), openCard(t, open, now),
	}
	s.Table = table(t, d, p.cur, today)
	s.Charts = charts(t, d, p.cur, p.matched)
	s.Todo, s.Reach = p.todo(open), reachText(t, d.reach)
	s.Next, s.MonthWhole = nextText(t, d.reach, today), monthWhole(d.reach)
	p.state = s
	p.changed()
}

func (p *Presenter) todo(open []book.ExceptionLine) []Todo {
	var out []Todo
	for i := range open {
		out = append(out, todo(p.deps.Text, &open[i], p.deps.Now()))
	}
	for _, g := range behind(p.data.reach) {
		out = append(out, missingFile(p.deps.Text, g, p.data.live[g.Channel]))
	}
	return out
}

func (p *Presenter) pickCurrency(s *State) {
	all := currencies(&p.data)
	p.cur = all[0]
	for i, c := range all {
		s.Currencies = append(s.Currencies, string(c))
		if c == p.wantCur {
			p.cur, s.Currency = c, i
		}
	}
}
