// Package wechat reads the bills of WeChat Pay merchants: the trade bill (ALL,
// SUCCESS or REFUND, with the columns of today and those before 免充值券) and the
// fund flow bill. Every cell of a row begins with a backtick, and two lines of
// totals end the file. Layout: formats.md 4.
package wechat

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format { return []bill.Format{trade(), fundFlow()} }

// feeDecimals is how finely WeChat states fees.
const feeDecimals = 5

// footer reads the two lines of totals: their names, then their values.
type footer struct {
	first  string // the first name, which tells the line from a row
	names  []string
	values []string
}

// Foot takes the two lines of totals.
func (f *footer) Foot(cells []string, _ int) bool {
	switch {
	case f.names == nil && strings.Contains(cells[0], f.first):
		for _, c := range cells {
			f.names = append(f.names, bill.Name(c))
		}
		return true
	case f.names != nil && f.values == nil:
		f.values = append(f.values, cells...)
		return true
	}
	return false
}

// check compares a total with what the rows add up to, in units of
// 10^-decimals. A total that the file does not state is not compared.
func (f *footer) check(s *bill.Summary, name string, sum int64, decimals int) {
	for i, n := range f.names {
		if n != name || i >= len(f.values) {
			continue
		}
		text := strings.Trim(f.values[i], "` \t")
		if v, exact, ok := bill.ParseFixed(text, decimals); !ok || !exact || v != sum {
			s.Notes = append(s.Notes, bill.FooterNote(name, text, bill.Decimal(sum, decimals)))
		}
		return
	}
}

func (f *footer) end(s *bill.Summary) {
	if f.values == nil {
		s.Incomplete = &book.Problem{Code: bill.CodeIncomplete}
	}
}

// fit puts cells together again that a comma in free text has split: what does
// not begin with a backtick goes on from the cell before it.
func fit(cells []string) []string {
	out := make([]string, 0, len(cells))
	for _, c := range cells {
		if len(out) > 0 && !strings.HasPrefix(c, "`") && strings.HasPrefix(out[0], "`") {
			out[len(out)-1] += "," + c
			continue
		}
		out = append(out, c)
	}
	return out
}
