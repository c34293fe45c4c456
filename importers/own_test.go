package importers_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"testing"

	"golang.org/x/text/encoding/traditionalchinese"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

func TestSheetsShowATextByItsDelimiters(t *testing.T) {
	for cut, text := range map[string]string{
		",":  "那天,钱数\n2025-10-01,5.00\n",
		"\t": "那天\t钱数\n2025-10-01\t5.00\n",
		"|":  "那天|钱数\n2025-10-01|5.00\n",
		";":  "那天;钱数\n01.10.2025;5,00\n02.10.2025;1.005,00\n",
	} {
		views, err := importers.Sheets(context.Background(), billtest.File("x.txt", []byte(text)), 10, book.EncodingAuto)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, v := range views {
			if v.Cut == cut {
				found = v.Header == 0 && v.Guess.Fields[book.FieldDate] == "那天" && v.Guess.Fields[book.FieldAmount] == "钱数"
			}
		}
		if !found {
			t.Errorf("%q: %+v", cut, views)
		}
	}
}

func TestOnlyWhatNoFormatReadsCanBeTaught(t *testing.T) {
	for text, want := range map[string]bool{
		"那天,钱数,做啥\n2025-10-01,5.00,x\n":                 true,
		"日期,摘要,金额\n2025-10-01,x,5.00\n":                 false,
		"Date,Label,Debit,Credit\n2025-10-01,x,5.00,\n": true,
		"%PDF-1.4\n": false,
		"您好\n":       false,
		"日期,摘要,金额\n03/04/2025,x,6.00\n": true,
		"Date,Time,TimeZone,Type,Currency,Gross,Net,Transaction ID\n03/04/2025,10:00:00,PST,Payment,USD,1.00,1.00,T1\n": false,
		"交易日期,卡号末四位,交易摘要\n2025-10-01,1234,x\n":                                                                          false,
	} {
		var why *book.Problem
		_, err := importers.Read(context.Background(), billtest.File("x.csv", []byte(text)), bill.Options{}, func(*bill.Row) error { return nil })
		if err != nil {
			why, _ = err.(*book.Problem)
		}
		if got := importers.Teachable(why); got != want {
			t.Errorf("%q: %v (%v)", text, got, err)
		}
	}
}

func TestAHeaderOfDataIsNone(t *testing.T) {
	p := &book.Profile{Name: "x", Channel: "x", Role: book.RoleBank, Columns: []string{"2025-10-01", "5.00", "菜"},
		Fields: map[book.ProfileField]string{book.FieldDate: "2025-10-01", book.FieldAmount: "5.00"}}
	if bad := importers.CheckProfile(p); bad == nil || bad.Code != "profile_nameless" {
		t.Errorf("%v", bad)
	}
}

func TestTheOwnerKnowsTheEncoding(t *testing.T) {
	ctx := context.Background()
	text := "日付,金錢,項目\n2025-10-01,5.00,晚餐\n"
	b, err := traditionalchinese.Big5.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	f := billtest.File("x.csv", []byte(b))
	views, err := importers.Sheets(ctx, f, 10, book.EncodingBig5)
	if err != nil || views[0].Rows[0][1] != "金錢" {
		t.Fatalf("%+v %v", views, err)
	}
	p := views[0].Guess
	p.Name, p.Channel, p.Fields[book.FieldMemo] = "x", "x", "項目"
	other := p
	other.Text = book.EncodingAuto
	if own, err := importers.OwnHeader(ctx, f, []book.Profile{other, p}); err != nil || own == nil || own.Text != book.EncodingBig5 {
		t.Errorf("%+v %v", own, err)
	}
	var memo string
	s, err := importers.ReadOwn(ctx, f, &p, bill.Options{}, func(r *bill.Row) error {
		memo = r.Entries[0].Memo
		return nil
	})
	if err != nil || memo != "晚餐" {
		t.Fatalf("%q %v", memo, err)
	}
	if want := fmt.Sprintf("%x", sha256.Sum256([]byte(b))); s.SHA256 != want {
		t.Errorf("digest %s, want that of the file, %s", s.SHA256, want)
	}
	if _, err := importers.Sheets(ctx, billtest.File("x.xls", billtest.XLS(billtest.XLSheet{Name: "a", Rows: [][]any{{"x", "y"}}})), 10, book.EncodingBig5); err != nil {
		t.Errorf("a workbook has no encoding: %v", err)
	}
}

// TestOtherSheetsOfATaughtWorkbook: a month with a column more is no sheet of the
// profile; it is named and holds the file, while a page of prose is only named.
func TestOtherSheetsOfATaughtWorkbook(t *testing.T) {
	september := [][]any{{"那天", "钱数", "做啥"}, {"2025-09-01", 1, "菜"}}
	p := &book.Profile{Name: "x", Channel: "x", Role: book.RoleLedger, Columns: []string{"那天", "钱数", "做啥"},
		Fields: map[book.ProfileField]string{book.FieldDate: "那天", book.FieldAmount: "钱数", book.FieldMemo: "做啥"}}
	for name, tt := range map[string]struct {
		rows        [][]any
		named, held bool
	}{
		"十月": {[][]any{{"那天", "钱数", "做啥", "店员"}, {"2025-10-01", 150, "菜", "甲"}}, true, true},
		"说明": {[][]any{{"本表由店长填写"}, {"请勿修改"}}, true, false},
		"空":  {[][]any{{"那天", "钱数", "做啥"}}, false, false},
	} {
		data := workbook(t, map[string][][]any{"九月": september, name: tt.rows})
		s, err := importers.ReadOwn(t.Context(), billtest.File("x.xlsx", data), p, bill.Options{}, func(*bill.Row) error { return nil })
		if err != nil || s.Rows != 1 {
			t.Fatalf("%s: %+v %v", name, s, err)
		}
		var named, held bool
		for _, n := range s.Notes {
			if n.Code == bill.NoteSheets && n.Args[0] == name {
				named, held = true, n.Suspicious
			}
		}
		if named != tt.named || held != tt.held {
			t.Errorf("%s: named %v, held %v", name, named, held)
		}
	}
}

// TestSheetsOfAProfileAreParts: each month of a taught workbook is a file of its own.
func TestSheetsOfAProfileAreParts(t *testing.T) {
	head := []any{"那天", "钱数", "做啥"}
	data := workbook(t, map[string][][]any{"九月": {head, {"2025-09-01", 1, "菜"}}, "十月": {head, {"2025-10-01", 2, "菜"}, {"2025-10-02", 3, "肉"}}, "冬月": {head}})
	p := book.Profile{Name: "x", Channel: "x", Role: book.RoleLedger, Columns: []string{"那天", "钱数", "做啥"},
		Fields: map[book.ProfileField]string{book.FieldDate: "那天", book.FieldAmount: "钱数", book.FieldMemo: "做啥"}}
	whole := billtest.File("x.xlsx", data)
	if _, err := importers.ReadOwn(t.Context(), whole, &p, bill.Options{}, func(*bill.Row) error { return nil }); book.CodeOf(err) != bill.CodeSheets {
		t.Fatalf("two sheets are not one: %v", err)
	}
	parts, err := importers.Parts(t.Context(), whole, bill.Options{}, p)
	if err != nil || len(parts) != 2 {
		t.Fatal(parts, err)
	}
	seen := map[string]bool{}
	for _, part := range parts {
		own, err := importers.OwnHeader(t.Context(), part, []book.Profile{p})
		if err != nil || own == nil {
			t.Fatal(own, err)
		}
		s, err := importers.ReadOwn(t.Context(), part, own, bill.Options{}, func(*bill.Row) error { return nil })
		if want := map[string]int{"x.xlsx!九月": 1, "x.xlsx!十月": 2}[part.Name]; err != nil || s.Rows != want || seen[s.SHA256] {
			t.Errorf("%s: %+v %v", part.Name, s, err)
		}
		seen[s.SHA256] = true
	}
	if _, err := importers.Parts(t.Context(), whole, bill.Options{}); book.CodeOf(err) != "no_header" {
		t.Errorf("nobody taught it: %v", err)
	}
}

// TestSheetsWithoutAHeader are shown as such, and known after those that have one.
func TestSheetsWithoutAHeader(t *testing.T) {
	f := billtest.File("x.csv", []byte("2025-10-01,菜,5.00\n2025-10-02,肉,-3.00\n"))
	views, err := importers.Sheets(t.Context(), f, 10, book.EncodingAuto)
	if err != nil || views[0].Header != -1 || !views[0].Guess.Headless || len(views[0].Rows) != 2 {
		t.Fatalf("%+v %v", views, err)
	}
	p := views[0].Guess
	p.Name, p.Channel = "x", "x"
	if bad := importers.CheckProfile(&p); bad != nil {
		t.Error(bad)
	}
	if again := importers.GuessAt(views[0].Rows, -1); again.Print() != p.Print() {
		t.Errorf("%+v", again)
	}
	if own, err := importers.OwnHeader(t.Context(), f, []book.Profile{p}); err != nil || own == nil {
		t.Errorf("%v %v", own, err)
	}
	p.Columns = []string{"甲", "乙", "丙"}
	if bad := importers.CheckProfile(&p); bad == nil {
		t.Error("names that nobody gave")
	}
}
