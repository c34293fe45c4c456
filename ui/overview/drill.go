package overview

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// Level is what the lower card lists.
type Level uint8

// The levels, from the outside in.
const (
	LevelTodo Level = iota
	LevelDays       // the days of a run, with their figures
	LevelRows       // the rows behind a figure of a day
)

// Drill is the rows behind a figure or a place of a chart.
type Drill struct {
	Level   Level
	Title   string
	Loading bool
	Err     error
	Empty   string
	Item    Item
	Days    []DayRow
	Rows    []EntryRow
	Cut     string // that not all rows are listed, or that more are than the figure counts; "" where neither is so
}

// DayRow is a day's figures in words.
type DayRow struct {
	Day                                       book.Day
	Name, Sales, Refunds, Fees, Net, In, Late string
	NoneIn                                    bool // sales of which nothing is at the bank yet
}

// EntryRow is a row of a file in words.
type EntryRow struct {
	ID                                              book.EntryID
	Leg                                             book.Leg
	Time, Kind, Number, Party, Channel, Amount, Fee string
	Out                                             bool // money that went out
}

// mostRows bounds the rows of a day that are listed.
const mostRows = 5000

// OpenRun lists the rows behind a place of a chart: of a single day its rows, of
// more days the days.
func (p *Presenter) OpenRun(kind ChartKind, i int) {
	c := &p.state.Charts[kind]
	if c.Runs == nil {
		call(p.deps.OpenUnderway)
		return
	}
	if i < 0 || i >= len(c.Runs) {
		return
	}
	item := [chartKinds]Item{ChartRefunds: ItemRefunds, ChartFees: ItemFees}[kind]
	if kind == ChartMatched {
		item = ItemNet
	}
	p.openDays(item, c.Runs[i])
}

// OpenItem lists the days of the period behind a line of the table.
func (p *Presenter) OpenItem(i Item) {
	p.openDays(i, book.Period{From: p.data.o.Period.From, To: max(p.data.o.UpTo, p.data.o.Period.From)})
}

// OpenNewest lists the rows of the newest day.
func (p *Presenter) OpenNewest() {
	if p.data.o.UpTo != 0 {
		p.openDays(ItemSales, book.Period{From: p.data.o.UpTo, To: p.data.o.UpTo})
	}
}

func (p *Presenter) openDays(item Item, days book.Period) {
	if days.From == days.To {
		p.openRows(item, days.From)
		return
	}
	p.back = nil
	p.setDrill(Drill{Level: LevelDays, Item: item, Title: p.deps.Text.T("overview.by_day", words.PeriodShort(days)), Days: p.dayRows(days)})
}

// OpenDay lists the rows of a day of the list of days.
func (p *Presenter) OpenDay(i int) {
	if d := p.state.Drill; d.Level == LevelDays && i >= 0 && i < len(d.Days) {
		p.openRows(d.Item, d.Days[i].Day)
		p.back = &d
	}
}

// OpenRow goes to a row of the list on Reconcile.
func (p *Presenter) OpenRow(i int) {
	if d := &p.state.Drill; d.Level == LevelRows && i >= 0 && i < len(d.Rows) {
		p.deps.OpenReconcile(d.Rows[i].Leg, d.Rows[i].ID)
	}
}

// Back goes one level out.
func (p *Presenter) Back() {
	p.rows.Stop()
	d := Drill{}
	if p.back != nil {
		d = *p.back
	}
	p.back = nil
	p.setDrill(d)
}

func (p *Presenter) setDrill(d Drill) {
	p.state.Drill = d
	p.changed()
}

func (p *Presenter) dayRows(days book.Period) []DayRow {
	t, cur := p.deps.Text, p.cur
	var out []DayRow
	for _, f := range p.data.o.Days {
		if f.Currency == cur && days.Has(f.Day) {
			out = append(out, DayRow{
				Day: f.Day, Name: words.DayWeek(t, f.Day), Sales: words.Amount(f.Sales, cur), Refunds: words.Amount(f.Refunds, cur),
				Fees: words.Amount(f.Fees, cur), Net: words.Amount(f.Net, cur), In: words.Amount(f.Arrived, cur), Late: words.Amount(f.Late, cur),
				NoneIn: f.Arrived == 0 && f.Net > 0,
			})
		}
	}
	slices.Reverse(out) // newest first
	return out
}

// openRows reads the rows behind a figure of a day.
func (p *Presenter) openRows(item Item, day book.Day) {
	t := p.deps.Text
	d := Drill{Level: LevelRows, Item: item, Loading: true, Title: t.T("overview.rows_of_"+itemCodes[item], words.DayWeek(t, day)), Empty: t.T("overview.no_such_rows")}
	p.back = nil
	p.setDrill(d)
	only, cur := p.data.only(), p.cur
	p.rows.Do(func(ctx context.Context) (err error) {
		d.Rows, d.Cut, err = rowsOf(ctx, t, p.deps.Review, item, day, only, cur)
		return err
	}, func(err error) {
		d.Loading, d.Err = false, err
		p.setDrill(d)
	})
}

// rowsOf reads the rows behind a figure of a day: those of the channels' files, or
// of the bank's for what arrived.
func rowsOf(ctx context.Context, t *assets.Text, from Review, item Item, day book.Day, only []book.ChannelID, cur book.Currency) (out []EntryRow, cut string, err error) {
	q := book.EntryQuery{Roles: []book.Role{book.RolePayments}, Channels: only, Period: book.Period{From: day, To: day}, Order: book.Order{By: "time"}}
	leg := book.LegSales
	if item == ItemArrived {
		q.Roles, q.Channels, leg = []book.Role{book.RoleBank}, nil, book.LegPayouts
	}
	ids, err := from.EntryIDs(ctx, q)
	if err != nil {
		return nil, "", err
	}
	if len(ids) > mostRows {
		ids, cut = ids[:mostRows], t.T("overview.rows_cut", words.Number(mostRows), words.Number(len(ids)))
	}
	lines, err := from.EntryLines(ctx, ids)
	if err != nil {
		return nil, "", err
	}
	for i := range lines {
		if e := &lines[i]; e.Currency == cur && item.counts(e) {
			out = append(out, entryRow(t, e, leg))
		}
	}
	if item == ItemArrived && cut == "" {
		cut = t.T("overview.rows_arrived_all") // the figure leaves out what nothing explains
	}
	return out, cut, nil
}

// counts tells whether a row is part of a figure.
func (i Item) counts(e *book.EntryLine) bool {
	if !book.MovesMoney(e.Kind, e.Status, e.Amount) {
		return false
	}
	switch i {
	case ItemSales, ItemRows:
		return e.Kind == book.KindPayment
	case ItemRefunds:
		return e.Kind == book.KindRefund
	case ItemFees:
		return e.Fee != 0 && (e.Kind == book.KindPayment || e.Kind == book.KindRefund)
	case ItemArrived:
		return e.Kind == book.KindDeposit
	}
	return e.Kind == book.KindPayment || e.Kind == book.KindRefund
}

func entryRow(t *assets.Text, e *book.EntryLine, leg book.Leg) EntryRow {
	r := EntryRow{
		ID: e.ID, Leg: leg, Time: words.When(e.At, e.Zone), Kind: t.T("kind." + e.Kind.String()), Number: e.OrderNo, Party: e.Counterparty,
		Channel: e.ChannelName, Amount: words.Amount(e.Amount, e.Currency), Fee: words.Amount(e.Fee, e.Currency), Out: e.Amount < 0,
	}
	if r.Number == "" {
		r.Number = e.TxnNo
	}
	return r
}

func call(f func()) {
	if f != nil {
		f()
	}
}
