package review

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
	"zhangfang/app/intake"
	"zhangfang/app/sample"
	"zhangfang/store"
)

// BenchmarkDayIntoMillion matches a day of about 1,000 orders that comes into a
// book of a million rows: all streams of an invented shop over 17 months, and the
// first day of the next. Only matching is timed: what was touched is loaded, matched
// and saved, on both legs.
func BenchmarkDayIntoMillion(b *testing.B) {
	ctx := context.Background()
	now := func() time.Time { return time.Date(2026, 1, 20, 9, 0, 0, 0, book.Shanghai) }
	from, last := book.NewDay(2024, 5, 1), book.NewDay(2025, 10, 1)
	dir := b.TempDir()
	spec := sample.Spec{Seed: 7, From: from, Days: int(last-from) + 1, PerDay: 900, Faults: true, ByMonth: true}
	if _, err := sample.Write(ctx, spec, dir); err != nil {
		b.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, sample.TruthFile)); err != nil {
		b.Fatal(err)
	}
	st, err := store.Open(ctx, filepath.Join(b.TempDir(), "million.zfbook"), now)
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	in, s := intake.New(st, now), New(st, now, calendar.New())
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		b.Fatal(err)
	}
	var months, day []string
	for _, f := range files {
		if newDay, _ := filepath.Match("*202510*", filepath.Base(f)); newDay {
			day = append(day, f)
		} else {
			months = append(months, f)
		}
	}
	if len(day) == 0 || len(months) < len(day) {
		b.Fatal(files)
	}
	importAll(b, in, months)
	if _, err := s.Reconcile(ctx, true, nil); err != nil {
		b.Fatal(err)
	}
	n, err := st.EntryCount(ctx)
	if err != nil {
		b.Fatal(err)
	}
	importAll(b, in, day) // the first time, the files of a day may make a channel or a rate card
	if _, err := s.Reconcile(ctx, false, nil); err != nil {
		b.Fatal(err)
	}
	undoAll(b, st, in, s)
	for b.Loop() {
		b.StopTimer()
		importAll(b, in, day)
		b.StartTimer()
		if _, err := s.Reconcile(ctx, false, nil); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		undoAll(b, st, in, s)
		b.StartTimer()
	}
	b.ReportMetric(float64(n), "rows")
}

// importAll imports files; one that only sums up others is skipped.
func importAll(b *testing.B, in *intake.Service, files []string) {
	b.Helper()
	for _, f := range files {
		receipts, err := in.Import(context.Background(), []string{f}, intake.Options{}, nil)
		if err != nil {
			b.Fatal(err)
		}
		for _, r := range receipts {
			if r.State != book.ReceiptApplied && r.State != book.ReceiptSkipped {
				b.Fatalf("%s: %s %v", r.File, r.State, r.Problem)
			}
		}
	}
}

// undoAll takes the day back.
func undoAll(b *testing.B, st *store.Store, in *intake.Service, s *Service) {
	b.Helper()
	ctx := context.Background()
	batches, err := st.Batches(ctx)
	if err != nil {
		b.Fatal(err)
	}
	for _, batch := range batches {
		if batch.Undone.IsZero() && batch.Covers.From >= book.NewDay(2025, 10, 1) {
			if _, err := in.Undo(ctx, batch.ID); err != nil {
				b.Fatal(err)
			}
		}
	}
	if _, err := s.Reconcile(ctx, false, nil); err != nil {
		b.Fatal(err)
	}
}
