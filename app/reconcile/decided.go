package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// claim is a decision by which rows belong together, or are done with.
type claim struct {
	rule        book.Rule
	left, right []int32
}

// decided takes what people confirmed or wrote off out of the rows.
func (w *work) decided() {
	for _, c := range w.claims() {
		w.claim(&c)
		w.flush()
	}
}

func (w *work) claim(c *claim) {
	w.addMatch(c.rule, book.MatchConfirmed, 1, c.left, c.right, nil)
	w.settle(c.left...)
	w.settle(c.right...)
	w.claimDiffers(c)
}

// claimDiffers raises what a person linked although the amounts differ, in each
// currency by itself: the link holds, and the money that it does not explain stays
// in sight.
func (w *work) claimDiffers(c *claim) {
	if w.leg != book.LegSales || c.rule != book.RuleManual {
		return
	}
	if len(c.left) == 1 && len(c.right) == 1 && equal(&w.rows[c.left[0]], &w.rows[c.right[0]]) {
		return
	}
	for _, currency := range w.currencies(c) {
		in := func(i int32) bool { return w.rows[i].Currency == currency }
		left, _ := split(c.left, in)
		right, _ := split(c.right, in)
		owed, okL := w.sum(left)
		came, okR := w.sum(right)
		if !okL || !okR || owed == came {
			continue
		}
		var row, other int32 // the row is of the currency: the key of an exception names no other
		if len(right) > 0 {
			row, other = right[len(right)-1], c.left[0]
		} else {
			row, other = left[len(left)-1], c.right[len(c.right)-1]
		}
		w.raise(book.AmountMismatch, row, other, owed, came, fact("linked_by_hand"), fact("amount_differs", money(came-owed, currency)))
	}
}

// currencies lists those of a decision's rows, in order.
func (w *work) currencies(c *claim) []book.Currency {
	var out []book.Currency
	for _, i := range slices.Concat(c.left, c.right) {
		out = append(out, w.rows[i].Currency)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// claims lists what people confirmed or wrote off, the earlier decision first.
// Rows that are gone, or that an earlier decision has, are left out.
func (w *work) claims() []claim {
	if len(w.confirms) == 0 {
		return nil
	}
	find := w.taker()
	var out []claim
	for _, d := range w.confirms {
		c := claim{rule: book.RuleManual}
		switch left, right := find(d.Left, false), find(d.Right, false); {
		case len(left)+len(right) == 0:
			continue
		case d.Action == book.WriteOff:
			c.rule = book.RuleWriteOff
		case len(left) == 0 || len(right) == 0:
			continue // what is left of it explains nothing
		}
		c.left, c.right = find(d.Left, true), find(d.Right, true)
		out = append(out, c)
	}
	return out
}

// taker finds the rows of ids that nobody has taken yet, and takes them.
func (w *work) taker() func(ids []book.EntryID, take bool) []int32 {
	named := map[book.EntryID]int32{} // the row's index plus one; 0 while unknown or when taken
	for _, d := range w.confirms {
		for _, id := range slices.Concat(d.Left, d.Right) {
			named[id] = 0
		}
	}
	for i := range w.rows {
		if _, ok := named[w.rows[i].ID]; ok {
			named[w.rows[i].ID] = int32(i) + 1
		}
	}
	return func(ids []book.EntryID, take bool) []int32 {
		var out []int32
		for _, id := range ids {
			if i := named[id]; i > 0 {
				out = append(out, i-1)
				if take {
					named[id] = 0
				}
			}
		}
		return out
	}
}
