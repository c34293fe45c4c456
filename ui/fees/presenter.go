package fees

import (
	"cmp"
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

// Phase is what the view shows as a whole.
type Phase uint8

// The phases.
const (
	Loading Phase = iota
	Bare          // the book holds nothing yet
	Ready
	Failed
)

// State is all that the view shows, in words. It is replaced, never changed.
type State struct {
	Phase    Phase
	Err      error
	Busy     bool // fees are being measured again
	Reading  bool // proposals are still being read from the data
	Channels []string
	Channel  int
	Figures  [4]Figure
	Chart    Chart
	Cards    []CardRow
	Card     int // the chosen one; -1: none
	Groups   []GroupRow
	Group    int // -1: none
	Lines    []LineRow
	FX       []FXRow
}

// data is what one loading brought.
type data struct {
	months   []book.Period
	channels []book.Channel
	cards    []book.RateCard
	rates    []Rate            // of payments, by channel and day
	figures  []book.DayFigures // of the newest month
	claims   []Claim
	fx       []book.FXRate
}

func (d *data) name(id book.ChannelID) string {
	for i := range d.channels {
		if d.channels[i].ID == id {
			return d.channels[i].Name
		}
	}
	return ""
}

// pays tells whether a channel's rows are sales: a wallet's are not (DESIGN 4).
func (d *data) pays(id book.ChannelID) bool {
	return slices.ContainsFunc(d.channels, func(c book.Channel) bool { return c.ID == id && c.Role == book.RolePayments })
}

// Presenter loads what channels take, and keeps what was agreed.
type Presenter struct {
	deps    Deps
	changed func()
	confirm func(message string, done func(sure bool)) // asks the owner before more fees are off than now

	state     State
	data      data
	loaded    bool
	proposals []book.RateCard
	reading   bool
	busy      bool
	left      map[string]bool // proposals that the owner left as they are, this time
	seats     []seat          // of State.Channels
	seat      seat            // picked; zero: that with most fees
	card      string          // the key of the chosen rate card; "": the first
	group     int

	loading, proposing, saving kit.Lane
}

// newPresenter calls changed whenever State is another.
func newPresenter(deps Deps, changed func()) *Presenter {
	p := &Presenter{deps: deps, changed: changed, left: map[string]bool{}}
	p.loading.Run, p.proposing.Run, p.saving.Run = deps.Run, deps.Run, deps.Run
	return p
}

// State is what to show now.
func (p *Presenter) State() State { return p.state }

// Load reads everything again. Proposals come afterwards: all rows are read for
// them.
func (p *Presenter) Load() {
	var d data
	p.loading.Do(func(ctx context.Context) (err error) {
		d, err = load(ctx, p.deps)
		return err
	}, func(err error) {
		if err != nil {
			p.state.Phase, p.state.Err = Failed, err
			p.changed()
			return
		}
		p.data, p.loaded = d, true
		p.propose()
	})
}

// monthsShown is how far back the effective rate is drawn.
const monthsShown = 3

func load(ctx context.Context, deps Deps) (d data, err error) {
	if d.channels, err = deps.Review.Channels(ctx); err != nil {
		return d, err
	}
	if d.months, err = deps.Months(ctx); err != nil {
		return d, err
	}
	if d.cards, err = deps.Review.RateCards(ctx); err != nil {
		return d, err
	}
	if n := min(len(d.months), monthsShown); n > 0 {
		period := book.Period{From: d.months[n-1].From, To: d.months[0].To}
		if d.rates, err = deps.Review.Rates(ctx, period); err != nil {
			return d, err
		}
		d.rates = slices.DeleteFunc(d.rates, func(r Rate) bool { return !d.pays(r.Channel) })
		month, err := deps.Figures(ctx, d.months[0], nil)
		if err != nil {
			return d, err
		}
		d.figures = month.Days
	}
	if d.claims, err = deps.Review.Claims(ctx); err != nil {
		return d, err
	}
	d.fx, err = deps.Review.FXRates(ctx)
	return d, err
}

// propose reads rates from the data. Where that fails the view stands without.
func (p *Presenter) propose() {
	var found []book.RateCard
	p.reading = len(p.data.channels) > 0
	p.present()
	if !p.reading {
		return
	}
	p.proposing.Do(func(ctx context.Context) (err error) {
		found, err = p.deps.Review.ProposeRateCards(ctx)
		return err
	}, func(err error) {
		p.reading = false
		if err == nil {
			p.proposals = found
		}
		p.present()
	})
}

// present puts in words what was loaded.
func (p *Presenter) present() {
	t, d := p.deps.Text, &p.data
	if !p.loaded {
		return
	}
	if len(d.channels) == 0 {
		p.state = State{Phase: Bare}
		p.changed()
		return
	}
	s := State{Phase: Ready, Busy: p.busy, Reading: p.reading, Cards: p.cardRows()}
	s.Card = p.cardAt(s.Cards)
	p.seats = seatsOf(d.rates)
	at := max(slices.Index(p.seats, p.seat), 0)
	for _, k := range p.seats {
		s.Channels = append(s.Channels, k.label(d, p.seats))
	}
	s.Channel = at
	if len(p.seats) > 0 {
		s.Chart = chartOf(t, d, p.seats[at])
	}
	s.Figures = figures(t, d, s.Cards)
	s.Groups = groupRows(t, d.claims)
	s.Group = min(p.group, len(s.Groups)-1)
	if s.Group >= 0 {
		s.Lines = lineRows(d.claims[s.Group].Lines)
	}
	s.FX = fxRows(t, d.fx)
	p.state = s
	p.changed()
}

// PickChannel draws the channel at the index of State.Channels.
func (p *Presenter) PickChannel(i int) {
	if i >= 0 && i < len(p.seats) {
		p.seat = p.seats[i]
		p.present()
	}
}

// PickGroup shows the rows of a group of claims.
func (p *Presenter) PickGroup(i int) {
	if i >= 0 && i < len(p.data.claims) && i != p.group {
		p.group = i
		p.present()
	}
}

// OpenLine goes to the exception of a row of the picked group.
func (p *Presenter) OpenLine(i int) {
	if i >= 0 && i < len(p.state.Lines) {
		p.deps.OpenException(p.state.Lines[i].key)
	}
}

// act changes what is agreed and measures fees again; done is told once that is
// kept.
func (p *Presenter) act(work func(context.Context) error, done func()) {
	if p.busy {
		return
	}
	p.busy = true
	p.present()
	p.saving.Do(work, func(err error) {
		p.busy = false
		if err != nil {
			p.present()
			p.deps.ShowError(err)
			return
		}
		done()
		p.Load()
		if p.deps.Changed != nil {
			p.deps.Changed()
		}
	})
}

// seat is a channel in one currency.
type seat struct {
	channel  book.ChannelID
	currency book.Currency
}

// label is the channel's name, with the currency where it has several.
func (k seat) label(d *data, all []seat) string {
	name := d.name(k.channel)
	for _, other := range all {
		if other.channel == k.channel && other.currency != k.currency {
			return name + " " + string(k.currency)
		}
	}
	return name
}

// seatsOf lists the channels that took anything, most fees first within a currency.
func seatsOf(rates []Rate) []seat {
	fees := map[seat]book.Minor{}
	rows := map[book.Currency]int{}
	for _, r := range rates {
		k := seat{r.Channel, r.Currency}
		fees[k] = plus(fees[k], r.Fee)
		rows[r.Currency]++
	}
	out := make([]seat, 0, len(fees))
	for k := range fees {
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b seat) int {
		return cmp.Or(cmp.Compare(rows[b.currency], rows[a.currency]), cmp.Compare(a.currency, b.currency),
			cmp.Compare(fees[b], fees[a]), cmp.Compare(a.channel, b.channel))
	})
	return out
}

// plus adds amounts that are for the eye alone; a sum out of range is as large as
// can be.
func plus(a, b book.Minor) book.Minor {
	sum, err := a.Add(b)
	if err != nil {
		return book.Minor(1<<63 - 1)
	}
	return sum
}
