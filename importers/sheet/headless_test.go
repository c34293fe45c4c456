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

const bare = "2025-10-01,TX20251001001,张三,,5.00,105.00\n2025-10-02,TX20251002001,房东 房租,2.00,,103.00\n" +
	"2025-10-02,TX20251002002,李四 货款,,7.50,110.50\n2025-10-03,TX20251003001,快递,1.50,,109.00\n2025-10-04,TX20251004001,王五,,1.00,110.00\n"

func lines(text, cut string) (rows [][]string) {
	for l := range strings.Lines(text) {
		rows = append(rows, strings.Split(strings.TrimSuffix(l, "\n"), cut))
	}
	return rows
}

// TestHeadless: a sheet without a header is taught by the places of its columns.
func TestHeadless(t *testing.T) {
	at, p := sheet.Guess(lines(bare, ","))
	if got := tell(&p); at != -1 || !p.Headless || got != "bank balance=列6 date=列1 in=列5 memo=列3 out=列4 txn_no=列2" {
		t.Fatalf("%d %s", at, got)
	}
	p.Name, p.Channel = "小店", "小店"
	r := readOwn(t, &p, bare)
	if r.Err != nil || len(r.Entries) != 5 || len(r.Problems) != 0 {
		t.Fatal(r.Err, r.Problems)
	}
	if got := r.Lines()[0]; got != "1 deposit at=2025-10-01 txn=TX20251001001 gross=500 amount=500 fee=0 balance=10500 memo=张三" {
		t.Error(got)
	}
	if n := r.Summary.Notes; len(n) != 1 || n[0].Code != "headless" || !n[0].Suspicious {
		t.Errorf("it must be looked at: %v", n)
	}
	for name, other := range map[string]string{
		"a column more": strings.ReplaceAll(bare, "\n", ",x\n"),
		"a header":      "日,号,谁,出,进,余\n" + bare,
		"no dates":      strings.Replace(bare, "2025-10-02", "周四", 1),
		"nothing":       "\n\n",
	} {
		if r := readOwn(t, &p, other); book.CodeOf(r.Err) == "" {
			t.Errorf("%s: %v", name, r.Lines())
		}
	}
}

// TestHeadlessDates: the rows show the order of day and month without a header too.
func TestHeadlessDates(t *testing.T) {
	const text = "03/10/2025,x,5.00\n31/10/2025,y,6.00\n"
	_, p := sheet.Guess(lines(text, ","))
	p.Name, p.Channel = "小店", "小店"
	if p.Dates != book.DateDayFirst {
		t.Errorf("%+v", p)
	}
	for _, style := range []book.DateStyle{book.DateDayFirst, book.DateAuto} {
		p.Dates = style
		if r := readOwn(t, &p, text); len(r.Entries) != 2 || r.Entries[0].Day.String() != "2025-10-03" {
			t.Errorf("%q: %v %v", style, r.Err, r.Lines())
		}
	}
}

// TestGuessByBalance: what a running balance shows goes before any name.
func TestGuessByBalance(t *testing.T) {
	down := lines(bare, ",")
	up := slices.Clone(down)
	slices.Reverse(up)
	head := []string{"日期", "号码", "说明", "借方", "贷方", "账户剩余"}
	for name, rows := range map[string][][]string{"down": down, "up": up} {
		_, p := sheet.Guess(append([][]string{head}, rows...))
		if got := tell(&p); !strings.Contains(got, "balance=账户剩余") || !strings.Contains(got, "in=贷方") || !strings.Contains(got, "out=借方") {
			t.Errorf("%s: %s", name, got)
		}
	}
	signed := lines("日|数|剩\n2025-10-01|5|105\n2025-10-02|-2|103\n2025-10-03|7|110\n2025-10-04|-10|100\n2025-10-05|1|101\n", "|")
	if _, p := sheet.Guess(signed); p.Fields[book.FieldAmount] != "数" || p.Fields[book.FieldBalance] != "剩" {
		t.Errorf("signed: %s", tell(&p))
	}
	chance := lines("日|数|剩\n2025-10-01|5|105\n2025-10-02|-2|103\n2025-10-03|7|111\n2025-10-04|-10|100\n2025-10-05|1|101\n", "|")
	if _, p := sheet.Guess(chance); p.Fields[book.FieldBalance] != "" {
		t.Errorf("no balance: %s", tell(&p))
	}
}

// TestGuessDates: rows that can only be read one way show the order of day and month.
func TestGuessDates(t *testing.T) {
	for dates, want := range map[string]book.DateStyle{
		"03/10/2025 31/10/2025": book.DateDayFirst, "03/10/2025 10/31/2025": book.DateMonth, "03/10/2025 04/10/2025": book.DateAuto,
		"31/10/2025 10/31/2025": book.DateAuto, "2025-10-01 2025-10-02": book.DateAuto, "24.01.02 31.01.03": book.DateAuto,
	} {
		text := "日期|金额\n"
		for _, d := range strings.Fields(dates) {
			text += d + "|1.00\n"
		}
		if _, p := sheet.Guess(lines(text, "|")); p.Dates != want {
			t.Errorf("%s: %q, want %q", dates, p.Dates, want)
		}
	}
}

// TestOwnShortYears are read only in the order that the owner picked.
func TestOwnShortYears(t *testing.T) {
	const text = "天,钱\n03.10.25,5.00\n"
	p := taught(text, book.RoleBank, "date=天", "amount=钱")
	if r := readOwn(t, p, text); len(r.Problems) != 1 || r.Problems[0].Code != bill.CodeDate {
		t.Errorf("%v %v", r.Err, r.Lines())
	}
	for style, want := range map[book.DateStyle]string{book.DateDayFirst: "2025-10-03", book.DateMonth: "2025-03-10"} {
		p.Dates = style
		if r := readOwn(t, p, text); len(r.Entries) != 1 || r.Entries[0].Day.String() != want {
			t.Errorf("%q: %v %v", style, r.Problems, r.Lines())
		}
	}
}

// TestOwnCurrency: the profile's currency is that of rows which name none.
func TestOwnCurrency(t *testing.T) {
	const text = "天,钱,币\n2025-10-01,500,\n2025-10-01,5.00,USD\n"
	p := taught(text, book.RoleBank, "date=天", "amount=钱", "currency=币")
	p.Currency = "JPY"
	r := readOwn(t, p, text)
	if got := fmt.Sprint(r.Lines()); got != "[2 deposit at=2025-10-01 gross=500 amount=500 fee=0 JPY 3 deposit at=2025-10-01 gross=500 amount=500 fee=0 USD]" || r.Summary.Currency != "JPY" {
		t.Error(got, r.Summary.Currency)
	}
	delete(p.Fields, book.FieldCurrency)
	if r := readOwn(t, p, text); len(r.Entries) != 2 || r.Entries[1].Currency != "JPY" || r.Entries[1].Amount != 5 {
		t.Errorf("%v %v", r.Lines(), r.Problems)
	}
}

func FuzzHeadless(f *testing.F) {
	_, p := sheet.Guess(lines(bare, ","))
	p.Name, p.Channel = "x", "x"
	billtest.Fuzz(f, []bill.Format{sheet.Own(&p)}, bare)
}
