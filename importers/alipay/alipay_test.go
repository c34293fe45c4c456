package alipay_test

import (
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/alipay"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

const tradeHead = `#支付宝业务明细查询
#账号：[20880099887766550156]
#起始日期：[2025年09月16日 00:00:00]   终止日期：[2025年09月18日 00:00:00]
#-----------------------------------------业务明细列表----------------------------------------
支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注
`

const tradeFoot = `#-----------------------------------------业务明细列表结束------------------------------------
#交易合计：2笔，商家实收共150.00元，商家优惠共8.00元
#退款合计：1笔，商家实收退款共-20.00元，商家优惠退款共0.00元
#导出时间：[2025年09月18日 05:46:49]
`

const tradeRows = "2025091622001458860511111111\t,M001\t,交易\t,牛奶,2025-09-16 10:55:16,2025-09-16 10:55:23,\t,\t,\t,\t,*水(602***@qq.com)\t,108.00,100.00,0.00,0.00,0.00,8.00,0.00,,0.00\t,0.00,\t,-0.60,0.00,\n" +
	"2025091622001458860522222222\t,M002\t,交易\t,苹果,鲜,大,2025-09-16 23:59:50,2025-09-17 00:00:02,\t,\t,\t,\t,*山(138****0000)\t,50.00,50.00,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,\t,0.30,0.00,\n" +
	"2025091622001458860511111111\t,M001\t,退款\t,牛奶,2025-09-16 10:55:16,2025-09-17 11:00:00,\t,\t,\t,\t,*水(602***@qq.com)\t,-20.00,-20.00,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,R-77\t,0.12,0.00,质量问题\n"

func TestTrade(t *testing.T) {
	r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, tradeHead+tradeRows+tradeFoot), bill.Options{})
	r.Check(t,
		"6 payment paid at=2025-09-16T10:55:23+08:00 order=M001 txn=2025091622001458860511111111 gross=10800 amount=10000 fee=60 party=*水(602***@qq.com) memo=牛奶",
		"7 payment paid at=2025-09-17T00:00:02+08:00 order=M002 txn=2025091622001458860522222222 gross=5000 amount=5000 fee=30 party=*山(138****0000) memo=苹果,鲜,大",
		"8 refund paid at=2025-09-17T11:00:00+08:00 order=M001 txn=2025091622001458860511111111 refund=R-77 gross=-2000 amount=-2000 fee=-12 party=*水(602***@qq.com) memo=牛奶",
	)
	s := r.Summary
	if s.Format != "alipay.trade" || s.Source.Account != "20880099887766550156" || s.Source.Role != book.RolePayments {
		t.Errorf("source %+v", s.Source)
	}
	if s.Covers.From.String() != "2025-09-16" || s.Covers.To.String() != "2025-09-17" || s.Covers.PartialEdges {
		t.Errorf("covers %+v", s.Covers)
	}
	if len(s.Notes) != 0 || s.Incomplete != nil || len(r.Problems) != 0 {
		t.Errorf("notes %v, incomplete %v, problems %v", s.Notes, s.Incomplete, r.Problems)
	}
}

func TestTradeOneComma(t *testing.T) {
	text := strings.Replace(tradeHead+tradeRows+tradeFoot, "苹果,鲜,大", "苹果,大", 1)
	text = strings.Replace(text, "质量问题", "坏了,两个", 1)
	r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, text), bill.Options{})
	if len(r.Entries) != 3 || r.Entries[1].Memo != "苹果,大" || r.Entries[2].Amount != -2000 {
		t.Errorf("%v %v", r.Lines(), r.Problems)
	}
}

func TestTradeOtherColumns(t *testing.T) {
	const head = `支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额(元),商家实收(元),支付宝红包(元),集分宝(元),支付宝优惠(元),商家优惠(元),券核销金额(元),券名称,商家红包消费金额(元),卡消费金额(元),退款批次号,服务费(元),实收净额(元),商户识别号,交易方式,备注,花呗分期手续费,花呗分期数
`
	row := "2019010122001400000500000001,B1,交易,面包,2019-01-01 08:00:00,2019-01-01 08:00:05,,,,T9,某人,295.00,295.00,0,0,0,0,0,,0,0,,-0.59,294.41,,,,,\n"
	r := billtest.Read(t, alipay.Formats(), []byte(head+row), bill.Options{})
	r.Check(t, "2 payment paid at=2019-01-01T08:00:05+08:00 order=B1 txn=2019010122001400000500000001 gross=29500 amount=29500 fee=59 party=某人 memo=面包 terminal=T9")
	if r.Summary.Incomplete == nil {
		t.Error("a bill without its footer passes")
	}
}

func TestTradeFooterDiffers(t *testing.T) {
	text := strings.Replace(tradeHead+tradeRows+tradeFoot, "共150.00元", "共151.00元", 1)
	r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, text), bill.Options{})
	n := r.Summary.Notes
	if len(n) != 1 || n[0].Code != bill.NoteFooter || !n[0].Suspicious || !slices.Equal(n[0].Args, []string{"交易合计", "2 / 151.00", "2 / 150.00"}) {
		t.Errorf("notes %+v", n)
	}
}

func TestTradeEmptyDay(t *testing.T) {
	foot := "#-------业务明细列表结束-----\n#交易合计：0笔，商家实收共0.00元，商家优惠共0.00元\n#退款合计：0笔，商家实收退款共0.00元，商家优惠退款共0.00元\n"
	r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, tradeHead+foot), bill.Options{})
	r.Check(t)
	if r.Summary.Rows != 0 || r.Summary.Covers.Days() != 2 || r.Summary.Incomplete != nil {
		t.Errorf("summary %+v", r.Summary)
	}
}

// TestTradeEmptyDayBare is a day of which the bill states nothing but its end.
func TestTradeEmptyDayBare(t *testing.T) {
	const end = "#-------业务明细列表结束-----\n"
	r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, tradeHead+end), bill.Options{})
	if r.Err != nil || r.Summary.Incomplete != nil || r.Summary.Covers.Days() != 2 {
		t.Errorf("%v %+v", r.Err, r.Summary)
	}
	if r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, tradeHead+tradeRows+end), bill.Options{}); r.Summary.Incomplete == nil {
		t.Error("rows without their totals pass")
	}
}

// TestTradeNoAmount: an empty amount is not nothing.
func TestTradeNoAmount(t *testing.T) {
	for _, cells := range []string{"108.00,\t,0.00", ",100.00,0.00"} {
		text := strings.Replace(tradeHead+tradeRows+tradeFoot, "108.00,100.00,0.00", cells, 1)
		r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, text), bill.Options{})
		if len(r.Problems) != 1 || r.Problems[0].Code != bill.CodeMissing || r.Problems[0].Line != 6 {
			t.Errorf("%s: %v", cells, r.Problems)
		}
	}
}

// TestTradeGroupedTotals: a total over a thousand may be written in groups.
func TestTradeGroupedTotals(t *testing.T) {
	text := strings.NewReplacer("108.00,100.00,", "3108.00,3100.00,", "共150.00元", "共3,150.00元").Replace(tradeHead + tradeRows + tradeFoot)
	if r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, text), bill.Options{}); r.Summary.Incomplete != nil || len(r.Summary.Notes) != 0 {
		t.Errorf("%+v", r.Summary)
	}
}

func TestTradeBadRows(t *testing.T) {
	bad := strings.Replace(tradeRows, "108.00", "1o8.00", 1)
	bad = strings.Replace(bad, "2025-09-17 11:00:00", "2025-09-31 11:00:00", 1)
	r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, tradeHead+bad+"2025091622001458860511111111,M9\n"+tradeFoot), bill.Options{})
	want := []book.Problem{
		{Code: bill.CodeAmount, Line: 6, Cell: "订单金额（元）"},
		{Code: bill.CodeDate, Line: 8, Cell: "完成时间"},
		{Code: bill.CodeFewCells, Line: 9},
	}
	if len(r.Problems) != len(want) || r.Summary.Rows != 4 {
		t.Fatalf("problems %v", r.Problems)
	}
	for i, p := range r.Problems {
		if p.Code != want[i].Code || p.Line != want[i].Line || p.Cell != want[i].Cell {
			t.Errorf("problem %d: %v", i, p)
		}
	}
}

const ledgerText = `#支付宝账务明细查询
#账号：[20880099887766550156]
#起始日期：[2025年09月16日 00:00:00]   终止日期：[2025年09月17日 00:00:00]
#-----------------------------------------账务明细列表----------------------------------------
账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注,业务描述,业务账单来源,业务基础订单号,业务订单号
1001	,2025091622001	,T200P5116032541422009305	,牛奶	,2025-09-16 10:55:23,水 (k***@126.com)	,100.00,0.00,1100.00,支付宝,在线支付,,,,,
1002	,2025091622001	,M001	,牛奶	,2025-09-16 10:55:23,	,0.00,-0.60,1099.40,支付宝,收费,,,,,
1003	,2025091622001	,M001	,牛奶	,2025-09-16 12:00:00,	,,20.00,1079.40,支付宝,交易退款,退货,运费险,,,,
1004	,2025091622009	,	,	,2025-09-16 18:00:00,	,0.00,-500.00,579.40,支付宝,提现,,,,,
#----------------------------------------账务明细列表结束-------------------------------------,,
#支出合计：3笔，共520.60元,,
#收入合计：1笔，共100.00元,,
#导出时间：[2025年09月17日 13:19:01],,
`

func TestLedger(t *testing.T) {
	r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, ledgerText), bill.Options{})
	r.Check(t,
		"6 payment paid at=2025-09-16T10:55:23+08:00 order=5116032541422009305 txn=2025091622001 gross=10000 amount=10000 fee=0 balance=110000 party=水 (k***@126.com) memo=在线支付 牛奶",
		"7 fee paid at=2025-09-16T10:55:23+08:00 order=M001 txn=2025091622001 gross=-60 amount=-60 fee=0 balance=109940 memo=收费 牛奶",
		"8 refund paid at=2025-09-16T12:00:00+08:00 order=M001 txn=2025091622001 gross=-2000 amount=-2000 fee=0 balance=107940 memo=交易退款 牛奶 退货",
		"9 withdrawal paid at=2025-09-16T18:00:00+08:00 txn=2025091622009 gross=-50000 amount=-50000 fee=0 balance=57940 memo=提现",
	)
	if s := r.Summary; s.Format != "alipay.account" || len(s.Notes) != 0 || s.Incomplete != nil || s.Source.Role != book.RoleWallet {
		t.Errorf("summary %+v", s)
	}
}

func FuzzRead(f *testing.F) {
	billtest.Fuzz(f, alipay.Formats(), tradeHead+tradeRows+tradeFoot, ledgerText)
}

// TestTradeSpellings: headers differ in brackets and words, footers in commas
// behind them and in the sign of refunds.
func TestTradeSpellings(t *testing.T) {
	text := strings.NewReplacer("（", "(", "）", ")", "支付宝交易号", "交易号", "对方账户", "对方账号",
		"列表结束------------------------------------", "列表结束------------------------------------,,,,",
		"退款共-20.00元，", "退款共20.00元,", "笔，", "笔,").Replace(tradeHead + tradeRows + tradeFoot)
	r := billtest.Read(t, alipay.Formats(), []byte("\ufeff"+text), bill.Options{})
	if s := r.Summary; r.Err != nil || len(r.Entries) != 3 || len(s.Notes) != 0 || s.Incomplete != nil {
		t.Errorf("%v %v %+v", r.Err, r.Problems, s)
	}
}

func TestTradeExcelDamage(t *testing.T) {
	text := strings.NewReplacer("2025091622001458860511111111\t,M001\t,交易", "2.02509E+27,M001,交易", "2025-09-16 10:55:16,2025-09-16 10:55:23", "2025/9/16 10:55,2025/9/16 10:55").
		Replace(tradeHead + tradeRows + tradeFoot)
	r := billtest.Read(t, alipay.Formats(), billtest.GBK(t, text), bill.Options{})
	if got := r.Codes(); !slices.Equal(got, []string{bill.NoteDamagedID, bill.NoteSeconds}) || len(r.Entries) != 3 {
		t.Errorf("notes %v, problems %v", got, r.Problems)
	}
}
