// Package overview is the first view: what was sold, what reached the bank, what
// is under way, and what must be done today.
package overview

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Figures is what the view needs of the month's use case.
type Figures interface {
	Figures(ctx context.Context, p book.Period, channels []book.ChannelID) (book.MonthFigures, error)
	Months(ctx context.Context) ([]book.Period, error)
}

// Review is what the view needs of the use case of matching.
type Review interface {
	Channels(ctx context.Context) ([]book.Channel, error)
	Exceptions(ctx context.Context, q book.ExceptionQuery) ([]book.ExceptionLine, error)
}

// Expected is money that should reach the bank on a day.
type Expected struct {
	On       book.Day
	Channel  book.ChannelID
	Currency book.Currency
	Amount   book.Minor
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
	Phase    Phase
	Err      error
	Months   []string // newest first
	Month    int
	Channels []string // the first is all of them
	Channel  int
	Cards    [4]Card
	Money    MoneyChart
	Refunds  ShareChart
	Fees     ShareChart
	Todo     []Todo
	More     string // what is open in other months; "" where nothing is
}

// data is what one loading brought.
type data struct {
	months   []book.Period
	month    book.Period
	channels []book.Channel
	channel  book.ChannelID
	figures  book.MonthFigures
	before   book.MonthFigures // the month before, for the weekday a week ago
	open     []book.ExceptionLine
	expected []Expected
}

// Presenter loads the figures and puts them in words.
type Presenter struct {
	deps    Deps
	changed func()

	state   State
	data    data
	month   book.Period // picked; zero: the newest
	channel book.ChannelID

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
	if i >= 0 && i < len(p.data.months) {
		p.month = p.data.months[i]
		p.Load()
	}
}

// PickChannel shows one channel; 0 shows all.
func (p *Presenter) PickChannel(i int) {
	if i < 0 || i > len(p.data.channels) {
		return
	}
	p.channel = 0
	if i > 0 {
		p.channel = p.data.channels[i-1].ID
	}
	p.Load()
}

// Load reads the figures again. A loading under way is cancelled, and what it
// still brings is dropped.
func (p *Presenter) Load() {
	month, channel := p.month, p.channel
	var d data
	p.loading.Do(func(ctx context.Context) (err error) {
		d, err = load(ctx, p.deps, month, channel)
		return err
	}, func(err error) { p.show(d, err) })
}

func (p *Presenter) show(d data, err error) {
	switch {
	case err != nil:
		p.state.Phase, p.state.Err = Failed, err
	case len(d.months) == 0:
		p.data, p.state = d, State{Phase: Empty}
	default:
		p.data = d
		p.state = present(p.deps.Text, d, book.DayOf(p.deps.Now().In(book.Shanghai)))
	}
	p.changed()
}

// load reads all that the view shows. A month that is no longer there gives way
// to the newest.
func load(ctx context.Context, deps Deps, month book.Period, channel book.ChannelID) (d data, err error) {
	if d.months, err = deps.Figures.Months(ctx); err != nil || len(d.months) == 0 {
		return d, err
	}
	d.month = d.months[0]
	for _, m := range d.months {
		if m == month {
			d.month = m
		}
	}
	if d.channels, err = deps.Review.Channels(ctx); err != nil {
		return d, err
	}
	var only []book.ChannelID
	for _, c := range d.channels {
		if c.ID == channel && channel != 0 {
			d.channel, only = channel, []book.ChannelID{channel}
		}
	}
	if d.figures, err = deps.Figures.Figures(ctx, d.month, only); err != nil {
		return d, err
	}
	if latest(d.figures.Days) < d.month.From+7 {
		if d.before, err = deps.Figures.Figures(ctx, monthBefore(d.month), only); err != nil {
			return d, err
		}
	}
	if d.open, err = deps.Review.Exceptions(ctx, book.ExceptionQuery{Channels: only}); err != nil {
		return d, err
	}
	if deps.Expected != nil {
		d.expected, err = deps.Expected(ctx)
	}
	return d, err
}

func monthBefore(m book.Period) book.Period {
	t := (m.From - 1).Time()
	return book.Month(t.Year(), t.Month())
}

// latest is the last day with a sale; 0 where there is none.
func latest(days []book.DayFigures) book.Day {
	var last book.Day
	for _, d := range days {
		if d.SaleRows > 0 && d.Day > last {
			last = d.Day
		}
	}
	return last
}

// present puts the figures in words. today is the owner's day, by the clock.
func present(t *assets.Text, d data, today book.Day) State {
	s := State{Phase: Ready, Channels: []string{t.T("overview.all_channels")}}
	for i, m := range d.months {
		s.Months = append(s.Months, kit.MonthName(t, m))
		if m == d.month {
			s.Month = i
		}
	}
	for i, c := range d.channels {
		s.Channels = append(s.Channels, c.Name)
		if c.ID == d.channel && d.channel != 0 {
			s.Channel = i + 1
		}
	}
	cur := mainCurrency(d.figures.Channels)
	inMonth, elsewhere := split(d.open, d.month)
	s.Cards = [4]Card{
		salesCard(t, d, cur, today),
		arrivedCard(t, d, cur),
		underwayCard(t, d, cur, today),
		openCard(t, inMonth, cur),
	}
	days := daysOf(d, cur)
	s.Money = moneyChart(t, days, cur)
	s.Refunds = refundChart(t, days)
	s.Fees = feeChart(t, days)
	for i := range inMonth {
		s.Todo = append(s.Todo, todo(t, &inMonth[i]))
	}
	if len(elsewhere) > 0 {
		s.More = t.Count("overview.elsewhere", len(elsewhere), kit.Number(len(elsewhere)))
	}
	return s
}

// split parts the exceptions that are to be dealt with by whether their day lies in
// the month.
func split(all []book.ExceptionLine, month book.Period) (in, out []book.ExceptionLine) {
	for _, x := range all {
		switch {
		case !kit.Pending(x.State):
		case month.Has(x.Day):
			in = append(in, x)
		default:
			out = append(out, x)
		}
	}
	return in, out
}

// mainCurrency is the one that most sales are in: key figures are never sums
// across currencies.
func mainCurrency(channels []book.ChannelFigures) book.Currency {
	rows := map[book.Currency]int{}
	best := book.CNY
	for _, c := range channels {
		rows[c.Currency] += c.SaleRows
		if rows[c.Currency] > rows[best] {
			best = c.Currency
		}
	}
	return best
}
