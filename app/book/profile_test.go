package book_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

func taught() book.Profile {
	return book.Profile{
		Name: "饭店流水", Columns: []string{"记账日", "进出", "钱数", "单据"}, Role: book.RoleBank, Channel: "饭店",
		Fields: map[book.ProfileField]string{book.FieldDate: "记账日", book.FieldDirection: "进出", book.FieldAmount: "钱数", book.FieldTxnNo: "单据"},
		Dates:  book.DateDayFirst, Amounts: book.AmountComma, In: []string{"进"}, Out: []string{"出"}, Text: book.EncodingBig5,
	}
}

func TestProfileIsSharedAsItIs(t *testing.T) {
	p := taught()
	b, err := book.EncodeProfile(&p)
	if err != nil {
		t.Fatal(err)
	}
	got, err := book.DecodeProfile(b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(&p, got); d != "" {
		t.Error(d)
	}
	for _, c := range []struct{ old, with, code string }{
		{`"zfprofile": 1`, `"zfprofile": 3`, "profile_newer"},
		{`"zfprofile": 1`, `"zfprofile": 0`, "profile_damaged"},
		{`"zfprofile": 1`, `"currency": "yen", "zfprofile": 2`, "profile_damaged"},
		{`"zfprofile": 1`, `"other": 1`, "profile_damaged"},
		{`"role": "bank"`, `"role": "king"`, "profile_damaged"},
		{`"dates": "dmy"`, `"dates": "ymmd"`, "profile_damaged"},
		{`"encoding": "big5"`, `"encoding": "morse"`, "profile_damaged"},
		{`"amounts": "comma"`, `"amounts": "dot"`, "profile_damaged"},
		{`"txn_no": "单据"`, `"txn_no": "流水"`, "profile_damaged"},
		{`"txn_no": "单据"`, `"weight": "单据"`, "profile_damaged"},
		{`"channel": "饭店"`, `"channel": " "`, "profile_incomplete"},
		{`{`, `[`, "profile_damaged"},
	} {
		if _, err := book.DecodeProfile([]byte(strings.Replace(string(b), c.old, c.with, 1))); book.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", c.with, err, c.code)
		}
	}
}

// TestProfileVersions: a profile is written so that every program reads it that can.
func TestProfileVersions(t *testing.T) {
	for version, set := range map[string]func(*book.Profile){
		`"zfprofile": 1`: func(*book.Profile) {},
		`"zfprofile": 2`: func(p *book.Profile) { p.Currency, p.Headless = "USD", true },
	} {
		p := taught()
		set(&p)
		b, err := book.EncodeProfile(&p)
		if err != nil || !strings.Contains(string(b), version) {
			t.Errorf("%v %s", err, b)
		}
		if got, err := book.DecodeProfile(b); err != nil || cmp.Diff(&p, got) != "" {
			t.Errorf("%v %+v", err, got)
		}
	}
}

func TestProfileCheckNamesWhatIsMissing(t *testing.T) {
	for what, spoil := range map[string]func(*book.Profile){
		"date":     func(p *book.Profile) { delete(p.Fields, book.FieldDate) },
		"amount":   func(p *book.Profile) { delete(p.Fields, book.FieldAmount) },
		"role":     func(p *book.Profile) { p.Role = book.RoleNone },
		"order_no": func(p *book.Profile) { p.Role = book.RoleOrders },
		"name":     func(p *book.Profile) { p.Name = "" },
		"channel":  func(p *book.Profile) { p.Channel = "" },
	} {
		p := taught()
		spoil(&p)
		if bad := p.Check(); bad == nil || bad.Code != "profile_incomplete" || bad.Args[0] != what {
			t.Errorf("%s: %v", what, bad)
		}
	}
	p := taught()
	p.Fields[book.FieldIn] = "单据"
	if bad := p.Check(); bad == nil || bad.Code != "profile_amounts" {
		t.Errorf("two ways to tell the amount: %v", bad)
	}
}

func TestHeaderPrintIgnoresOrderAndSpaces(t *testing.T) {
	a := book.HeaderPrint([]string{"Date ", "Amount", ""})
	if b := book.HeaderPrint([]string{"amount", "da te"}); a != b {
		t.Error("order, case and spaces change it")
	}
	if b := book.HeaderPrint([]string{"Date", "Amount", "Note"}); a == b {
		t.Error("another column does not change it")
	}
}
