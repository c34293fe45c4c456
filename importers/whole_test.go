package importers_test

import (
	"strings"
	"testing"

	"zhangfang/importers/bill"
)

// TestRowsThatLookLikeTotals: a row that begins with a word for a sum, or as a
// remark does, is a row where it has a date and an amount; what has not is none.
func TestRowsThatLookLikeTotals(t *testing.T) {
	tests := []struct{ name, format, text string }{
		{"plain", "sheet.plain", "对方,日期,金额,摘要\n甲,2025-10-01,1.00,a\n合计装饰公司,2025-10-02,2.00,b\n注:加急,2025-10-03,3.00,c\n" +
			"Total Wine & More,2025-10-04,4.00,d\n合计,,10.00,\n小计:,,10.00,\n备注:,2025-10-31,,无误\n#记账人 张三\n"},
		{"orders", "shop.orders", "订单编号,付款时间,实付金额,订单状态\nA1,2025-10-01 08:00:00,1.00,交易成功\n#1001,2025-10-02 08:00:00,2.00,交易成功\n" +
			"#1002,2025-10-02 09:00:00,3.00,交易成功\n小计划文具店,2025-10-03 08:00:00,4.00,交易成功\n合计,,10.00,\n# 导出时间,晚上,,\n"},
		{"statement", "bank.statement", "对方户名,交易日期,收入,支出,余额\n甲,2025-10-01,1.00,,1.00\n合计装饰公司,2025-10-02,2.00,,3.00\n" +
			"总计来五金店,2025-10-03,3.00,,6.00\n小计划文具店,20251004,4.00,,10.00\n合计,,10.00,,\n"},
		{"card", "pos.trade", "商户备注,交易日期,交易金额,手续费,终端号,参考号\n甲,2025-10-01,1.00,0.00,T1,R1\n合计装饰公司,2025-10-02,2.00,0.00,T1,R2\n" +
			"注:加急,2025-10-03,3.00,0.00,T1,R3\n#4,2025-10-04,4.00,0.00,T1,R4\n合计,,10.00,0.00,,\n"},
	}
	for _, tt := range tests {
		s, entries, err := read(mem(tt.name+".csv", []byte(tt.text)), bill.Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var sum int64
		for _, e := range entries {
			sum += int64(e.Gross)
		}
		if s.Format != tt.format || s.Rows != 4 || len(entries) != 4 || sum != 1000 {
			t.Errorf("%s: %s, %d rows, %d entries of %d fen", tt.name, s.Format, s.Rows, len(entries), sum)
		}
		for _, n := range s.Notes {
			if strings.Contains(n.Code, "total") {
				t.Errorf("%s: a row is taken for a total: %+v", tt.name, n)
			}
		}
	}
}
