package bank_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"zhangfang/importers/bank"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
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

func repeat(head string, row func(i int) string) []byte {
	var s strings.Builder
	s.WriteString(head)
	for i := range benchRows {
		s.WriteString(row(i))
	}
	return []byte(s.String())
}

func BenchmarkStatement(b *testing.B) {
	bench(b, repeat("交易日期,交易时间,收入,支出,余额,对方户名,摘要,交易流水号\n", func(i int) string {
		return fmt.Sprintf("2025-10-%02d,10:00:%02d,\"1,%03d.50\",,\"20,000.00\",支付宝（中国）网络技术有限公司,提现,B%09d\n", 1+i%28, i%60, i%900, i)
	}), all(), bank.Unfolders()...)
}

func BenchmarkCard(b *testing.B) {
	bench(b, repeat("招商银行信用卡对账单（2025年03月）\n交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n", func(i int) string {
		return fmt.Sprintf("02/%02d,03/01,支付宝-某某体育用品有限公司,%d.77,9999,-498.49\n", 1+i%28, i%900)
	}), all(), bank.Unfolders()...)
}

func BenchmarkHistory(b *testing.B) {
	head := block("600000000001", "0.00", "0.00")
	bench(b, repeat(strings.TrimRight(head, "\n")+"\n", func(i int) string {
		return fmt.Sprintf("来账|小额普通|某某实业有限公司|本店|202510%02d|091011|CNY|+%d.10|1,267.10|SN%d||货款|||\n", 1+i%28, i%900, i)
	}), all(), bank.Unfolders()...)
}

func BenchmarkTD(b *testing.B) {
	bench(b, repeat("", func(i int) string {
		return fmt.Sprintf("05/%02d/2025,SUPERMARKET %d,%d.10,,13.04\n", 1+i%28, i, 1+i%900)
	}), all(), bank.Unfolders()...)
}
