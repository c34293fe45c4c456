package sample

import (
	"fmt"
	"testing"

	"zhangfang/app/book"
)

// perfect is the result of an engine that makes no mistake: pairs first, then
// voids, then payouts.
func perfect(w *written) ([]MatchRow, []ExceptionRow) {
	var matches []MatchRow
	for i, p := range w.truth.SalesPairs {
		left, kind := book.KindOrder, book.KindPayment
		if p.Kind == book.KindRefund {
			left, kind = book.KindRefund, book.KindRefund
		}
		m := MatchRow{MatchID: fmt.Sprint("s", i), Leg: book.LegSales, Kind: left, OrderNo: p.OrderNo}
		matches = append(matches, m)
		m.Side, m.Kind, m.TxnNo, m.RefundNo = book.Right, kind, p.TxnNo, p.RefundNo
		matches = append(matches, m)
	}
	for i, v := range w.truth.Voids {
		m := MatchRow{MatchID: fmt.Sprint("v", i), Leg: book.LegSales, Rule: book.RuleCancel, Side: book.Right, Provider: v.Channel}
		m.Kind, m.TxnNo = book.KindPayment, v.Payment
		matches = append(matches, m)
		m.Kind, m.TxnNo, m.RefundNo = book.KindRefund, v.TxnNo, v.RefundNo
		matches = append(matches, m)
	}
	for i, p := range w.truth.Payouts {
		m := MatchRow{MatchID: fmt.Sprint("p", i), Leg: book.LegPayouts, Provider: p.Channel, TxnNo: p.Withdrawal, Kind: book.KindPayment}
		for n := range p.Rows {
			m.Day = p.Days[n%len(p.Days)]
			matches = append(matches, m)
		}
		for _, no := range p.credits() {
			matches = append(matches, MatchRow{MatchID: m.MatchID, Leg: m.Leg, Side: book.Right, Provider: providerBank, TxnNo: no})
		}
	}
	var exceptions []ExceptionRow
	for _, f := range w.truth.Faults {
		exceptions = append(exceptions, ExceptionRow{Type: f.Type, Provider: f.Channel, Day: f.Day, OrderNo: f.OrderNo, TxnNo: f.TxnNo, RefundNo: f.RefundNo,
			Expected: f.Expected, Actual: f.Actual})
	}
	return matches, exceptions
}

func TestGradePerfect(t *testing.T) {
	w := invent(t, autumn())
	matches, exceptions := perfect(w)
	if s := Grade(w.truth, Result{Matches: matches}); s.FaultsFound() != 0 {
		t.Errorf("faults found without exceptions: %v", s.Faults)
	}
	s := Grade(w.truth, Result{Matches: matches, Exceptions: exceptions})
	for name, h := range map[string]Hits{"sales": s.Sales, "payouts": s.Payouts} {
		if h.Precision() != 1 || h.Recall() != 1 || h.True == 0 {
			t.Errorf("%s %+v", name, h)
		}
	}
	if s.Keyed.Recall() != 1 || s.Tellable.Recall() != 1 || s.Keyed.True >= s.Sales.True || s.Tellable.True >= s.Sales.True {
		t.Errorf("keyed %+v, tellable %+v of %+v", s.Keyed, s.Tellable, s.Sales)
	}
	if s.FaultsFound() != 1 || len(s.FalseAlarms) > 0 {
		t.Errorf("missed %+v, false %+v", s.MissedFaults, s.FalseAlarms)
	}
	for typ, f := range s.Faults {
		if f.Planted == 0 || f.Found != f.Planted || f.Exact != f.Planted || f.False != 0 {
			t.Errorf("%s %+v", typ, f)
		}
	}
	for what, f := range s.Troubles {
		if f.Planted == 0 || f.Found != f.Planted {
			t.Errorf("%s %+v", what, f)
		}
	}
	if len(s.Troubles) != 14 {
		t.Errorf("troubles %v", s.Troubles)
	}
	if h := s.Passes[Pass{book.LegSales, book.RuleCancel}]; h.Claimed != len(w.truth.Voids) || h.Wrong() != 0 {
		t.Errorf("voids %+v", h)
	}
}

// TestScoresAddUp: two halves are graded like the whole.
func TestScoresAddUp(t *testing.T) {
	w := invent(t, autumn())
	matches, exceptions := perfect(w)
	one := Grade(w.truth, Result{Matches: matches, Exceptions: exceptions[1:]})
	sum := NewScore()
	sum.Add(one)
	sum.Add(one)
	if sum.Sales.Right != 2*one.Sales.Right || sum.Rows != 2*one.Rows || sum.FaultsFound() != one.FaultsFound() || len(sum.MissedFaults) != 2 {
		t.Errorf("%+v", sum.Sales)
	}
	for k, f := range one.Faults {
		if got := sum.Faults[k]; got.Planted != 2*f.Planted || got.Found != 2*f.Found || got.Exact != 2*f.Exact {
			t.Errorf("%s %+v of %+v", k, got, f)
		}
	}
}

func TestGradeClasses(t *testing.T) {
	truth := &Truth{Lines: []Line{{"Z1", book.ClassRent}, {"Z2", book.ClassTax}, {"Z3", book.ClassTax}}}
	s := Grade(truth, Result{Lines: []LineRow{{"Z1", book.ClassRent}, {"Z2", book.ClassTax}, {"Z4", book.ClassTax}}})
	if f := s.Classes[book.ClassTax]; f.Planted != 2 || f.Found != 1 || len(s.WrongLines) != 1 || s.WrongLines[0].BankTxn != "Z3" {
		t.Errorf("%+v %+v", s.Classes, s.WrongLines)
	}
}

func TestGradeMistakes(t *testing.T) {
	w := invent(t, autumn())
	matches, exceptions := perfect(w)
	full := Grade(w.truth, Result{Matches: matches, Exceptions: exceptions})

	// A suggestion is no claim.
	matches[0].State, matches[1].State = book.MatchSuggested, book.MatchSuggested
	// Two payments change places.
	matches[3].TxnNo, matches[5].TxnNo = matches[5].TxnNo, matches[3].TxnNo
	// A row of a day's net is left out, and an odd credit explained.
	last := len(matches) - 1
	for matches[last].Side != book.Right || matches[last-1].TxnNo != "" {
		last--
	}
	odd := matches[last]
	matches = append(matches[:last-1], matches[last:]...)
	matches = append(matches, MatchRow{MatchID: "odd", Leg: book.LegPayouts, Side: book.Right, TxnNo: "Z0"})
	// A fault under another type, an alarm about nothing, and one that is over.
	var wrong book.ExceptionType
	for i := range exceptions {
		if exceptions[i].Type == book.MissingPayment {
			wrong, exceptions[i].Type = exceptions[i].Type, book.MissingOrder
			break
		}
	}
	exceptions = append(exceptions,
		ExceptionRow{Type: book.MissingOrder, TxnNo: "none"},
		ExceptionRow{Type: book.SettlementLate, State: book.ExceptionResolved, Provider: providerPOS, Day: 3})

	s := Grade(w.truth, Result{Matches: matches, Exceptions: exceptions})
	if s.Sales.Right != full.Sales.Right-3 || s.Sales.Claimed != full.Sales.Claimed-1 || len(s.WrongPairs) != 2 || len(s.MissedPairs) != 3 {
		t.Errorf("sales %+v of %+v, wrong %+v", s.Sales, full.Sales, s.WrongPairs)
	}
	if s.Payouts.Right != full.Payouts.Right-1 || s.Payouts.Claimed != full.Payouts.Claimed+1 || len(s.WrongCredits) != 2 || s.MissedCredits[0].BankTxn != odd.TxnNo {
		t.Errorf("payouts %+v of %+v, wrong %v", s.Payouts, full.Payouts, s.WrongCredits)
	}
	if f := s.Faults[wrong]; f.Found != f.Planted-1 || len(s.MissedFaults) != 1 {
		t.Errorf("%s %+v, missed %+v", wrong, f, s.MissedFaults)
	}
	if len(s.FalseAlarms) != 2 {
		t.Errorf("false alarms %+v", s.FalseAlarms)
	}
}

// TestGradeDoubleCharge: blaming the earlier payment is wrong.
func TestGradeDoubleCharge(t *testing.T) {
	fault := Fault{Type: book.DuplicateCharge, Channel: providerWeChat, OrderNo: "S1", TxnNo: "later"}
	truth := &Truth{Faults: []Fault{fault}}
	for txn, want := range map[string]float64{"later": 1, "earlier": 0, "": 1} {
		s := Grade(truth, Result{Exceptions: []ExceptionRow{{Type: book.DuplicateCharge, OrderNo: "'S1", TxnNo: txn}}})
		if s.FaultsFound() != want {
			t.Errorf("%q: found %v", txn, s.FaultsFound())
		}
	}
}
