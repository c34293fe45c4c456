package transit

import (
	"strconv"

	"zhangfang/app/book"
)

// Exceptions lists settlement_late and settlement_missing by the day asOf. Money
// that is not there is an exception only where a bank statement covers its band
// and more, else it waits for a file; money that came past its band is a
// settlement_late that is resolved. Where a part arrived there is a match, and
// with it a settlement_short: that is not raised here again.
//
// Age is set, Severity is not: see Severity.
func (m *Model) Exceptions(settlements []book.Settlement, asOf book.Day) []book.Exception {
	var out []book.Exception
	for _, s := range settlements {
		e := m.Judge(s, asOf)
		if typ, resolved, ok := e.exception(asOf); ok {
			out = append(out, e.raise(typ, resolved))
		}
	}
	return out
}

// exception is what the settlement is an exception of, if it is one.
func (e *Expectation) exception(asOf book.Day) (typ book.ExceptionType, resolved, ok bool) {
	switch {
	case e.State == NotExpected:
		return "", false, false
	case e.ArrivedOn != 0:
		return book.SettlementLate, true, e.ArrivedOn > e.LateAfter
	}
	switch e.stateOn(min(asOf, e.BankSeen)) {
	case Late:
		return book.SettlementLate, false, true
	case Missing:
		return book.SettlementMissing, false, true
	}
	return "", false, false
}

func (e *Expectation) raise(typ book.ExceptionType, resolved bool) book.Exception {
	x := book.Exception{
		Type: typ, Leg: book.LegPayouts, Channel: e.Channel, Terminal: e.Terminal, Entry: e.Entry, Day: e.Day,
		Expected: e.Net, Actual: e.Arrived, Currency: e.Currency,
		Evidence: e.evidence(),
		Age:      e.AgeDays,
	}
	if resolved {
		x.State = book.ExceptionResolved
	}
	return x
}

// evidence says what was expected when and why, and what is known of it.
func (e *Expectation) evidence() []book.Fact {
	due := book.Fact{Code: "settlement_due", Args: []string{e.Due.String(), e.LateAfter.String()}}
	if e.Estimated {
		due.Code = "settlement_due_estimated"
	}
	facts := []book.Fact{due}
	switch e.Source {
	case SourceLearned:
		facts = append(facts, book.Fact{Code: "settlement_usual", Args: []string{e.Usual.String(), strconv.Itoa(e.Arrivals)}})
	case SourceContract:
		facts = append(facts, book.Fact{Code: "settlement_agreed", Args: []string{e.Usual.String()}})
	}
	if e.Rows > 0 && e.Entry == 0 {
		facts = append(facts, book.Fact{Code: "settlement_rows", Args: []string{strconv.Itoa(e.Rows), e.Day.String()}})
	}
	if e.ArrivedOn != 0 {
		days := strconv.Itoa(int(e.ArrivedOn - e.Due))
		return append(facts, book.Fact{Code: "settlement_arrived", Args: []string{e.ArrivedOn.String(), days}})
	}
	if e.Arrived > 0 {
		came := book.Money{Minor: e.Arrived, Currency: e.Currency}
		facts = append(facts, book.Fact{Code: "settlement_part", Args: []string{came.Plain()}})
	}
	return append(facts, book.Fact{Code: "settlement_not_seen", Args: []string{e.BankSeen.String()}})
}
