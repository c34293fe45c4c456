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
	"合计,,,,,,80.00,0.48,79.12,,\n"

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
	if want := []string{pos.NoteNet}; !slices.Equal(r.Codes(), want) {
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

func FuzzRead(f *testing.F) { billtest.Fuzz(f, pos.Formats(), details) }
