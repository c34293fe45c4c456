package sample

import (
	"bytes"
	"io"
	"os"
	"slices"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

func keep(t *testing.T, spec Spec, dir string) *Record {
	t.Helper()
	r, err := Keep(t.Context(), spec, dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestDaysAreThoseOfTheFiles compares the bills of all days with the files of the
// whole span: the same rows in the same order.
func TestDaysAreThoseOfTheFiles(t *testing.T) {
	spec := autumn()
	w, r := invent(t, spec), keep(t, spec, "")
	var trade, wechat, account table
	for d := r.Span().From; d <= r.Span().To; d++ {
		p := book.Period{From: d, To: d}
		b, err := r.WeChatTradeBill(p, Draft{})
		must(t, err)
		wechat.read(t, utf8(t, b.Data), "交易时间", "总交易单数")
		detail, _, err := r.AlipayTradeBill(p, Draft{})
		must(t, err)
		trade.read(t, gb(t, detail.Data), "支付宝交易号", "#")
		detail, _, err = r.AlipayAccountBill(p, Draft{})
		must(t, err)
		account.read(t, gb(t, detail.Data), "账务流水号", "#")
	}
	for name, pair := range map[string][2]table{"wechat": {wechat, w.wechat}, "trade": {trade, w.trade}, "account": {account, w.account}} {
		if !slices.EqualFunc(pair[0].rows, pair[1].rows, slices.Equal[[]string]) {
			t.Errorf("%s: %d rows by day, %d in the file, or others", name, len(pair[0].rows), len(pair[1].rows))
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestKeepWritesWhatIsInNoInterface(t *testing.T) {
	dir, spec := t.TempDir(), Spec{Seed: 5, Days: 6}
	r := keep(t, spec, dir)
	got, want := content(t, dir), content(t, invent(t, spec).dir)
	if len(got) != 4 {
		t.Errorf("%d files", len(got))
	}
	for name := range got {
		if name != TruthFile && got[name] != want[name] {
			t.Errorf("%s is another than Write's", name)
		}
	}
	if len(r.Truth.SalesPairs) == 0 || len(r.Truth.Files) != 3 {
		t.Errorf("truth of %d pairs, %v", len(r.Truth.SalesPairs), r.Truth.Files)
	}
	before, err := os.ReadDir(os.TempDir())
	must(t, err)
	keep(t, spec, "")
	if after, _ := os.ReadDir(os.TempDir()); len(after) > len(before)+1 { // other tests have theirs
		t.Errorf("%d folders are left", len(after)-len(before))
	}
	if _, err := Keep(t.Context(), Spec{Days: -1}, ""); book.CodeOf(err) != "sample_spec" {
		t.Errorf("%v", err)
	}
}

// TestFundBill adds up: every row's balance, the totals, and that what leaves is what
// the trade bills brought.
func TestFundBill(t *testing.T) {
	r := keep(t, Spec{Seed: 9, Days: 20, PerDay: 60}, "")
	balance := openingFunds
	var left, came book.Minor
	for d := r.Span().From; d <= r.Span().To; d++ {
		for _, x := range r.WeChatTrades(d) {
			came += x.Amount - x.Fee
		}
		b, err := r.WeChatFundBill(book.Period{From: d, To: d}, Draft{})
		must(t, err)
		if b.Name != wechatMerchant+"Basic"+d.String()+".csv" {
			t.Error(b.Name)
		}
		s := readBytes(t, b)
		if s.Rows != b.Rows || s.Format != "wechat.account" {
			t.Errorf("%s: %d rows of %s", d, s.Rows, s.Format)
		}
		var tb table
		tb.read(t, utf8(t, b.Data), "记账时间", "资金流水总笔数")
		for _, row := range tb.rows {
			amount := tb.fen(row, "收支金额(元)")
			if tb.get(row, "收支类型") == "支出" {
				amount = -amount
			}
			if tb.get(row, "业务类型") == "提现" {
				left -= amount
			}
			if balance += amount; balance != tb.fen(row, "账户结余(元)") {
				t.Fatalf("%s: balance %s, want %s", d, tb.get(row, "账户结余(元)"), yuan(balance))
			}
		}
	}
	if left == 0 || openingFunds+came-left != balance {
		t.Errorf("came %d, left %d, balance %d", came, left, balance)
	}
	if end := r.WeChatBalance(time.Now()); end != balance {
		t.Errorf("balance now %d, want %d", end, balance)
	}
}

func readBytes(t *testing.T, b Bill) *bill.Summary {
	t.Helper()
	return readFile(t, bill.File{Name: b.Name, Size: int64(len(b.Data)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.Data)), nil }})
}

// TestDrafts are whole bills themselves: the importers find nothing odd but what is.
func TestDrafts(t *testing.T) {
	r := keep(t, Spec{Seed: 2, Days: 3}, "")
	p := book.Period{From: r.Span().From, To: r.Span().From}
	for name, make := range map[string]func(Draft) (Bill, error){
		"wechat": func(d Draft) (Bill, error) { return r.WeChatTradeBill(p, d) },
		"alipay": func(d Draft) (Bill, error) { b, _, err := r.AlipayTradeBill(p, d); return b, err },
		"wallet": func(d Draft) (Bill, error) { b, _, err := r.AlipayAccountBill(p, d); return b, err },
		"funds":  func(d Draft) (Bill, error) { return r.WeChatFundBill(p, d) },
	} {
		whole, err := make(Draft{})
		must(t, err)
		for draft, rows := range map[Draft]int{{Empty: true}: 0, {Late: 1}: whole.Rows - 1, {Dearer: true}: whole.Rows, {Twice: true}: whole.Rows + 1} {
			b, err := make(draft)
			must(t, err)
			if b.Rows != rows || b.Name != whole.Name || bytes.Equal(b.Data, whole.Data) {
				t.Errorf("%s %+v: %d rows, want %d", name, draft, b.Rows, rows)
			}
			if !draft.Twice && !draft.Empty {
				readBytes(t, b)
			}
		}
	}
}

func TestTradesAndMoves(t *testing.T) {
	r := keep(t, Spec{Seed: 4, Days: 20, PerDay: 60}, "")
	refunds, moves := 0, 0
	for d := r.Span().From - 1; d <= r.Span().To+1; d++ {
		for _, x := range append(r.WeChatTrades(d), r.AlipayTrades(d)...) {
			if book.DayOf(x.At) != d || x.OrderNo == "" || x.TxnNo == "" || x.Refund != (x.Amount < 0) || x.Refund != (x.Request != "") {
				t.Fatalf("%s: %+v", d, x)
			}
			if x.Refund {
				refunds++
			}
		}
		for _, m := range r.AlipayMoves(d) {
			if moves++; book.DayOf(m.At) != d || m.No == "" || m.Amount == 0 {
				t.Fatalf("%s: %+v", d, m)
			}
		}
	}
	if refunds == 0 || moves == 0 {
		t.Errorf("%d refunds, %d moves", refunds, moves)
	}
	if r.AlipayBalance(r.Span().From.Time().Add(-24*time.Hour)) != openingWallet {
		t.Error("the balance before the span is not the first")
	}
}
