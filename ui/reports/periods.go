package reports

import (
	"slices"
	"strconv"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// Unit is how long a period is that the owner looks at.
type Unit int

// The units, in the order in which they stand.
const (
	UnitMonth Unit = iota
	UnitQuarter
	UnitYear
	UnitSpan // any days
)

// of is the unit as the use case knows it; UnitSpan has none.
func (u Unit) of() monthly.Unit {
	switch u {
	case UnitQuarter:
		return monthly.UnitQuarter
	case UnitYear:
		return monthly.UnitYear
	}
	return monthly.UnitMonth
}

// periods lists those that hold a month with entries, newest first.
func (u Unit) periods(months []book.Period) []book.Period {
	if u == UnitSpan {
		return nil
	}
	var out []book.Period
	for _, m := range months {
		out = append(out, u.of().Around(m.From))
	}
	return slices.Compact(out)
}

// settle is the period wanted where the unit has it, else the newest. Of any days
// those wanted are right, and without them those of the newest month.
func (u Unit) settle(months []book.Period, wanted book.Period) book.Period {
	all := u.periods(months)
	switch {
	case u == UnitSpan && wanted != book.Period{}:
		return wanted
	case u == UnitSpan:
		return months[0]
	case slices.Contains(all, wanted):
		return wanted
	}
	return all[0]
}

// name is a period of the unit in words.
func (u Unit) name(t *assets.Text, p book.Period) string {
	year := strconv.Itoa(p.From.Time().Year())
	switch u {
	case UnitQuarter:
		return t.T("report.quarter", year, strconv.Itoa((int(p.From.Time().Month())+2)/3))
	case UnitYear:
		return t.T("report.year", year)
	}
	return words.MonthName(t, p)
}

// newestMonth is the newest month with entries within a period, else the newest.
func newestMonth(months []book.Period, p book.Period) book.Period {
	for _, m := range months {
		if p.Has(m.From) {
			return m
		}
	}
	return book.Period{}
}

// PickUnit looks at another length of time: the one that holds the newest month of
// what was in sight.
func (p *Presenter) PickUnit(u Unit) {
	if u == p.state.Unit {
		return
	}
	within := newestMonth(p.months, p.period)
	p.state.Unit, p.state.Bad = u, ""
	switch {
	case u == UnitSpan: // the days in sight are a good beginning
	case within != book.Period{}:
		p.period = u.of().Around(within.From)
	}
	if u != UnitMonth && p.state.Tab == TabClose {
		p.state.Tab = TabReport
	}
	p.pick()
}

// OpenClosing goes to the checklist of a month, "2025-11"; where that is none, to the
// one in sight.
func (p *Presenter) OpenClosing(month string) {
	if first, err := book.ParseDay(month + "-01"); err == nil {
		p.period = UnitMonth.of().Around(first)
	}
	p.state.Unit, p.state.Tab, p.state.Bad = UnitMonth, TabClose, ""
	p.pick()
}

// PickPeriod shows the period at the index of State.Periods.
func (p *Presenter) PickPeriod(i int) {
	if i >= 0 && i < len(p.periods) {
		p.period = p.periods[i]
		p.pick()
	}
}

// longest bounds the days that the owner may name, in years.
const longest = 20

// PickDays shows any days, given as "2025-10-01"; while they are not days it says so.
func (p *Presenter) PickDays(from, to string) {
	first, err := book.ParseDay(from)
	last, errLast := book.ParseDay(to)
	bad := ""
	switch {
	case err != nil || errLast != nil:
		bad = "reports.bad_days"
	case last < first:
		bad = "reports.bad_order"
	case last-first > longest*366:
		bad = "reports.bad_length"
	}
	if bad != "" {
		p.state.From, p.state.To, p.state.Bad = from, to, p.deps.Text.T(bad)
		p.changed()
		return
	}
	if days := (book.Period{From: first, To: last}); days != p.period {
		p.period, p.state.Bad = days, ""
		p.pick()
		return
	}
	p.state.From, p.state.To, p.state.Bad = from, to, ""
	p.changed()
}
