package bill

import (
	"strings"

	"zhangfang/app/book"
)

// MoveTotals checks the totals that some statements have under their two columns
// of money in and money out. Sheets of several currencies are not checked.
type MoveTotals struct {
	at     [2]int // columns of in and out, -1 where there are none
	stated [2]book.Minor
	found  bool
	sum    [2]book.Minor
}

// NewMoveTotals checks the columns of a Move.
func NewMoveTotals(h *Header, m Move) *MoveTotals {
	t := &MoveTotals{at: [2]int{-1, -1}}
	if h.Has(m.In) && h.Has(m.Out) {
		t.at = [2]int{h.at[m.In], h.at[m.Out]}
	}
	return t
}

// Add counts a row.
func (t *MoveTotals) Add(amount book.Minor) {
	side := 0
	if amount < 0 {
		side = 1
	}
	t.sum[side] += amount.Abs()
}

// Foot takes the record of a total, once; page totals are none.
func (t *MoveTotals) Foot(cells []string) {
	_, first := Filled(cells)
	if t.found || t.at[0] < 0 || !strings.Contains(first, "合计") && !strings.Contains(first, "总计") ||
		strings.Contains(first, "页") {
		return
	}
	for side, at := range t.at {
		if at >= len(cells) {
			return
		}
		m, _, ok := ParseAmount(clean(cells[at]), book.CNY)
		if !ok {
			return
		}
		t.stated[side] = m.Abs()
	}
	t.found = true
}

// End notes a total that the rows do not add up to.
func (t *MoveTotals) End(s *Summary) {
	if !t.found || s.Currency != book.CNY {
		return
	}
	for side, at := range t.at {
		if t.stated[side] != t.sum[side] {
			s.Notes = append(s.Notes, FooterNote(s.Columns[at], Decimal(int64(t.stated[side]), 2), Decimal(int64(t.sum[side]), 2)))
		}
	}
}
