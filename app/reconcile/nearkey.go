package reconcile

import (
	"strings"

	"zhangfang/app/book"
)

// nearKeyPass offers leftovers of equal amount and near time whose numbers are
// nearly the same: cut off, prefixed, or with two characters swapped.
func (w *work) nearKeyPass() {
	for _, kind := range []func(*book.Row) bool{func(r *book.Row) bool { return !isRefund(r) }, isRefund} {
		pool := w.keylessPool(kind)
		for _, c := range w.components(pool, 2*86400) {
			if w.ended {
				return
			}
			for _, l := range c.left {
				r, one := only(c.right, func(r int32) bool {
					return !w.done[r] && w.allowed(l, r) && w.compatible(&w.rows[l], &w.rows[r]) && nearKeys(w.rows[l].Key, w.rows[r].Key)
				})
				if one {
					w.suggest(book.RuleAmountTime, 0.8, []int32{l}, []int32{r},
						append(w.pairFacts(l, r), fact("near_number", w.rows[l].Key, w.rows[r].Key))...)
				}
			}
			w.flush()
		}
	}
}

// minNearKey is the shortest number that can be near to another.
const minNearKey = 8

// nearKeys tells whether two different numbers are one, damaged.
func nearKeys(a, b string) bool {
	if len(a) < minNearKey || len(b) < minNearKey || a == b {
		return false
	}
	if strings.Contains(a, b) || strings.Contains(b, a) {
		return true
	}
	return swapped(a, b)
}

// swapped tells whether two texts differ by two neighbours that changed places.
// One wrong digit is no sign: numbers given in sequence differ by as much.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] {
			return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}
