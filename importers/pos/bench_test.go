package pos_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"

	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/pos"
)

const benchRows = 20000

// bench reads text as the first format that knows it, keeping nothing.
func bench(b *testing.B, data []byte, formats []bill.Format, unfolders ...bill.Unfolder) {
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if n := count(b, data, formats, unfolders); n != benchRows {
			b.Fatal(n)
		}
	}
	b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// count is the number of entries that a file gives.
func count(b *testing.B, data []byte, formats []bill.Format, unfolders []bill.Unfolder) int {
	ctx := context.Background()
	doc, err := bill.Open(ctx, billtest.File("f", data), bill.Options{}, unfolders...)
	if err != nil {
		b.Fatal(err)
	}
	defer doc.Close()
	for i, v := range doc.Views() {
		for _, f := range formats {
			at := f.Detect(v.Head, 0)
			if at < 0 {
				continue
			}
			rows, err := doc.Rows(i)
			if err != nil {
				b.Fatal(err)
			}
			n := 0
			_, err = f.Read(ctx, rows, at, bill.Options{}, func(r *bill.Row) error {
				n += len(r.Entries)
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
			return n
		}
	}
	return 0
}

func BenchmarkDetails(b *testing.B) {
	var s bytes.Buffer
	s.WriteString("终端号,交易日期,交易时间,交易类型,卡号,交易金额,手续费,入账金额,参考号,清算日期\n")
	for i := range benchRows {
		fmt.Fprintf(&s, "T0001,2025-10-%02d,10:00:%02d,消费,621700******1234,100.00,0.60,99.40,%012d,2025-10-28\n", 1+i%28, i%60, i)
	}
	bench(b, s.Bytes(), slices.Concat(pos.Certain(), pos.Formats()))
}

func BenchmarkWithdrawals(b *testing.B) {
	var s bytes.Buffer
	s.WriteString("商户编号|提现日期|提现流水号|提现金额(分)|手续费(分)|状态\n")
	for i := range benchRows {
		fmt.Fprintf(&s, "8222|2025-10-%02d|W%d|10000|0|1\n", 1+i%28, i)
	}
	bench(b, s.Bytes(), pos.Certain())
}

func BenchmarkZM(b *testing.B) {
	row := zmRows()[0]
	var s bytes.Buffer
	for i := range benchRows {
		row.query = fmt.Sprintf("2025091710%011d", i)
		s.Write(row.line(b, ""))
	}
	bench(b, s.Bytes(), pos.Certain(), pos.Unfolders()...)
}
