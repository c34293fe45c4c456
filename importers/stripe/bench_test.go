package stripe_test

import (
	"fmt"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/stripe"
)

const benchRows = 20000

func bench(b *testing.B, head, row string) {
	var s strings.Builder
	s.WriteString(head)
	for i := range benchRows {
		fmt.Fprintf(&s, row, i, 1+i%28, i%500)
	}
	data := []byte(s.String())
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if n := count(b, data); n != benchRows {
			b.Fatal(n)
		}
	}
	b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// count reads data and counts its entries, without keeping them.
func count(b *testing.B, data []byte) int {
	b.Helper()
	doc, err := bill.Open(b.Context(), billtest.File("bench", data), bill.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer doc.Close()
	for _, f := range stripe.Formats() {
		at := f.Detect(doc.Views()[0].Head, book.RoleNone)
		if at < 0 {
			continue
		}
		in, err := doc.Rows(0)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		if _, err := f.Read(b.Context(), in, at, bill.Options{}, func(r *bill.Row) error { n += len(r.Entries); return nil }); err != nil {
			b.Fatal(err)
		}
		return n
	}
	return 0
}

func BenchmarkBalance(b *testing.B) {
	head, _, _ := strings.Cut(activity, "\n")
	bench(b, head+"\n", `"txn_%08d","2026-01-%02d 18:26:29","2026-01-27 00:00:00","usd","%[3]d.00","0.00","%[3]d.00","charge","Order 7"`+"\n")
}

func BenchmarkPayouts(b *testing.B) {
	head, _, _ := strings.Cut(payouts, "\n")
	bench(b, head+"\n", "txn_%08d,2026-09-%02d 10:02:11,2026-09-16 00:00:00,eur,%[3]d.00,0.00,%[3]d.00,charge,ch_1,Order 1041,po_1,2026-09-18 00:00:00,ch_1,1041\n")
}
