// Package transit tells when money should arrive at the bank, and what is under
// way, late or missing by a day. It is pure: the day is passed in, no clock.
package transit

import (
	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// The band of a channel until its delays are learned: due the next working day,
// late after three more working days, missing after seven (DESIGN 4).
const (
	lateWorkdays    = 3
	missingWorkdays = 7
)

// State is how far a settlement has come by a day.
type State uint8

// The states.
const (
	NotExpected State = iota // a net of zero or less: nothing is paid out for it
	Arrived                  // all of it is at the bank
	InTransit                // not all at the bank, and not late
	Late                     // past its band
	Missing                  // long past its band
)

var stateNames = []string{"not_expected", "arrived", "in_transit", "late", "missing"}

// String is the stable code of the state, the tail of the translation "transit.<code>".
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return "?"
}

// Expectation is a settlement with when it should arrive and whether it did.
type Expectation struct {
	book.Settlement
	Due          book.Day // the working day it should arrive on
	LateAfter    book.Day // the last day of its band
	MissingAfter book.Day // the last day on which it is late rather than missing
	State        State
	Estimated    bool // some of these days rest on holidays not announced yet
}

// Judge tells how far a settlement has come by the day asOf, the latest day that
// any stream of the payouts leg covers. A withdrawal and the net of a day are due
// alike. A settlement of which only a part arrived goes by its rest.
func Judge(s book.Settlement, asOf book.Day, cal *calendar.China) Expectation {
	due := cal.NextWorkday(int32(s.Day))
	missing := cal.AddWorkdays(due, missingWorkdays)
	_, estimated := cal.Workday(missing)
	e := Expectation{
		Settlement:   s,
		Due:          book.Day(due),
		LateAfter:    book.Day(cal.AddWorkdays(due, lateWorkdays)),
		MissingAfter: book.Day(missing),
		Estimated:    estimated,
	}
	switch {
	case s.Net <= 0:
		e.State = NotExpected
	case s.Arrived >= s.Net:
		e.State = Arrived
	default:
		e.State = e.stateOn(asOf)
	}
	return e
}

// stateOn is the state on a day of money that is not at the bank.
func (e *Expectation) stateOn(day book.Day) State {
	switch {
	case day > e.MissingAfter:
		return Missing
	case day > e.LateAfter:
		return Late
	}
	return InTransit
}

// Rest is what of the net is not at the bank: never negative, and zero where
// nothing is expected.
func (e *Expectation) Rest() book.Minor {
	if e.Net <= 0 || e.Arrived >= e.Net {
		return 0
	}
	return e.Net - max(e.Arrived, 0)
}
