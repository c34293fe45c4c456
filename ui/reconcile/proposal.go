package reconcile

import (
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

// proposal is what Enter would put together.
type proposal struct {
	lead, across []Row
	group        bool // as the engine suggests it; some rows may not be loaded
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
	out := proposal{group: true, leadIDs: c.left, acrossIDs: c.right}
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
	d, err := other.Add(lead.Neg())
	return d, ok1 && ok2 && err == nil
}

func (p *Presenter) candidate(id book.EntryID) *Candidate {
	for i := range p.across.cands {
		if p.across.cands[i].ID == id {
			return &p.across.cands[i]
		}
	}
	return nil
}

// Between is what stands between the panes.
type Between struct {
	Difference string
	Even       bool // nothing is left over
	Certainty  Chip
	Ahead      string // of the second best
	Running    string // how many rows and how much on each side
}

// Between tells the difference and the certainty of what Enter would put together.
func (p *Presenter) Between() Between {
	b := Between{Difference: "–"}
	if p.across.match != nil {
		return p.matchedBetween()
	}
	x, ok := p.propose()
	if len(x.lead) == 0 {
		return b
	}
	t := p.deps.Text
	if d, known := p.difference(x); ok && known {
		b.Difference, b.Even = kit.Signed(d.Minor, d.Currency), d.Minor == 0
	}
	b.Running = t.T("reconcile.running", p.sideSum(x.lead, len(x.leadIDs)), p.sideSum(x.across, len(x.acrossIDs)), b.Difference)
	if !ok {
		return b
	}
	if len(p.ticks)+len(p.across.ticks) > 0 {
		b.Certainty = Chip{t.T("reconcile.by_hand"), kit.ToneNeutral}
		return b
	}
	c := &p.across.cands[p.across.cursor]
	if c.Score == "" {
		b.Certainty = Chip{t.T("reconcile.by_hand"), kit.ToneNeutral}
		return b
	}
	b.Certainty = Chip{t.T("reconcile.certainty", percent(c.score)), scoreTone(c.score)}
	if lead, ok := p.aheadOf(c); ok {
		b.Ahead = t.T("reconcile.ahead", lead)
	}
	return b
}

// matchedBetween tells what an explained row and its match leave over.
func (p *Presenter) matchedBetween() Between {
	m := p.across.match
	b := Between{Difference: "–", Certainty: Chip{p.deps.Text.T("mstate." + matchState(m.State)), kit.ToneMatched}}
	lead, ok1 := sum(append([]Row{p.across.lead}, m.Mates...))
	other, ok2 := sum(m.Members)
	whole := len(m.Members) > 0 && len(m.Members)+len(m.Mates)+1 >= len(m.match.Left)+len(m.match.Right)
	if d, err := other.Add(lead.Neg()); ok1 && ok2 && whole && err == nil {
		b.Difference, b.Even = kit.Signed(d.Minor, d.Currency), d.Minor == 0
	}
	return b
}

func (p *Presenter) sideSum(rows []Row, n int) string {
	s := p.deps.Text.Count("reconcile.rows", n, kit.Number(n))
	if m, ok := sum(rows); ok && n > 0 && len(rows) == n {
		s += " " + m.String()
	}
	return s
}

func (p *Presenter) aheadOf(c *Candidate) (string, bool) {
	best, found := 0.0, false
	for i := range p.across.cands {
		if o := &p.across.cands[i]; o.ID != c.ID && (o.score > best || !found) {
			best, found = o.score, true
		}
	}
	if !found || best > c.score {
		return "", false
	}
	return strings.TrimPrefix(formatScore(c.score-best), "-"), true
}

func scoreTone(score float64) kit.Tone {
	switch {
	case score >= 0.9:
		return kit.ToneMatched
	case score >= 0.5:
		return kit.ToneSuggestion
	}
	return kit.ToneNeutral
}
