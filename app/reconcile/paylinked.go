package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// linked takes what people linked or wrote off. A net of which some rows were
// decided is settled by that decision; rows that joined it later are in transit.
func (w *payouts) linked() {
	claims := w.claims()
	if len(claims) == 0 {
		return
	}
	of := map[int32]*owed{}
	for _, o := range w.owed {
		for _, i := range o.rows {
			of[i] = o
		}
	}
	claimed := map[int32]bool{}
	for i := range claims {
		w.arrive(&claims[i], of)
		for _, l := range claims[i].left {
			claimed[l] = true
		}
	}
	for i := range claims {
		c := &claims[i]
		w.claim(c)
		for _, l := range c.left {
			if o := of[l]; o != nil && !o.closed {
				w.settlement(o)
				w.out.Exceptions = append(w.out.Exceptions, o.differs...)
				later := slices.DeleteFunc(slices.Clone(o.rows), func(i int32) bool { return claimed[i] })
				w.open(book.Left, book.OpenInTransit, later...)
			}
		}
		w.flush()
	}
}

// arrive shares a decision's credits among what its rows are owed, in order and
// each in its own currency. What was written off is owed no more; what was linked
// with money of another currency alone is paid.
func (w *payouts) arrive(c *claim, of map[int32]*owed) {
	parts, nets := linkedNets(w, c, of)
	if c.rule == book.RuleWriteOff {
		for _, o := range parts {
			o.Net -= nets[o] // nothing more is expected of it, and nothing came
		}
		return
	}
	came, on := w.cameBy(c.right)
	left := map[book.Currency]int{} // parts that share a currency's money yet
	for _, o := range parts {
		left[o.Currency]++
	}
	for _, o := range parts {
		left[o.Currency]--
		share := nets[o]
		if money, same := came[o.Currency]; same {
			share = w.share(o, c, nets[o], money, left[o.Currency] == 0)
			came[o.Currency] = money - share
		} else if len(parts) == 1 && len(c.right) == 1 {
			w.linkedForeign(o, c.right[0])
		}
		o.Arrived += share
		o.ArrivedOn = max(o.ArrivedOn, on, o.Day)
	}
}

// linkedNets is what a decision's rows are owed, by what they are part of.
func linkedNets(w *payouts, c *claim, of map[int32]*owed) (parts []*owed, nets map[*owed]book.Minor) {
	nets = map[*owed]book.Minor{}
	for _, l := range c.left {
		o := of[l]
		if o == nil || o.beyond {
			continue
		}
		if !slices.Contains(parts, o) {
			parts = append(parts, o)
		}
		nets[o] += net(book.LegPayouts, &w.rows[l]) // part of a net in range
	}
	return parts, nets
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

// share is how much of the money that came is for something owed; the last takes
// what is over, and what it does not explain stays in sight.
func (w *payouts) share(o *owed, c *claim, owes, came book.Minor, last bool) book.Minor {
	if last && came > owes {
		owes = min(came, o.Net) // rows of the day that came later may be in it
		if owes < came {
			w.linkedDiffers(o, c.right[0], owes, came)
		}
	}
	share := min(owes, came)
	if share < owes {
		w.linkedDiffers(o, c.right[0], owes, share)
	}
	return share
}

// linkedDiffers raises that a person linked a payout with other money than it owes.
func (w *payouts) linkedDiffers(o *owed, credit int32, owes, came book.Minor) {
	o.differs = append(o.differs, w.shortException(o, credit, owes, came, fact("linked_by_hand")))
}
