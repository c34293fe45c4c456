package mt940_test

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
	"zhangfang/importers/mt940"
)

func read(tb testing.TB, text string) billtest.Result {
	tb.Helper()
	return billtest.Read(tb, mt940.Formats(), []byte(text), bill.Options{}, mt940.Unfolders()...)
}

const message = ":20:ST2510\r\n:25:50010060/1234567\r\n:28C:5/1\r\n:60F:C250930EUR1000,\r\n"

// one is a statement of one line with its text, closing with a balance.
func one(line, text, closing string) string {
	return message + ":61:" + line + "\r\n" + text + ":62F:" + closing + "\r\n-\r\n"
}

func TestLines(t *testing.T) {
	tests := []struct {
		name, line, text, closing, want string
	}{
		{"credit, entry date, funds code", "2510011001CR250,5NTRFNONREF//B7001", ":86:166?00GUTSCHRIFT?20EREF+S2025?2110001?30COBADEFF?31DE02?32Alipay S?33.A.?34000\r\n", "C251001EUR1250,50",
			"5 deposit at=2025-10-01 txn=B7001 gross=25050 amount=25050 fee=0 EUR party=Alipay S.A. memo=GUTSCHRIFT EREF+S202510001"},
		{"debit, no entry date", "251001D12,34NMSCINV 77", ":86:Card fees\r\nOctober\r\n", "C251001EUR987,66",
			"5 expense at=2025-10-01 txn=INV 77 gross=-1234 amount=-1234 fee=0 EUR memo=Card fees October"},
		{"a credit taken back", "2510011001RCR204,88NRTINONREF", "", "C251001EUR795,12",
			"5 expense at=2025-10-01 gross=-20488 amount=-20488 fee=0 EUR"},
		{"a debit taken back", "2510011001RD1,NRTINONREF", "", "C251001EUR1001,",
			"5 deposit at=2025-10-01 gross=100 amount=100 fee=0 EUR"},
		{"booked the year after its value date", "2512310102C1,00NTRFX", "", "C260102EUR1001,00",
			"5 deposit at=2026-01-02 txn=X gross=100 amount=100 fee=0 EUR"},
		{"booked the year before its value date", "2601021230C1,00NTRFX", "", "C260102EUR1001,00",
			"5 deposit at=2025-12-30 txn=X gross=100 amount=100 fee=0 EUR"},
		{"30 February with an entry date", "2502300303C1,00NINT", "", "C250303EUR1001,00",
			"5 deposit at=2025-03-03 gross=100 amount=100 fee=0 EUR"},
		{"30 February without one", "240230C1,00NINT", "", "C241001EUR1001,00",
			"5 deposit at=2024-02-29 gross=100 amount=100 fee=0 EUR"},
		{"supplementary details, slash codes", "2510011001C1,00N541EREF\r\nNL66RABO0160878799", ":86:/EREF/77/ORDP//NAME/R. SMI\r\nTH/REMI/Rent/\r\n", "C251001EUR1001,00",
			"5 deposit at=2025-10-01 gross=100 amount=100 fee=0 EUR party=R. SMITH memo=NL66RABO0160878799 /EREF/77/ORDP//NAME/R. SMITH/REMI/Rent/"},
		{"the other party by account, bank and name", "2510011001C1,00NTRFEREF", ":86:/CNTP/NL32INGB/INGBNL2A/ING Bank///REMI/x/\r\n", "C251001EUR1001,00",
			"5 deposit at=2025-10-01 gross=100 amount=100 fee=0 EUR party=ING Bank memo=/CNTP/NL32INGB/INGBNL2A/ING Bank///REMI/x/"},
		{"a clock and a dash wrapped in a text", "2510011001C1,00NTRFX", ":86:106?00KARTE?202025-10-01T13\r\n:12:11 A\r\n-\r\nB?21Ende\r\n", "C251001EUR1001,00",
			"5 deposit at=2025-10-01 txn=X gross=100 amount=100 fee=0 EUR memo=KARTE 2025-10-01T13:12:11 A-BEnde"},
		{"older numbered lines", "2510011001C1,00NTRFX", ":NS:01Rent\r\n02October\r\n15Mueller\r\n17STANDING\r\n18123\r\n", "C251001EUR1001,00",
			"5 deposit at=2025-10-01 txn=X gross=100 amount=100 fee=0 EUR party=Mueller memo=Rent October STANDING"},
		{"a sign in a text, an empty subfield", "2510011001C1,00NTRFX", ":86:105?00WHY?ME?20?32A\r\n", "C251001EUR1001,00",
			"5 deposit at=2025-10-01 txn=X gross=100 amount=100 fee=0 EUR party=A memo=WHY?ME"},
		{"a line broken within a word", "2510011001C1,00NTRFX", ":86:" + strings.Repeat("x", 60) + "12345\r\n6 z\r\n", "C251001EUR1001,00",
			"5 deposit at=2025-10-01 txn=X gross=100 amount=100 fee=0 EUR memo=" + strings.Repeat("x", 60) + "123456 z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, one(tt.line, tt.text, tt.closing))
			r.Check(t, tt.want)
			if len(r.Problems) > 0 || r.Summary.Incomplete != nil {
				t.Error(r.Problems, r.Summary.Incomplete)
			}
			for _, c := range r.Codes() {
				if c != mt940.NoteEndFeb {
					t.Errorf("notes %v", r.Summary.Notes)
				}
			}
			if !r.Entries[0].Keyless || r.Summary.Source.Account != "50010060/1234567" {
				t.Errorf("%+v", r.Summary)
			}
		})
	}
}

func TestRefusedLines(t *testing.T) {
	for line, want := range map[string]string{
		"2510011001X1,00NTRF":                  mt940.CodeEntry,
		"2510011001C1.00NTRF":                  mt940.CodeEntry,
		"garbage":                              mt940.CodeEntry,
		"2510321032C1,00NTRF":                  bill.CodeDate,
		"251301C1,00NTRF":                      bill.CodeDate,
		"251001C9999999999999999999999,00NTRF": bill.CodeAmount,
	} {
		r := read(t, one(line, "", "C251001EUR1001,00"))
		if len(r.Problems) != 1 || r.Problems[0].Code != want || r.Problems[0].Line != 5 || r.Problems[0].Cell == "" || len(r.Entries) != 0 {
			t.Errorf("%s: %v %v, want %s", line, r.Problems, r.Err, want)
		}
		if len(r.Codes()) != 0 {
			t.Errorf("%s: the balance is checked without the refused line", line)
		}
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"no currency", ":20:A\n:25:1\n:61:251001C1,NTRF\n", mt940.CodeNoMoney},
		{"a head among the lines", message + ":61:251001C1,NTRF\n:25:166?00X\n:62F:C251001EUR1001,\n", mt940.CodeOrder},
		{"lines behind the closing balance", message + ":62F:C251001EUR1000,\n:61:251001C1,NTRF\n", mt940.CodeOrder},
		{"two opening balances", message + ":60F:C250930EUR1000,\n", mt940.CodeOrder},
		{"a damaged balance", ":20:A\n:25:1\n:60F:C25093EUR1000,\n", mt940.CodeBalance},
		{"a damaged sum", ":20:A\n:25:1\n:34F:EUR0,\n:90C:x\n", mt940.CodeBalance},
		{"only an account", ":25:123\n", bill.CodeNoTable},
		{"no end", message + ":86:" + strings.Repeat("x", 2<<20), bill.CodeLongLine},
		{"a text without an end", one("251001C1,NTRF", ":86:x\n"+strings.Repeat(strings.Repeat("x", 1000)+"\n", 2000), ""), bill.CodeLongLine},
	}
	for _, tt := range tests {
		if r := read(t, tt.text); book.CodeOf(r.Err) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, r.Err, tt.want)
		}
	}
}

func TestBalances(t *testing.T) {
	next := ":20:ST2\n:25:50010060/1234567\n:60F:C251001EUR%s\n:61:251002D100,NTRF\n:62F:C251002EUR%s\n"
	tests := []struct {
		name, text string
		codes      []string
		covers     string
		partial    bool
		incomplete bool
	}{
		{"two days", one("2510011001C100,NTRF", "", "C251001EUR1100,") + fmt.Sprintf(next, "1100,", "1000,"), nil, "2025-10-01..2025-10-02", false, false},
		{"opened the same day", message + ":61:250930C100,NTRF\n:62F:C251001EUR1100,\n", nil, "2025-09-30..2025-10-01", false, false},
		{"one of one day", strings.Replace(one("2510011001C100,NTRF", "", "C251001EUR1100,"), "C250930", "C251001", 1), nil, "2025-10-01..2025-10-01", false, false},
		{"a line is missing", one("2510011001C100,NTRF", "", "C251001EUR1200,"), []string{bill.NoteFooter}, "2025-10-01..2025-10-01", false, false},
		{"overdrawn", one("2510011001D1500,NTRF", "", "D251001EUR500,"), nil, "2025-10-01..2025-10-01", false, false},
		{"a statement is missing", one("2510011001C100,NTRF", "", "C251001EUR1100,") + fmt.Sprintf(next, "900,", "800,"), []string{bill.NoteMissed}, "2025-10-01..2025-10-02", true, false},
		{"cut off", message + ":61:2510011001C100,NTRF\n", nil, "2025-10-01..2025-10-01", true, true},
		{"the first is cut off", message + ":61:2510011001C100,NTRF\n" + fmt.Sprintf(next, "1100,", "1000,"), nil, "2025-10-02..2025-10-02", true, true},
		{"a page", strings.Replace(one("2510011001C100,NTRF", "", "C251001EUR1100,"), "62F", "62M", 1), nil, "2025-10-01..2025-10-01", true, false},
		{"empty", message + ":62F:C251001EUR1000,\n", nil, "2025-10-01..2025-10-01", false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, tt.text)
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			c := r.Summary.Covers
			if got := c.From.String() + ".." + c.To.String(); got != tt.covers || c.PartialEdges != tt.partial {
				t.Errorf("covers %s partial=%v", got, c.PartialEdges)
			}
			if !slices.Equal(r.Codes(), tt.codes) || (r.Summary.Incomplete != nil) != tt.incomplete {
				t.Errorf("%v %v", r.Summary.Notes, r.Summary.Incomplete)
			}
		})
	}
}

const report = ":20:R1\n:25:NL77INGB0574908765EUR\n:28C:1\n:34F:EURD0,\n:34F:EURC0,\n:13D:2510011200+0100\n" +
	":61:2510011001C5,NTRFX\n:61:2510011001EC7,NTRFY\n:61:2510011001D2,NTRFZ\n:90D:1EUR2,\n:90C:1EUR%s\n-\n"

func TestReport(t *testing.T) {
	r := read(t, fmt.Sprintf(report, "5,"))
	r.Check(t,
		"7 deposit at=2025-10-01 txn=X gross=500 amount=500 fee=0 EUR",
		"9 expense at=2025-10-01 txn=Z gross=-200 amount=-200 fee=0 EUR",
	)
	if !slices.Equal(r.Codes(), []string{mt940.NoteExpect}) || !r.Summary.Covers.PartialEdges || r.Summary.Source.Account != "NL77INGB0574908765" {
		t.Errorf("%+v", r.Summary)
	}
	if r := read(t, fmt.Sprintf(report, "6,")+fmt.Sprintf(report, "5,")); !slices.Contains(r.Codes(), bill.NoteFooter) || len(r.Summary.Notes) != 2 {
		t.Errorf("notes %v", r.Summary.Notes)
	}
}

// TestSameLines: the statement of the evening knows the lines of a report again.
func TestSameLines(t *testing.T) {
	day := read(t, fmt.Sprintf(report, "5,")).Entries[0]
	evening := read(t, ":20:A\n:25:NL77INGB0574908765\n:60F:C250930EUR0,\n:61:2510011001C5,NTRFX\n:62F:C251001EUR5,\n").Entries[0]
	if day.Ident != evening.Ident || day.Digest != evening.Digest {
		t.Error("not the same")
	}
}

func TestCharsets(t *testing.T) {
	text := one("2510011001C100,NTRF", ":86:支付宝结算\r\n", "C251001EUR1100,")
	utf16 := []byte{0xff, 0xfe}
	for _, r := range text {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	for name, data := range map[string][]byte{"GBK": billtest.GBK(t, text), "UTF-16": utf16} {
		r := billtest.Read(t, mt940.Formats(), data, bill.Options{}, mt940.Unfolders()...)
		if r.Err != nil || r.Entries[0].Memo != "支付宝结算" {
			t.Errorf("%s: %v %v", name, r.Err, r.Lines())
		}
	}
}

func TestParts(t *testing.T) {
	text := one("2510011001C100,NTRF", "", "C251001EUR1100,") + ":20:B\n:25:7/8 USD\n:60F:C250930USD1,\n:62F:C250930USD1,\n"
	doc, err := bill.Open(context.Background(), billtest.File("x", []byte(text)), bill.Options{}, mt940.Unfolders()...)
	if err != nil {
		t.Fatal(err)
	}
	defer doc.Close()
	if v := doc.Views(); len(v) != 2 || v[0].Name != "50010060-1234567" || v[1].Name != "7-8" {
		t.Errorf("%+v", v)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(one("2510011001CR250,5NTRFNONREF//B7001", ":86:166?00GUT?20EREF?32A\r\n", "C251001EUR1250,50")))
	f.Add(fmt.Appendf(nil, report, "5,"))
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
	s.WriteString(message)
	for i := range rows {
		fmt.Fprintf(&s, ":61:2510%02d10%02dCR%d,00NTRFNONREF//B%08d\r\n:86:166?00GUTSCHRIFT?20EREF+S2025%08d?30COBADEFFXXX?31DE02100100100006820101?32Alipay\r\n", 1+i%28, 1+i%28, 1+i%900, i, i)
	}
	s.WriteString(":62M:C251028EUR1,\r\n")
	billtest.BenchFile(b, mt940.Formats(), []byte(s.String()), rows, mt940.Unfolders()...)
}

// TestSamples reads the real statements at hand: what is whole imports, what is a
// fragment is refused or held.
func TestSamples(t *testing.T) {
	files, _ := filepath.Glob(billtest.SampleDir + "/mt940/*")
	if len(files) == 0 {
		t.Skip("no samples here")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := bill.Open(context.Background(), billtest.File("x", data), bill.Options{}, mt940.Unfolders()...)
		if err != nil {
			t.Logf("%s: refused: %v", filepath.Base(name), err)
			if book.CodeOf(err) == "" {
				t.Error("refused without a problem")
			}
			continue
		}
		for i, v := range doc.Views() {
			at := mt940.Formats()[0].Detect(v.Head, book.RoleNone)
			if at < 0 {
				t.Logf("%s: no table of this family", filepath.Base(name))
				break
			}
			rows, err := doc.Rows(i)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			s, err := mt940.Formats()[0].Read(context.Background(), rows, at, bill.Options{}, func(r *bill.Row) error {
				if n++; r.Problem != nil {
					t.Errorf("%s: %v", filepath.Base(name), r.Problem)
				}
				return nil
			})
			if err != nil {
				t.Errorf("%s: %v", filepath.Base(name), err)
				continue
			}
			t.Logf("%s!%s: %d rows %s %v..%v notes %v incomplete %v", filepath.Base(name), v.Name, n, s.Currency, s.Covers.From, s.Covers.To, s.Notes, s.Incomplete)
		}
		doc.Close()
	}
}
