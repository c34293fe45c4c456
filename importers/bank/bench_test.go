package bank_test

import (
	"fmt"
	"strings"
	"testing"

	"zhangfang/importers/bank"
	"zhangfang/importers/bill/billtest"
)

const benchRows = 20000

// bench measures how fast a head is read with rows below it.
func bench(b *testing.B, head string, row func(i int) string) {
	b.Helper()
	var s strings.Builder
	s.WriteString(head)
	for i := range benchRows {
		s.WriteString(row(i))
	}
	billtest.BenchFile(b, all(), []byte(s.String()), benchRows, bank.Unfolders()...)
}

func BenchmarkStatement(b *testing.B) {
	bench(b, "交易日期,交易时间,收入,支出,余额,对方户名,摘要,交易流水号\n", func(i int) string {
		return fmt.Sprintf("2025-10-%02d,10:00:%02d,\"1,%03d.50\",,\"20,000.00\",支付宝（中国）网络技术有限公司,提现,B%09d\n", 1+i%28, i%60, i%900, i)
	})
}

func BenchmarkCard(b *testing.B) {
	bench(b, "招商银行信用卡对账单（2025年03月）\n交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n", func(i int) string {
		return fmt.Sprintf("02/%02d,03/01,支付宝-某某体育用品有限公司,%d.77,9999,-498.49\n", 1+i%28, i%900)
	})
}

func BenchmarkHistory(b *testing.B) {
	head := block("600000000001", "0.00", "0.00")
	bench(b, strings.TrimRight(head, "\n")+"\n", func(i int) string {
		return fmt.Sprintf("来账|小额普通|某某实业有限公司|本店|202510%02d|091011|CNY|+%d.10|1,267.10|SN%d||货款|||\n", 1+i%28, i%900, i)
	})
}

func BenchmarkTD(b *testing.B) {
	bench(b, "", func(i int) string {
		return fmt.Sprintf("05/%02d/2025,SUPERMARKET %d,%d.10,,13.04\n", 1+i%28, i, 1+i%900)
	})
}
