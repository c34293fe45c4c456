package paypal_test

import (
	"fmt"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/paypal"
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
	for _, f := range paypal.Formats() {
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

func BenchmarkActivity(b *testing.B) {
	head, _, _ := strings.Cut(activity, "\n")
	bench(b, head+"\n", `"%[2]d/12/2025","07:45:51","PST","A Buyer","Website Payment","Completed","USD","1,%03[3]d.00","0.00","1,%03[3]d.00","a@example.com","me@example.com","P%08[1]d","","0.00","","S-1001","","1,041.50","","Order S-1001","","Credit"`+"\n")
}
