package pos_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/pos"
)

// zmRow is a line of the ZM bill.
type zmRow struct {
	sent, card, amount, query, order, cardType, fee, kind, origin, merchant, shop, net, terminal, first string
}

// line writes a row by the widths of UnionPay's interface.
func (z zmRow) line(t testing.TB, gap string) []byte {
	fields := []struct {
		text  string
		width int
	}{
		{"S22", 3}, {"00010000", 11}, {"00010000", 11}, {"000123", 6}, {z.sent, 10}, {z.card, 19}, {z.amount, 12}, {"5812", 4}, {"08", 2}, {z.query, 21},
		{"00", 2}, {z.order, 32}, {z.cardType, 2}, {"", 6}, {"", 10}, {z.fee, 13}, {z.net, 13}, {"0001", 4}, {"", 15}, {z.kind, 2}, {"01", 2}, {"000201", 6},
		{"01", 2}, {"", 4}, {"", 32}, {"0", 1}, {z.origin, 21}, {z.merchant, 15}, {"", 1}, {"", 15}, {z.shop, 32}, {"", 13}, {z.net, 13}, {z.terminal, 8},
		{"", 32}, {"", 13}, {"", 13}, {"", 12}, {"", 2}, {"1", 1}, {z.first, 32}, {"C0000000Y", 98},
	}
	var b bytes.Buffer
	for i, f := range fields {
		if i > 0 {
			b.WriteString(gap)
		}
		text := billtest.GBK(t, f.text)
		b.Write(text)
		b.WriteString(strings.Repeat(" ", f.width-len(text)))
	}
	return append(b.Bytes(), "\r\n"...)
}

const shopMerchant = "700000000000001"

func zmRows() []zmRow {
	return []zmRow{
		{"0917100000", "6222021234561234", "000000010000", "202509171000000000018", "S1", "02", "D000000000060", "01", "", shopMerchant, "某某小店", "C000000009940", "", ""},
		{"1001090000", "6222****1234", "000000003000", "202510010900000000028", "R1", "02", "C000000000018", "04", "202509171000000000018", shopMerchant, "某某小店", "D000000002982", "12345678", "S1"},
		{"0101000005", "", "000000000500", "202512312359590000038", "S2", "00", "D000000000003", "01", "", shopMerchant, "", "C000000000490", "", ""},
	}
}

func zmBill(t testing.TB, gap string, rows ...zmRow) []byte {
	var out []byte
	for _, z := range rows {
		out = append(out, z.line(t, gap)...)
	}
	return out
}

func TestZM(t *testing.T) {
	for _, gap := range []string{"", " "} {
		r := readAll(t, zmBill(t, gap, zmRows()...), bill.Options{})
		r.Check(t,
			"1 payment paid at=2025-09-17T10:00:00+08:00 order=S1 txn=202509171000000000018 gross=10000 amount=10000 fee=60 memo=消费 method=贷记卡 card=1234",
			"2 refund paid at=2025-10-01T09:00:00+08:00 order=S1 txn=202510010900000000028 refund=202510010900000000028 gross=-3000 amount=-3000 fee=-18 memo=退货 method=贷记卡 terminal=12345678 card=1234",
			"3 payment paid at=2026-01-01T00:00:05+08:00 order=S2 txn=202512312359590000038 gross=500 amount=500 fee=3 memo=消费")
		if want := (book.Source{Provider: "pos", Account: shopMerchant, Stream: "trade", Role: book.RolePayments}); r.Summary.Source != want {
			t.Errorf("source %+v", r.Summary.Source)
		}
		if len(r.Problems) != 0 || !slices.Equal(r.Codes(), []string{bill.NoteNet}) { // 500 - 3 is not 490
			t.Errorf("%v %v", r.Problems, r.Codes())
		}
	}
}

// TestZMRefusals: what is no transaction refuses its row and no other.
func TestZMRefusals(t *testing.T) {
	rows := zmRows()
	bad := func(change func(*zmRow)) zmRow {
		z := rows[0]
		change(&z)
		return z
	}
	data := zmBill(t, "", rows[0],
		bad(func(z *zmRow) { z.kind = "99" }),
		bad(func(z *zmRow) { z.fee = "X000000000060" }),
		bad(func(z *zmRow) { z.amount = "0000000100.0" }),
		bad(func(z *zmRow) { z.query = "" }),
		bad(func(z *zmRow) { z.query = "999999171000000000018" }),
		bad(func(z *zmRow) { z.sent = "1340100000" }),
	)
	data = append(data, "S2200010000"...)
	r := readAll(t, data, bill.Options{})
	var codes []string
	for _, p := range r.Problems {
		codes = append(codes, fmt.Sprint(p.Line, p.Code))
	}
	want := []string{"2" + pos.CodeType, "3" + bill.CodeAmount, "4" + bill.CodeAmount, "5" + bill.CodeMissing, "6" + bill.CodeDate, "7" + bill.CodeDate, "8" + bill.CodeMissing}
	if !slices.Equal(codes, want) || len(r.Entries) != 1 {
		t.Errorf("refused %v\nwant %v", codes, want)
	}
}

// A bill of several merchants has a part for each.
func TestZMMerchants(t *testing.T) {
	rows := zmRows()
	rows[1].merchant = "700000000000002"
	doc, err := bill.Open(t.Context(), billtest.File("f", zmBill(t, "", rows...)), bill.Options{}, pos.Unfolders()...)
	if err != nil {
		t.Fatal(err)
	}
	defer doc.Close()
	var names []string
	for _, v := range doc.Views() {
		names = append(names, fmt.Sprint(v.Name, len(v.Head)))
	}
	if want := []string{shopMerchant + "3", "7000000000000022"}; !slices.Equal(names, want) {
		t.Errorf("parts %v", names)
	}
}

// TestZMSample reads the bill that is at hand.
func TestZMSample(t *testing.T) {
	data, err := os.ReadFile(billtest.SampleDir + "/_transcribed/unionpay_acp/SYNTHETIC_INN26091700ZM_700000000000001")
	if err != nil {
		t.Skip("no samples here")
	}
	r := readAll(t, data, bill.Options{})
	r.Check(t, "1 payment paid at=2026-09-17T10:00:00+08:00 order=ORDER1 txn=202609170000000000001 gross=10000 amount=10000 fee=60 memo=消费 method=借记卡 card=1234")
	if len(r.Codes()) != 0 || len(r.Problems) != 0 {
		t.Error(r.Codes(), r.Problems)
	}
}

func FuzzZM(f *testing.F) {
	f.Add(zmBill(f, "", zmRows()...))
	f.Add(zmBill(f, " ", zmRows()...))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, e := range readAll(t, data, bill.Options{}).Entries {
			if e.Day == 0 || e.Ident == 0 || e.Line == 0 {
				t.Errorf("half an entry: %+v", e)
			}
		}
	})
}
