package shop_test

import (
	"fmt"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/shop"
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
	for _, f := range shop.Formats() {
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

func BenchmarkOrders(b *testing.B) {
	bench(b, "订单编号,付款时间,实付金额,订单状态\n", "S%08d,2025-10-%02d 10:00:00,%d.50,交易成功\n")
}

func BenchmarkItems(b *testing.B) {
	head, _, _ := strings.Cut(taobao, "\n")
	bench(b, head+"\n", "B%[1]d,B%08[1]d,岩板餐桌,交易成功,%[3]d.78,10.00,没有申请退款,无退款申请,2026-01-%02[2]d 13:39:27\n")
}
