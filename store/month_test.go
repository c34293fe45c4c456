package store

import (
	"context"
	"testing"

	"zhangfang/app/book"
)

// What was decided on the rows of a closed month stays: no decision about them, none
// undone, alone or with others, by row or by the day that an exception names.
func TestClosedMonthTakesNoDecisions(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	month := book.Month(2026, 3)
	_, in := importRows(t, s, shopChannel, "a.csv", order("A1", march(5), 100), order("A2", march(6), 100))
	april := book.NewDay(2026, 4, 2)
	_, out := importRows(t, s, shopChannel, "b.csv", order("B1", april, 100), order("B2", april, 100))
	before, err := s.Decide(ctx, book.Decision{Action: book.WriteOff, Leg: book.LegSales, Left: in[:1], Note: "sample"})
	if err != nil {
		t.Fatal(err)
	}
	closed, err := s.CloseMonth(ctx, book.Closing{Month: month, By: "Li", Note: "all settled", At: noon})
	if err != nil || closed.Head == "" || closed.Seq == 0 {
		t.Fatal(closed, err)
	}
	derived := book.Exception{Type: book.SettlementLate, Leg: book.LegPayouts, Channel: 1, Day: march(7), Currency: book.CNY, Terminal: "a|b|c1d2"}
	about := book.Exception{Type: book.MissingPayment, Leg: book.LegSales, Entry: in[1]}
	for name, act := range map[string]func() error{
		"decide": func() error {
			_, err := s.Decide(ctx, book.Decision{Action: book.WriteOff, Leg: book.LegSales, Left: in[1:]})
			return err
		},
		"one of many": func() error {
			_, err := s.DecideAll(ctx, []book.Decision{{Action: book.WriteOff, Leg: book.LegSales, Left: out[:1]}, {Action: book.WriteOff, Leg: book.LegSales, Left: in[1:]}})
			return err
		},
		"its row": func() error {
			_, err := s.Decide(ctx, book.Decision{Action: book.SetState, Exception: about.Key()})
			return err
		},
		"its day": func() error {
			_, err := s.Decide(ctx, book.Decision{Action: book.SetState, Exception: derived.Key()})
			return err
		},
		"undo":        func() error { _, err := s.UndoDecision(ctx, before.ID, noon); return err },
		"close again": func() error { _, err := s.CloseMonth(ctx, book.Closing{Month: month, At: noon}); return err },
	} {
		if err := act(); book.CodeOf(err) != "month_locked" {
			t.Errorf("%s: %v", name, err)
		}
	}
	free, err := s.Decide(ctx, book.Decision{Action: book.WriteOff, Leg: book.LegSales, Left: out[1:]})
	if err != nil {
		t.Errorf("another month: %v", err)
	}
	if _, err := s.UndoDecision(ctx, free.ID, noon); err != nil {
		t.Errorf("another month, undone: %v", err)
	}
	if _, err := s.ReopenMonth(ctx, book.Closing{Month: book.Month(2026, 4), At: noon}); book.CodeOf(err) != "month_not_closed" {
		t.Errorf("an open month opened: %v", err)
	}
	if _, err := s.ReopenMonth(ctx, book.Closing{Month: month, By: "Li", Note: "a late file", At: noon}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.UndoDecision(ctx, before.ID, noon); err != nil {
		t.Errorf("undone when open again: %v", err)
	}
	all, err := s.Closings(ctx)
	if err != nil || len(all) != 2 || all[0] != closed || !all[1].Reopened || all[1].Note != "a late file" || all[1].Month != month {
		t.Errorf("%+v, %v", all, err)
	}
	mustVerify(t, s)
}

// A month that was opened behind the chain's back is found.
func TestVerifyFindsAMonthOpenedInSecret(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	if _, err := s.CloseMonth(ctx, book.Closing{Month: book.Month(2026, 3), At: noon}); err != nil {
		t.Fatal(err)
	}
	mustVerify(t, s)
	if _, err := s.write.ExecContext(ctx, "DELETE FROM locked_month"); err != nil {
		t.Fatal(err)
	}
	if v, err := s.Verify(ctx); err != nil || len(v.Faults) == 0 {
		t.Errorf("nothing found: %v", err)
	}
}
