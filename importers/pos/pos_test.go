package pos_test

import (
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/pos"
)

const details = "商户号,终端号,交易日期,交易时间,交易类型,卡号,交易金额,手续费,入账金额,参考号,清算日期\n" +
	"898100000000001,T001,2025-10-01,18:00:01,消费,6217001234567891234,100.00,0.60,99.40,000000000001,20251002\n" +
	"898100000000001,T001,2025-10-01,18:05:01,消费撤销,621700******1234,-100.00,-0.60,-99.40,000000000002,20251002\n" +
	"898100000000001,T001,2025-10-01,19:00:00,退货,621700******5678,30.00,0.18,29.82,000000000003,20251002\n" +
	"898100000000001,T001,2025-10-02,19:00:00,消费,621700******5678,50.00,0.30,49.00,000000000001,20251003\n" +
	"合计,,,,,,80.00,0.48,78.82,,\n"

// readAll reads data as the registry would read it of this family.
func readAll(tb testing.TB, data []byte, opt bill.Options) billtest.Result {
	tb.Helper()
	return billtest.Read(tb, slices.Concat(pos.Certain(), pos.Formats()), data, opt, pos.Unfolders()...)
}

func TestDetails(t *testing.T) {
	r := billtest.Read(t, pos.Formats(), billtest.GBK(t, details), bill.Options{})
	r.Check(t,
		"2 payment paid at=2025-10-01T18:00:01+08:00 txn=000000000001 gross=10000 amount=10000 fee=60 memo=消费 terminal=T001 card=1234 settles=2025-10-02",
		"3 refund reversed at=2025-10-01T18:05:01+08:00 txn=000000000002 refund=000000000002 gross=-10000 amount=-10000 fee=-60 memo=消费撤销 terminal=T001 card=1234 settles=2025-10-02",
		"4 refund paid at=2025-10-01T19:00:00+08:00 txn=000000000003 refund=000000000003 gross=-3000 amount=-3000 fee=-18 memo=退货 terminal=T001 card=5678 settles=2025-10-02",
		"5 payment paid at=2025-10-02T19:00:00+08:00 txn=000000000001 gross=5000 amount=5000 fee=30 memo=消费 terminal=T001 card=5678 settles=2025-10-03",
	)
	if r.Summary.Source.Account != "898100000000001" || r.Summary.Source.Role != book.RolePayments {
		t.Errorf("source %+v", r.Summary.Source)
	}
	if want := []string{bill.NoteNet}; !slices.Equal(r.Codes(), want) {
		t.Errorf("notes %v", r.Codes())
	}
}

// The fee goes by the type of card; where a file has none, by the way of paying.
func TestMethod(t *testing.T) {
	tests := []struct{ header, cells, want string }{
		{"卡类型", "借记卡", "method=借记卡"},
		{"卡种,支付方式", "贷记卡,银行卡", "method=贷记卡"},
		{"卡类别,产品类型", ",微信支付", "method=微信支付"},
		{"支付方式", "支付宝", "method=支付宝"},
	}
	for _, tt := range tests {
		text := "商户号,终端号,交易日期,交易时间,交易类型,交易金额,手续费,入账金额,参考号," + tt.header + "\n" +
			"8981,T001,2025-10-01,18:00:01,消费,100.00,0.60,99.40,000000000001," + tt.cells + "\n"
		r := billtest.Read(t, pos.Formats(), []byte(text), bill.Options{})
		if got := r.Lines(); len(got) != 1 || !strings.Contains(got[0], " "+tt.want+" ") {
			t.Errorf("%s: got %q", tt.header, got)
		}
	}
}

func TestFen(t *testing.T) {
	const text = "商户编号|交易日期|交易时间|终端号|拉卡拉流水号|交易金额(分)|手续费(分)|结算金额(分)|结算日期\n" +
		"8222|20251001|101112|A1|L1|10000|60|9940|20251002\n8222|20251001|101113|A1|L2|100.00|60|9940|20251002\n"
	r := billtest.Read(t, pos.Formats(), []byte(text), bill.Options{})
	r.Check(t, "2 payment paid at=2025-10-01T10:11:12+08:00 txn=L1 gross=10000 amount=10000 fee=60 terminal=A1 settles=2025-10-02")
	if len(r.Problems) != 1 || r.Problems[0].Code != bill.CodeAmount {
		t.Errorf("a point in fen passes: %v", r.Problems)
	}
}

func TestCardNumbersAreMasked(t *testing.T) {
	doc, err := bill.Open(t.Context(), billtest.File("f", []byte(details)), bill.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rows, _ := doc.Rows(0)
	_, err = pos.Formats()[0].Read(t.Context(), rows, 0, bill.Options{}, func(r *bill.Row) error {
		if strings.Contains(strings.Join(r.Cells, ","), "6217") {
			t.Errorf("line %d keeps a card number: %v", r.Line, r.Cells)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestLayouts: the acquirers' own columns.
func TestLayouts(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"银联商务", "清算日期,交易日期,交易时间,交易金额,终端号,分店简称,清算金额,手续费,流水号,交易类型,参考号,卡号,商户号,商户名称,发卡行,卡类型,商户订单号,退货订单号,支付类型,实际支付金额,备注,付款附言,钱包优惠金额,商户优惠金额,支付产品\n" +
			"20251002,20251001,180001,100.00,01234567,一店,99.40,0.60,000123,消费,180001000001,621700******1234,898100000000001,某店,工商银行,贷记卡,,,银行卡,100.00,,,0.00,0.00,POS通\n" +
			"20251002,20251001,190001,-20.00,01234567,一店,-19.88,-0.12,000124,退货,190001000002,,898100000000001,某店,,,S1,R1,微信,-20.00,,,0.00,0.00,C扫B\n",
			[]string{
				"2 payment paid at=2025-10-01T18:00:01+08:00 txn=180001000001 gross=10000 amount=10000 fee=60 memo=消费 工商银行 method=贷记卡 terminal=01234567 card=1234 settles=2025-10-02",
				"3 refund paid at=2025-10-01T19:00:01+08:00 order=S1 txn=190001000002 refund=190001000002 gross=-2000 amount=-2000 fee=-12 memo=退货 method=微信 terminal=01234567 settles=2025-10-02",
			}},
		{"通联", "商户号,门店名称,终端号,交易时间,交易类型,交易批次号,凭证号,参考号,卡号,卡类别,发卡行机构代码,发卡行名称,交易金额,手续费,交易日期,交易单号,订单号,商户备注,对接应用号,原始金额,结算金额,产品类型,分期贴息,交易完成时间,持卡人姓名,持卡人身份证,分期数,优惠金额,实付金额,原交易单,渠道交易类型,出金方账户名称,门店编号,交易完成日期\n" +
			"5501,一店,T1,18:00:01,消费,000001,000009,180001000001,6217****1234,借记卡,0102,工商银行,100.00,0.50,2025-10-01,112,S1,,,100.00,99.50,1,,18:00:02,,,,0.00,100.00,,消费,,01,2025-10-01\n" +
			"5501,一店,T1,19:00:01,消费撤销,000001,000010,,6217****1234,借记卡,0102,工商银行,-100.00,-0.50,2025-10-01,113,S1,,,100.00,-99.50,1,,19:00:02,,,,0.00,-100.00,112,消费撤销,,01,2025-10-01\n",
			[]string{
				"2 payment paid at=2025-10-01T18:00:01+08:00 order=S1 txn=180001000001 gross=10000 amount=10000 fee=50 memo=消费 工商银行 method=借记卡 terminal=T1 card=1234",
				"3 refund reversed at=2025-10-01T19:00:01+08:00 order=S1 txn=113 refund=113 gross=-10000 amount=-10000 fee=-50 memo=消费撤销 工商银行 method=借记卡 terminal=T1 card=1234",
			}},
		{"拉卡拉 JY", "商户编号|交易日期|交易时间|终端号|分支机构|交易类型|拉卡拉流水号|原拉卡拉流水号|卡号|支付渠道|银行名称|交易金额(分)|手续费(分)|结算金额(分)|商户订单号|支付订单号|外部流水号|系统参考号|备注|支付方式\n" +
			"8222|20251001|101112|A1|一店|消费|66000001||6222****1234|微信|工商银行|10000|60|9940|S1|P1|E1|R1||扫码\n" +
			"8222|20251001|111112|A1|一店|退款|66000002|66000001|||| 3000|18|2982|S1|P2|E2|||扫码\n合计|||||||||||13000|78|12922||||||\n",
			[]string{
				"2 payment paid at=2025-10-01T10:11:12+08:00 order=S1 txn=R1 gross=10000 amount=10000 fee=60 memo=消费 工商银行 method=扫码 terminal=A1 card=1234",
				"3 refund paid at=2025-10-01T11:11:12+08:00 order=S1 txn=66000002 refund=66000002 gross=-3000 amount=-3000 fee=-18 memo=退款 method=扫码 terminal=A1",
			}},
		{"a refund that costs", "终端号,交易日期,交易类型,交易金额,手续费,入账金额,参考号,结算批次号,结算日期\nT,2025-10-01,退货,-10.00,0.06,-10.06,7,B9,2025-10-03\n",
			[]string{"2 refund paid at=2025-10-01 txn=7 refund=7 gross=-1000 amount=-1000 fee=6 memo=退货 terminal=T settles=2025-10-03"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readAll(t, []byte(tt.text), bill.Options{})
			r.Check(t, tt.want...)
			if len(r.Problems) > 0 || len(r.Codes()) > 0 {
				t.Error(r.Problems, r.Codes())
			}
		})
	}
}

// TestTotals: the sums under the columns are compared, refunds taken either way.
func TestTotals(t *testing.T) {
	const text = "终端号,交易日期,交易类型,交易金额,手续费,入账金额,参考号\nT,2025-10-01,消费,10.00,0.06,9.94,1\nT,2025-10-01,退货,4.00,0.02,3.98,2\n"
	for foot, want := range map[string]int{
		"合计,,,14.00,0.08,13.92,\n": 0, "合计,,,6.00,0.04,5.96,\n": 0, "合计,,,\"1,014.00\",0.08,13.92,\n": 1, "小计,,,10.00,0.06,9.94,\n": 0, "": 0,
	} {
		if r := readAll(t, []byte(text+foot), bill.Options{}); len(r.Codes()) != want || len(r.Entries) != 2 {
			t.Errorf("%q: %v %v", foot, r.Codes(), r.Problems)
		}
	}
}

const settlements = "商户编号|交易日期|交易时间|终端号|拉卡拉流水号|交易金额(分)|手续费(分)|结算金额(分)|结算日期|结算状态\n8222|20251001|101112|A1|66000001|10000|60|9940|20251002|1\n"

// TestSettlements: the list of settlements would count the transactions twice; as
// the only list it is read, and its rows are those of the transactions.
func TestSettlements(t *testing.T) {
	if r := readAll(t, []byte(settlements), bill.Options{}); book.CodeOf(r.Err) != pos.CodeSettlements {
		t.Errorf("got %v", r.Err)
	}
	const d0 = "商户编号|交易日期|拉卡拉流水号|交易金额(分)|手续费(分)|D0手续费(分)\n8222|20251001|66000001|10000|60|10\n"
	if r := readAll(t, []byte(d0), bill.Options{}); book.CodeOf(r.Err) != pos.CodeSameDay {
		t.Errorf("got %v", r.Err)
	}
	js := readAll(t, []byte(settlements), bill.Options{Role: book.RolePayments})
	js.Check(t, "2 payment paid at=2025-10-01T10:11:12+08:00 txn=66000001 gross=10000 amount=10000 fee=60 terminal=A1 settles=2025-10-02")
	jy := readAll(t, []byte("商户编号|交易日期|交易时间|终端号|交易类型|拉卡拉流水号|交易金额(分)|手续费(分)|系统参考号\n8222|20251001|101112|A1|消费|66000001|10000|60|R1\n"), bill.Options{})
	if js.Entries[0].Ident != jy.Entries[0].Ident {
		t.Error("the two lists know the transaction by different keys")
	}
}

const withdrawals = "商户编号|提现日期|提现流水号|提现金额(分)|手续费(分)|状态\n8222|2025-10-01|W1|10000|50|1\n8222|2025-10-02|W2|20000|0|失败\n8222|2025-10-02|W3|20000|0|2\n8222|2025-10-02|W4|-1|0|1\n8222|2025-10-02|W5|100.00|0|1\n"

func TestWithdrawals(t *testing.T) {
	r := readAll(t, []byte(withdrawals), bill.Options{})
	r.Check(t,
		"2 withdrawal paid at=2025-10-01 txn=W1 gross=-10000 amount=-10000 fee=0",
		"2 fee paid at=2025-10-01 txn=W1 gross=-50 amount=-50 fee=0",
		"3 withdrawal failed at=2025-10-02 txn=W2 gross=-20000 amount=-20000 fee=0")
	var codes []string
	for _, p := range r.Problems {
		codes = append(codes, p.Code)
	}
	if want := []string{pos.CodeState, bill.CodeSigns, bill.CodeAmount}; !slices.Equal(codes, want) {
		t.Errorf("refused %v", r.Problems)
	}
	if want := (book.Source{Provider: "pos", Account: "8222", Stream: "account", Role: book.RoleWallet}); r.Summary.Source != want {
		t.Errorf("source %+v", r.Summary.Source)
	}
}

// TestMerchants: the acquirer pays each merchant by itself.
func TestMerchants(t *testing.T) {
	const text = "商户号,终端号,交易日期,交易金额,手续费,参考号\n8981,T,2025-10-01,1,0,7\n8982,T,2025-10-01,1,0,8\n8981.0,T,2025-10-01,1,0,9\n,T,2025-10-01,1,0,10\n"
	r := readAll(t, []byte(text), bill.Options{})
	if len(r.Entries) != 3 || len(r.Problems) != 1 || r.Problems[0].Code != pos.CodeOtherMerchant {
		t.Errorf("%v %v", r.Problems, r.Lines())
	}
	r = readAll(t, []byte("商户编号|提现日期|提现流水号|提现金额(分)|状态\n8222|2025-10-01|W1|100|1\n8223|2025-10-01|W2|100|1\n"), bill.Options{})
	if len(r.Entries) != 1 || len(r.Problems) != 1 || r.Problems[0].Code != pos.CodeOtherMerchant {
		t.Errorf("%v %v", r.Problems, r.Lines())
	}
}

// An empty list, one that was cut within a row, and numbers that Excel changed.
func TestOdd(t *testing.T) {
	const head = "终端号,交易日期,交易金额,手续费,参考号\n"
	if r := readAll(t, []byte(head), bill.Options{}); r.Err != nil || r.Summary.Rows != 0 {
		t.Errorf("empty: %v", r.Err)
	}
	if r := readAll(t, []byte(head+"T,2025-10-01,1,0,7\nT,20"), bill.Options{}); len(r.Entries) != 1 || len(r.Problems) != 1 || r.Problems[0].Code != bill.CodeFewCells {
		t.Errorf("cut: %v %v", r.Problems, r.Lines())
	}
	if r := readAll(t, []byte(head+"T,2025-10-01,1,0,1.80E+11\n"), bill.Options{}); !slices.Contains(r.Codes(), bill.NoteDamagedID) {
		t.Errorf("a damaged number: %v", r.Codes())
	}
}

func FuzzRead(f *testing.F) {
	billtest.Fuzz(f, slices.Concat(pos.Certain(), pos.Formats()), details, settlements, withdrawals)
}
