package bill

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhangfang/app/book"
)

// whole tells whether a record that begins as totals and remarks do is a row all
// the same: an order #1001, a payee 合计装饰公司. It has its date in the column of
// dates, and an amount further on; behind a # the date is enough.
func (w *walk) whole(cells []string) bool {
	first := slices.IndexFunc(cells, func(c string) bool { return clean(c) != "" })
	word := clean(cells[first])
	if word[0] != '#' && word[0] < utf8.RuneSelf && !englishTotal(word) || !Totals(cells) {
		return false // nearly every row
	}
	day := w.dated(cells)
	if day < 0 {
		return false
	}
	if word[0] == '#' {
		return true
	}
	for i := first + 1; i < len(cells); i++ {
		if _, _, ok := ParseAmount(clean(cells[i]), book.CNY); ok && i != day {
			return true
		}
	}
	return false
}

// dated is the column in which a record has a date, -1 where it has none. Where a
// table does not name its columns of dates, one that it needs may be it, but a bare
// number there is an amount.
func (w *walk) dated(cells []string) int {
	h := w.rec.Header
	for f := range w.t.Columns {
		c := h.at[f]
		if c < 0 || c >= len(cells) {
			continue
		}
		text := clean(cells[c])
		named := slices.Contains(w.t.Dates, Field(f))
		if !named && (len(w.t.Dates) > 0 || !w.t.Columns[f].Need || !strings.ContainsAny(text, "-/年")) {
			continue
		}
		if _, ok := parseCivil(text, w.rec.order, w.rec.since1904); ok {
			return c
		}
		if _, _, ok := yearLast(text); ok {
			return c
		}
	}
	return -1
}
