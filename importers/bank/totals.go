package bank

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// totals checks what a statement says above or below its rows about their number
// and sums, in and out. Statements of several currencies are not checked.
type totals struct {
	stated [3]total // in, out, both
	found  [3]total
	money  book.Currency
	mixed  bool
}

// total is a number of rows and their sum; the flags tell what is stated.
type total struct {
	name     string
	count    int
	sum      book.Minor
	hasCount bool
	hasSum   bool
}

// The sides of totals.
const (
	in = iota
	out
	both
)

// totalWords begin the records of totals that bill.Totals does not know.
var totalWords = []string{"汇总", "借方", "贷方", "收入合计", "支出合计", "收入总", "支出总"}

func isTotal(cells []string) bool {
	for _, c := range cells {
		c = strings.Trim(c, " \t\"'")
		switch {
		case c == "":
			continue
		case c[0] < utf8.RuneSelf:
			return false // nearly every row: it begins with a number or a date
		}
		return bill.Begins(c, totalWords)
	}
	return false
}

var (
	countOf = regexp.MustCompile(`^(\d{1,9})(?:\.0)?\s*笔?$|(\d{1,9})\s*笔`)
	sumOf   = regexp.MustCompile(`[-+]?\d[\d,]*\.\d{1,2}`)
)

// read takes the totals of a record such as 借方发生总笔数|11| or
// # 收入合计: 3 笔, 共 120.00 元. What it does not understand it leaves.
func (t *totals) read(cells []string) {
	for i := range cells {
		name, value := fact(cells, i)
		side, ok := sideOf(name)
		if !ok || value == "" {
			continue
		}
		s := &t.stated[side]
		if m := countOf.FindStringSubmatch(value); m != nil && (strings.Contains(name, "笔") || strings.Contains(value, "笔")) {
			s.count, s.hasCount = atoi(m[1]+m[2]), true
			s.name = name
		}
		if m := sumOf.FindString(value); m != "" && !strings.Contains(name, "笔数") {
			if v, exact, ok := bill.ParseAmount(m, book.CNY); ok && exact {
				s.sum, s.hasSum = v.Abs(), true
				s.name = name
			}
		}
	}
}

// sideOf tells of which rows a name states a total.
func sideOf(name string) (side int, ok bool) {
	if !strings.Contains(name, "总") && !strings.Contains(name, "合计") && !strings.Contains(name, "笔数") {
		return 0, false
	}
	switch {
	case strings.Contains(name, "页"):
		return 0, false
	case strings.HasPrefix(name, "总笔数"):
		return both, true
	case strings.Contains(name, "贷方"), strings.Contains(name, "收入"):
		return in, !strings.Contains(name, "支出")
	case strings.Contains(name, "借方"), strings.Contains(name, "支出"):
		return out, true
	}
	return 0, false
}

func atoi(digits string) int {
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}

// add counts a row.
func (t *totals) add(amount book.Minor, c book.Currency) {
	side := in
	if amount < 0 {
		side = out
	}
	t.mixed = t.mixed || t.money != "" && t.money != c
	t.money = c
	t.found[side].count++
	t.found[side].sum += amount.Abs()
	t.found[both].count++
}

// end notes the totals that the rows do not add up to.
func (t *totals) end(s *bill.Summary) {
	if t.mixed {
		return
	}
	for side := range t.stated {
		stated, found := t.stated[side], t.found[side]
		if stated.hasCount && stated.count != found.count {
			s.Notes = append(s.Notes, bill.FooterNote(stated.name, bill.Decimal(int64(stated.count), 0), bill.Decimal(int64(found.count), 0)))
		}
		if stated.hasSum && stated.sum != found.sum {
			s.Notes = append(s.Notes, bill.FooterNote(stated.name, bill.Decimal(int64(stated.sum), 2), bill.Decimal(int64(found.sum), 2)))
		}
	}
}
