// Package alipay reads the bills of Alipay merchants: 业务明细, the trades, and
// 账务明细, what moved in the account. Both are GB18030 text between lines that
// begin with '#', which state the account, the period and the totals.
// Layout: formats.md 2.
package alipay

import (
	"regexp"
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format { return []bill.Format{trade(), ledger()} }

// frame is what stands around the rows of a bill, the same for both.
type frame struct {
	sum    *bill.Summary
	closed bool // the line 明细列表结束 was there
	totals []total
}

// total is a line of the footer: how many rows of one kind, and their sum.
type total struct {
	name  string // as the footer calls it
	count int
	sum   book.Minor
	found bool
	seen  struct {
		count int
		sum   book.Minor
	}
}

func begin(b bill.Beginning, totals ...string) *frame {
	b.Summary.Source.Account = bill.Account(b.Preamble)
	if p, ok := bill.Period(b.Preamble); ok {
		b.Summary.Covers.Period = p
	}
	f := &frame{sum: b.Summary}
	for _, name := range totals {
		f.totals = append(f.totals, total{name: name})
	}
	return f
}

// add counts a row towards a total.
func (f *frame) add(i int, amount book.Minor) {
	f.totals[i].seen.count++
	f.totals[i].seen.sum += amount
}

// footLine is "#交易合计：6笔，商家实收共0.06元，...".
var footLine = regexp.MustCompile(`^#?(.+合计)[:：]\s*(\d+)笔[,，][^,，]*共([-0-9.,]+)元`)

// Foot takes the lines that begin with '#', and what follows them.
func (f *frame) Foot(cells []string, _ int) bool {
	line := strings.TrimSpace(cells[0])
	if !strings.HasPrefix(line, "#") {
		return false
	}
	f.closed = f.closed || strings.Contains(line, "列表结束")
	m := footLine.FindStringSubmatch(strings.Join(cells, ","))
	if m == nil {
		return true
	}
	for i := range f.totals {
		if t := &f.totals[i]; t.name == m[1] {
			t.count, _ = strconv.Atoi(m[2])
			t.sum, _, t.found = bill.ParseAmount(m[3], book.CNY)
		}
	}
	return true
}

// End compares the totals with the rows, or says that the footer is missing.
func (f *frame) End(s *bill.Summary) {
	complete := f.closed
	for _, t := range f.totals {
		if !t.found {
			complete = complete && t.seen.count == 0 // a day without any may have no totals
			continue
		}
		// Files disagree on the sign of refunds and payments out, never on size.
		if t.count != t.seen.count || t.sum.Abs() != t.seen.sum.Abs() {
			s.Notes = append(s.Notes, bill.FooterNote(t.name,
				strconv.Itoa(t.count)+" / "+book.Money{Minor: t.sum, Currency: book.CNY}.Plain(),
				strconv.Itoa(t.seen.count)+" / "+book.Money{Minor: t.seen.sum, Currency: book.CNY}.Plain()))
		}
	}
	if !complete {
		s.Incomplete = &book.Problem{Code: bill.CodeIncomplete}
	}
}
