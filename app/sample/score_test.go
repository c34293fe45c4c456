package sample

import (
	"fmt"
	"testing"

	"zhangfang/app/book"
)

// perfect is the result of an engine that makes no mistake.
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
	for i, p := range w.truth.Payouts {
		m := MatchRow{MatchID: fmt.Sprint("p", i), Leg: book.LegPayouts, Provider: p.Channel, TxnNo: p.Withdrawal, Kind: book.KindPayment}
		for n := range p.Rows {
			m.Day = p.Days[n%len(p.Days)]
			matches = append(matches, m)
		}
		matches = append(matches, MatchRow{MatchID: m.MatchID, Leg: m.Leg, Side: book.Right, Provider: providerBank, TxnNo: p.BankTxn})
	}
	var exceptions []ExceptionRow
	for _, f := range w.truth.Faults {
		exceptions = append(exceptions, ExceptionRow{Type: f.Type, Provider: f.Channel, Day: f.Day, OrderNo: f.OrderNo, TxnNo: f.TxnNo, RefundNo: f.RefundNo})
	}
	return matches, exceptions
}

func TestGradePerfect(t *testing.T) {
	w := invent(t, autumn())
	matches, exceptions := perfect(w)
	if s := Grade(w.truth, matches, nil); s.FaultsFound() != 0 {
		t.Errorf("faults found without exceptions: %v", s.Faults)
	}
	s := Grade(w.truth, matches, exceptions)
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
}

func TestGradeMistakes(t *testing.T) {
	w := invent(t, autumn())
	matches, exceptions := perfect(w)
	full := Grade(w.truth, matches, exceptions)

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

	s := Grade(w.truth, matches, exceptions)
	if s.Sales.Right != full.Sales.Right-3 || s.Sales.Claimed != full.Sales.Claimed-1 || len(s.WrongPairs) != 2 || len(s.MissedPairs) != 3 {
		t.Errorf("sales %+v of %+v, wrong %+v", s.Sales, full.Sales, s.WrongPairs)
	}
	if s.Payouts.Right != full.Payouts.Right-1 || s.Payouts.Claimed != full.Payouts.Claimed+1 || len(s.WrongCredits) != 2 || s.MissedCredits[0] != odd.TxnNo {
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
		s := Grade(truth, nil, []ExceptionRow{{Type: book.DuplicateCharge, OrderNo: "'S1", TxnNo: txn}})
		if s.FaultsFound() != want {
			t.Errorf("%q: found %v", txn, s.FaultsFound())
		}
	}
}
