package sheet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/sheet"
)

// taught is a profile of the header of a text, with fields as "field=column".
func taught(text string, role book.Role, fields ...string) *book.Profile {
	header, _, _ := strings.Cut(text, "\n")
	p := &book.Profile{Name: "x", Channel: "x", Role: role, Columns: strings.Split(header, ","), Fields: map[book.ProfileField]string{}}
	for _, f := range fields {
		field, column, _ := strings.Cut(f, "=")
		p.Fields[book.ProfileField(field)] = column
	}
	return p
}

func readOwn(t testing.TB, p *book.Profile, text string) billtest.Result {
	t.Helper()
	if bad := p.Check(); bad != nil {
		t.Fatal(bad)
	}
	return billtest.Read(t, []bill.Format{sheet.Own(p)}, []byte(text), bill.Options{})
}

func TestOwnSheetOfPayments(t *testing.T) {
	const text = "号码,哪天,几点,动作,钱数,扣点,单子,退单,谁\n" +
		"T1,31/12/2025,10:05:00,收,\"1.234,50\",\"7,41\",S1,,张三\n" +
		"T2,31/12/2025,11:00:00,退,\"34,50\",0,S1,R9,张三\n" +
		"T3,03/04/2026,09:00:00,赠,1,0,S2,,李四\n"
	p := taught(text, book.RolePayments, "txn_no=号码", "date=哪天", "time=几点", "direction=动作", "amount=钱数", "fee=扣点", "order_no=单子", "refund_no=退单", "counterparty=谁")
	p.Amounts, p.Dates, p.In, p.Out = book.AmountComma, book.DateDayFirst, []string{"收"}, []string{"退"}
	r := readOwn(t, p, text)
	r.Check(t,
		"2 payment paid at=2025-12-31T10:05:00+08:00 order=S1 txn=T1 gross=123450 amount=123450 fee=741 party=张三",
		"3 refund paid at=2025-12-31T11:00:00+08:00 order=S1 txn=T2 refund=R9 gross=-3450 amount=-3450 fee=0 party=张三",
	)
	if len(r.Problems) != 1 || r.Problems[0].Code != bill.CodeDirection || r.Problems[0].Line != 4 || r.Problems[0].Cell != "动作" {
		t.Errorf("a word that nobody explained: %v", r.Problems)
	}
	p.Dates = book.DateMonth
	if r = readOwn(t, p, text); len(r.Entries) != 0 || r.Problems[0].Code != bill.CodeDate {
		t.Errorf("the 31st month: %v %v", r.Lines(), r.Problems)
	}
	p.Dates = book.DateAuto
	if r = readOwn(t, p, text); len(r.Entries) != 2 || r.Err != nil {
		t.Errorf("the file tells the order itself: %v %v", r.Lines(), r.Err)
	}
}

func TestOwnSheetSigns(t *testing.T) {
	const text = "day,spent,what\n2025-10-01,5.00,rent\n2025-10-02,-2.50,back\n"
	p := taught(text, book.RoleBank, "date=day", "amount=spent", "memo=what")
	p.Signs = book.PlusIsOut
	readOwn(t, p, text).Check(t,
		"2 expense at=2025-10-01 gross=-500 amount=-500 fee=0 memo=rent",
		"3 deposit at=2025-10-02 gross=250 amount=250 fee=0 memo=back")
	p.Amounts = book.AmountFen
	if r := readOwn(t, p, text); len(r.Problems) != 2 || r.Problems[0].Code != bill.CodeAmount {
		t.Errorf("fen with a point: %v", r.Problems)
	}
	p.Signs = book.PlusIsIn
	readOwn(t, p, strings.NewReplacer("5.00", "500", "-2.50", "-250").Replace(text)).Check(t,
		"2 deposit at=2025-10-01 gross=500 amount=500 fee=0 memo=rent",
		"3 expense at=2025-10-02 gross=-250 amount=-250 fee=0 memo=back")
}

func TestOwnSheetOfTwoColumns(t *testing.T) {
	const text = "day,came,went,left\n2025-10-01,5.00,,105.00\n2025-10-01,,2.00,103.00\n2025-10-01,1,1,103.00\n2025-10-01,,,103.00\n2025-10-01,,-2.00,105.00\n"
	p := taught(text, book.RoleBank, "date=day", "in=came", "out=went", "balance=left")
	r := readOwn(t, p, text)
	r.Check(t,
		"2 deposit at=2025-10-01 gross=500 amount=500 fee=0 balance=10500",
		"3 expense at=2025-10-01 gross=-200 amount=-200 fee=0 balance=10300")
	var codes []string
	for _, p := range r.Problems {
		codes = append(codes, p.Code)
	}
	if got := fmt.Sprint(codes); got != "[in_and_out missing_cell sign_unclear]" {
		t.Error(got)
	}
}

func TestOwnSheetOfOrders(t *testing.T) {
	const text = "单,付,元整,况,退号\nA1,2025-10-01 10:00:00,9,已完成,\nA2,2025-10-01 10:00:00,8,交易关闭,\nA3,2025-10-01 10:00:00,7,已退款,\nA4,2025-10-01 10:00:00,6,再议,\nA5,2025-10-01 10:00:00,-3,退款成功,R5\nA6,2025-10-01 10:00:00,3,已完成,R6\n"
	p := taught(text, book.RoleOrders, "order_no=单", "date=付", "amount=元整", "status=况", "refund_no=退号")
	r := readOwn(t, p, text)
	r.Check(t,
		"2 order paid at=2025-10-01T10:00:00+08:00 order=A1 gross=900 amount=900 fee=0",
		"3 order closed at=2025-10-01T10:00:00+08:00 order=A2 gross=800 amount=800 fee=0",
		"4 order refunded at=2025-10-01T10:00:00+08:00 order=A3 gross=700 amount=700 fee=0",
		"6 refund paid at=2025-10-01T10:00:00+08:00 order=A5 refund=R5 gross=-300 amount=-300 fee=0")
	if len(r.Problems) != 2 || r.Problems[0].Code != "bad_status" || r.Problems[1].Code != "refund_in" || fmt.Sprint(r.Codes()) != "[marked_refund]" {
		t.Errorf("%v %v", r.Problems, r.Codes())
	}
}

// TestOwnSheetRefundsOnce: what went back is booked for the status of its order or
// for a row of its own, not for both.
func TestOwnSheetRefundsOnce(t *testing.T) {
	const text = "单,付,元整,况\n"
	const sold, back, other = "A1,2025-10-01,100,已退款\n", "A1,2025-10-02,-100,\n", "A2,2025-10-01,7,已退款\n"
	p := taught(text, book.RoleOrders, "order_no=单", "date=付", "amount=元整", "status=况")
	for _, rows := range []string{sold + back + other, back + sold + other} {
		r := readOwn(t, p, text+rows)
		var sum book.Minor
		for _, e := range r.Entries {
			sum += e.Amount
		}
		if sum != 0 || r.Err != nil {
			t.Errorf("%d is left: %v", sum, r.Lines())
		}
		if told := len(r.Problems) == 1 && r.Problems[0].Code == "refund_twice" && r.Problems[0].Line == 3; told == (len(r.Codes()) == 1) {
			t.Errorf("told twice or never: %v %v", r.Problems, r.Codes())
		}
	}
	p.Role = book.RolePayments
	if r := readOwn(t, p, text+sold); fmt.Sprint(r.Codes()) != "[marked_refund]" || len(r.Entries) != 1 {
		t.Errorf("a payment: %v %v", r.Lines(), r.Codes())
	}
}

// TestOwnSheetFees: the fees of a sheet have one sign.
func TestOwnSheetFees(t *testing.T) {
	const head = "号,天,钱,费\n"
	p := taught(head, book.RolePayments, "txn_no=号", "date=天", "amount=钱", "fee=费")
	for _, c := range []struct{ rows, want string }{
		{"T1,2025-10-01,100,0.60\nT2,2025-10-01,-100,-0.60\n", "[60 -60]"},
		{"T1,2025-10-01,100,-0.60\nT2,2025-10-01,-100,0.60\n", "[60 -60]"},
		{"T1,2025-10-01,100,-0.60\nT2,2025-10-01,100,0.60\n", "[60] sign_unclear 费"},
		{"T1,2025-10-01,-100,0.60\nT2,2025-10-01,100,-0.60\n", "[60] sign_unclear 费"},
	} {
		r := readOwn(t, p, head+c.rows)
		var fees []book.Minor
		for _, e := range r.Entries {
			fees = append(fees, e.Fee)
		}
		got := fmt.Sprint(fees)
		for _, p := range r.Problems {
			got += " " + p.Code + " " + p.Cell
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.rows, got, c.want)
		}
	}
}

// TestOwnSheetUnits: each column is in the unit that its header says.
func TestOwnSheetUnits(t *testing.T) {
	for _, c := range []struct{ fee, value, want string }{
		{"费", "0.60", "10000 60"}, {"费（元）", "1", "10000 100"}, {"费(分)", "60", "10000 60"}, {"费", "0", "10000 0"},
		{"费", "60", "bad_amount"}, // 60 fen or 60 yuan
	} {
		head := "号,天,钱(分)," + c.fee + "\n"
		p := taught(head, book.RolePayments, "txn_no=号", "date=天", "amount=钱(分)", "fee="+c.fee)
		r := readOwn(t, p, head+"T1,2025-10-01,10000,"+c.value+"\n")
		var got string
		switch {
		case r.Err != nil:
			got = r.Err.Error()
		case len(r.Problems) > 0:
			got = r.Problems[0].Code
		default:
			got = fmt.Sprint(r.Entries[0].Amount, r.Entries[0].Fee)
		}
		if got != c.want {
			t.Errorf("%s %s: %s, want %s", c.fee, c.value, got, c.want)
		}
	}
}

func TestOwnSheetIsKnownByItsWholeHeader(t *testing.T) {
	const text = "day,spent,what\n2025-10-01,5.00,rent\n"
	p := taught(text, book.RoleBank, "date=day", "amount=spent")
	for header, known := range map[string]bool{"day,spent,what": true, "What,DAY,spent": true, "day,spent": false, "day,spent,what,more": false} {
		r := readOwn(t, p, header+"\n2025-10-01,5.00,rent\n")
		if (book.CodeOf(r.Err) == "undetected") == known {
			t.Errorf("%s: %v", header, r.Err)
		}
	}
}

func TestGuess(t *testing.T) {
	rows := func(s string) (out [][]string) {
		for _, l := range strings.Split(strings.TrimSpace(s), "\n") {
			out = append(out, strings.Split(l, "|"))
		}
		return out
	}
	for _, c := range []struct{ name, text, want string }{
		{"by names", "店铺日报\n营业日期|支付流水|店铺订单|实收金额|支付方式|备注\n2025-10-01|T1|S1|12.00|微信|x",
			"1 payments amount=实收金额 date=营业日期 memo=备注 method=支付方式 order_no=店铺订单 txn_no=支付流水"},
		{"by data", "甲|乙|丙\n01/10/2025|x|\"1,50\"\n13/10/2025|y|2,70", "0 ledger date=甲"},
		{"decimal comma", "甲|乙|丙\n01/10/2025|x|1,50\n13/10/2025|y|2,70", "0 ledger amount=丙 date=甲 comma"},
		{"direction", "交易日期|交易类型|钱\n2025-10-01|收款|5\n2025-10-02|退款|3\n2025-10-02|别的|3",
			"0 ledger amount=钱 date=交易日期 direction=交易类型 in=[收款] out=[退款]"},
		{"direction by data", "当天|动作|多少钱|备忘|凭号\n03.10.2025|收款|5|x|A1\n13.10.2025|退款|3|x|A2\n13.10.2025|赠送|3|x|A3",
			"0 ledger amount=多少钱 date=当天 direction=动作 memo=备忘 txn_no=凭号 in=[收款] out=[退款]"},
		{"pair", "date|money in|money out|balance\n2025-10-01|5.00||5.00", "0 bank balance=balance date=date in=money in out=money out"},
		{"names that lie", "日期|金额|x\n三月|很多|2025-10-01", "0 ledger date=x"},
		{"prose", "您好\n这里没有表格", "-1"},
	} {
		at, p := sheet.Guess(rows(c.text))
		if got := strings.TrimSpace(fmt.Sprint(at) + " " + tell(&p)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func tell(p *book.Profile) string {
	var out []string
	if p.Role != book.RoleNone {
		out = append(out, p.Role.String())
	}
	names := map[string]string{}
	var keys []string
	for f, c := range p.Fields {
		names[string(f)] = c
		keys = append(keys, string(f))
	}
	slices.Sort(keys)
	for _, k := range keys {
		out = append(out, k+"="+names[k])
	}
	if p.Amounts != "" {
		out = append(out, string(p.Amounts))
	}
	if len(p.In)+len(p.Out) > 0 {
		out = append(out, fmt.Sprintf("in=%v out=%v", p.In, p.Out))
	}
	return strings.Join(out, " ")
}

const ownText = "号,天,收付,钱\nT1,2025-10-01 10:00:00,收,1.00\nT2,2025-10-01,付,2.00\n"

func ownProfile() *book.Profile {
	p := taught(ownText, book.RoleWallet, "txn_no=号", "date=天", "direction=收付", "amount=钱")
	p.In, p.Out = []string{"收"}, []string{"付"}
	return p
}

func FuzzOwn(f *testing.F) {
	billtest.Fuzz(f, []bill.Format{sheet.Own(ownProfile())}, ownText)
}

func BenchmarkOwn(b *testing.B) {
	const rows = 20000
	var text strings.Builder
	text.WriteString("号,天,收付,钱\n")
	for i := range rows {
		fmt.Fprintf(&text, "T%d,2025-10-01 10:00:%02d,收,%d.50\n", i, i%60, i)
	}
	data := []byte(text.String())
	for b.Loop() {
		if r := billtest.Read(b, []bill.Format{sheet.Own(ownProfile())}, data, bill.Options{}); len(r.Entries) != rows {
			b.Fatal(r.Err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// FuzzGuess: a guess names only columns that are there, and never half a pair.
func FuzzGuess(f *testing.F) {
	f.Add(ownText)
	f.Add("a;b\n1,5;01.10.2025\n")
	f.Fuzz(func(t *testing.T, text string) {
		var head [][]string
		for _, line := range strings.Split(text, "\n") {
			head = append(head, strings.Split(line, ","))
		}
		at, p := sheet.Guess(head)
		if at < 0 {
			return
		}
		for field, column := range p.Fields {
			if column == "" || !slices.Contains(p.Columns, column) {
				t.Errorf("%s is %q of %q", field, column, p.Columns)
			}
		}
		if (p.Fields[book.FieldIn] == "") != (p.Fields[book.FieldOut] == "") {
			t.Errorf("half a pair: %v", p.Fields)
		}
	})
}
