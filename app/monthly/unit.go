package monthly

import (
	"time"

	"zhangfang/app/book"
)

// Unit is a length of time that an owner looks at as a whole.
type Unit uint8

// The units. A week begins on Monday; UnitDays are the thirty days up to a day.
const (
	UnitMonth Unit = iota
	UnitQuarter
	UnitYear
	UnitWeek
	UnitDays
)

// runOfDays is how many days UnitDays has.
const runOfDays = 30

// months is how many calendar months the unit has; 0: it is counted in days.
func (u Unit) months() int {
	switch u {
	case UnitMonth:
		return 1
	case UnitQuarter:
		return 3
	case UnitYear:
		return 12
	}
	return 0
}

// Around is the period of the unit that holds a day; that of UnitDays ends on it.
func (u Unit) Around(d book.Day) book.Period {
	switch u {
	case UnitWeek:
		monday := d - book.Day((d.Weekday()+6)%7)
		return book.Period{From: monday, To: monday + 6}
	case UnitDays:
		return book.Period{From: d - runOfDays + 1, To: d}
	}
	n := u.months()
	t := d.Time()
	first := time.Month((int(t.Month())-1)/n*n + 1)
	return book.Period{From: book.NewDay(t.Year(), first, 1), To: book.NewDay(t.Year(), first+time.Month(n), 1) - 1}
}

// Before is the period of the unit just before one.
func (u Unit) Before(p book.Period) book.Period { return u.Around(p.From - 1) }

// SameDays is what the days from the beginning of p up to a day are held against:
// the whole of the period before where p is over by then, else the same days of it.
// A day that a shorter month does not have is its last.
func (u Unit) SameDays(p book.Period, upTo book.Day) book.Period {
	before := u.Before(p)
	if upTo >= p.To {
		return before
	}
	n := u.months()
	if n == 0 {
		return book.Period{From: before.From, To: before.From + upTo - p.From}
	}
	t := upTo.Time()
	month := book.Month(t.Year(), t.Month()-time.Month(n))
	return book.Period{From: before.From, To: min(month.From+book.Day(t.Day()-1), month.To)}
}
