package intake_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/app/sample"
	"zhangfang/store"
)

// BenchmarkImport brings a shop's sixty days into an empty book, and again the
// same rows in other files, as an export that overlaps brings them.
func BenchmarkImport(b *testing.B) {
	ctx := context.Background()
	dir := b.TempDir()
	if _, err := sample.Write(ctx, sample.Spec{Seed: 5, Days: 60, PerDay: 1500}, dir); err != nil {
		b.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, sample.TruthFile)); err != nil {
		b.Fatal(err)
	}
	b.Run("new", func(b *testing.B) { benchImport(b, ctx, dir, false) })
	b.Run("known", func(b *testing.B) { benchImport(b, ctx, dir, true) })
}

func benchImport(b *testing.B, ctx context.Context, dir string, twice bool) {
	rows := 0
	for b.Loop() {
		b.StopTimer()
		st, err := store.Open(ctx, filepath.Join(b.TempDir(), "b.zfbook"), time.Now)
		if err != nil {
			b.Fatal(err)
		}
		in := intake.New(st, time.Now)
		bring := func() {
			receipts, err := in.Import(ctx, []string{dir}, intake.Options{}, nil)
			if err != nil {
				b.Fatal(err)
			}
			for i := range receipts {
				if receipts[i].State == book.ReceiptRefused || receipts[i].State == book.ReceiptHeld {
					b.Fatalf("%+v", receipts[i])
				}
				rows += receipts[i].Rows
			}
		}
		if twice {
			before := rows
			bring()
			blankLines(b, dir)
			rows = before
		}
		b.StartTimer()
		bring()
		b.StopTimer()
		if err := st.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

// blankLines adds a blank line to every text, which makes other bytes of the same rows.
func blankLines(b *testing.B, dir string) {
	files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil {
		b.Fatal(err)
	}
	for _, path := range files {
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.WriteString("\r\n"); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
