package report

import (
	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// Figures is what a report tells of a period: its sums, and what its pictures are
// drawn from besides.
type Figures struct {
	book.MonthFigures
	Ages       []Age
	Due        []Due
	Matching   []Matching
	RefundWarn decimal.Decimal // the refund rate from which on the owner is warned, 0.1 is 10 %; 0: none
	Closed     *book.Closing   // the act that closed the month; nil while it is open
}

// Age sums what has not reached the bank of the period's sales by the days since
// they were made. One currency each.
type Age struct {
	Currency  book.Currency
	From, To  int // days; To is -1 where there is no end
	InTransit book.Minor
	Late      book.Minor // missing included
}

// Due sums what is in transit by the day it should arrive. One currency each.
type Due struct {
	Day      book.Day
	Currency book.Currency
	Amount   book.Minor
}

// Matching counts the rows of a run of days that expect a match, and those that
// have one.
type Matching struct {
	Period  book.Period
	Rows    int
	Matched int
}

// Step is the length of time that a report tells one by one.
type Step uint8

// The steps.
const (
	StepDay Step = iota
	StepWeek
	StepMonth
)

// The longest periods, in days, that are told day by day and week by week: a month
// with a few days around it, and half a year.
const (
	mostByDay  = 45
	mostByWeek = 200
)

// StepOf is the step of a period's pictures.
func StepOf(p book.Period) Step {
	switch {
	case p.Days() <= mostByDay:
		return StepDay
	case p.Days() <= mostByWeek:
		return StepWeek
	}
	return StepMonth
}

// Steps cuts a closed period into steps; the first and the last may be shorter. A
// week begins on Monday.
func Steps(p book.Period, step Step) []book.Period {
	var out []book.Period
	for d := p.From; d <= p.To; {
		end := d
		switch step {
		case StepWeek:
			end = d + 6 - book.Day((d.Weekday()+6)%7)
		case StepMonth:
			t := d.Time()
			end = book.Month(t.Year(), t.Month()).To
		}
		end = min(end, p.To)
		out = append(out, book.Period{From: d, To: end})
		d = end + 1
	}
	return out
}
