package reconcile

import (
	"strings"

	"zhangfang/app/book"
)

// nearKeyWindow is how far apart in time rows with damaged numbers may lie, in seconds.
const nearKeyWindow = 2 * daySeconds

// nearKeyPass offers leftovers of equal amount and near time whose numbers are
// nearly the same: cut off, prefixed, or with two characters swapped. Two numbers
// that differ otherwise are two sales, however alike the rest.
func (w *work) nearKeyPass() {
	items := w.pool(func(r *book.Row, _ book.Side) (book.Minor, bool) { return r.Amount, len(r.Key) >= minNearKey })
	w.clusters(items, nearKeyWindow, w.nearNumbers, func(left, right []int32) {
		if len(left) != 1 || len(right) != 1 {
			return
		}
		l, r := left[0], right[0]
		w.suggest(book.RuleAmountTime, 0.8, left, right, append(w.pairFacts(l, r), fact("near_number", w.rows[l].Key, w.rows[r].Key))...)
		w.flush()
	})
}

func (w *work) nearNumbers(l, r int32) bool {
	a, b := &w.rows[l], &w.rows[r]
	return isRefund(a) == isRefund(b) && a.Currency == b.Currency && nearKeys(a.Key, b.Key) && w.compatible(a, b) && w.allowed(l, r)
}

// minNearKey is the shortest number that can be near to another.
const minNearKey = 8

// nearKeys tells whether two different numbers are one, damaged.
func nearKeys(a, b string) bool {
	if len(a) < minNearKey || len(b) < minNearKey || a == b {
		return false
	}
	if len(a) == len(b) {
		return swapped(a, b)
	}
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// swapped tells whether two texts of equal length differ by two neighbours that
// changed places. One wrong digit is no sign: numbers given in sequence differ by
// as much.
func swapped(a, b string) bool {
	for i := range len(a) {
		if a[i] != b[i] {
			return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}
