package reconcile

import "zhangfang/app/book"

// stood tells whether the run before tells what became of a row.
func (w *work) stood(i int32) bool {
	if len(w.standing) == 0 {
		return false
	}
	_, known := w.standing[w.rows[i].ID]
	return known
}

// swallows tells whether a pass without a common number has found a match for rows
// of which the run before knows better. Part of a book does not hold all that
// decides them: they are there so that others are not taken for alone. None of
// the rows takes part in the passes that follow.
func (w *work) swallows(rows ...[]int32) bool {
	found := false
	for _, side := range rows {
		for _, i := range side {
			found = found || w.stood(i)
		}
	}
	if !found {
		return false
	}
	for _, side := range rows {
		for _, i := range side {
			if w.taken[i] = true; !w.stood(i) {
				w.done[i] = true
			}
		}
	}
	return true
}

// stand ends the passes on sales for the rows that the run before knows of: what
// it explained is no longer there to be explained.
func (w *work) stand() {
	if len(w.standing) == 0 {
		return
	}
	payments := make(map[book.EntryID]int32, len(w.standing))
	for i := range w.rows {
		payments[w.rows[i].ID] = int32(i)
	}
	for i := range w.rows {
		s, known := w.standing[w.rows[i].ID]
		if !known || w.done[i] {
			continue
		}
		w.taken[i], w.done[i] = true, !s.Left
		w.paidBy[i] = 0
		if p, loaded := payments[s.Payment]; loaded && s.Payment != 0 {
			w.paidBy[i] = p + 1
		}
	}
}

// free tells whether a row is still to be decided by the passes without a common
// number.
func (w *work) free(i int) bool { return !w.done[i] && !w.taken[i] }
