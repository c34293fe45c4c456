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

// arrive shares a decision's credits among what its rows are owed, in order. What
// was written off is owed no more.
func (w *payouts) arrive(c *claim, of map[int32]*owed) {
	var came book.Minor
	var on book.Day
	for _, r := range c.right {
		came += w.rows[r].Amount
		on = max(on, w.rows[r].Day)
	}
	var parts []*owed
	nets := map[*owed]book.Minor{}
	for _, l := range c.left {
		o := of[l]
		if o == nil {
			continue
		}
		if !slices.Contains(parts, o) {
			parts = append(parts, o)
		}
		nets[o] += net(book.LegPayouts, &w.rows[l])
	}
	for k, o := range parts {
		if c.rule == book.RuleWriteOff {
			o.Net -= nets[o] // nothing more is expected of it, and nothing came
			continue
		}
		owes := nets[o]
		if last := k == len(parts)-1; last && came > owes {
			owes = min(came, o.Net) // rows of the day that came later may be in it
			if owes < came {
				w.linkedDiffers(o, c.right[0], owes, came) // what is over stays in sight
			}
		}
		share := min(owes, came)
		if share < owes {
			w.linkedDiffers(o, c.right[0], owes, share)
		}
		came -= share
		o.Arrived += share
		o.ArrivedOn = max(o.ArrivedOn, on, o.Day)
	}
}

// linkedDiffers raises that a person linked a payout with other money than it owes.
func (w *payouts) linkedDiffers(o *owed, credit int32, owes, came book.Minor) {
	o.differs = append(o.differs, w.shortException(o, credit, owes, came, fact("linked_by_hand")))
}
