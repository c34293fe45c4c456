package store

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
)

// shopRows makes up n orders and the payments for them: numbers in no order,
// times nearly so, as in a shop's files.
func shopRows(n int) (orders, payments iter.Seq[*book.Entry]) {
	seq := func(right bool) iter.Seq[*book.Entry] {
		return func(yield func(*book.Entry) bool) {
			rnd := rand.New(rand.NewPCG(1, 2))
			start := book.NewDay(2025, 1, 1)
			for i := range n {
				no := "2025" + strconv.FormatUint(rnd.Uint64N(1e15), 10)
				fen := book.Minor(100 + rnd.IntN(50000))
				day := start + book.Day(i*365/n)
				e := order(no, day, fen)
				if right {
					e = payment(no, day, fen)
				}
				e.At.Unix += int64(i % 86400)
				e.Line = int32(i + 2)
				if !yield(&e) {
					return
				}
			}
		}
	}
	return seq(false), seq(true)
}

// load imports rows as one batch, made up as they are written, and tells how long
// it took.
func load(tb testing.TB, s *Store, c book.Channel, rows iter.Seq[*book.Entry]) (book.Batch, time.Duration) {
	tb.Helper()
	cells := []string{"2025-01-01 10:00:00", "wx8888888888888888", "1900000109", "0", "", "4200002025010112345678901234", "2025123456789012345",
		"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "JSAPI", "SUCCESS", "OTHERS", "CNY", "12.30", "0.00", "茶叶 250g", "0.07000", "0.60%"}
	start := time.Now()
	b, err := s.Import(context.Background(), c, book.Batch{File: c.Name + ".csv", Format: "bench", New: 500_000,
		Covers: book.Coverage{Period: book.Period{From: book.NewDay(2025, 1, 1), To: book.NewDay(2025, 12, 31)}}},
		func(w book.BatchWriter) error {
			for e := range rows {
				if err := w.Add(e, book.Mark{Ident: orderHash(e.OrderNo), Digest: uint64(e.Line)}); err != nil {
					return err
				}
				cells[6] = e.OrderNo
				if err := w.Raw(e.Line, cells); err != nil {
					return err
				}
			}
			return nil
		})
	if err != nil {
		tb.Fatal(err)
	}
	return b, time.Since(start)
}

// pairs gives every order and its payment as a block, as a full run would.
func pairs(n int, firstOrder, firstPayment book.EntryID) iter.Seq[*book.Outcome] {
	return func(yield func(*book.Outcome) bool) {
		var left, right [1]book.EntryID
		o := &book.Outcome{Rows: make([]book.EntryID, 2), Matches: []book.Match{{Leg: book.LegSales, Rule: book.RuleKey, Score: 1}}}
		for i := range book.EntryID(n) {
			left[0], right[0] = firstOrder+i, firstPayment+i
			o.Rows[0], o.Rows[1] = left[0], right[0]
			o.Matches[0].Left, o.Matches[0].Right = left[:], right[:]
			if !yield(o) {
				return
			}
		}
	}
}

// BenchmarkBook fills a book with n rows on each side and does what a shop does
// with it. n=500000 is the million rows of DESIGN 7; the largest run only with
// ZF_BENCH=full.
func BenchmarkBook(b *testing.B) {
	sizes := []int{5_000, 50_000}
	if os.Getenv("ZF_BENCH") == "full" {
		sizes = append(sizes, 500_000)
	}
	for _, n := range sizes {
		b.Run(fmt.Sprint(2*n), func(b *testing.B) {
			for b.Loop() {
				fill(b, n)
			}
		})
	}
}

func fill(b *testing.B, n int) {
	ctx := context.Background()
	path := filepath.Join(b.TempDir(), "b.zfbook")
	s := reopen(b, path)
	lap := func(name string, do func() error) {
		start := time.Now()
		if err := do(); err != nil {
			b.Fatal(name, err)
		}
		b.ReportMetric(time.Since(start).Seconds()*1000, name+"-ms")
	}
	orders, payments := shopRows(n)
	_, d := load(b, s, shopChannel, orders)
	b.ReportMetric(d.Seconds()*1000, "import1-ms")
	_, d = load(b, s, wechatChannel, payments)
	b.ReportMetric(d.Seconds()*1000, "import2-ms")
	var rows []book.Row
	runtime.GC()
	before := rss()
	lap("rows", func() (err error) {
		rows, err = s.Rows(ctx, book.RowScope{Leg: book.LegSales})
		return err
	})
	b.ReportMetric(float64(rss()-before)/1024, "rows-MB")
	if len(rows) != 2*n {
		b.Fatal(len(rows))
	}
	first := rows[0].ID
	rows = nil
	lap("save", func() error {
		_, err := s.SaveRun(ctx, book.Run{Leg: book.LegSales, Full: true}, pairs(n, first, first+book.EntryID(n)), noon)
		return err
	})
	lap("resave", func() error {
		_, err := s.SaveRun(ctx, book.Run{Leg: book.LegSales, Full: true, Mark: 1 << 40}, pairs(n, first, first+book.EntryID(n)), noon)
		return err
	})
	b.ReportMetric(float64(peak())/1024, "peak-MB") // of what DESIGN 7 measures
	queries(b, s, lap)
	lap("undo", func() error {
		_, err := s.UndoBatch(ctx, 2, noon)
		return err
	})
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/float64(2*n), "bytes/row")
}

func queries(b *testing.B, s *Store, lap func(string, func() error)) {
	ctx := context.Background()
	q := book.EntryQuery{Leg: book.LegSales, Show: book.ShowMatched, Order: book.Order{By: "time"}}
	var ids []book.EntryID
	lap("ids", func() (err error) {
		ids, err = s.EntryIDs(ctx, q)
		return err
	})
	lap("page", func() error {
		_, err := s.EntryLines(ctx, ids[len(ids)/2:][:50])
		return err
	})
	lap("counts", func() error {
		_, err := s.Counts(ctx, book.EntryQuery{Leg: book.LegSales})
		return err
	})
	lap("text", func() error {
		_, err := s.EntryIDs(ctx, book.EntryQuery{Text: "1234567"})
		return err
	})
	lap("month", func() error {
		_, err := s.ChannelDays(ctx, book.Month(2025, 6))
		return err
	})
	lap("export", func() error {
		for _, err := range s.ExportMatches(ctx) {
			if err != nil {
				return err
			}
		}
		return nil
	})
	lap("verify", func() error {
		v, err := s.Verify(ctx)
		if err == nil && len(v.Faults) > 0 {
			err = fmt.Errorf("%q", v.Faults)
		}
		return err
	})
}

// rss and peak are the process's memory and the most it had, in KiB; 0 where the
// system does not tell.
func rss() int64  { return statusLine("VmRSS:") }
func peak() int64 { return statusLine("VmHWM:") }

func statusLine(key string) int64 {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(b), key)
	n, _ := strconv.ParseInt(strings.Fields(after)[0], 10, 64)
	return n
}
