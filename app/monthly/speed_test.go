package monthly

import (
	"context"
	"os"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
	"zhangfang/store"
)

// BenchmarkOverview times what the first view reads, on the book that ZHANGFANG_BOOK
// names.
func BenchmarkOverview(b *testing.B) {
	path := os.Getenv("ZHANGFANG_BOOK")
	if path == "" {
		b.Skip("no book")
	}
	ctx := context.Background()
	st, err := store.Open(ctx, path, time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	s := New(st, func(context.Context, book.ExceptionQuery) ([]book.ExceptionLine, error) { return nil, nil }, time.Now, calendar.New())
	months, err := s.Months(ctx)
	if err != nil || len(months) == 0 {
		b.Fatal("no months", err)
	}
	day := months[0].To
	for name, unit := range map[string]Unit{"month": UnitMonth, "quarter": UnitQuarter, "year": UnitYear} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Overview(ctx, unit, day, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("underway", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Underway(ctx, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("figures", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Figures(ctx, months[0], nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("months", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Months(ctx); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("matching", func(b *testing.B) {
		var days []book.Period
		for d := months[0].From; d <= months[0].To; d++ {
			days = append(days, book.Period{From: d, To: d})
		}
		for b.Loop() {
			if _, err := s.Matching(ctx, days, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
