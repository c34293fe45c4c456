package reconcile

// keyPass groups the rows by order number and solves each group by itself. What
// a group cannot explain is left to the passes after it.
func (w *work) keyPass() {
	next := w.groupByKey()
	seen := make([]bool, len(w.rows))
	var g group
	for i := range w.rows {
		r := &w.rows[i]
		if w.ended {
			return
		}
		if w.done[i] || r.Key == "" || seen[i] {
			continue
		}
		g.reset()
		for j := int32(i); j >= 0; j = next[j] {
			if w.rows[j].Currency != r.Currency {
				continue // a group of its own
			}
			seen[j] = true
			g.add(w, j)
		}
		w.solve(&g)
		w.flush()
	}
}

// groupByKey chains the undecided rows of an order number through their indices:
// of each row the next one of its number, -1 for none. A map of slices would cost
// an allocation a number.
func (w *work) groupByKey() (next []int32) {
	first := make(map[string]int32, len(w.rows)/2)
	next = make([]int32, len(w.rows))
	for i := len(w.rows) - 1; i >= 0; i-- { // backwards, so that chains run forwards
		next[i] = -1
		if key := w.rows[i].Key; key != "" && !w.done[i] {
			if n, ok := first[key]; ok {
				next[i] = n
			}
			first[key] = int32(i)
		}
	}
	return next
}
