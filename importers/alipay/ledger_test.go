package alipay_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"zhangfang/app/book"
	"zhangfang/importers/alipay"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

// TestLedgerOrders: the order of a row stands in one of several columns, and for
// sellers of Taobao within another number.
func TestLedgerOrders(t *testing.T) {
	for _, c := range []struct{ merchant, base, shop, note, want string }{
		{"M001", "", "", "", "M001"},
		{"M001", "B001", "", "", "M001"},
		{"T200P5116032541422009305", "", "", "", "5116032541422009305"},
		{"T50P5116032541422009305", "5116032541422009305", "", "", "5116032541422009305"},
		{"T200P1", "", "", "", "T200P1"},
		{"TEA20000P1", "", "", "", "TEA20000P1"},
		{"CAE_POINT_5116032541422009305_1", "", "", "", "5116032541422009305"},
		{"CAE_CHARITY_x", "5116032541422009305", "", "", "5116032541422009305"},
		{"CAE_CHARITY_x", "", "", "", "CAE_CHARITY_x"},
		{"HJCAE==1==2==5116032541422009305", "", "", "", "5116032541422009305"},
		{"", "5116032541422009305", "", "", "5116032541422009305"},
		{"", "", "M{5116032541422009305}|S{5116032541422009306}|O{7}", "", "5116032541422009305"},
		{"", "", "M5116032541422009305|S5116032541422009306|O7", "", "5116032541422009305"},
		{"", "", "S{5116032541422009306}|O{7}", "", ""},
		{"", "", "M001", "", "M001"},
		{"", "", "", "淘宝客佣金代扣款[5116032541422009305]", "5116032541422009305"},
		{"", "", "", "淘宝客佣金退款[5116032541422009305]", "5116032541422009305"},
		{"", "", "", "房租12345678901", ""},
	} {
		text := "账务流水号,业务流水号,发生时间,收入金额（+元）,支出金额（-元）,账户余额（元）,业务类型,备注,商户订单号,业务基础订单号,业务订单号\n" +
			strings.Join([]string{"1\t", "2\t", "2025-09-16 10:55:23", "1.00", "0", "1.00", "在线支付", c.note, c.merchant + "\t", c.base, c.shop}, ",") + "\n"
		r := billtest.Read(t, alipay.Formats(), []byte(text), bill.Options{})
		if r.Err != nil || len(r.Entries) != 1 || r.Entries[0].OrderNo != c.want {
			t.Errorf("%+v: %v %v %v", c, r.Err, r.Problems, r.Lines())
		}
	}
}

func TestLedgerKinds(t *testing.T) {
	for _, c := range []struct {
		business, note, in, out string
		want                    book.Kind
	}{
		{"在线支付", "", "1.00", "", book.KindPayment},
		{"交易付款", "", "1.00", "0.00", book.KindPayment},
		{"交易付款", "进货", "", "-1.00", book.KindExpense},
		{"收费", "", "", "-1.00", book.KindFee},
		{"收费", "", "", "1.00", book.KindFee},
		{"退费", "", "1.00", "", book.KindFee},
		{"服务费", "", "", "1.00", book.KindFee},
		{"交易退款", "", "", "-1.00", book.KindRefund},
		{"提现", "", "", "-1.00", book.KindWithdrawal},
		{"提现", "提现失败退回", "1.00", "", book.KindOther},
		{"转账", "货款", "", "-1.00", book.KindTransfer},
		{"转账", "淘宝客佣金代扣款[5116032541422009305]", "", "-1.00", book.KindFee},
		{"其它", "代扣返点积分1", "", "-1.00", book.KindFee},
		{"其它", "保证金", "", "-1.00", book.KindOther},
		{"交易分账", "", "", "-1.00", book.KindOther},
		{"分账", "", "", "-1.00", book.KindOther},
	} {
		text := "账务流水号,业务流水号,发生时间,收入金额,支出金额,业务类型,备注\n" +
			strings.Join([]string{"1", "2", "2025-09-16 10:55:23", c.in, c.out, c.business, c.note}, ",") + "\n"
		r := billtest.Read(t, alipay.Formats(), []byte(text), bill.Options{})
		if r.Err != nil || len(r.Entries) != 1 || r.Entries[0].Kind != c.want {
			t.Errorf("%+v: %v %v", c, r.Err, r.Lines())
			continue
		}
		if want := map[bool]book.Minor{true: 100, false: -100}[c.in == "1.00"]; r.Entries[0].Amount != want {
			t.Errorf("%+v: amount %d", c, r.Entries[0].Amount)
		}
	}
}

// TestLedgerNoAmount: a row with neither money in nor money out is refused.
func TestLedgerNoAmount(t *testing.T) {
	text := strings.Replace(ledgerText, ",100.00,0.00,1100.00,", ",,\t,1100.00,", 1)
	r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, text), bill.Options{})
	if len(r.Problems) != 1 || r.Problems[0].Code != bill.CodeMissing || r.Problems[0].Line != 6 {
		t.Errorf("%v %v", r.Err, r.Problems)
	}
}

// TestLedgerOld is the bill of 2012, of 12 columns.
func TestLedgerOld(t *testing.T) {
	const text = "#支付宝账务明细查询\n#账号：[20880099887766550156]\n#起始日期：[2012年12月29日 00:00:00]   终止日期：[2012年12月30日 00:00:00]\n#---账务明细列表---\n" +
		"账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注\n" +
		"54632446537371	,2012122923922029	,3226563	,机票,单程	,2012-12-29 21:02:06,甲 (k***@example.com)	,2274.00,0.00,14533.03,支付宝,在线支付,\n" +
		"#---账务明细列表结束---\n#支出合计：0笔，共0.00元\n#收入合计：1笔，共2274.00元\n#导出时间：[2012年12月31日 13:19:01]\n"
	r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, text), bill.Options{})
	r.Check(t, "6 payment paid at=2012-12-29T21:02:06+08:00 order=3226563 txn=2012122923922029 gross=227400 amount=227400 fee=0 balance=1453303 party=甲 (k***@example.com) memo=在线支付 机票,单程")
	if s := r.Summary; s.Covers.Days() != 1 || len(s.Notes) != 0 || s.Incomplete != nil {
		t.Errorf("summary %+v", s)
	}
}

// TestLedgerWorkbook: sellers pass workbooks on, whose first lines are lost but one.
func TestLedgerWorkbook(t *testing.T) {
	x := excelize.NewFile()
	defer x.Close()
	for i, row := range [][]any{
		{"#支付宝账务明细查询"},
		{"账务流水号", "业务流水号", "商户订单号", "商品名称", "发生时间", "对方账号", "收入金额（+元）", "支出金额（-元）", "账户余额（元）", "交易渠道", "业务类型", "备注", "业务描述", "业务账单来源", "业务基础订单号", "业务订单号"},
		{"1570757242119060731", "2026051320004001", "T200P5116032541422009305", "气球", "2026-05-13 09:10:28", "买家", 146.92, 0, 1000, "支付宝", "交易付款"},
		{"1570757242119060732", "2026051320004001", "T200P5116032541422009305", "气球", "2026-05-13 09:10:28", "", 0, -0.88, 999.12, "支付宝", "收费"},
		{"#------账务明细列表结束------"},
		{"#支出合计：1笔，共-0.88元"},
		{"#收入合计：1笔，共146.92元"},
	} {
		if err := x.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &row); err != nil {
			t.Fatal(err)
		}
	}
	b, err := x.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	r := billtest.Read(t, alipay.Formats(), b.Bytes(), bill.Options{})
	r.Check(t,
		"3 payment paid at=2026-05-13T09:10:28+08:00 order=5116032541422009305 txn=2026051320004001 gross=14692 amount=14692 fee=0 balance=100000 party=买家 memo=交易付款 气球",
		"4 fee paid at=2026-05-13T09:10:28+08:00 order=5116032541422009305 txn=2026051320004001 gross=-88 amount=-88 fee=0 balance=99912 memo=收费 气球",
	)
	if s := r.Summary; len(s.Notes) != 0 || s.Incomplete != nil || s.Source.Account != "" {
		t.Errorf("summary %+v", s)
	}
}

func TestLedgerBadRows(t *testing.T) {
	text := strings.NewReplacer("0.00,-0.60,1099.40", "1.00,-0.60,1099.40", "1003\t", "\t", ",1100.00", ",一千").Replace(ledgerText)
	text = text[:strings.Index(text, "#----------------------------------------账务明细列表结束")]
	r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, text), bill.Options{})
	if len(r.Problems) != 2 || r.Problems[0].Code != bill.CodeBothSides || r.Problems[0].Line != 7 || r.Problems[1].Code != bill.CodeMissing || r.Problems[1].Cell != "账务流水号" {
		t.Errorf("problems %v", r.Problems)
	}
	if r.Summary.Incomplete == nil {
		t.Error("a bill without its footer passes")
	}
}

// TestLedgerGap: the balance of the account proves that a row is missing.
func TestLedgerGap(t *testing.T) {
	text := "账务流水号,业务流水号,发生时间,收入金额（+元）,支出金额（-元）,账户余额（元）,业务类型,备注,商户订单号\n"
	for i := range 12 {
		if i != 5 {
			text += fmt.Sprintf("%d,B%d,2025-09-%02d 10:55:23,2.00,,%d.00,在线支付,,M%d\n", 100+i, i, 1+i, 10+2*(i+1), i)
		}
	}
	r := billtest.Read(t, alipay.Formats(), []byte(text), bill.Options{})
	want := book.Note{Code: bill.NoteGap, Line: 7, Args: []string{"1", "20.00", "22.00", "CNY", "2025-09-05", "2025-09-07"}}
	if !slices.ContainsFunc(r.Summary.Notes, func(n book.Note) bool { return cmp.Equal(n, want) }) {
		t.Errorf("%v %+v", r.Err, r.Summary.Notes)
	}
}

func BenchmarkLedger(b *testing.B) {
	const rows = 20000
	var text strings.Builder
	text.WriteString(ledgerText[:strings.Index(ledgerText, "1001\t")])
	for i := range rows {
		fmt.Fprintf(&text, "%d\t,2025091622%010d\t,T200P5116032541%09d\t,牛奶\t,2025-09-16 10:55:%02d,水 (k***@126.com)\t,100.00,0.00,1100.00,支付宝,在线支付,,,,,\n", 1000+i, i, i, i%60)
	}
	data := billtest.GBK(b, text.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if r := billtest.Read(b, alipay.Formats(), data, bill.Options{}); len(r.Entries) != rows {
			b.Fatal(r.Err, len(r.Entries))
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
