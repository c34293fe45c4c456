package ofx_test

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
	"zhangfang/importers/ofx"
)

func read(tb testing.TB, text string) billtest.Result {
	tb.Helper()
	return billtest.Read(tb, ofx.Formats(), []byte(text), bill.Options{}, ofx.Unfolders()...)
}

const sgml = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1>\r\n"

// doc is a document of one account with lines.
func doc(lines string) string {
	return sgml + "<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>1<ACCTID>98-76<ACCTTYPE>CHECKING</BANKACCTFROM>" +
		"<BANKTRANLIST><DTSTART>20251001<DTEND>20251031\r\n" + lines + "</BANKTRANLIST><LEDGERBAL><BALAMT>5<DTASOF>20251031</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
}

// trn is a line of the shortest kind.
func trn(at, amt, id string) string {
	return "<STMTTRN><TRNTYPE>OTHER<DTPOSTED>" + at + "<TRNAMT>" + amt + "<FITID>" + id + "</STMTTRN>\r\n"
}

func TestLines(t *testing.T) {
	tests := []struct{ name, trn, want string }{
		{"a day", "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20251003<TRNAMT>+12.50<FITID>A1<NAME>Caf&amp;e<MEMO> October  </STMTTRN>",
			"9 deposit at=2025-10-03 txn=A1 gross=1250 amount=1250 fee=0 USD party=Caf&e memo=October"},
		{"closed tags, in lower case", "<stmttrn>\n<trntype>DEBIT</trntype><dtposted>20251003</dtposted><trnamt>-3</trnamt><fitid>A1</fitid><checknum>77</checknum></stmttrn>",
			"9 expense at=2025-10-03 txn=A1 gross=-300 amount=-300 fee=0 USD memo=77"},
		{"the bank's day, the moment of its zone", trn("20251003221500.000[-5:EST]", "1", "A1"),
			"9 deposit at=2025-10-04T11:15:00+08:00 txn=A1 gross=100 amount=100 fee=0 USD memo=OTHER"},
		{"half an hour", trn("202510032215[5.5:IST]", "1", "A1"),
			"9 deposit at=2025-10-04T00:45:00+08:00 txn=A1 gross=100 amount=100 fee=0 USD memo=OTHER"},
		{"noon stands for the day", trn("20251003120000[0:GMT]", "1", "A1"),
			"9 deposit at=2025-10-03 txn=A1 gross=100 amount=100 fee=0 USD memo=OTHER"},
		{"a time of no zone", trn("20251003101500", "1", "A1"),
			"9 deposit at=2025-10-03 txn=A1 gross=100 amount=100 fee=0 USD memo=OTHER"},
		{"a decimal comma", trn("20251003", "-1234,5", "A1"),
			"9 expense at=2025-10-03 txn=A1 gross=-123450 amount=-123450 fee=0 USD memo=OTHER"},
		{"grouped", trn("20251003", "1,234.50", "A1"),
			"9 deposit at=2025-10-03 txn=A1 gross=123450 amount=123450 fee=0 USD memo=OTHER"},
		{"nothing moved", trn("20251003", "0", "A1"),
			"9 other at=2025-10-03 txn=A1 gross=0 amount=0 fee=0 USD memo=OTHER"},
		{"a payee, another account, another currency", "<STMTTRN><TRNTYPE>XFER<DTPOSTED>20251003<TRNAMT>1<FITID>A1<PAYEE><NAME>Bob<CITY>X</PAYEE><BANKACCTTO><ACCTID>55<NAME>no</BANKACCTTO><CURRENCY><CURRATE>1.1<CURSYM>EUR</CURRENCY><ORIGCURRENCY><CURSYM>GBP</ORIGCURRENCY></STMTTRN>",
			"9 deposit at=2025-10-03 txn=A1 gross=100 amount=100 fee=0 EUR party=Bob"},
		{"comments and marked text", "<STMTTRN><!-- <TRNAMT>9 --><TRNTYPE>XFER<DTPOSTED>20251003<TRNAMT>1<FITID>A1<NAME>a<![CDATA[<b> & c]]> d</STMTTRN>",
			"9 deposit at=2025-10-03 txn=A1 gross=100 amount=100 fee=0 USD party=a<b> & c d"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, doc(tt.trn))
			r.Check(t, tt.want)
			if len(r.Problems)+len(r.Codes()) > 0 || r.Summary.Incomplete != nil {
				t.Errorf("%v %+v", r.Problems, r.Summary)
			}
			if e := r.Entries[0]; e.Keyless || e.Day != book.NewDay(2025, 10, 3) {
				t.Errorf("%+v", e)
			}
			if s := r.Summary; s.Source.Account != "98-76" || s.Covers.From.String() != "2025-10-01" || s.Covers.To.String() != "2025-10-31" || s.Covers.PartialEdges {
				t.Errorf("%+v", s)
			}
		})
	}
}

func TestKeys(t *testing.T) {
	r := read(t, doc(trn("20251003", "1", "A1")+trn("20251003", "1", "A2")+trn("20251003", "1", "")))
	if len(r.Entries) != 3 || r.Entries[0].Ident == r.Entries[1].Ident || !r.Entries[2].Keyless {
		t.Errorf("%v", r.Lines())
	}
	if again := read(t, doc(trn("20251004", "2", "A1"))); again.Entries[0].Ident != r.Entries[0].Ident || again.Entries[0].Digest == r.Entries[0].Digest {
		t.Error("a changed line is not known by its number")
	}
}

func TestRefusedLines(t *testing.T) {
	for line, want := range map[string]string{
		trn("20251003", "1,234", "A"):                                 bill.CodeAmount,
		trn("20251003", "1.2.3", "A"):                                 bill.CodeAmount,
		trn("20251003", "", "A"):                                      bill.CodeMissing,
		trn("", "1", "A"):                                             bill.CodeMissing,
		trn("20251003[40]", "1", "A"):                                 bill.CodeDate,
		trn("20250230", "1", "A"):                                     bill.CodeDate,
		trn("20251003256000", "1", "A"):                               bill.CodeDate,
		trn("20251003", "1", "A<CORRECTFITID>B<CORRECTACTION>DELETE"): ofx.CodeCorrection,
		trn("20251003", "1", "A<CURRENCY><CURSYM>EURO</CURRENCY>"):    bill.CodeCurrency,
	} {
		r := read(t, doc(line))
		if len(r.Problems) != 1 || r.Problems[0].Code != want || r.Problems[0].Line != 9 || r.Problems[0].Cell == "" || len(r.Entries) != 0 {
			t.Errorf("%s: %v %v, want %s", line, r.Err, r.Problems, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	whole := doc(trn("20251003", "1", "A"))
	tests := []struct{ name, text, want string }{
		{"no currency", strings.Replace(whole, "<CURDEF>USD", "", 1), ofx.CodeLacks},
		{"no account", strings.Replace(whole, "<ACCTID>98-76", "", 1), ofx.CodeLacks},
		{"no statement", sgml + "</OFX>", ofx.CodeNone},
		{"an end in the header", "OFXHEADER:100\n", ofx.CodeNone},
		{"securities", strings.ReplaceAll(whole, "STMTRS", "INVSTMTRS"), ofx.CodeInvestment},
		{"a text without an end", sgml + "<STMTRS><X>" + strings.Repeat("x", 2<<20), bill.CodeLongLine},
		{"a tag without an end", sgml + "<" + strings.Repeat("x", 2<<20), bill.CodeLongLine},
		{"marked texts without an end", sgml + "<A>" + strings.Repeat("<![CDATA["+strings.Repeat("x", 1000)+"]]>", 2000), bill.CodeLongLine},
	}
	for _, tt := range tests {
		if r := read(t, tt.text); book.CodeOf(r.Err) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, r.Err, tt.want)
		}
	}
}

func TestStatements(t *testing.T) {
	whole := doc(trn("20251003", "1", "A"))
	tests := []struct {
		name, text string
		partial    bool
		incomplete bool
	}{
		{"downloaded within a day", strings.Replace(whole, "<DTEND>20251031", "<DTEND>20251031165153[-8:PST]", 1), true, false},
		{"to the end of a day", strings.Replace(whole, "<DTEND>20251031", "<DTEND>20251031235959", 1), false, false},
		{"up to midnight", strings.Replace(whole, "<DTEND>20251031", "<DTEND>20251101000000", 1), false, false},
		{"without an end", whole[:strings.Index(whole, "<LEDGERBAL>")], true, true},
		{"cut off in a line", whole[:strings.Index(whole, "<FITID>")], true, true},
		{"empty", doc(""), false, false},
		{"several lists", strings.Replace(whole, "</BANKTRANLIST>", "</BANKTRANLIST><BANKTRANLIST><DTSTART>20251001<DTEND>20251031"+trn("20251004", "1", "B")+"</BANKTRANLIST>", 1), false, false},
		{"a line that is not closed", strings.Replace(whole, "</STMTTRN>", trn("20251004", "1", "B"), 1), false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, tt.text)
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			if s := r.Summary; s.Covers.PartialEdges != tt.partial || s.Covers.From.String() != "2025-10-01" || (s.Incomplete != nil) != tt.incomplete {
				t.Errorf("%+v", s)
			}
			if want := strings.Count(tt.text, "<STMTTRN>"); r.Summary.Rows != want {
				t.Errorf("%d rows, want %d", r.Summary.Rows, want)
			}
		})
	}
}

func TestCard(t *testing.T) {
	text := strings.NewReplacer("STMTRS", "CCSTMTRS", "BANKACCTFROM", "CCACCTFROM", "98-76", "4111111111111111").Replace(doc(trn("20251003", "-5", "A") + trn("20251004", "5", "B") + strings.Replace(trn("20251005", "5", "C"), "OTHER", "PAYMENT", 1)))
	r := read(t, text)
	r.Check(t,
		"9 expense at=2025-10-03 txn=A gross=-500 amount=-500 fee=0 USD memo=OTHER",
		"10 other at=2025-10-04 txn=B gross=500 amount=500 fee=0 USD memo=OTHER",
		"11 transfer at=2025-10-05 txn=C gross=500 amount=500 fee=0 USD memo=PAYMENT",
	)
	if s := r.Summary.Source; s.Account != "****1111-9bbe" || s.Stream != "card" {
		t.Errorf("%+v", s)
	}
}

// TestCardsThatEndAlike: their lines may have the same numbers.
func TestCardsThatEndAlike(t *testing.T) {
	card := func(number string) string {
		return strings.NewReplacer("STMTRS", "CCSTMTRS", "BANKACCTFROM", "CCACCTFROM", "98-76", number).Replace(doc(trn("20251003", "-5", "A")))
	}
	one, other := read(t, card("4111111111111111")), read(t, card("5500000000001111"))
	if a, b := one.Summary.Source.Account, other.Summary.Source.Account; a == b || !strings.HasPrefix(b, "****1111-") {
		t.Errorf("%s and %s", a, b)
	}
	both := strings.Replace(card("4111111111111111"), "</OFX>", strings.TrimPrefix(card("5500000000001111"), sgml), 1)
	doc, err := bill.Open(context.Background(), billtest.File("x", []byte(both)), bill.Options{}, ofx.Unfolders()...)
	if err != nil {
		t.Fatal(err)
	}
	defer doc.Close()
	if n := len(doc.Views()); n != 2 {
		t.Errorf("%d parts of two cards", n)
	}
}

func TestCharsets(t *testing.T) {
	line := func(name string) string {
		return doc(strings.Replace(trn("20251003", "1", "A"), "<FITID>", "<NAME>"+name+"<FITID>", 1))
	}
	text := line("支付宝")
	utf16 := []byte{0xff, 0xfe}
	for _, r := range text {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	oneLine := strings.NewReplacer("\r\n", "").Replace(line("Caf\xe9"))
	for _, tt := range []struct {
		data []byte
		want string
	}{
		{[]byte(text), "支付宝"},
		{utf16, "支付宝"},
		{billtest.GBK(t, strings.Replace(text, "1252", "936", 1)), "支付宝"},
		{[]byte(line("Caf\xe9")), "Café"},
		{[]byte(oneLine), "Café"},
	} {
		r := billtest.Read(t, ofx.Formats(), tt.data, bill.Options{}, ofx.Unfolders()...)
		if r.Err != nil || r.Entries[0].Counterparty != tt.want {
			t.Errorf("%v %v", r.Err, r.Lines())
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(doc(trn("20251003221500.000[-5:EST]", "1,5", "A1"))))
	f.Add([]byte("<?xml version=\"1.0\"?><?OFX?>" + strings.ReplaceAll(doc(trn("20251003", "-1", "A")), "STMTRS", "CCSTMTRS")))
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
	for i := range rows {
		fmt.Fprintf(&s, "<STMTTRN>\n<TRNTYPE>CREDIT\n<DTPOSTED>202510%02d120000[-5:EST]\n<TRNAMT>%d.50\n<FITID>2025%08d\n<NAME>ALIPAY SETTLEMENT\n<MEMO>takings %d\n</STMTTRN>\n", 1+i%28, i%900, i, i)
	}
	data := []byte(doc(s.String()))
	billtest.BenchFile(b, ofx.Formats(), data, rows, ofx.Unfolders()...)
}

// TestSamples reads the real documents at hand.
func TestSamples(t *testing.T) {
	files, _ := filepath.Glob(billtest.SampleDir + "/ofx/*/*")
	if len(files) == 0 {
		t.Skip("no samples here")
	}
	refused := map[string][]string{
		"test_ofx_wrong.ofx":            {ofx.CodeLacks},
		"valid_responses__inv_v202.ofx": {ofx.CodeInvestment},
		"invstmtrs.ofx":                 {ofx.CodeInvestment},
	}
	for _, file := range files {
		name := filepath.Base(file)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		doc, err := bill.Open(context.Background(), billtest.File("x", data), bill.Options{}, ofx.Unfolders()...)
		if err != nil {
			codes = append(codes, book.CodeOf(err))
		} else {
			for i, v := range doc.Views() {
				rows, err := doc.Rows(i)
				if err != nil {
					t.Fatal(err)
				}
				s, err := ofx.Formats()[0].Read(context.Background(), rows, ofx.Formats()[0].Detect(v.Head, book.RoleNone), bill.Options{}, func(r *bill.Row) error {
					if r.Problem != nil {
						t.Errorf("%s: %v", name, r.Problem)
					}
					return nil
				})
				if err != nil {
					codes = append(codes, book.CodeOf(err))
					continue
				}
				t.Logf("%s!%s: %d rows %s %v..%v %v notes %v incomplete %v", name, v.Name, s.Rows, s.Currency, s.Covers.From, s.Covers.To, s.Covers.PartialEdges, s.Notes, s.Incomplete)
			}
			doc.Close()
		}
		t.Logf("%s: %v", name, codes)
		if !slices.Equal(codes, refused[name]) {
			t.Errorf("%s: refused %v", name, codes)
		}
	}
}
