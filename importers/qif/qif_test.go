package qif_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/qif"
)

func read(tb testing.TB, text string) billtest.Result {
	tb.Helper()
	return billtest.Read(tb, qif.Formats(), []byte(text), bill.Options{}, qif.Unfolders()...)
}

func TestRecords(t *testing.T) {
	const text = "!Type:Bank\r\nD2025-10-01\r\nT5,000.00\r\nPOpening Balance\r\nL[Shop]\r\n^\r\n" +
		"D2025-10-02\r\nT1,250.50\r\nCX\r\nN1001\r\nPAlipay\r\nMtakings\r\nAStreet 1\r\nLSales\r\nSSales\r\n$1,000.50\r\nSTips\r\n$250.00\r\n^\r\n" +
		"D2025-10-03\nU-12.5\nT-12.50\nPOpening Balance\n^\nD2025-10-04\nU0.00\n^\n"
	r := read(t, text)
	r.Check(t,
		"7 deposit at=2025-10-02 txn=1001 gross=125050 amount=125050 fee=0 party=Alipay memo=takings Sales",
		"20 expense at=2025-10-03 gross=-1250 amount=-1250 fee=0 party=Opening Balance",
		"25 other at=2025-10-04 gross=0 amount=0 fee=0",
	)
	if s := r.Summary; len(r.Problems)+len(r.Codes()) > 0 || s.Source.Account != "" || s.Source.Stream != "statement" || !r.Entries[0].Keyless || !s.Covers.PartialEdges {
		t.Errorf("%v %+v", r.Problems, s)
	}
}

func dates(days ...string) string {
	return "!Type:Bank\nD" + strings.Join(days, "\nT1\n^\nD") + "\nT1\n^\n"
}

func TestDates(t *testing.T) {
	tests := []struct {
		name string
		days []string
		want string // the days; "" is not to be told
		note bool
	}{
		{"year first", []string{"2025-10-02"}, "2025-10-02", false},
		{"year first, no separators", []string{"20251002"}, "2025-10-02", false},
		{"the day is over twelve", []string{"02/10/2025", "31/10/2025"}, "2025-10-02 2025-10-31", false},
		{"the second is over twelve", []string{"02/10/2025", "02/28/2025"}, "2025-02-10 2025-02-28", false},
		{"an apostrophe", []string{"10/ 2'25", "10/31'25"}, "2025-10-02 2025-10-31", false},
		{"a single digit is no year", []string{"3/3/25", "15/8/25"}, "2025-03-03 2025-08-15", false},
		{"a single digit at the end", []string{"25/8/3", "25/8/15"}, "2025-08-03 2025-08-15", false},
		{"the same both ways", []string{"3/3/2025", "4/4/2025"}, "2025-03-03 2025-04-04", false},
		{"both ways", []string{"02/10/2025", "03/10/2025"}, "", false},
		{"all ways", []string{"02/10/05"}, "", false},
		{"together in one way", []string{"12/08/25", "15/08/25", "31/08/25"}, "2025-08-12 2025-08-15 2025-08-31", true},
		{"last century", []string{"31/12/99"}, "1999-12-31", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, dates(tt.days...))
			if tt.want == "" {
				if book.CodeOf(r.Err) != bill.CodeDateOrder {
					t.Errorf("%v %v", r.Err, r.Lines())
				}
				return
			}
			var got []string
			for _, e := range r.Entries {
				got = append(got, e.Day.String())
			}
			if strings.Join(got, " ") != tt.want || slices.Contains(r.Codes(), qif.NoteDates) != tt.note {
				t.Errorf("%v %v %v %v", r.Err, r.Problems, got, r.Codes())
			}
		})
	}
}

func TestRefusedRecords(t *testing.T) {
	for record, want := range map[string]string{
		"D31/13/2025\nT1\n^":        bill.CodeDate,
		"T1\n^":                     bill.CodeMissing,
		"D01/10/2025\n^":            bill.CodeMissing,
		"D01/10/2025\nT1.000,00\n^": bill.CodeAmount,
		"D01/10/2025\nT1,50\n^":     bill.CodeAmount,
		"D01/10/2025\nT1":           qif.CodeCut,
	} {
		r := read(t, "!Type:Bank\nD30/10/2025\nT1.25\n^\n"+record)
		if len(r.Problems) != 1 || r.Problems[0].Code != want || r.Problems[0].Line != 5 || r.Problems[0].Cell == "" || len(r.Entries) != 1 {
			t.Errorf("%q: %v %v, want %s", record, r.Err, r.Problems, want)
		}
	}
}

func TestDecimals(t *testing.T) {
	tests := []struct {
		name    string
		amounts []string
		want    []book.Minor // nil: the file is refused
	}{
		{"a comma", []string{"1.234,56", "-12,5", "1.000"}, []book.Minor{123456, -1250, 100000}},
		{"a point", []string{"1,234.56", "-12.5", "1,000"}, []book.Minor{123456, -1250, 100000}},
		{"none", []string{"12", "-1234"}, []book.Minor{1200, -123400}},
		{"grouped twice", []string{"1.234.567", "1.000"}, []book.Minor{123456700, 100000}},
		{"a thousand or one", []string{"1.000", "12"}, nil},
		{"a thousand or one, by a comma", []string{"-1,000"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, "!Type:Bank\nD2025-10-01\nT"+strings.Join(tt.amounts, "\n^\nD2025-10-01\nT")+"\n^\n")
			if tt.want == nil {
				if book.CodeOf(r.Err) != bill.CodeDecimals {
					t.Errorf("%v %v", r.Err, r.Lines())
				}
				return
			}
			var got []book.Minor
			for _, e := range r.Entries {
				got = append(got, e.Amount)
			}
			if !slices.Equal(got, tt.want) || r.Err != nil || len(r.Problems) > 0 {
				t.Errorf("%v %v %v", got, r.Err, r.Problems)
			}
		})
	}
	opened := "!Type:Bank\nD2025-10-01\nT0,50\nPOpening Balance\n^\nD2025-10-01\nT1.000\n^\n"
	if r := read(t, opened); r.Err != nil || len(r.Entries) != 1 || r.Entries[0].Amount != 100000 {
		t.Errorf("shown by the opening balance: %v %v", r.Err, r.Lines())
	}
}

func TestRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"!Type:Invst\nD2025-10-01\n^\n":              qif.CodeInvestment,
		"!Type:Cat\nNSales\nI\n^\n":                  qif.CodeNone,
		"!Account\nNShop\n^\n":                       qif.CodeNone,
		"!Type:Bank\nP" + strings.Repeat("x", 2<<20): bill.CodeLongLine,
	} {
		if r := read(t, text); book.CodeOf(r.Err) != want {
			t.Errorf("%.30q: %v, want %s", text, r.Err, want)
		}
	}
}

func TestAccounts(t *testing.T) {
	const text = "!Option:AutoSwitch\n!Account\nNShop\nTBank\n^\nNVisa 4111111111111111\nTCCard\n^\n!Clear:AutoSwitch\n" +
		"!Account\nNVisa 4111111111111111\nTCCard\n^\n!Type:CCard\nD2025-10-01\nT-9\n^\nD2025-10-02\nT9\nL[Shop]\n^\n!Type:Cat\nNSales\n^\n!Account\nNShop\nTBank\n^\n!Type:Bank\nD2025-10-01\nT9\n^\n"
	r := read(t, text)
	r.Check(t,
		"15 expense at=2025-10-01 gross=-900 amount=-900 fee=0",
		"18 transfer at=2025-10-02 gross=900 amount=900 fee=0 memo=[Shop]",
	)
	if s := r.Summary.Source; s.Account != "Visa ****1111" || s.Stream != "card" {
		t.Errorf("%+v", s)
	}
	doc, err := bill.Open(context.Background(), billtest.File("x", []byte(text)), bill.Options{}, qif.Unfolders()...)
	if err != nil {
		t.Fatal(err)
	}
	defer doc.Close()
	if v := doc.Views(); len(v) != 2 || v[1].Name != "Shop" || len(v[1].Head) != 3 {
		t.Errorf("%+v", v)
	}
}

func TestCharset(t *testing.T) {
	data := billtest.GBK(t, "!Type:Bank\nD2025-10-01\nT1\nP支付宝\n^\n")
	if r := billtest.Read(t, qif.Formats(), data, bill.Options{}, qif.Unfolders()...); r.Err != nil || r.Entries[0].Counterparty != "支付宝" {
		t.Errorf("%v %v", r.Err, r.Lines())
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(dates("02/10/2025", "31/10/2025")))
	f.Add([]byte("!Account\nNShop\n^\n!Type:CCard\nD10/31'25\nT-1,000.00\nPx\nMy\n^\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, e := range read(t, string(data)).Entries {
			if e.Day == 0 || e.Kind == book.KindNone || e.Ident == 0 || e.Line == 0 {
				t.Errorf("half an entry: %+v", e)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	const rows = 20000
	var s strings.Builder
	s.WriteString("!Type:Bank\n")
	for i := range rows {
		fmt.Fprintf(&s, "D10/%02d/2025\nT%d.50\nPALIPAY SETTLEMENT\nMtakings %d\n^\n", 1+i%28, i%900, i)
	}
	billtest.BenchFile(b, qif.Formats(), []byte(s.String()), rows, qif.Unfolders()...)
}

// TestSamples reads the real files at hand: one statement in three orders.
func TestSamples(t *testing.T) {
	files, _ := filepath.Glob(billtest.SampleDir + "/qif/*")
	if len(files) == 0 {
		t.Skip("no samples here")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := read(t, string(data))
		if r.Err != nil || len(r.Entries) != 5 || len(r.Problems)+len(r.Codes()) > 0 || r.Entries[1].Day.String() != "2013-08-15" {
			t.Errorf("%s: %v %v %v", name, r.Err, r.Lines(), r.Codes())
		}
	}
}
