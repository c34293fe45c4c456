package platform

import (
	"regexp"
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// totals are the lines under a ledger that sum it up: "#收入合计：12笔，共300.00元".
type totals struct {
	needed bool // the file begins like a whole one
	any    bool
	stated map[string]total
	in     total
	out    total
	zero   int // rows that moved nothing: they count, on whichever side
}

type total struct {
	count int
	sum   book.Minor
}

func newTotals(title string, preamble [][]string) *totals {
	t := &totals{stated: map[string]total{}}
	for _, cells := range preamble {
		t.needed = t.needed || title != "" && strings.Contains(strings.Join(cells, ""), title)
	}
	return t
}

// add counts a row.
func (t *totals) add(amount book.Minor) {
	switch {
	case amount > 0:
		t.in = total{t.in.count + 1, t.in.sum + amount}
	case amount < 0:
		t.out = total{t.out.count + 1, t.out.sum - amount}
	default:
		t.zero++
	}
}

// totalLine is "#收入合计：12笔，共300.00元".
var totalLine = regexp.MustCompile(`^#?\s*(收入合计|支出合计|总计|合计)\s*[:：]\s*(\d+)\s*笔\s*[,，]?\s*共?计?\s*([-+]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*元`)

// foot takes a line that is no row.
func (t *totals) foot(cells []string) bool {
	if !bill.Totals(cells) {
		return false
	}
	m := totalLine.FindStringSubmatch(strings.TrimLeft(strings.Join(cells, ","), " \t"))
	if m == nil {
		t.any = t.any || strings.Contains(cells[0], "合计") || strings.Contains(cells[0], "总计")
		return true
	}
	t.any = true
	count, err := strconv.Atoi(m[2])
	sum, _, ok := bill.ParseAmount(m[3], book.CNY)
	if err == nil && ok {
		t.stated[m[1]] = total{count, sum}
	}
	return true
}

// end compares the totals with the rows.
func (t *totals) end(s *bill.Summary) {
	t.check(s, "收入合计", t.in)
	t.check(s, "支出合计", t.out)
	if t.needed && !t.any {
		s.Incomplete = &book.Problem{Code: bill.CodeIncomplete}
	}
}

// check compares one total. Files disagree on the sign of what went out, and rows
// that moved nothing are counted somewhere.
func (t *totals) check(s *bill.Summary, name string, found total) {
	stated, ok := t.stated[name]
	if !ok || stated.sum.Abs() == found.sum && stated.count >= found.count && stated.count <= found.count+t.zero {
		return
	}
	s.Notes = append(s.Notes, bill.FooterNote(name, stated.text(), found.text()))
}

func (t total) text() string {
	return strconv.Itoa(t.count) + " / " + book.Money{Minor: t.sum, Currency: book.CNY}.Plain()
}
