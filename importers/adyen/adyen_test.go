package adyen_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhangfang/app/book"
	"zhangfang/importers/adyen"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

const head = "Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC),Payment Method Variant,Modification Merchant Reference,Batch Number,Reserved4\n"

const report = head +
	"Co,Shop_CN,8816000000000001,S1,visa,2026-03-01 10:00:00,CET,Settled,8816000000000011,EUR,,100.00,1,EUR,,98.20,,0.60,0.20,1.00,visa,,48,\n" +
	"Co,Shop_CN,8816000000000002,S2,mc,2026-03-01 11:00:00,CET,Settled,8816000000000012,USD,,100.00,0.92,EUR,,91.10,0.90,,,,mc,,48,\n" +
	"Co,Shop_CN,8816000000000001,S1,visa,2026-03-02 10:00:00,CET,Refunded,8816000000000013,EUR,20.00,,1,EUR,20.10,,0.10,,,,visa,R1,48,\n" +
	"Co,Shop_CN,8816000000000003,S0,visa,2026-03-02 11:00:00,CET,Chargeback,8816000000000014,EUR,30.00,,1,EUR,40.00,,10.00,,,,visa,,48,\n" +
	"Co,Shop_CN,,,,2026-03-02 12:00:00,CET,Fee,Transaction Fees March,,,,,EUR,0.09,,,,,,,,48,\n" +
	"Co,Shop_CN,,,,2026-03-02 13:00:00,XYZ,Balancetransfer,Balancetransfer,,,,,EUR,,5.00,,,,,,from batch 47,48,\n" +
	"Co,Shop_CN,,,,2026-03-03 02:00:00,CET,MerchantPayout,\"TX1 batch 48\",,,,,EUR,134.11,,,,,,,,48,\n"

var want = []string{
	"2 payment paid at=2026-03-01T17:00:00+08:00 order=S1 txn=8816000000000001 gross=10000 amount=10000 fee=180 EUR memo=Settled method=visa",
	"3 payment paid at=2026-03-01T18:00:00+08:00 order=S2 txn=8816000000000002 gross=9200 amount=9200 fee=90 EUR memo=Settled 100.00 USD × 0.92 method=mc",
	"4 refund paid at=2026-03-02T17:00:00+08:00 order=S1 txn=8816000000000001 refund=8816000000000013 gross=-2000 amount=-2000 fee=10 EUR memo=Refunded R1 method=visa",
	"5 refund paid at=2026-03-02T18:00:00+08:00 order=S0 txn=8816000000000003 refund=8816000000000014 gross=-3000 amount=-3000 fee=1000 EUR memo=Chargeback method=visa",
	"6 fee paid at=2026-03-02T19:00:00+08:00 txn=48 gross=-9 amount=-9 fee=0 EUR memo=Fee Transaction Fees March",
	"7 transfer paid at=2026-03-02 txn=48 gross=500 amount=500 fee=0 EUR memo=Balancetransfer from batch 47",
	"8 withdrawal paid at=2026-03-03T09:00:00+08:00 txn=48 gross=-13411 amount=-13411 fee=0 EUR memo=MerchantPayout TX1 batch 48",
}

func read(t *testing.T, text string) billtest.Result {
	t.Helper()
	return billtest.Read(t, adyen.Formats(), []byte(text), bill.Options{})
}

func TestSettlement(t *testing.T) {
	r := read(t, report)
	r.Check(t, want...)
	s := r.Summary
	if s.Source != (book.Source{Provider: "adyen", Account: "Shop_CN", Stream: "trade", Role: book.RolePayments}) || s.Currency != "EUR" {
		t.Errorf("summary %+v", s)
	}
	if got := r.Codes(); !slices.Equal(got, []string{adyen.NoteZone}) {
		t.Errorf("notes %v", got)
	}
	var net book.Minor
	for _, e := range r.Entries {
		if e.Batching != "48" {
			t.Errorf("line %d: batch %q", e.Line, e.Batching)
		}
		net += e.Net().Minor
	}
	if net != 0 {
		t.Errorf("the batch is paid out but for %d", net)
	}
}

// TestWorkbook: the same rows in a workbook whose first row and column are empty.
func TestWorkbook(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for i, line := range strings.Split(strings.TrimSuffix(report, "\n"), "\n") {
		for j, cell := range strings.Split(strings.ReplaceAll(line, `"`, ""), ",") {
			at, err := excelize.CoordinatesToCellName(j+2, i+2)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStr("Sheet1", at, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	r := billtest.Read(t, adyen.Formats(), b.Bytes(), bill.Options{})
	if len(r.Entries) != len(want) || r.Entries[0].Line != 3 || r.Entries[1].Fee != 90 {
		t.Errorf("%v %v %v", r.Err, r.Problems, r.Lines())
	}
}

func TestBadRows(t *testing.T) {
	for _, c := range []struct{ old, new, code, cell string }{
		{"EUR,,98.20", "EUR,1.00,98.20", bill.CodeBothSides, "Net Debit (NC)"},
		{"EUR,,98.20", "EUR,,98;20", bill.CodeAmount, "Net Credit (NC)"},
		{"EUR,,98.20", ",,98.20", bill.CodeMissing, "Net Currency"},
		{"2026-03-01 10:00:00", "", bill.CodeMissing, "Creation Date"},
		{"2026-03-01 10:00:00", "2026-03-41 10:00:00", bill.CodeDate, "Creation Date"},
	} {
		r := read(t, strings.Replace(report, c.old, c.new, 1))
		if len(r.Problems) != 1 || r.Problems[0].Code != c.code || r.Problems[0].Cell != c.cell {
			t.Errorf("%s: %v", c.new, r.Problems)
		}
	}
}

func TestCostsDiffer(t *testing.T) {
	r := read(t, strings.Replace(report, "98.20,,0.60", "98.20,,0.66", 1))
	if len(r.Notes) != 1 || r.Notes[0].Code != bill.NoteNet || !slices.Equal(r.Notes[0].Args, []string{"98.20", "98.14"}) {
		t.Errorf("notes %+v", r.Notes)
	}
	if r.Entries[0].Net().Minor != 9820 {
		t.Error("what is paid is not what is stated")
	}
}

func TestEmpty(t *testing.T) { read(t, head).Check(t) }

func FuzzRead(f *testing.F) { billtest.Fuzz(f, adyen.Formats(), report) }
