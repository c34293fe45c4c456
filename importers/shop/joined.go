package shop

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// joined reads cells in which the amounts of several items are joined by ";".
type joined struct {
	*bill.Record
	fen *[lastColumn]bool // columns in fen
}

// Amount is a cell as an amount; several are summed.
func (j joined) Amount(f bill.Field) book.Minor {
	s := j.Text(f)
	if j.fen[f] || !strings.Contains(s, ";") {
		return j.Record.Amount(f)
	}
	all, exact, ok := j.sum(s)
	if !ok || !exact {
		j.Fail(bill.CodeAmount, f, s)
	}
	return all
}

// sum adds up amounts joined by ";".
func (j joined) sum(s string) (all book.Minor, exact, ok bool) {
	exact = true
	for more := s != ""; more; {
		var part string
		if part, s, more = strings.Cut(s, ";"); strings.TrimSpace(part) == "" {
			continue
		}
		m, whole, is := bill.ParseAmount(strings.TrimSpace(part), j.Money)
		if !is {
			return 0, false, false
		}
		var err error
		if all, err = all.Add(m); err != nil {
			return 0, false, false
		}
		exact = exact && whole
	}
	return all, exact, true
}

// summing reads amounts without refusing the row: that is for the second pass.
type summing struct {
	joined
	bad   bool // a cell that is no amount
	finer bool // an amount finer than a cent
}

// Amount is a cell as an amount.
func (s *summing) Amount(f bill.Field) book.Minor {
	if s.fen[f] {
		return s.Record.Amount(f)
	}
	all, exact, ok := s.sum(s.Plain(f))
	s.bad, s.finer = s.bad || !ok, s.finer || !exact
	return all
}

// told tells whether the row says an amount at all, and none that a stray comma
// has shifted: then it will be refused.
func (s *summing) told() bool {
	if n := len(s.Header.Cells); len(s.Cells) > n && !bill.Empty(s.Cells[n:]) {
		return false
	}
	return s.Plain(received) != "" || s.Plain(paid) != "" || s.Plain(total) != ""
}
