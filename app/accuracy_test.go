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

var (
	seeds  = flag.Int("seeds", 6, "how many unseen shops the accuracy test invents")
	tables = flag.Bool("tables", false, "print the tables of the accuracy test")
)

// now is the clock of these tests: after the invented month.
func now() time.Time { return time.Date(2025, 11, 20, 9, 0, 0, 0, book.Shanghai) }

// shops is how many shops are invented: few in a short run.
func shops() int {
	if testing.Short() {
		return min(*seeds, 1)
	}
	return *seeds
}

// TestAccuracy imports invented shops with planted faults as an owner would, and
// holds what was matched and raised against the truth, all shops together, by the
// goals of DESIGN 7.
func TestAccuracy(t *testing.T) {
	total := sample.NewScore()
	for n := range shops() {
		spec := unseen(n)
		name := fmt.Sprintf("seed %d, %d days from %s, %d a day", spec.Seed, spec.Days, spec.From, spec.PerDay)
		t.Run(name, func(t *testing.T) {
			s := gradeShop(t, spec)
			t.Logf("sales P %.5f R %.5f keyed R %.5f | payouts P %.4f R %.4f | faults %.4f | false alarms %d of %d rows",
				s.Sales.Precision(), s.Sales.Recall(), s.Keyed.Recall(), s.Payouts.Precision(), s.Payouts.Recall(),
				s.FaultsFound(), len(s.FalseAlarms), s.Rows)
			logExamples(t, s)
			total.Add(s)
		})
	}
	if *tables {
		printTables(os.Stdout, total)
	}
	for _, g := range goals(total) {
		if !g.met() {
			t.Errorf("%s: %s, must be %s", g.what, g.value(), g.must())
		}
	}
}

// unseen is the n-th shop: of many sizes and seasons, National Day and Spring
// Festival among them.
func unseen(n int) sample.Spec {
	seasons := []struct {
		from book.Day
		days int
	}{
		{book.NewDay(2025, 10, 1), 31}, {book.NewDay(2026, 1, 20), 55}, {book.NewDay(2025, 9, 12), 45},
		{book.NewDay(2026, 4, 1), 40}, {book.NewDay(2025, 9, 20), 75}, {book.NewDay(2024, 12, 15), 62}, {book.NewDay(2025, 6, 1), 31},
	}
	sizes := []int{120, 240, 40, 400, 80}
	s := seasons[n%len(seasons)]
	return sample.Spec{
		Seed: uint64(1_000_003*n) + 17, From: s.from, Days: s.days, PerDay: sizes[n%len(sizes)],
		ByMonth: n%3 == 1, POSDaily: n%4 == 2, Faults: true,
	}
}

// gradeShop invents a shop, imports its files, and grades what the book says.
func gradeShop(t *testing.T, spec sample.Spec) *sample.Score {
	t.Helper()
	dir := t.TempDir()
	truth, err := sample.Write(t.Context(), spec, dir)
	if err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return (truth.Spec.Span().To + 20).Time() }
	b := openImportedAt(t, dir, clock)
	return sample.Grade(truth, said(t, b, clock))
}

// openImported is a new book with the shop's files in it.
func openImported(t *testing.T, dir string) *app.Book {
	t.Helper()
	return openImportedAt(t, dir, now)
}

func openImportedAt(t *testing.T, dir string, clock func() time.Time) *app.Book {
	t.Helper()
	ctx := context.Background()
	b, err := app.Open(ctx, filepath.Join(t.TempDir(), "test.zfbook"), clock)
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

// said is what the book says: its matches, its exceptions, and what its bank lines are.
func said(t *testing.T, b *app.Book, clock func() time.Time) sample.Result {
	t.Helper()
	ctx := t.Context()
	channels, err := b.Review.Channels(ctx)
	if err != nil {
		t.Fatal(err)
	}
	provider := map[book.ChannelID]string{}
	for _, c := range channels {
		provider[c.ID] = c.Provider
	}
	st, err := store.Open(ctx, b.Path, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var out sample.Result
	for m, err := range st.ExportMatches(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		out.Matches = append(out.Matches, sample.MatchRow{
			MatchID: m.MatchID, Leg: m.Leg, Rule: m.Rule, State: m.State, Side: m.Side, Kind: m.Kind,
			Provider: provider[m.Channel], Day: m.Day, OrderNo: m.OrderNo, TxnNo: m.TxnNo, RefundNo: m.RefundNo,
		})
	}
	lines, err := b.Review.Exceptions(ctx, book.ExceptionQuery{Resolved: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range lines {
		out.Exceptions = append(out.Exceptions, sample.ExceptionRow{
			Type: x.Type, State: x.State, Provider: provider[x.Channel], Day: x.Day,
			OrderNo: x.OrderNo, TxnNo: x.TxnNo, RefundNo: x.RefundNo, Expected: x.Expected, Actual: x.Actual,
		})
	}
	out.Lines = classified(t, b, st)
	return out
}

// classified is what the book makes of the bank's lines.
func classified(t *testing.T, b *app.Book, st *store.Store) []sample.LineRow {
	t.Helper()
	var ids []book.EntryID
	var out []sample.LineRow
	for e, err := range st.ExportEntries(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Role == book.RoleBank {
			ids, out = append(ids, e.ID), append(out, sample.LineRow{TxnNo: e.TxnNo})
		}
	}
	classes, err := b.Review.Classes(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range ids {
		out[i].Class = classes[id].Class
	}
	return out
}

// logExamples shows what went wrong, when tests are verbose.
func logExamples(t *testing.T, s *sample.Score) {
	t.Helper()
	if !testing.Verbose() {
		return
	}
	for _, x := range []struct {
		name string
		list any
	}{
		{"wrong pairs", s.WrongPairs}, {"missed pairs", s.MissedPairs}, {"wrong credits", s.WrongCredits},
		{"missed credits", s.MissedCredits}, {"missed faults", s.MissedFaults}, {"missed voids", s.MissedVoids},
		{"false alarms", s.FalseAlarms}, {"wrong lines", s.WrongLines},
	} {
		if text := fmt.Sprintf("%+v", x.list); text != "[]" {
			t.Logf("%s: %.4000s", x.name, text)
		}
	}
}
