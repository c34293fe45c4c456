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
				later := slices.DeleteFunc(slices.Clone(o.rows), func(i int32) bool { return claimed[i] })
				w.open(book.Left, book.OpenInTransit, later...)
			}
		}
		w.flush()
	}
}

// arrive shares a decision's credits among what its rows are owed, in order. What
// was written off counts as there: nothing more is expected.
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
		share := nets[o]
		if len(c.right) > 0 && c.rule != book.RuleWriteOff {
			if share = min(share, came); k == len(parts)-1 {
				share = came
			}
			came -= share
		}
		o.Arrived += share
		o.ArrivedOn = max(o.ArrivedOn, on, o.Day)
	}
}
