package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// proposal is what Enter would put together.
type proposal struct {
	lead, across []Row
	group        bool // as the engine suggests it; some rows may not be loaded
	turned       bool // one side writes money in as minus
	leadIDs      []book.EntryID
	acrossIDs    []book.EntryID
}

// propose takes the ticked rows of both panes, else the selected ones, else all
// that the selected candidate is suggested with.
func (p *Presenter) propose() (out proposal, ok bool) {
	a := &p.across
	if p.cursor < 0 || a.loading || a.err != nil || a.match != nil || a.lead.ID == 0 {
		return out, false
	}
	if p.proposesAlone() {
		return p.aloneRows(), true
	}
	for _, r := range p.ticks {
		out.lead = append(out.lead, r)
	}
	slices.SortFunc(out.lead, func(x, y Row) int { return int(x.ID - y.ID) })
	for i := range a.cands {
		if a.ticks[a.cands[i].ID] {
			out.across = append(out.across, a.cands[i].Row)
		}
	}
	if a.cursor >= 0 && len(out.lead) == 0 && len(out.across) == 0 && a.cands[a.cursor].grouped() {
		return p.groupOf(&a.cands[a.cursor]), true
	}
	if len(out.lead) == 0 {
		out.lead = []Row{a.lead}
	}
	if len(out.across) == 0 && a.cursor >= 0 {
		out.across = []Row{a.cands[a.cursor].Row}
	}
	out.leadIDs, out.acrossIDs = idsOf(out.lead), idsOf(out.across)
	return out, len(out.across) > 0
}

func (p *Presenter) groupOf(c *Candidate) proposal {
	out := proposal{group: true, turned: c.turned, leadIDs: c.left, acrossIDs: c.right}
	if p.filter.lead == book.Right {
		out.leadIDs, out.acrossIDs = c.right, c.left
	}
	for _, id := range out.leadIDs {
		if r, ok := p.across.group[id]; ok {
			out.lead = append(out.lead, r)
		}
	}
	for _, id := range out.acrossIDs {
		if r, ok := p.across.group[id]; ok {
			out.across = append(out.across, r)
		}
	}
	return out
}

func idsOf(rows []Row) []book.EntryID {
	out := make([]book.EntryID, len(rows))
	for i, r := range rows {
		out[i] = r.ID
	}
	return out
}

// difference is the other pane's sum minus the leading one's; false where it
// cannot be told: across currencies, or with rows that were not loaded.
func (p *Presenter) difference(x proposal) (book.Money, bool) {
	if len(x.lead) != len(x.leadIDs) || len(x.across) != len(x.acrossIDs) {
		return book.Money{}, false
	}
	if len(x.lead) == 1 && len(x.across) == 1 {
		if c := p.candidate(x.across[0].ID); c != nil && x.lead[0].ID == p.across.lead.ID {
			return c.difference, c.Currency == x.lead[0].Currency
		}
	}
	lead, ok1 := sum(x.lead)
	other, ok2 := sum(x.across)
	d, err := less(other, lead, x.turned)
	return d, ok1 && ok2 && err == nil
}

// less is other minus lead; where one side writes money in as minus, in the sign
// of the leading one.
func less(other, lead book.Money, turned bool) (book.Money, error) {
	if turned {
		other = other.Neg()
	}
	return other.Add(lead.Neg())
}

func (p *Presenter) candidate(id book.EntryID) *Candidate {
	for i := range p.across.cands {
		if p.across.cands[i].ID == id {
			return &p.across.cands[i]
		}
	}
	return nil
}
