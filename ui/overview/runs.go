package overview

import (
	"strconv"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// run is a place of a chart: a day, or where there would be too many, a week or a
// month.
type run struct {
	days  book.Period
	label string
	head  string // with the weekday of a single day
	sum   book.DayFigures
}

const (
	mostDays  = 45  // that are drawn one by one
	mostWeeks = 120 // days, that are drawn by the week
)

// pace is the length of the runs that a period is drawn in.
func pace(p book.Period) (unit monthly.Unit, single bool) {
	switch n := p.Days(); {
	case n <= mostDays:
		return monthly.UnitWeek, true
	case n <= mostWeeks:
		return monthly.UnitWeek, false
	}
	return monthly.UnitMonth, false
}

// cut parts the days of the period up to the last one known, without holes.
func cut(d *data) []book.Period {
	p := d.o.Period
	p.To = min(p.To, max(d.o.UpTo, lastSold(d.o.Days), p.From))
	unit, single := pace(d.o.Period)
	var out []book.Period
	for day := p.From; day <= p.To; {
		r := book.Period{From: day, To: day}
		if !single {
			r.To = min(unit.Around(day).To, p.To)
		}
		out = append(out, r)
		day = r.To + 1
	}
	return out
}

func lastSold(days []book.DayFigures) book.Day {
	var last book.Day
	for _, d := range days {
		if d.SaleRows > 0 {
			last = max(last, d.Day)
		}
	}
	return last
}

// runs sums the days of each run, in one currency.
func runs(t *assets.Text, d *data, cur book.Currency) []run {
	periods := cut(d)
	out := make([]run, len(periods))
	for i, p := range periods {
		out[i] = run{days: p, sum: book.DayFigures{Day: p.From, Currency: cur}, label: words.DayShort(p.From), head: words.PeriodShort(p)}
		first := p.From.Time()
		switch _, single := pace(d.o.Period); {
		case p.From == p.To && single:
			out[i].head = words.DayWeek(t, p.From)
			if d.unit == monthly.UnitMonth {
				out[i].label = t.T("overview.day", strconv.Itoa(first.Day()))
			}
		case monthly.UnitMonth.Around(p.From) == p:
			out[i].label = t.T("overview.month", strconv.Itoa(int(first.Month())), first.Format("Jan"))
			out[i].head = words.MonthName(t, p)
		}
	}
	at := 0
	for _, f := range d.o.Days { // they come by day
		for at < len(out)-1 && f.Day > out[at].days.To {
			at++
		}
		if f.Currency == cur && out[at].days.Has(f.Day) {
			addDay(&out[at].sum, &f)
		}
	}
	return out
}

func addDay(to, f *book.DayFigures) {
	to.Sales, to.Refunds, to.Fees, to.Net = plus(to.Sales, f.Sales), plus(to.Refunds, f.Refunds), plus(to.Fees, f.Fees), plus(to.Net, f.Net)
	to.Arrived, to.Late = plus(to.Arrived, f.Arrived), plus(to.Late, f.Late)
	to.SaleRows += f.SaleRows
	to.RefRows += f.RefRows
}
