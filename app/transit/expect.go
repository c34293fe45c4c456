// Package transit tells when money should arrive at the bank, and what is under
// way, late or missing by a day; it learns how long each channel takes, and
// foretells what arrives next. It is pure: the day is passed in, no clock.
package transit

import "zhangfang/app/book"

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

// Expectation is a settlement with when it should arrive and whether it did. Its
// band is the days From to LateAfter.
type Expectation struct {
	book.Settlement
	From         book.Day // the first day of its band: hardly any money of the channel comes sooner
	Due          book.Day // the day it should arrive on
	LateAfter    book.Day // the last day of its band
	MissingAfter book.Day // the last day on which it is late rather than missing
	State        State
	Estimated    bool   // some of these days rest on holidays not announced yet
	Usual        Terms  // the delay that makes the due day
	Source       Source // where Usual comes from
	Arrivals     int    // what it was learned from: arrivals of the channel or terminal
	AgeDays      int    // days since its day, by the day asked for
	Bucket       string // of AgeDays: see Ageing
}

// Judge tells how far a settlement has come by the day asOf, the latest day that
// any stream of the payouts leg covers. A settlement of which only a part arrived
// goes by its rest.
func (m *Model) Judge(s book.Settlement, asOf book.Day) Expectation {
	h := m.habitOf(s.Channel, s.Terminal)
	b := m.band(h, s.Day)
	_, estimated := m.china.Workday(int32(b.missing))
	e := Expectation{
		Settlement: s, From: b.from, Due: b.due, LateAfter: b.late, MissingAfter: b.missing, Estimated: estimated,
		Usual: h.usual, Source: h.source, Arrivals: h.arrivals, AgeDays: max(int(asOf-s.Day), 0),
	}
	e.Bucket = ages[ageOf(e.AgeDays)].label
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
