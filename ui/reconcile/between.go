package reconcile

import (
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Between is what stands between the panes.
type Between struct {
	Difference string
	Even       bool // nothing is left over
	Certainty  Chip
	Ahead      string    // of the second best
	Alike      string    // in its place: how many cannot be told apart
	Hint       string    // what to do before Enter will accept
	Sums       [2]string // how many rows and how much on each side; "" of a plain pair
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
	if p.proposesAlone() {
		return p.aloneBetween(x)
	}
	if len(p.ticks) > 0 && len(p.across.ticks) == 0 { // what is only looked at is no part of a sum
		x.across, x.acrossIDs = nil, nil
	}
	if d, known := p.difference(x); ok && known {
		b.Difference, b.Even = words.Signed(d.Minor, d.Currency), d.Minor == 0
	}
	byHand := len(p.ticks)+len(p.across.ticks) > 0
	if byHand || len(x.leadIDs)+len(x.acrossIDs) > 2 {
		b.Sums = [2]string{
			t.T("reconcile.sum_left", p.sideSum(x.lead, len(x.leadIDs))),
			t.T("reconcile.sum_right", p.sideSum(x.across, len(x.acrossIDs))),
		}
	}
	if !ok {
		return b
	}
	if !p.armed() {
		b.Hint = t.T("reconcile.tick_first")
	}
	c := p.current()
	if byHand || c == nil || c.Score == "" {
		b.Certainty = Chip{t.T("reconcile.by_hand"), draw.ToneNeutral}
		return b
	}
	if n := p.alike(c); n > 1 {
		b.Alike = t.Count("reconcile.alike", n)
		return b
	}
	b.Certainty = Chip{t.T("reconcile.certainty", percent(c.score)), scoreTone(c.score)}
	if best, found := p.second(c); found && best <= c.score {
		b.Ahead = t.T("reconcile.ahead", formatScore(c.score-best))
	}
	return b
}

// aloneBetween tells what rows of one side leave over between themselves.
func (p *Presenter) aloneBetween(x proposal) Between {
	b := Between{Difference: "–"}
	if m, ok := sum(x.lead); ok && len(x.lead) == len(x.leadIDs) {
		b.Difference, b.Even = words.Signed(m.Minor, m.Currency), m.Minor == 0
	}
	score := p.across.alone.match.Score
	b.Certainty = Chip{p.deps.Text.T("reconcile.certainty", percent(score)), scoreTone(score)}
	return b
}

// matchedBetween tells what an explained row and its match leave over.
func (p *Presenter) matchedBetween() Between {
	m := p.across.match
	b := Between{Difference: "–", Certainty: Chip{p.deps.Text.T("mstate." + matchState(m.State)), draw.ToneMatched}}
	lead, ok1 := sum(append([]Row{p.across.lead}, m.Mates...))
	other, ok2 := sum(m.Members)
	whole := len(m.Members) > 0 && len(m.Members)+len(m.Mates)+1 >= len(m.match.Left)+len(m.match.Right)
	if d, err := less(other, lead, hasFact(m.match.Evidence, "signs_opposite")); ok1 && ok2 && whole && err == nil {
		b.Difference, b.Even = words.Signed(d.Minor, d.Currency), d.Minor == 0
	}
	return b
}

func (p *Presenter) sideSum(rows []Row, n int) string {
	s := p.deps.Text.Count("reconcile.rows", n, words.Number(n))
	if m, ok := sum(rows); ok && n > 0 && len(rows) == n {
		s += " " + m.String()
	}
	return s
}

func scoreTone(score float64) draw.Tone {
	switch {
	case score >= 0.9:
		return draw.ToneMatched
	case score >= 0.5:
		return draw.ToneSuggestion
	}
	return draw.ToneNeutral
}
