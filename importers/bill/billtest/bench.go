package billtest

import (
	"fmt"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// benchRows is enough that opening a file does not count.
const benchRows = 20000

// Bench measures how fast the first format that knows a header reads rows like the
// one given, a format string for the row's number, a day of the month and a number
// below 500. Each row makes one entry.
func Bench(b *testing.B, formats []bill.Format, head, row string) {
	b.Helper()
	var s strings.Builder
	s.WriteString(head)
	for i := range benchRows {
		fmt.Fprintf(&s, row, i, 1+i%28, i%500)
	}
	BenchFile(b, formats, []byte(s.String()), benchRows)
}

// BenchFile measures how fast a file is read that makes so many entries, none of which
// are kept. Documents are read through unfolders.
func BenchFile(b *testing.B, formats []bill.Format, data []byte, rows int, unfolders ...bill.Unfolder) {
	b.Helper()
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if n := entries(b, formats, data, unfolders); n != rows {
			b.Fatal(n)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// entries reads data and counts its entries, without keeping them.
func entries(b *testing.B, formats []bill.Format, data []byte, unfolders []bill.Unfolder) int {
	b.Helper()
	doc, err := bill.Open(b.Context(), File("bench", data), bill.Options{}, unfolders...)
	if err != nil {
		b.Fatal(err)
	}
	defer doc.Close()
	for _, f := range formats {
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
