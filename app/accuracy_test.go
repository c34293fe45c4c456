package app_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/app/sample"
	"zhangfang/store"
)

var seeds = flag.Int("seeds", 6, "how many unseen shops the accuracy test invents")

// now is the clock of these tests: after the invented month.
func now() time.Time { return time.Date(2025, 11, 20, 9, 0, 0, 0, book.Shanghai) }

// TestAccuracy imports invented shops with planted faults as an owner would, and
// holds what was matched against the truth (DESIGN 7, sales leg; the rest is
// printed, its goals belong to the engine's own issue).
func TestAccuracy(t *testing.T) {
	ctx := context.Background()
	for n := range *seeds {
		spec := sample.Spec{Seed: uint64(1_000_003*n) + 17, Days: 31 + 7*(n%3), PerDay: 120 << (n % 4), Faults: true}
		t.Run(fmt.Sprintf("seed %d, %d days, %d a day", spec.Seed, spec.Days, spec.PerDay), func(t *testing.T) {
			dir := t.TempDir()
			truth, err := sample.Write(ctx, spec, dir)
			if err != nil {
				t.Fatal(err)
			}
			b := openImported(t, dir)
			s := grade(t, b, truth)
			t.Logf("sales P %.5f R %.5f keyed R %.5f tellable R %.5f | payouts P %.4f R %.4f | faults %.4f %v | false alarms %d of %d rows",
				s.Sales.Precision(), s.Sales.Recall(), s.Keyed.Recall(), s.Tellable.Recall(), s.Payouts.Precision(), s.Payouts.Recall(),
				s.FaultsFound(), s.Faults, len(s.FalseAlarms), s.Rows)
			if s.Sales.Precision() < 0.9999 {
				t.Errorf("sales precision %.5f: wrong pairs %+v", s.Sales.Precision(), s.WrongPairs)
			}
			if s.Keyed.Recall() < 0.9997 {
				t.Errorf("recall of pairs that share a number %.5f: missed %+v", s.Keyed.Recall(), s.MissedPairs)
			}
			if testing.Verbose() {
				t.Logf("missed faults %+v", s.MissedFaults)
				t.Logf("false alarms %+v", first(s.FalseAlarms, 12))
				t.Logf("wrong credits %v missed credits %v", s.WrongCredits, s.MissedCredits)
			}
		})
	}
}

func first[T any](s []T, n int) []T { return s[:min(n, len(s))] }

// openImported is a new book with the shop's files in it.
func openImported(t *testing.T, dir string) *app.Book {
	t.Helper()
	ctx := context.Background()
	b, err := app.Open(ctx, filepath.Join(t.TempDir(), "test.zfbook"), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := os.Remove(filepath.Join(dir, sample.TruthFile)); err != nil {
		t.Fatal(err)
	}
	receipts, err := b.Import(ctx, []string{dir}, intake.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range receipts {
		if r.State != book.ReceiptApplied && r.State != book.ReceiptSkipped {
			t.Fatalf("%s: %s %v", r.File, r.State, r.Problem)
		}
	}
	return b
}

// grade holds the book's matches and exceptions against the truth.
func grade(t *testing.T, b *app.Book, truth *sample.Truth) *sample.Score {
	t.Helper()
	ctx := context.Background()
	channels, err := b.Review.Channels(ctx)
	if err != nil {
		t.Fatal(err)
	}
	provider := map[book.ChannelID]string{}
	for _, c := range channels {
		provider[c.ID] = c.Provider
	}
	st, err := store.Open(ctx, b.Path, now)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var matches []sample.MatchRow
	for m, err := range st.ExportMatches(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		matches = append(matches, sample.MatchRow{MatchID: m.MatchID, Leg: m.Leg, State: m.State, Side: m.Side, Kind: m.Kind,
			Provider: provider[m.Channel], Day: m.Day, OrderNo: m.OrderNo, TxnNo: m.TxnNo, RefundNo: m.RefundNo})
	}
	lines, err := b.Review.Exceptions(ctx, book.ExceptionQuery{Resolved: true})
	if err != nil {
		t.Fatal(err)
	}
	var exceptions []sample.ExceptionRow
	for _, x := range lines {
		exceptions = append(exceptions, sample.ExceptionRow{Type: x.Type, State: x.State, Provider: provider[x.Channel], Day: x.Day,
			OrderNo: x.OrderNo, TxnNo: x.TxnNo, RefundNo: x.RefundNo})
	}
	return sample.Grade(truth, matches, exceptions)
}
