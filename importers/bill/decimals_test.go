package bill_test

import (
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

func TestDecimals(t *testing.T) {
	tests := []struct {
		amounts string
		comma   bool
		code    string
	}{
		{"1.234,56", true, ""},
		{"1,234.56", false, ""},
		{"-12,5", true, ""},
		{"12.5", false, ""},
		{"1.234.567", true, ""},
		{"1,234,567", false, ""},
		{"0,125", true, ""},
		{"1234,567", true, ""},
		{"-,50", true, ""},
		{"7", false, ""},
		{"", false, ""},
		{"1.234", false, bill.CodeDecimals},
		{"-1,234 7", false, bill.CodeDecimals},
		{"+12,345", false, bill.CodeDecimals},
		{"1.234 12,50", true, ""},
		{"1.234 12.50", false, ""},
		{"1,50 2,50 3.50", true, ""},
		{"1,50 2.50", false, ""},
		{"1.2.3,4,5 x", false, ""},
		{"1.234,567.8", false, ""},
	}
	for _, tt := range tests {
		var d bill.Decimals
		for _, s := range strings.Fields(tt.amounts) {
			d.Look(s)
		}
		comma, p := d.Comma()
		if comma != tt.comma || (p == nil) != (tt.code == "") || p != nil && (p.Code != tt.code || p.Args[0] == "") {
			t.Errorf("%s: comma %v, %v", tt.amounts, comma, p)
		}
	}
}

func TestCommaAmount(t *testing.T) {
	for text, want := range map[string]book.Minor{"1.234,56": 123456, "-1.234.567,5": -123456750, "12": 1200, "1.234": 123400, "€ 7,10": 710, "-": 0} {
		r := mover("EUR")
		r.Cells[0] = text
		if got := r.CommaAmount(0); got != want || r.Problem != nil {
			t.Errorf("%s: %d %v", text, got, r.Problem)
		}
	}
	for _, text := range []string{"1,234.56", "12.50", "1.23,4", "x"} {
		r := mover("EUR")
		r.Cells[0] = text
		if r.CommaAmount(0); r.Problem == nil || r.Problem.Code != bill.CodeAmount {
			t.Errorf("%s is read", text)
		}
	}
}
