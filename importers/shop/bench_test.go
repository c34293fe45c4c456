package shop_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/shop"
)

func BenchmarkOrders(b *testing.B) {
	billtest.Bench(b, shop.Formats(), "订单编号,付款时间,实付金额,订单状态\n", "S%08d,2025-10-%02d 10:00:00,%d.50,交易成功\n")
}

func BenchmarkItems(b *testing.B) {
	head, _, _ := strings.Cut(taobao, "\n")
	billtest.Bench(b, shop.Formats(), head+"\n", "B%[1]d,B%08[1]d,岩板餐桌,交易成功,%[3]d.78,10.00,没有申请退款,无退款申请,2026-01-%02[2]d 13:39:27\n")
}

// TestMemory: what is kept of an order, and of a further item of one, is a few
// dozen bytes.
func TestMemory(t *testing.T) {
	const rows = 60_000
	for _, per := range []int{1, 2} {
		var text bytes.Buffer
		text.WriteString("子订单编号,主订单编号,买家实付金额,订单状态,订单创建时间\n")
		for i := range rows {
			fmt.Fprintf(&text, "%d,%d,10.00,交易成功,2025-10-01 10:00:00\n", 30_000_000+i, 20_000_000+i/per)
		}
		doc, err := bill.Open(t.Context(), billtest.File("items.csv", text.Bytes()), bill.Options{})
		if err != nil {
			t.Fatal(err)
		}
		in, err := doc.Rows(0)
		if err != nil {
			t.Fatal(err)
		}
		before, kept := live(), uint64(0)
		n := 0
		_, err = shop.Formats()[0].Read(t.Context(), in, 0, bill.Options{}, func(r *bill.Row) error {
			if n += len(r.Entries); r.Line == 2 {
				kept = live() - before
			}
			return nil
		})
		if err != nil || n != rows/per {
			t.Fatal(err, n)
		}
		if each := float64(kept) / rows; each > 80 {
			t.Errorf("%d items an order: %.0f bytes a row", per, each)
		} else {
			t.Logf("%d items an order: %.0f bytes a row", per, each)
		}
		doc.Close()
	}
}

// live is how many bytes are in use.
func live() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
