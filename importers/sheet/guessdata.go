package sheet

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// fromData finds what no name tells by what stands in the columns.
func fromData(p *book.Profile, data [][]string) {
	find := func(f book.ProfileField, least float64, is func(string) bool) {
		for i, name := range p.Columns {
			if cells := column(data, i); p.Fields[f] == "" && !taken(p, name) && len(cells) > 0 && share(cells, is) >= least {
				p.Fields[f] = name
			}
		}
	}
	find(book.FieldDate, 0.9, isDate)
	find(book.FieldDate, 1, isDigits)
	byBalance(p, data)
	if p.Fields[book.FieldIn] == "" || p.Fields[book.FieldOut] == "" {
		find(book.FieldAmount, 0.9, isMoney)
	}
	if p.Fields[book.FieldAmount] != "" {
		find(book.FieldDirection, 0.5, isDirection)
	}
	if !p.Headless {
		return // a name that says nothing says that the column is something else
	}
	find(book.FieldTime, 0.9, isClock)
	find(book.FieldAmount, 0.9, isAmount)
	numbers(p, data)
	longest(p, data)
}

func taken(p *book.Profile, name string) bool {
	for _, c := range p.Fields {
		if c == name {
			return true
		}
	}
	return name == ""
}

// numbers takes a column of numbers that are all different for those of the
// transactions.
func numbers(p *book.Profile, data [][]string) {
	const least = 8
	for i, name := range p.Columns {
		cells := column(data, i)
		seen := map[string]bool{}
		for _, c := range cells {
			seen[c] = true
		}
		number := func(s string) bool {
			return len(s) >= least && strings.ContainsAny(s, "0123456789") && !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf || r == ' ' || r == '.' })
		}
		if p.Fields[book.FieldTxnNo] == "" && !taken(p, name) && len(cells) > 1 && len(seen) == len(cells) && share(cells, number) == 1 && !isTime(cells[0]) {
			p.Fields[book.FieldTxnNo] = name
		}
	}
}

// longest takes the column with the longest texts for what a row is about.
func longest(p *book.Profile, data [][]string) {
	best := 0
	for i, name := range p.Columns {
		if taken(p, name) && p.Fields[book.FieldMemo] != name {
			continue
		}
		n := 0
		for _, c := range column(data, i) {
			n += utf8.RuneCountInString(c)
		}
		if n > best {
			best, p.Fields[book.FieldMemo] = n, name
		}
	}
}

// amounts are the amounts of a column by row, in minor units; nil where it has
// anything else or nothing, and 0 for an empty cell.
func amounts(data [][]string, i int) []book.Minor {
	out, filled := make([]book.Minor, len(data)), false
	for k, cells := range data {
		if i >= len(cells) || strings.TrimSpace(cells[i]) == "" {
			continue
		}
		s := strings.TrimSpace(cells[i])
		m, _, ok := bill.ParseAmount(s, book.CNY)
		if onlyComma(s) {
			m, _, ok = bill.ParseAmount(commaToPoint(s), book.CNY)
		}
		if !ok {
			return nil
		}
		out[k], filled = m, true
	}
	if !filled {
		return nil
	}
	return out
}

// byBalance finds the balance: the column whose every step is the amount of its row,
// or money in less money out, going down the sheet or up. It tells which of two
// columns is which, whatever their names.
func byBalance(p *book.Profile, data [][]string) {
	const (
		least = 4  // rows; fewer may be chance
		most  = 16 // columns of amounts that are looked at; each is compared with every two others
	)
	rows := slices.DeleteFunc(slices.Clone(data), func(cells []string) bool { n, _ := bill.Filled(cells); return n < 2 || bill.Totals(cells) })
	if len(rows) < least {
		return
	}
	cols, filled := make([][]book.Minor, len(p.Columns)), 0
	for i, name := range p.Columns {
		if name != "" && name != p.Fields[book.FieldDate] && name != p.Fields[book.FieldTime] && filled < most {
			if cols[i] = amounts(rows, i); cols[i] != nil {
				filled++
			}
		}
	}
	for b, balance := range cols {
		if at := p.Fields[book.FieldBalance]; balance == nil || at != "" && at != p.Columns[b] {
			continue
		}
		for _, step := range [][]book.Minor{steps(balance, -1), steps(balance, 1)} {
			if explained(p, cols, b, step) {
				p.Fields[book.FieldBalance] = p.Columns[b]
				return
			}
		}
	}
}

// steps are the changes of a balance from the row before (-1) or after (1); none of
// them is 0 where it is a balance, but that of the row at the edge, which nothing
// tells.
func steps(balance []book.Minor, from int) []book.Minor {
	out := make([]book.Minor, len(balance))
	for i := range balance {
		if k := i + from; k >= 0 && k < len(balance) {
			out[i] = balance[i] - balance[k]
		}
	}
	return out
}

// explained finds the column, or the two, that make the steps of a balance.
func explained(p *book.Profile, cols [][]book.Minor, b int, step []book.Minor) bool {
	same := func(f func(i int) book.Minor) bool {
		n := 0
		for i, s := range step {
			if s == 0 {
				continue
			}
			if n++; f(i) != s {
				return false
			}
		}
		return n >= len(step)/2 && n > 2
	}
	for x, in := range cols {
		if x == b || in == nil {
			continue
		}
		if same(func(i int) book.Minor { return in[i] }) {
			set(p, book.FieldAmount, x, book.FieldIn, book.FieldOut, book.FieldDirection)
			return true
		}
		for y, out := range cols {
			if y != x && y != b && out != nil && same(func(i int) book.Minor { return in[i] - out[i].Abs() }) {
				set(p, book.FieldIn, x, book.FieldAmount, book.FieldDirection)
				set(p, book.FieldOut, y)
				return true
			}
		}
	}
	return false
}

// set maps a column to a field alone, and forgets the guesses that it replaces.
func set(p *book.Profile, f book.ProfileField, column int, instead ...book.ProfileField) {
	for other, name := range p.Fields {
		if name == p.Columns[column] {
			delete(p.Fields, other)
		}
	}
	for _, other := range instead {
		delete(p.Fields, other)
	}
	p.Fields[f] = p.Columns[column]
}

// isDigits tells a date without separators, as 20251031.
func isDigits(s string) bool { return len(s) == 8 && isTime(s) }

// isClock tells a time of day.
func isClock(s string) bool {
	_, ok := bill.ParseTime("2025-01-01 " + s)
	return ok && strings.Contains(s, ":")
}
