package reconcile

import "zhangfang/app/book"

// What Enter takes without a tick, and what counts as a tie.
const (
	leastArmed = 0.5  // score of a row of the same amount that is not suggested
	tie        = 0.05 // a lead below this says nothing
)

// current is the selected candidate; nil for none.
func (p *Presenter) current() *Candidate {
	if a := &p.across; a.cursor >= 0 && a.cursor < len(a.cands) {
		return &a.cands[a.cursor]
	}
	return nil
}

// armed tells whether Enter may put together what stands side by side. What the
// owner ticked across always may. Without a tick only what the engine suggests,
// or a likely row of the very amount that no other row comes near: Enter goes on
// to the next row, and who holds it down must not link what nobody looked at.
func (p *Presenter) armed() bool {
	if len(p.across.ticks) > 0 || p.proposesAlone() {
		return true
	}
	c := p.current()
	switch {
	case c == nil || len(p.ticks) > 0:
		return false
	case c.Suggested && c.grouped() && p.alike(c) > 1:
		d, known := p.difference(p.groupOf(c)) // as many here as there, whichever is whose
		return known && d.Minor == 0
	case c.Suggested:
		return true
	}
	return !c.Differs && c.score >= leastArmed && p.rivals(c, func(*Candidate) bool { return true }) < 2
}

// alike is how many rows cannot be told apart: those suggested together because of
// it, or those of one amount whose scores come too near to tell; 1 where there is
// no doubt. Rows of other amounts are told apart by these, however unlikely all are.
func (p *Presenter) alike(c *Candidate) int {
	if c.grouped() {
		if c.indistinct || p.filter.leg == book.LegSales && !c.Differs {
			return max(len(c.left), len(c.right))
		}
		return 1
	}
	return p.rivals(c, func(o *Candidate) bool {
		return o.Value == c.Value && o.Currency == c.Currency && o.SameNumber == c.SameNumber
	})
}

// rivals is how many of the candidates that count come as near as a tie to one of the
// first, itself among them; 1 where it is not the first.
func (p *Presenter) rivals(c *Candidate, counts func(*Candidate) bool) int {
	n := 1
	for i := range p.across.cands {
		if o := &p.across.cands[i]; o.ID == c.ID {
			continue
		} else if o.score-c.score >= tie {
			return 1
		} else if c.score-o.score < tie && counts(o) {
			n++
		}
	}
	return n
}

// second is the best score among the other candidates; false without others.
func (p *Presenter) second(c *Candidate) (best float64, found bool) {
	for i := range p.across.cands {
		if o := &p.across.cands[i]; o.ID != c.ID && !(c.grouped() && o.Suggested) && (o.score > best || !found) {
			best, found = o.score, true
		}
	}
	return best, found
}
