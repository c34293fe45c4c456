package reconcile

import (
	"cmp"
	"maps"
	"slices"

	"zhangfang/app/book"
)

// linkedPart is the rows of one net that a decision names.
type linkedPart struct {
	*owed
	rest *owed // what of the net no decision names; nil where they name all
}

// linked takes what people linked or wrote off. What no decision names of a net,
// also what joined it later, stays owed.
func (w *payouts) linked() {
	claims := w.claims()
	if len(claims) == 0 {
		return
	}
	parts := w.linkedParts(claims)
	for i := range claims {
		w.arrive(&claims[i], parts[i])
		w.claim(&claims[i])
		for _, p := range parts[i] {
			w.linkedSettled(p)
		}
		w.flush()
	}
}

// linkedParts takes the rows of each decision out of the nets that they are in.
func (w *payouts) linkedParts(claims []claim) [][]linkedPart {
	by := map[int32]int{}
	for i := range claims {
		for _, l := range claims[i].left {
			by[l] = i
		}
	}
	parts := make([][]linkedPart, len(claims))
	for _, o := range w.owed {
		rows, named := map[int][]int32{}, 0
		for _, r := range o.rows {
			if i, ok := by[r]; ok {
				rows[i] = append(rows[i], r)
				named++
			}
		}
		var rest *owed
		if named < len(o.rows) {
			rest = o
		}
		for _, i := range slices.Sorted(maps.Keys(rows)) {
			p := o
			if len(rows[i]) < len(o.rows) {
				p = w.part(o, rows[i])
			}
			parts[i] = append(parts[i], linkedPart{p, rest})
		}
	}
	return parts
}

// linkedSettled closes a part, and what is left of its net where that is in the
// money that was linked.
func (w *payouts) linkedSettled(p linkedPart) {
	if p.beyond {
		p.closed = true // no settlement can tell its net
		return
	}
	w.settlement(p.owed)
	if p.rest != nil && !p.rest.closed && p.rest.ArrivedOn != 0 {
		w.open(book.Left, book.OpenInTransit, p.rest.rows...)
		w.settlement(p.rest)
	}
}

// arrive shares a decision's credits among what its rows are owed, each in its own
// currency: what takes from the money first, then day by day. What was written off
// is owed no more; what was linked with money of another currency alone is paid.
func (w *payouts) arrive(c *claim, parts []linkedPart) {
	if c.rule == book.RuleWriteOff {
		for _, p := range parts {
			p.Net = 0 // nothing more is expected of it, and nothing came
		}
		return
	}
	parts = slices.SortedStableFunc(slices.Values(parts), func(a, b linkedPart) int { return cmp.Compare(min(a.Net, 0), min(b.Net, 0)) })
	came, on := w.cameBy(c.right)
	left := map[book.Currency]int{} // parts that share a currency's money yet
	for _, p := range parts {
		left[p.Currency]++
	}
	for _, p := range parts {
		left[p.Currency]--
		share := p.Net
		if money, same := came[p.Currency]; same {
			share = w.share(p, c, money, left[p.Currency] == 0)
			came[p.Currency] = money - share
		} else if len(parts) == 1 && len(c.right) == 1 {
			w.linkedForeign(p.owed, c.right[0])
		}
		p.Arrived, p.ArrivedOn = share, max(on, p.Day)
	}
}

// cameBy sums credits by currency, as far as a sum is in range, and tells the last
// of their days.
func (w *payouts) cameBy(credits []int32) (came map[book.Currency]book.Minor, on book.Day) {
	came = map[book.Currency]book.Minor{}
	for _, r := range credits {
		on = max(on, w.rows[r].Day)
		if total, err := came[w.rows[r].Currency].Add(w.rows[r].Amount); err == nil {
			came[w.rows[r].Currency] = total
		}
	}
	return came, on
}

// share is how much of the money that came is for a part. What it lacks stays in
// sight, and so does what is over after the last, but where that is just the rest
// of the net: a row that came later is in it.
func (w *payouts) share(p linkedPart, c *claim, came book.Minor, last bool) book.Minor {
	over := came - p.Net
	switch {
	case over == 0, over > 0 && !last:
	case over > 0 && p.rest.isJust(over) && w.allAllowed(p.rest.rows, c.right):
		_, on := w.cameBy(c.right)
		p.rest.Arrived, p.rest.ArrivedOn = over, max(on, p.Day)
	default:
		p.differs = append(p.differs, w.shortException(p.owed, c.right[0], p.Net, came, fact("linked_by_hand")))
	}
	return min(p.Net, came)
}

// isJust tells whether something open is owed, and of exactly an amount.
func (o *owed) isJust(amount book.Minor) bool {
	return o != nil && !o.closed && !o.beyond && o.ArrivedOn == 0 && o.Net == amount
}
