package review

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
	"zhangfang/app/intake"
	"zhangfang/app/sample"
	"zhangfang/app/upkeep"
	"zhangfang/store"
)

// newShop is a book of some invented days with faults, matched.
func newShop(t *testing.T, seed uint64, days int) (*store.Store, *Service) {
	t.Helper()
	ctx, dir := t.Context(), t.TempDir()
	if _, err := sample.Write(ctx, sample.Spec{Seed: seed, Days: days, PerDay: 80, Faults: true}, dir); err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2025, 11, 5, 9, 0, 0, 0, book.Shanghai) }
	st, err := store.Open(ctx, filepath.Join(t.TempDir(), "shop.zfbook"), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(f string) bool { return filepath.Base(f) == sample.TruthFile })
	if _, err := intake.New(st, now).Import(ctx, files, intake.Options{}, nil); err != nil {
		t.Fatal(err)
	}
	s := New(st, now, calendar.New())
	if _, err := s.Reconcile(ctx, true, nil); err != nil {
		t.Fatal(err)
	}
	return st, s
}

// openOrders lists the open rows of a side of sales.
func openOrders(t *testing.T, s *Service, side book.Side) []book.EntryID {
	t.Helper()
	ids, err := s.EntryIDs(t.Context(), book.EntryQuery{Leg: book.LegSales, Side: side, Order: book.Order{By: "time"}})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// standing tells the standing decisions without their numbers and times.
func standing(t *testing.T, s *Service) []book.Decision {
	t.Helper()
	all, err := s.Decisions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		all[i].ID, all[i].At, all[i].Group = 0, time.Time{}, min(all[i].Group, 1)
	}
	return all
}

func sameDecisions(a, b []book.Decision) bool {
	return slices.EqualFunc(a, b, func(x, y book.Decision) bool {
		return x.Action == y.Action && x.Leg == y.Leg && slices.Equal(x.Left, y.Left) && slices.Equal(x.Right, y.Right) &&
			x.Exception == y.Exception && x.State == y.State && x.Note == y.Note && x.How == y.How && x.Until == y.Until && x.Group == y.Group
	})
}

func mustNoRedo(t *testing.T, s *Service) {
	t.Helper()
	if _, err := s.Redo(context.Background()); book.CodeOf(err) != "no_redo" {
		t.Errorf("redo: %v", err)
	}
}

// TestRedoDoesAgainWhatWasUndone goes back over acts of all kinds and forward again.
func TestRedoDoesAgainWhatWasUndone(t *testing.T) {
	ctx := t.Context()
	st, s := newShop(t, 7, 3)
	mustNoRedo(t, s)
	orders, payments := openOrders(t, s, book.Left), openOrders(t, s, book.Right)
	if len(orders) < 3 || len(payments) < 2 {
		t.Fatalf("%d and %d open rows", len(orders), len(payments))
	}
	open, err := s.Exceptions(ctx, book.ExceptionQuery{})
	if err != nil || len(open) < 3 {
		t.Fatalf("%d exceptions, %v", len(open), err)
	}
	keys := []string{open[1].Key(), open[2].Key()}
	acts := []func() error{
		func() error { _, err := s.Decline(ctx, book.LegSales, orders[:1], payments[:1]); return err },
		func() error {
			_, err := s.Dispose(ctx, keys, Disposal{State: book.ExceptionInReview, Note: "看看"})
			return err
		},
		func() error { _, err := s.Accept(ctx, book.LegSales, orders[1:2], payments[1:2], "人工"); return err },
		func() error {
			_, err := s.PutOff(ctx, book.LegSales, orders[2:3], nil, book.NewDay(2025, 11, 9), "等补单")
			return err
		},
	}
	states := [][]book.Decision{standing(t, s)}
	for _, act := range acts {
		if err := act(); err != nil {
			t.Fatal(err)
		}
		states = append(states, standing(t, s))
	}
	for round := range 2 {
		for i := len(acts) - 1; i >= 0; i-- {
			if _, err := s.Undo(ctx); err != nil {
				t.Fatal(err)
			}
			if got := standing(t, s); !sameDecisions(got, states[i]) {
				t.Fatalf("round %d, undone to %d: %+v\nwant %+v", round, i, got, states[i])
			}
		}
		for i := range acts {
			if _, err := s.Redo(ctx); err != nil {
				t.Fatal(err)
			}
			if got := standing(t, s); !sameDecisions(got, states[i+1]) {
				t.Fatalf("round %d, redone to %d: %+v\nwant %+v", round, i, got, states[i+1])
			}
		}
		mustNoRedo(t, s)
	}
	if v, err := upkeep.New(st, s).Verify(ctx); err != nil || len(v.Faults) > 0 {
		t.Errorf("%+v %v", v, err)
	}
}

// TestADecisionEndsWhatCanBeRedone lets other decisions come in between.
func TestADecisionEndsWhatCanBeRedone(t *testing.T) {
	ctx := t.Context()
	st, s := newShop(t, 8, 3)
	orders, payments := openOrders(t, s, book.Left), openOrders(t, s, book.Right)
	decline := func(s *Service, i int) {
		t.Helper()
		if _, err := s.Decline(ctx, book.LegSales, orders[i:i+1], payments[:1]); err != nil {
			t.Fatal(err)
		}
	}
	undo := func() {
		t.Helper()
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	decline(s, 0)
	undo()
	decline(s, 1)
	mustNoRedo(t, s)
	undo() // back to where the first undo left it: only the second can be done again
	if d, err := s.Redo(ctx); err != nil || !slices.Equal(d.Left, orders[1:2]) {
		t.Fatalf("%+v %v", d, err)
	}
	mustNoRedo(t, s)
	undo()
	channels, err := s.Channels(ctx)
	if err != nil {
		t.Fatal(err)
	}
	leg, _, err := s.PickLeg(ctx, channels[0].Name, channels[1].Name)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.DropLeg(ctx, leg); err != nil {
		t.Fatal(err)
	}
	mustNoRedo(t, s)
	decline(New(st, s.now, calendar.New()), 2) // another program
	mustNoRedo(t, s)
}
