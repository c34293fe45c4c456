package camt_test

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
	"zhangfang/importers/camt"
)

func read(tb testing.TB, text string) billtest.Result {
	tb.Helper()
	return billtest.Read(tb, camt.Formats(), []byte(text), bill.Options{}, camt.Unfolders()...)
}

const (
	head = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>
`
	acct = `<Stmt><Id>1</Id><FrToDt><FrDtTm>2025-10-01T00:00:00+02:00</FrDtTm><ToDtTm>2025-10-02T23:59:59+02:00</ToDtTm></FrToDt>` +
		`<Acct><Id><IBAN>DE02 1001</IBAN></Id><Ccy>EUR</Ccy></Acct>` + "\n"
	tail = "</BkToCstmrStmt></Document>"
)

func bal(kind, amt string) string {
	return `<Bal><Tp><CdOrPrtry><Cd>` + kind + `</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">` + amt + `</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2025-10-02</Dt></Dt></Bal>`
}

// stmt is a statement of lines from 100 EUR to a closing balance.
func stmt(lines, closing string) string {
	return acct + bal("OPBD", "100.00") + bal("CLBD", closing) + "\n" + lines + "</Stmt>"
}

func ntry(amt, way, rest string) string {
	return `<Ntry><Amt Ccy="EUR">` + amt + `</Amt><CdtDbtInd>` + way + `</CdtDbtInd>` + rest + "</Ntry>"
}

const booked = `<Sts>BOOK</Sts><BookgDt><Dt>2025-10-01</Dt></BookgDt><ValDt><Dt>2025-10-03</Dt></ValDt>`

func tx(payer, payee, text string) string {
	return "<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>" + payer + "</Nm></Pty></Dbtr><Cdtr><Nm>" + payee +
		"</Nm></Cdtr></RltdPties><RmtInf><Ustrd>" + text + "</Ustrd></RmtInf></TxDtls>"
}

func TestLines(t *testing.T) {
	tests := []struct{ name, ntry, closing, want string }{
		{"credit", ntry("8.85", "CRDT", booked+"<AcctSvcrRef>R1</AcctSvcrRef><NtryDtls>"+tx("Alipay", "We", "October  takings")+"</NtryDtls>"), "108.85",
			"5 deposit at=2025-10-01 txn=R1 gross=885 amount=885 fee=0 EUR party=Alipay memo=October takings"},
		{"debit", ntry("8.85", "DBIT", booked+"<NtryRef>7</NtryRef><NtryDtls>"+tx("We", "Landlord", "Rent")+"</NtryDtls><AddtlNtryInf>Order</AddtlNtryInf>"), "91.15",
			"5 expense at=2025-10-01 txn=7 gross=-885 amount=-885 fee=0 EUR party=Landlord memo=Rent Order"},
		{"a debit that came back", ntry("8.85", "CRDT", "<RvslInd>true</RvslInd>"+booked+"<NtryDtls>"+tx("We", "Landlord", "Rent")+"</NtryDtls>"), "108.85",
			"5 deposit at=2025-10-01 gross=885 amount=885 fee=0 EUR party=Landlord memo=Rent"},
		{"a batch", ntry("8.85", "CRDT", booked+"<NtryDtls>"+tx("A", "We", "one")+tx("B", "We", "two")+"</NtryDtls>"), "108.85",
			"5 deposit at=2025-10-01 gross=885 amount=885 fee=0 EUR memo=one two"},
		{"nothing moved", ntry("0", "CRDT", booked), "100.00",
			"5 other at=2025-10-01 gross=0 amount=0 fee=0 EUR"},
		{"a moment in its zone, on the bank's day", ntry("1", "CRDT", "<Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>2025-10-01T20:15:00+01:00</DtTm></BookgDt>"), "101.00",
			"5 deposit at=2025-10-02T03:15:00+08:00 gross=100 amount=100 fee=0 EUR"},
		{"a moment without a zone", ntry("1", "CRDT", "<BookgDt><DtTm>2025-10-01T20:15:00</DtTm></BookgDt>"), "101.00",
			"5 deposit at=2025-10-01T20:15:00+08:00 gross=100 amount=100 fee=0 EUR"},
		{"the value date where there is no other", ntry("1", "CRDT", "<ValDt><Dt>2025-10-02</Dt></ValDt><NtryDtls><TxDtls><Refs><AcctSvcrRef>S1</AcctSvcrRef></Refs></TxDtls></NtryDtls>"), "101.00",
			"5 deposit at=2025-10-02 txn=S1 gross=100 amount=100 fee=0 EUR"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, head+stmt(tt.ntry, tt.closing)+tail)
			r.Check(t, tt.want)
			if len(r.Problems) > 0 || len(r.Codes()) > 0 {
				t.Error(r.Problems, r.Summary.Notes)
			}
			if e := r.Entries[0]; e.Keyless != !strings.Contains(tt.ntry, "AcctSvcrRef") || e.Day < book.NewDay(2025, 10, 1) || e.Day > book.NewDay(2025, 10, 2) {
				t.Errorf("%+v", e)
			}
			if s := r.Summary; s.Source.Account != "DE021001" || s.Covers.From.String() != "2025-10-01" || s.Covers.To.String() != "2025-10-02" || s.Covers.PartialEdges {
				t.Errorf("%+v", s)
			}
		})
	}
}

func TestRefusedLines(t *testing.T) {
	for line, want := range map[string]string{
		ntry("1,000", "CRDT", booked):                                                   bill.CodeAmount,
		ntry("-1", "CRDT", booked):                                                      camt.CodeNegative,
		ntry("x", "CRDT", booked):                                                       bill.CodeAmount,
		ntry("", "CRDT", booked):                                                        bill.CodeMissing,
		ntry("1", "", booked):                                                           bill.CodeDirection,
		ntry("1", "CRDT", "<Sts>BOOK</Sts>"):                                            bill.CodeMissing,
		ntry("1", "CRDT", "<BookgDt><Dt>2025-02-30</Dt></BookgDt>"):                     bill.CodeDate,
		`<Ntry><Amt>1</Amt><CdtDbtInd>CRDT</CdtDbtInd>` + booked + `</Ntry>`:            bill.CodeMissing,
		`<Ntry><Amt Ccy="EURO">1</Amt><CdtDbtInd>CRDT</CdtDbtInd>` + booked + `</Ntry>`: bill.CodeCurrency,
	} {
		r := read(t, head+stmt(line, "101.00")+tail)
		if len(r.Problems) != 1 || r.Problems[0].Code != want || r.Problems[0].Line != 5 || r.Problems[0].Cell == "" || len(r.Entries)+len(r.Codes()) != 0 {
			t.Errorf("%s: %v %v %v, want %s", line, r.Err, r.Problems, r.Codes(), want)
		}
	}
}

func TestRefusals(t *testing.T) {
	whole := head + stmt(ntry("1", "CRDT", booked), "101.00") + tail
	bomb := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + head[strings.Index(head, "<Document"):] + "<Stmt><Id>&b;</Id></Stmt>" + tail
	tests := []struct{ name, text, want string }{
		{"cut off", whole[:len(whole)-40], camt.CodeXML},
		{"an unknown entity", strings.Replace(whole, "<Id>1</Id>", "<Id>&a;</Id>", 1), camt.CodeXML},
		{"a document type", bomb, camt.CodeDoctype},
		{"deep", head + strings.Repeat("<a>", 1000), camt.CodeXML},
		{"a text without an end", head + "<Stmt><Id>" + strings.Repeat("x", 3<<20), bill.CodeLongLine},
		{"an unknown encoding", strings.Replace(whole, "UTF-8", "EBCDIC", 1), camt.CodeCharset},
		{"wrong bytes", strings.Replace(whole, "<Id>1", "<Id>\xd6\xd0", 1), camt.CodeXML},
		{"no reports", head + tail, bill.CodeNoTable},
	}
	for _, tt := range tests {
		if r := read(t, tt.text); book.CodeOf(r.Err) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, r.Err, tt.want)
		}
	}
	if r := read(t, `<?xml version="1.0"?><other/>`); book.CodeOf(r.Err) != "unsupported.xml" {
		t.Errorf("another document: %v", r.Err)
	}
}

func TestBalances(t *testing.T) {
	line := ntry("1.00", "CRDT", booked)
	sums := "<TxsSummry><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>%s</Sum></TtlCdtNtries></TxsSummry>"
	next := acct + bal("PRCD", "%s") + bal("CLBD", "150.00") + ntry("49", "CRDT", booked) + "</Stmt>"
	tests := []struct {
		name, text string
		codes      []string
		partial    bool
	}{
		{"a line is missing", stmt(line, "102.00"), []string{bill.NoteFooter}, false},
		{"a page of several", strings.Replace(stmt(line, "102.00"), "<Id>1</Id>", "<Id>1</Id><StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>", 1), nil, true},
		{"a sum", strings.Replace(stmt(line, "101.00"), "<Ntry>", fmt.Sprintf(sums, "1")+"<Ntry>", 1), nil, false},
		{"another sum", strings.Replace(stmt(line, "101.00"), "<Ntry>", fmt.Sprintf(sums, "2")+"<Ntry>", 1), []string{bill.NoteFooter}, false},
		{"two statements", stmt(line, "101.00") + fmt.Sprintf(next, "101.00"), nil, false},
		{"a statement is missing", stmt(line, "101.00") + fmt.Sprintf(next, "101.01"), []string{bill.NoteMissed, bill.NoteFooter}, true},
		{"not booked", stmt(line+strings.Replace(line, "BOOK", "PDNG", 1), "101.00"), []string{camt.NotePending}, false},
		{"part of a day", strings.Replace(stmt(line, "101.00"), "23:59:59", "12:00:00", 1), nil, true},
		{"another currency", strings.Replace(stmt(line, "101.00"), `Ccy="EUR">100.00`, `Ccy="SEK">7`, 1), nil, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, head+tt.text+tail)
			if r.Err != nil || !slices.Equal(r.Codes(), tt.codes) || r.Summary.Covers.PartialEdges != tt.partial {
				t.Errorf("%v %+v", r.Err, r.Summary)
			}
		})
	}
}

func TestNotification(t *testing.T) {
	text := strings.NewReplacer("Stmt>", "Ntfctn>", "camt.053", "camt.054").Replace(head + acct + ntry("1", "CRDT", booked+"<AcctSvcrRef>R1</AcctSvcrRef>") + "</Stmt>" + tail)
	r := read(t, text)
	r.Check(t, "4 deposit at=2025-10-01 txn=R1 gross=100 amount=100 fee=0 EUR")
	if r.Summary.Covers != (book.Coverage{}) {
		t.Errorf("covers %+v", r.Summary.Covers)
	}
	if same := read(t, head+stmt(ntry("1.00", "CRDT", booked+"<AcctSvcrRef>R1</AcctSvcrRef>"), "101.00")+tail); same.Entries[0].Ident != r.Entries[0].Ident {
		t.Error("the statement does not know it again")
	}
}

func TestCharsets(t *testing.T) {
	text := head + stmt(ntry("1", "CRDT", booked+"<AddtlNtryInf>支付宝</AddtlNtryInf>"), "101.00") + tail
	utf16 := []byte{0xff, 0xfe}
	for _, r := range strings.Replace(text, "UTF-8", "UTF-16", 1) {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	latin := strings.Replace(strings.Replace(text, "支付宝", "M\xfcller", 1), "UTF-8", "ISO-8859-1", 1)
	for _, tt := range []struct {
		data []byte
		want string
	}{
		{[]byte("\xef\xbb\xbf" + text), "支付宝"},
		{billtest.GBK(t, strings.Replace(text, "UTF-8", "GBK", 1)), "支付宝"},
		{utf16, "支付宝"},
		{[]byte(latin), "Müller"},
		{[]byte(strings.Replace(text, "UTF-8", "utf-16", 1)), "支付宝"},
	} {
		r := billtest.Read(t, camt.Formats(), tt.data, bill.Options{}, camt.Unfolders()...)
		if r.Err != nil || r.Entries[0].Memo != tt.want {
			t.Errorf("%v %v", r.Err, r.Lines())
		}
	}
}

// TestBatchIsBounded: the text of a batch does not grow with its payments.
func TestBatchIsBounded(t *testing.T) {
	var s strings.Builder
	for i := range 5000 {
		s.WriteString(tx("A", "We", fmt.Sprintf("payment %d", i)))
	}
	r := read(t, head+stmt(ntry("1", "CRDT", booked+"<NtryDtls>"+s.String()+"</NtryDtls>"), "101.00")+tail)
	if r.Err != nil || len(r.Entries) != 1 || len(r.Entries[0].Memo) > 2100 || !strings.HasSuffix(r.Entries[0].Memo, " …") || r.Entries[0].Counterparty != "A" {
		t.Errorf("%v %v", r.Err, r.Lines())
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(head + stmt(ntry("8.85", "CRDT", booked+"<AcctSvcrRef>R1</AcctSvcrRef><NtryDtls>"+tx("A", "B", "C")+"</NtryDtls>"), "108.85") + tail))
	f.Add([]byte(strings.ReplaceAll(head+acct+ntry("1", "DBIT", booked)+"</Stmt>"+tail, "Stmt>", "Ntfctn>")))
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
		s.WriteString(ntry(fmt.Sprintf("%d.50", i), "CRDT", fmt.Sprintf("%s<AcctSvcrRef>R%d</AcctSvcrRef><NtryDtls>%s</NtryDtls>\n", booked, i, tx("Alipay", "We", "takings"))))
	}
	data := []byte(head + acct + s.String() + "</Stmt>" + tail)
	billtest.BenchFile(b, camt.Formats(), data, rows, camt.Unfolders()...)
}

// TestSamples reads the real documents at hand.
func TestSamples(t *testing.T) {
	files, _ := filepath.Glob(billtest.SampleDir + "/camt/*/*")
	if len(files) == 0 {
		t.Skip("no samples here")
	}
	for _, name := range files {
		if strings.HasSuffix(name, ".zip") {
			continue // opened by the registry
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := bill.Open(context.Background(), billtest.File("x", data), bill.Options{}, camt.Unfolders()...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for i, v := range doc.Views() {
			rows, err := doc.Rows(i)
			if err != nil {
				t.Fatal(err)
			}
			n, bad := 0, []string(nil)
			s, err := camt.Formats()[0].Read(context.Background(), rows, camt.Formats()[0].Detect(v.Head, book.RoleNone), bill.Options{}, func(r *bill.Row) error {
				n += len(r.Entries)
				if r.Problem != nil {
					bad = append(bad, r.Problem.Error())
				}
				return nil
			})
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			t.Logf("%s!%s: %d rows, %d entries %s %v..%v notes %v refused %v", filepath.Base(name), v.Name, s.Rows, n, s.Currency, s.Covers.From, s.Covers.To, s.Notes, bad)
		}
		doc.Close()
	}
}
