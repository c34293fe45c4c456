package picked

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// offerPass suggests what stronger passes weighed but did not count, the likeliest
// first, as far as its rows are still open.
func (w *work) offerPass() {
	slices.SortFunc(w.weak, func(a, b proposal) int {
		return cmp.Or(-cmp.Compare(a.bits, b.bits), slices.Compare(a.rows[0], b.rows[0]), slices.Compare(a.rows[1], b.rows[1]))
	})
	for i := range w.weak {
		if p := &w.weak[i]; scoreOf(p.bits) >= w.rules.suggest && w.free(p.rows) {
			w.match(p.rule, book.MatchSuggested, scoreOf(p.bits), p.rows, p.facts...)
		}
	}
	w.weak = nil
}

// free tells whether no outcome has any of the rows.
func (w *work) free(rows [2][]int32) bool {
	for side := range rows {
		for _, i := range rows[side] {
			if w.items[side][i].done {
				return false
			}
		}
	}
	return true
}
