package pos_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/pos"
)

const benchRows = 20000

func BenchmarkDetails(b *testing.B) {
	var s bytes.Buffer
	s.WriteString("终端号,交易日期,交易时间,交易类型,卡号,交易金额,手续费,入账金额,参考号,清算日期\n")
	for i := range benchRows {
		fmt.Fprintf(&s, "T0001,2025-10-%02d,10:00:%02d,消费,621700******1234,100.00,0.60,99.40,%012d,2025-10-28\n", 1+i%28, i%60, i)
	}
	billtest.BenchFile(b, slices.Concat(pos.Certain(), pos.Formats()), s.Bytes(), benchRows)
}

func BenchmarkWithdrawals(b *testing.B) {
	var s bytes.Buffer
	s.WriteString("商户编号|提现日期|提现流水号|提现金额(分)|手续费(分)|状态\n")
	for i := range benchRows {
		fmt.Fprintf(&s, "8222|2025-10-%02d|W%d|10000|0|1\n", 1+i%28, i)
	}
	billtest.BenchFile(b, pos.Certain(), s.Bytes(), benchRows)
}

func BenchmarkZM(b *testing.B) {
	row := zmRows()[0]
	var s bytes.Buffer
	for i := range benchRows {
		row.query = fmt.Sprintf("2025091710%011d", i)
		s.Write(row.line(b, ""))
	}
	billtest.BenchFile(b, pos.Certain(), s.Bytes(), benchRows, pos.Unfolders()...)
}
