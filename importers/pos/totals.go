package pos

import (
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// totals checks the sums under the columns of amounts. Acquirers add up a refund
// that they write as plus either way, so either sum will do. Sheets of several
// currencies are not checked.
type totals struct {
	columns [3]column // paid, cost, left
	money   book.Currency
	mixed   bool
}

// column is a column of amounts with its sums.
type column struct {
	at      int // among the cells; -1: there is none
	digits  int // of the unit it is in: 2 for yuan, 0 for fen
	stated  book.Minor
	found   bool       // stated is there
	written book.Minor // sum as the rows stand
	signed  book.Minor // sum with refunds as minus
}

func newTotals(h *bill.Header) totals {
	var t totals
	for i, f := range [...]bill.Field{amount, fee, net} {
		t.columns[i].at = -1
		if h.Has(f) {
			t.columns[i].at, t.columns[i].digits = slices.Index(h.Cells, h.Name(f)), 2
			if strings.HasSuffix(bill.Name(h.Name(f)), "(分)") {
				t.columns[i].digits = 0
			}
		}
	}
	return t
}

// add counts a row as it is written.
func (t *totals) add(e *bill.Entry, s amounts) {
	t.mixed = t.mixed || t.money != "" && t.money != e.Currency
	t.money = e.Currency
	for i, v := range [...]book.Minor{s.paid, s.cost, s.left} {
		c := &t.columns[i]
		c.written += v
		if e.Kind == book.KindRefund {
			v = -v.Abs()
		}
		c.signed += v
	}
}

// foot takes the record of the totals; those of a page are none.
func (t *totals) foot(cells []string) {
	if _, first := bill.Filled(cells); strings.Contains(first, "页") || strings.Contains(first, "小计") {
		return
	}
	for i := range t.columns {
		c := &t.columns[i]
		if c.at < 0 || c.at >= len(cells) {
			continue
		}
		s := strings.ReplaceAll(strings.Trim(cells[c.at], " \t\""), ",", "")
		if v, exact, ok := bill.ParseFixed(s, c.digits); ok && exact {
			c.stated, c.found = book.Minor(v), true
		}
	}
}

// end notes the sums that the rows do not add up to.
func (t *totals) end(s *bill.Summary) {
	for _, c := range t.columns {
		if c.found && !t.mixed && c.stated != c.written && c.stated != c.signed {
			s.Notes = append(s.Notes, bill.FooterNote(s.Columns[c.at], bill.Decimal(int64(c.stated), 2), bill.Decimal(int64(c.written), 2)))
		}
	}
}
