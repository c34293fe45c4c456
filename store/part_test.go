package store

import (
	"context"
	"slices"
	"testing"

	"zhangfang/app/book"
)

// partIDs is the rows of a part, and of its core.
func partIDs(t *testing.T, s *Store, scope book.PartScope) (rows, core []book.EntryID, standing map[book.EntryID]book.Standing) {
	t.Helper()
	p, err := s.Part(context.Background(), scope)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range p.Rows {
		rows = append(rows, r.ID)
	}
	return rows, sortedKeys(p.Core), p.Standing
}

// TestPartOfSales looks at what is loaded around one new payment: rows of its
// number on any day, loose rows as far as their sort reaches, and nothing that a
// match by number holds.
func TestPartOfSales(t *testing.T) {
	s := mustOpen(t)
	refund := order("E", march(1)-60, -50)
	refund.Kind = book.KindRefund
	_, o := importRows(t, s, shopChannel, "o.csv",
		order("A", march(1)-200, 100), // the new payment's number
		order("B", march(1), 100),     // held by number on the same day
		order("C", march(1)-3, 100),   // open, near
		order("D", march(1)-30, 100),  // may wait for a file, within reach
		refund,                        // a refund, within twice its reach
		order("E", march(1)-70, 100),  // the sale of the refund
		order("F", march(1)-30, 100),  // suggested, far
		order("G", march(1)-120, 100), // open, far away
	)
	_, p := importRows(t, s, wechatChannel, "p.csv", payment("B", march(1), 100), payment("", march(1)-70, 100))
	why := func(id book.EntryID, why book.OpenReason) book.Open {
		return book.Open{Leg: book.LegSales, Entry: id, Why: why}
	}
	paid := pairOf(o[5], p[1])
	paid.Rule = book.RuleAmountTime
	saveRun(t, s, true, outcomeOf([]book.Match{pairOf(o[1], p[0]), paid},
		why(o[0], book.OpenException), why(o[2], book.OpenSuggested), why(o[3], book.OpenWaiting),
		why(o[4], book.OpenSuggested), why(o[6], book.OpenSuggested), why(o[7], book.OpenException)))
	_, fresh := importRows(t, s, wechatChannel, "n.csv", payment("A", march(1), 100))
	touched, err := s.Touched(context.Background(), book.LegSales)
	if err != nil {
		t.Fatal(err)
	}
	rows, core, standing := partIDs(t, s, book.PartScope{Leg: book.LegSales, Touched: touched, Near: 2, Reach: 40})
	if want := []book.EntryID{o[0], o[2], o[3], o[4], o[5], p[1], fresh[0]}; !slices.Equal(rows, want) {
		t.Errorf("rows %v, want %v", rows, want)
	}
	if want := []book.EntryID{o[0], o[3], fresh[0]}; !slices.Equal(core, want) {
		t.Errorf("core %v, want %v", core, want)
	}
	if want := (book.Standing{Payment: p[1]}); standing[o[5]] != want {
		t.Errorf("the sale of the refund stands as %+v", standing[o[5]])
	}
	if want := (book.Standing{Left: true}); standing[o[3]] != want {
		t.Errorf("the order that waits stands as %+v", standing[o[3]])
	}
	if _, ok := standing[o[0]]; ok {
		t.Error("a row of a touched number stands")
	}
}

// TestPartOfPayouts loads a day as a whole with what it is matched with, not the
// days that are paid, unless they come to the same.
func TestPartOfPayouts(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	net := func(no string, day int, fen book.Minor) book.Entry {
		e := payment(no, march(day), fen)
		e.Fee = 0
		return e
	}
	credit := func(no string, day int, fen book.Minor) book.Entry {
		return book.Entry{Kind: book.KindDeposit, TxnNo: no, Day: march(day), Gross: fen, Amount: fen, Currency: book.CNY}
	}
	_, p := importRows(t, s, wechatChannel, "p.csv", net("A", 1, 60), net("B", 1, 40), net("C", 2, 70), net("D", 3, 80), net("E", 3, 5))
	_, b := importRows(t, s, bankChannel, "b.csv", credit("1", 2, 100), credit("2", 3, 70), credit("3", 3, 9))
	day := func(d int, left []book.EntryID, right book.EntryID, fen book.Minor) *book.Outcome {
		o := outcomeOf([]book.Match{{Leg: book.LegPayouts, Rule: book.RuleDayNet, Score: 1, Left: left, Right: []book.EntryID{right}}})
		o.Settlements = []book.Settlement{{Channel: 1, Day: march(d), Currency: book.CNY, Net: fen, Rows: len(left), Arrived: fen, ArrivedOn: march(d + 1)}}
		return o
	}
	open := outcomeOf(nil, book.Open{Leg: book.LegPayouts, Entry: p[3], Why: book.OpenInTransit}, book.Open{Leg: book.LegPayouts, Entry: p[4], Why: book.OpenInTransit},
		book.Open{Leg: book.LegPayouts, Side: book.Right, Entry: b[2]})
	open.Settlements = []book.Settlement{{Channel: 1, Day: march(3), Currency: book.CNY, Net: 85, Rows: 2}}
	saveRunOf(t, s, book.LegPayouts, true, day(1, p[:2], b[0], 100), day(2, p[2:3], b[1], 70), open)
	for name, c := range map[string]struct {
		credit book.Minor
		want   []book.EntryID
	}{
		"of the open day": {85, slices.Concat(p[3:], b[2:])},
		"of a paid day":   {70, slices.Concat(p[2:], b[1:])},
	} {
		t.Run(name, func(t *testing.T) {
			batch, fresh := importRows(t, s, bankChannel, name, credit(name, 4, c.credit))
			touched, err := s.Touched(ctx, book.LegPayouts)
			if err != nil {
				t.Fatal(err)
			}
			rows, core, _ := partIDs(t, s, book.PartScope{Leg: book.LegPayouts, Touched: touched, Reach: 40})
			if want := slices.Concat(c.want, fresh); !slices.Equal(rows, want) || !slices.Equal(core, want) {
				t.Errorf("rows %v, core %v, want %v", rows, core, want)
			}
			if _, err := s.UndoBatch(ctx, batch.ID, noon); err != nil {
				t.Fatal(err)
			}
			saveRunOf(t, s, book.LegPayouts, false)
		})
	}
}
