package wechat_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/wechat"
)

const (
	allHead = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n"
	allRows = "`2025-10-01 09:00:01,`wx1,`1600000001,`0,`D1,`4200000000000000000000000001,`S1,`u1,`JSAPI,`SUCCESS,`OTHERS,`CNY,`95.00,`5.00,`0,`0,`0.00,`0.00,`,`,`牛奶,`,`0.57000,`0.60%,`100.00,`0.00,`\r\n" +
		"`2025-10-02 10:00:00,`wx1,`1600000001,`0,`,`4200000000000000000000000002,`S2,`u2,`JSAPI,`SUCCESS,`OTHERS,`CNY,`20.90,`0.00,`0,`0,`0.00,`0.00,`,`,`苹果,红,`,`0.12540,`0.60%,`20.90,`0.00,`\r\n" +
		"`2025-10-03 11:30:00,`wx1,`1600000001,`0,`,`4200000000000000000000000001,`S1,`u1,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`50300000000000000000000000001,`R1,`30.00,`0.00,`ORIGINAL,`PROCESSING,`牛奶,`,`-0.18000,`0.60%,`0.00,`30.00,`\r\n" +
		"`2025-10-03 12:00:00,`wx1,`1600000001,`0,`,`4200000000000000000000000003,`S3,`u3,`MICROPAY,`REVOKED,`OTHERS,`CNY,`0.00,`0.00,`50300000000000000000000000002,`0,`8.00,`0.00,`ORIGINAL,`SUCCESS,`面包,`,`0.00000,`0.60%,`0.00,`8.00,`\r\n"
	allFoot = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n`4,`115.90,`38.00,`0.00,`0.51540,`120.90,`38.00\r\n"
)

func TestAll(t *testing.T) {
	for _, bom := range []string{"", "\ufeff"} {
		r := billtest.Read(t, wechat.Formats(), []byte(bom+allHead+allRows+allFoot), bill.Options{})
		r.Check(t,
			"2 payment paid at=2025-10-01T09:00:01+08:00 order=S1 txn=4200000000000000000000000001 gross=10000 amount=9500 fee=57 party=u1 memo=牛奶 terminal=D1",
			"3 payment paid at=2025-10-02T10:00:00+08:00 order=S2 txn=4200000000000000000000000002 gross=2090 amount=2090 fee=13 party=u2 memo=苹果,红",
			"4 refund processing at=2025-10-03T11:30:00+08:00 order=S1 txn=4200000000000000000000000001 refund=50300000000000000000000000001 gross=-3000 amount=-3000 fee=-18 party=u1 memo=牛奶",
			"5 refund reversed at=2025-10-03T12:00:00+08:00 order=S3 txn=4200000000000000000000000003 refund=50300000000000000000000000002 gross=-800 amount=-800 fee=0 party=u3 memo=面包",
		)
		s := r.Summary
		if s.Source != (book.Source{Provider: "wechatpay", Account: "1600000001", Stream: "trade", Role: book.RolePayments}) {
			t.Errorf("source %+v", s.Source)
		}
		if s.Covers.From.String() != "2025-10-01" || s.Covers.To.String() != "2025-10-03" || s.Covers.PartialEdges || s.Incomplete != nil {
			t.Errorf("covers %+v, incomplete %v", s.Covers, s.Incomplete)
		}
		if len(s.Notes) != 1 || s.Notes[0].Code != bill.NoteFiner || s.Notes[0].Suspicious || s.Notes[0].Args[0] != "1" {
			t.Errorf("notes %+v", s.Notes)
		}
	}
}

func TestRefundBill(t *testing.T) {
	const text = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,退款申请时间,退款成功时间,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\n" +
		"`2025-09-20 10:00:00,`wx1,`1600000001,`0,`,`4200000000000000000000000001,`S1,`u1,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`2025-10-03 11:30:00,`2025-10-03 11:30:04,`50300000000000000000000000001,`R1,`30.00,`0.00,`ORIGINAL,`SUCCESS,`牛奶,`,`-0.18000,`0.60%,`0.00,`30.00,`\n"
	r := billtest.Read(t, wechat.Formats(), []byte(text), bill.Options{})
	r.Check(t, "2 refund paid at=2025-10-03T11:30:00+08:00 order=S1 txn=4200000000000000000000000001 refund=50300000000000000000000000001 gross=-3000 amount=-3000 fee=-18 party=u1 memo=牛奶")
	if r.Summary.Incomplete == nil {
		t.Error("a bill without totals passes")
	}
	if r.Summary.Covers.From != 0 {
		t.Errorf("a bill without payments covers %v", r.Summary.Covers)
	}
	all := billtest.Read(t, wechat.Formats(), []byte(allHead+allRows+allFoot), bill.Options{})
	if r.Entries[0].Ident != all.Entries[2].Ident {
		t.Error("the refund has another identity in the bill of all trades")
	}
}

func TestOldColumns(t *testing.T) {
	const text = "交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,企业红包金额,微信退款单号,商户退款单号,退款金额,企业红包退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率\n" +
		"`2016-02-16 20:30:28,`wx1,`1260000001,`0,`,`1000010956201602163321500001,`P1,`u1,`MICROPAY,`SUCCESS,`CFT,`CNY,`32.50,`2.50,`0,`0,`0.00,`0.00,`,`,`牛奶,`,`0.20000,`0.60%\n" +
		"`2016-02-16 21:30:28,`wx1,`1260000001,`0,`,`1000010956201602163321500001,`P1,`u1,`MICROPAY,`REFUND,`CFT,`CNY,`0.00,`0.00,`2000010956201602163321500001,`R1,`10.00,`1.00,`ORIGINAL,`SUCCESS,`牛奶,`,`-0.06000,`0.60%\n" +
		"总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额\n`2,`32.50,`10.00,`1.00,`0.14000\n"
	r := billtest.Read(t, wechat.Formats(), []byte(text), bill.Options{})
	r.Check(t,
		"2 payment paid at=2016-02-16T20:30:28+08:00 order=P1 txn=1000010956201602163321500001 gross=3250 amount=3000 fee=20 party=u1 memo=牛奶",
		"3 refund paid at=2016-02-16T21:30:28+08:00 order=P1 txn=1000010956201602163321500001 refund=2000010956201602163321500001 gross=-1000 amount=-900 fee=-6 party=u1 memo=牛奶",
	)
	if len(r.Summary.Notes) != 0 {
		t.Errorf("notes %+v", r.Summary.Notes)
	}
}

const flowText = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额（元）,账户结余（元）,资金变更提交申请人,备注,业务凭证号\n" +
	"`2025-10-01 09:00:02,`4200000000000000000000000001,`F1,`交易,`交易,`收入,`100.00,`100.00,`system,`,`S1\n" +
	"`2025-10-01 09:00:02,`4200000000000000000000000001,`F1,`扣除交易手续费,`扣除交易手续费,`支出,`0.60,`99.40,`system,`,`S1\n" +
	"`2025-10-01 12:00:00,`50300000000000000000000000001,`F1,`退款,`退款,`支出,`30.00,`69.40,`1600000001API,`退款总金额30.00元;含手续费0.18元,`R1\n" +
	"`2025-10-01 23:00:00,`W1,`F9,`提现,`提现,`支出,`69.40,`0.00,`system,`,`\n" +
	"资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\n`4.0,`1.0,`100.00,`3.0,`100.00\n"

func TestFundFlow(t *testing.T) {
	r := billtest.Read(t, wechat.Formats(), []byte(flowText), bill.Options{})
	r.Check(t,
		"2 payment paid at=2025-10-01T09:00:02+08:00 order=S1 txn=4200000000000000000000000001 gross=10000 amount=10000 fee=0 balance=10000 memo=交易",
		"3 fee paid at=2025-10-01T09:00:02+08:00 txn=4200000000000000000000000001 gross=-60 amount=-60 fee=0 balance=9940 memo=扣除交易手续费",
		"4 refund paid at=2025-10-01T12:00:00+08:00 txn=50300000000000000000000000001 refund=50300000000000000000000000001 gross=-3000 amount=-3000 fee=0 balance=6940 memo=退款 退款总金额30.00元;含手续费0.18元",
		"5 withdrawal paid at=2025-10-01T23:00:00+08:00 txn=W1 gross=-6940 amount=-6940 fee=0 balance=0 memo=提现",
	)
	if len(r.Summary.Notes) != 0 || r.Summary.Incomplete != nil {
		t.Errorf("notes %+v", r.Summary.Notes)
	}
}

// TestFundFlowAccount: the bill names its account only where a refund was asked for
// through the interface, by one merchant.
func TestFundFlowAccount(t *testing.T) {
	for from, want := range map[string]string{"1600000001API": "1600000001", "system": "", "1600000001": "", "API": ""} {
		text := strings.NewReplacer("1600000001API", from, "（元）", "(元)").Replace(flowText)
		r := billtest.Read(t, wechat.Formats(), []byte(text), bill.Options{})
		if r.Err != nil || len(r.Entries) != 4 || r.Summary.Source.Account != want {
			t.Errorf("%s: %v %+v", from, r.Err, r.Summary)
		}
	}
	two := strings.Replace(flowText, "`system", "`1600000002API", 1)
	if a := billtest.Read(t, wechat.Formats(), []byte(two), bill.Options{}).Summary.Source.Account; a != "" {
		t.Errorf("two merchants: %s", a)
	}
}

func TestFundFlowBadRows(t *testing.T) {
	text := strings.NewReplacer("`收入,`100.00,`100.00,`system", "`入账,`100.00,`100.00,`system", "`0.60,`99.40", "`0.6o,`99.40").Replace(flowText)
	r := billtest.Read(t, wechat.Formats(), []byte(text), bill.Options{})
	if len(r.Problems) != 2 || r.Problems[0].Code != bill.CodeDirection || r.Problems[0].Line != 2 || r.Problems[1].Code != bill.CodeAmount || r.Problems[1].Cell != "收支金额（元）" {
		t.Errorf("problems %v", r.Problems)
	}
	cut := billtest.Read(t, wechat.Formats(), []byte(flowText[:strings.Index(flowText, "资金流水总笔数")]), bill.Options{})
	if cut.Summary.Incomplete == nil {
		t.Error("a bill without totals passes")
	}
}

// TestSuccessBill: the bill of payments has no columns of refunds, and its totals
// four names or all seven.
func TestSuccessBill(t *testing.T) {
	const rows = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,商品名称,商户数据包,手续费,费率,订单金额,费率备注\n" +
		"`2025-10-01 09:00:01,`wx1,`1600000001,`0,`,`4200000000000000000000000001,`S1,`u1,`JSAPI,`SUCCESS,`OTHERS,`CNY,`95.00,`5.00,`牛奶,`,`0.57000,`0.60%,`100.00,`\n"
	for _, foot := range []string{
		"总交易单数,应结订单总金额,手续费总金额,订单总金额\n`1,`95.00,`0.57000,`100.00\n",
		"总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\n`1,`95.00,`0.00,`0.00,`0.57000,`100.00,`0.00\n",
	} {
		r := billtest.Read(t, wechat.Formats(), []byte(rows+foot), bill.Options{})
		r.Check(t, "2 payment paid at=2025-10-01T09:00:01+08:00 order=S1 txn=4200000000000000000000000001 gross=10000 amount=9500 fee=57 party=u1 memo=牛奶")
		if got := fmt.Sprint(r.Codes()); got != "[payments_only]" || r.Summary.Incomplete != nil {
			t.Errorf("notes %+v", r.Summary.Notes)
		}
		off := billtest.Read(t, wechat.Formats(), []byte(rows+strings.Replace(foot, "`95.00", "`96.00", 1)), bill.Options{})
		if got := fmt.Sprint(off.Codes()); got != "[payments_only totals]" {
			t.Errorf("a wrong total: %+v", off.Summary.Notes)
		}
	}
}

// TestOldSuccess is the bill of payments before 免充值券, with its five totals.
func TestOldSuccess(t *testing.T) {
	const text = "交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,代金券或立减优惠金额,商品名称,商户数据包,手续费,费率\n" +
		"`2016-02-16 20:30:28,`wx1,`1260000001,`0,`,`1000010956201602163321500001,`P1,`u1,`MICROPAY,`SUCCESS,`CFT,`CNY,`32.50,`2.50,`牛奶,`,`0.20000,`0.60%\n" +
		"总交易单数,总交易额,总退款金额,总代金券或立减优惠退款金额,手续费总金额\n`1,`32.50,`0.00,`0.00,`0.20000\n"
	r := billtest.Read(t, wechat.Formats(), []byte(text), bill.Options{})
	r.Check(t, "2 payment paid at=2016-02-16T20:30:28+08:00 order=P1 txn=1000010956201602163321500001 gross=3250 amount=3000 fee=20 party=u1 memo=牛奶")
	if got := fmt.Sprint(r.Codes()); got != "[payments_only]" {
		t.Errorf("notes %+v", r.Summary.Notes)
	}
}

func TestEmptyDay(t *testing.T) {
	foot := "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\n`0,`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00\n"
	r := billtest.Read(t, wechat.Formats(), []byte(allHead+foot), bill.Options{})
	if s := r.Summary; r.Err != nil || s.Rows != 0 || len(s.Notes) != 0 || s.Incomplete != nil {
		t.Errorf("%v %+v", r.Err, s)
	}
	if r := billtest.Read(t, wechat.Formats(), []byte("<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[No Bill Exist]]></return_msg></xml>"), bill.Options{}); book.CodeOf(r.Err) != bill.CodeNoBill {
		t.Errorf("no bill: %v", r.Err)
	}
}

func TestBadRows(t *testing.T) {
	text := strings.NewReplacer("`95.00,`5.00", "`九五,`5.00", "2025-10-02 10:00:00", "2025-02-30 10:00:00", "`50300000000000000000000000001,`R1", "`,`R1").Replace(allHead + allRows + allFoot)
	r := billtest.Read(t, wechat.Formats(), []byte(text+"`2025-10-03 12:00:00,`wx1\n"), bill.Options{})
	want := []string{"bad_amount 2 应结订单金额", "bad_date 3 交易时间", "too_few_cells 8 "}
	var got []string
	for _, p := range r.Problems {
		got = append(got, fmt.Sprintf("%s %d %s", p.Code, p.Line, p.Cell))
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("problems %q", got)
	}
	if len(r.Entries) != 2 || r.Entries[0].RefundNo != "R1" {
		t.Errorf("a refund without the channel's number: %v", r.Lines())
	}
}

// TestNoAmount: an empty amount is not nothing.
func TestNoAmount(t *testing.T) {
	for _, tt := range []struct{ text, old, new, want string }{
		{allHead + allRows + allFoot, "`95.00,`5.00", "`,`5.00", "2 应结订单金额"},
		{allHead + allRows + allFoot, "`0.60%,`100.00,", "`0.60%,`,", "2 订单金额"},
		{allHead + allRows + allFoot, "`R1,`30.00,", "`R1,`,", "4 退款金额"},
		{flowText, "`支出,`0.60,", "`支出,`,", "3 收支金额（元）"},
	} {
		r := billtest.Read(t, wechat.Formats(), []byte(strings.Replace(tt.text, tt.old, tt.new, 1)), bill.Options{})
		if len(r.Problems) != 1 || r.Problems[0].Code != bill.CodeMissing || fmt.Sprintf("%d %s", r.Problems[0].Line, r.Problems[0].Cell) != tt.want {
			t.Errorf("%s: %v", tt.want, r.Problems)
		}
	}
}

// TestUnknownState: of a state that is not known nobody can tell whether money moved.
func TestUnknownState(t *testing.T) {
	for old, new := range map[string]string{"`SUCCESS,`OTHERS": "`FROZEN,`OTHERS", "`PROCESSING,`牛奶": "`FROZEN,`牛奶"} {
		r := billtest.Read(t, wechat.Formats(), []byte(strings.Replace(allHead+allRows+allFoot, old, new, 1)), bill.Options{})
		if len(r.Problems) != 1 || r.Problems[0].Code != wechat.CodeState || r.Problems[0].Args[0] != "FROZEN" || len(r.Entries) != 3 {
			t.Errorf("%s: %v %v", new, r.Err, r.Problems)
		}
	}
}

func TestExcelDamage(t *testing.T) {
	text := strings.ReplaceAll(allHead+allRows+allFoot, "4200000000000000000000000002", "4.20E+27")
	text = strings.Replace(text, "2025-10-02 10:00:00", "2025/10/2 10:00", 1)
	r := billtest.Read(t, wechat.Formats(), []byte(text), bill.Options{})
	if got := fmt.Sprint(r.Codes()); got != "[damaged_id lost_seconds finer_than_cent]" || len(r.Entries) != 4 {
		t.Errorf("notes %s", got)
	}
}

// TestTotals: whatever the trades, the totals of the bill are what they add up to.
func TestTotals(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var b strings.Builder
		b.WriteString(allHead)
		var rows, paid, back, fees int64
		for range rapid.IntRange(0, 30).Draw(rt, "rows") {
			a := rapid.Int64Range(1, 999_999_99).Draw(rt, "fen")
			fee := rapid.Int64Range(0, 5_000_000).Draw(rt, "fee")
			rows++
			if rapid.Bool().Draw(rt, "refund") {
				back, fees = back+a, fees-fee
				fmt.Fprintf(&b, "`2025-10-03 11:30:00,`w,`16,`0,`,`42%026d,`S,`u,`JSAPI,`REFUND,`O,`CNY,`0.00,`0.00,`50%026d,`R,`%s,`0.00,`O,`SUCCESS,`x,`,`%s,`0.60%%,`0.00,`%s,`\n",
					rows, rows, bill.Decimal(a, 2), bill.Decimal(-fee, 5), bill.Decimal(a, 2))
				continue
			}
			paid, fees = paid+a, fees+fee
			fmt.Fprintf(&b, "`2025-10-02 10:00:00,`w,`16,`0,`,`42%026d,`S,`u,`JSAPI,`SUCCESS,`O,`CNY,`%s,`0.00,`0,`0,`0.00,`0.00,`,`,`x,`,`%s,`0.60%%,`%s,`0.00,`\n",
				rows, bill.Decimal(a, 2), bill.Decimal(fee, 5), bill.Decimal(a, 2))
		}
		fmt.Fprintf(&b, "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\n`%d,`%s,`%s,`0.00,`%s,`%s,`%s\n",
			rows, bill.Decimal(paid, 2), bill.Decimal(back, 2), bill.Decimal(fees, 5), bill.Decimal(paid, 2), bill.Decimal(back, 2))
		r := billtest.Read(t, wechat.Formats(), []byte(b.String()), bill.Options{})
		if r.Err != nil || len(r.Problems) > 0 {
			rt.Fatal(r.Err, r.Problems)
		}
		for _, n := range r.Summary.Notes {
			if n.Code != bill.NoteFiner {
				rt.Fatalf("note %+v", n)
			}
		}
		var sum book.Minor
		for _, e := range r.Entries {
			sum += e.Amount
		}
		if int64(sum) != paid-back {
			rt.Fatalf("entries add up to %d, not %d", sum, paid-back)
		}
	})
}

func FuzzRead(f *testing.F) {
	billtest.Fuzz(f, wechat.Formats(), allHead+allRows+allFoot, flowText)
}

// TestFundFlowGap: the balance of the account proves that a row is missing.
func TestFundFlowGap(t *testing.T) {
	var text strings.Builder
	text.WriteString(flowText[:strings.Index(flowText, "\n")+1])
	for i := range 12 {
		if i != 5 {
			fmt.Fprintf(&text, "`2025-10-%02d 09:00:00,`42%026d,`F%08d,`交易,`交易,`收入,`2.00,`%d.00,`system,`,`S%08d\n", 1+i, i, i, 10+2*(i+1), i)
		}
	}
	r := billtest.Read(t, wechat.Formats(), []byte(text.String()), bill.Options{})
	want := book.Note{Code: bill.NoteGap, Line: 7, Args: []string{"1", "20.00", "22.00", "CNY", "2025-10-05", "2025-10-07"}}
	if !slices.ContainsFunc(r.Summary.Notes, func(n book.Note) bool { return cmp.Equal(n, want) }) {
		t.Errorf("%v %+v", r.Err, r.Summary.Notes)
	}
}

func BenchmarkFundFlow(b *testing.B) {
	const rows = 20000
	var text strings.Builder
	text.WriteString(flowText[:strings.Index(flowText, "\n")+1])
	for i := range rows {
		fmt.Fprintf(&text, "`2025-10-01 09:00:%02d,`42%026d,`F%08d,`交易,`交易,`收入,`100.00,`100.00,`system,`,`S%08d\n", i%60, i, i, i)
	}
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if r := billtest.Read(b, wechat.Formats(), data, bill.Options{}); len(r.Entries) != rows {
			b.Fatal(r.Err, len(r.Entries))
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
