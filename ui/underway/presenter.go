package underway

import (
	"cmp"
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/words"
)

// Phase is what the view shows as a whole.
type Phase uint8

// The phases.
const (
	Loading Phase = iota
	Bare          // no channel pays out anything yet
	Ready
	Failed
)

// Show picks money by how far it is.
type Show uint8

// What the list shows, in the order of State.Shows.
const (
	ShowAll Show = iota
	ShowMissing
	ShowLate
	ShowInTransit
	ShowNarrow // what a place of a chart stands for
)

var shownState = [...]string{ShowMissing: stateMissing, ShowLate: stateLate, ShowInTransit: stateInTransit}

// State is all that the view shows, in words. It is replaced, never changed.
type State struct {
	Phase      Phase
	Err        error
	AsOf       string
	Currencies []string
	Currency   int
	Figures    [4]Figure
	Forecast   Chart
	Ageing     Chart
	Track      string // how well the forecast did, in one sentence; "" where nothing is known
	Shows      []string
	Show       Show
	Rows       []Row
	Delays     []DelayRow
}

// data is what one loading brought.
type data struct {
	asOf     book.Day
	names    map[book.ChannelID]string
	owed     []Owed
	delays   []Delay
	ageing   []Bucket
	forecast []ForecastDay
}

// Presenter loads what is under way and puts it in words.
type Presenter struct {
	deps    Deps
	changed func()

	state      State
	data       data
	errors     []Horizon
	currencies []book.Currency
	currency   book.Currency // picked; "" for the one with most money rows
	show       Show
	narrow     narrow // of ShowNarrow
	sort       order

	loading, trying, saving kit.Lane
}

// newPresenter calls changed whenever State is another.
func newPresenter(deps Deps, changed func()) *Presenter {
	p := &Presenter{deps: deps, changed: changed}
	p.loading.Run, p.trying.Run, p.saving.Run = deps.Run, deps.Run, deps.Run
	return p
}

// State is what to show now.
func (p *Presenter) State() State { return p.state }

// Load reads everything again. The forecast is tried on the past afterwards, since
// that takes longest.
func (p *Presenter) Load() {
	var d data
	p.loading.Do(func(ctx context.Context) (err error) {
		d, err = load(ctx, p.deps.Payouts)
		return err
	}, func(err error) {
		if err != nil {
			p.state.Phase, p.state.Err = Failed, err
			p.changed()
			return
		}
		p.data = d
		p.present()
		p.tryForecast()
	})
}

func load(ctx context.Context, from Payouts) (d data, err error) {
	channels, err := from.Channels(ctx)
	if err != nil {
		return d, err
	}
	d.names = make(map[book.ChannelID]string, len(channels))
	for _, c := range channels {
		d.names[c.ID] = c.Name
	}
	if d.asOf, err = from.AsOf(ctx); err != nil {
		return d, err
	}
	if d.owed, err = from.Owed(ctx); err != nil {
		return d, err
	}
	if d.delays, err = from.Delays(ctx); err != nil {
		return d, err
	}
	if d.ageing, err = from.Ageing(ctx); err != nil {
		return d, err
	}
	d.forecast, err = from.Forecast(ctx)
	return d, err
}

// tryForecast measures the forecast on the past. Where that fails there is no
// sentence about it: the figures stand without.
func (p *Presenter) tryForecast() {
	if len(p.data.owed) == 0 {
		return
	}
	var found []Horizon
	p.trying.Do(func(ctx context.Context) (err error) {
		found, err = p.deps.Payouts.ForecastError(ctx)
		return err
	}, func(err error) {
		if err == nil {
			p.errors = found
			p.present()
		}
	})
}

// present puts in words what was loaded.
func (p *Presenter) present() {
	t := p.deps.Text
	if len(p.data.owed) == 0 {
		p.state = State{Phase: Bare}
		p.changed()
		return
	}
	s := State{Phase: Ready, Show: p.show}
	if p.data.asOf != 0 {
		s.AsOf = t.T("underway.as_of", words.DayWeek(t, p.data.asOf))
	}
	p.currencies = currenciesOf(p.data.owed)
	cur := p.currencies[0]
	for i, c := range p.currencies {
		s.Currencies = append(s.Currencies, string(c))
		if c == p.currency {
			cur, s.Currency = c, i
		}
	}
	waiting := notArrived(p.data.owed, cur)
	s.Figures = figures(t, waiting, p.data.asOf, cur, book.DayOf(p.deps.Now().In(book.Shanghai)))
	s.Forecast = forecastChart(t, p.data.forecast, cur)
	s.Ageing = ageingChart(t, p.data.ageing, cur)
	s.Track = track(t, p.errors, cur)
	s.Shows = []string{t.T("underway.show_all"), t.T("transit.missing"), t.T("transit.late"), t.T("transit.in_transit")}
	if p.show == ShowNarrow {
		s.Shows = append(s.Shows, p.narrow.label(t))
	}
	for _, o := range p.sort.sorted(waiting, p.data.names) {
		if p.shows(o) {
			s.Rows = append(s.Rows, makeRow(t, o, p.data.names[o.Channel], p.data.asOf))
		}
	}
	for i := range p.data.delays {
		s.Delays = append(s.Delays, delayRow(t, &p.data.delays[i], p.data.names[p.data.delays[i].Channel]))
	}
	p.state = s
	p.changed()
}

// currenciesOf lists the currencies that anything is owed in, most rows first.
func currenciesOf(owed []Owed) []book.Currency {
	rows := map[book.Currency]int{}
	var out []book.Currency
	for i := range owed {
		c := owed[i].Currency
		if rows[c] == 0 {
			out = append(out, c)
		}
		rows[c]++
	}
	slices.SortStableFunc(out, func(a, b book.Currency) int {
		return cmp.Or(cmp.Compare(rows[b], rows[a]), cmp.Compare(a, b))
	})
	return out
}

// notArrived is what of a currency is not at the bank.
func notArrived(owed []Owed, cur book.Currency) []*Owed {
	var out []*Owed
	for i := range owed {
		o := &owed[i]
		if o.Currency == cur && (o.State == stateInTransit || o.State == stateLate || o.State == stateMissing) {
			out = append(out, o)
		}
	}
	return out
}

// PickCurrency shows the currency at the index of State.Currencies.
func (p *Presenter) PickCurrency(i int) {
	if i >= 0 && i < len(p.currencies) {
		p.currency = p.currencies[i]
		p.present()
	}
}

// PickShow shows the money of one state, or all.
func (p *Presenter) PickShow(s Show) {
	if s <= ShowInTransit && s != p.show {
		p.show = s
		p.present()
	}
}

// SortBy orders the list by a column; "" is worst first.
func (p *Presenter) SortBy(column string, desc bool) {
	p.sort = order{column, desc}
	p.present()
}

// Open goes to a row of the list on Reconcile.
func (p *Presenter) Open(i int) {
	if i >= 0 && i < len(p.state.Rows) {
		p.deps.OpenReconcile(book.LegPayouts, p.state.Rows[i].id)
	}
}

// agreed is the terms of a channel as last read; "" where nothing is agreed.
func (p *Presenter) agreed(id book.ChannelID) string {
	for _, d := range p.data.delays {
		if d.Channel == id {
			return d.Agreed
		}
	}
	return ""
}

// SaveTerms keeps when the channel of a line of State.Delays has agreed to pay.
// It can be taken back at once.
func (p *Presenter) SaveTerms(id book.ChannelID, terms string) {
	former := p.agreed(id)
	p.saving.Do(func(ctx context.Context) error { return p.deps.Payouts.SaveTerms(ctx, id, terms) }, func(err error) {
		if err != nil {
			p.deps.ShowError(err)
			return
		}
		code := "underway.terms_saved"
		if terms == "" {
			code = "underway.terms_removed"
		}
		text := p.deps.Text.T(code, p.data.names[id], terms)
		if former == terms {
			p.deps.Toast(text, "", nil)
		} else {
			p.deps.Toast(text, p.deps.Text.T("kit.undo"), func() { p.SaveTerms(id, former) })
		}
		p.Load()
		if p.deps.Changed != nil {
			p.deps.Changed()
		}
	})
}
