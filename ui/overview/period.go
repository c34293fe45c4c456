package overview

import (
	"strconv"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// units is the lengths of time to choose from, in the order of the picker.
func units() []monthly.Unit {
	return []monthly.Unit{monthly.UnitMonth, monthly.UnitQuarter, monthly.UnitYear, monthly.UnitDays, monthly.UnitWeek}
}

func unitCode(u monthly.Unit) string {
	return [...]string{monthly.UnitMonth: "month", monthly.UnitQuarter: "quarter", monthly.UnitYear: "year", monthly.UnitWeek: "week", monthly.UnitDays: "days"}[u]
}

func unitNames(t *assets.Text) []string {
	var out []string
	for _, u := range units() {
		out = append(out, t.T("overview.unit_"+unitCode(u)))
	}
	return out
}

// mostPeriods bounds the list of periods: further back is what reports are for.
const mostPeriods = 36

// periods lists the periods of a unit that hold rows, newest first.
func periods(d *data) []book.Period {
	last, first := newest(d.reach), d.months[len(d.months)-1].From
	if last == 0 {
		last = d.months[0].To
	}
	var out []book.Period
	for p := d.unit.Around(last); p.To >= first && len(out) < mostPeriods; p = d.unit.Before(p) {
		if d.unit != monthly.UnitMonth || has(d.months, p) {
			out = append(out, p)
		}
		if d.unit == monthly.UnitDays {
			break
		}
	}
	return out
}

func has(all []book.Period, p book.Period) bool {
	for _, x := range all {
		if x == p {
			return true
		}
	}
	return false
}

// periodName is a period as a person says it.
func periodName(t *assets.Text, unit monthly.Unit, p book.Period) string {
	first := p.From.Time()
	switch unit {
	case monthly.UnitMonth:
		return words.MonthName(t, p)
	case monthly.UnitQuarter:
		return t.T("overview.quarter", strconv.Itoa(first.Year()), strconv.Itoa(int(first.Month()+2)/3))
	case monthly.UnitYear:
		return t.T("overview.year", strconv.Itoa(first.Year()))
	}
	return words.PeriodShort(p)
}

// shortName is a period at the head of a column: "10 月".
func shortName(t *assets.Text, unit monthly.Unit, p book.Period) string {
	if unit == monthly.UnitMonth {
		return t.T("overview.month", strconv.Itoa(int(p.From.Time().Month())), p.From.Time().Format("Jan"))
	}
	return periodName(t, unit, p)
}
