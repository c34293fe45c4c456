package reconcile

import (
	"context"
	"strings"

	"zhangfang/app/book"
)

// suggestedAlone is the suggestion that an open row is in with rows of its own side
// only, such as a payment and its void; nil where there is none.
func (p *Presenter) suggestedAlone(ctx context.Context, f filter, row Row) (*MatchView, error) {
	m, err := p.deps.Review.MatchOf(ctx, f.leg, row.ID)
	if err != nil || m == nil || m.State != book.MatchSuggested || len(m.Left) > 0 && len(m.Right) > 0 {
		return nil, err
	}
	return p.matchView(ctx, f, row)
}

// whyAlone says what the rows of one side have to do with each other, and what
// accepting that does.
func (p *Presenter) whyAlone() string {
	return p.aloneText() + p.deps.Text.T("reconcile.alone_note") + p.faultText()
}

// aloneText is rule and evidence of a suggestion without the other side: the note
// under which its rows are set aside.
func (p *Presenter) aloneText() string {
	t, m := p.deps.Text, p.across.alone
	return strings.Join(append([]string{m.Rule}, m.Evidence...), t.T("reconcile.and")) + t.T("reconcile.stop")
}

// proposesAlone tells whether Enter would set rows of one side aside together.
func (p *Presenter) proposesAlone() bool {
	a := &p.across
	return a.alone != nil && a.cursor < 0 && len(p.ticks) == 0 && len(a.ticks) == 0
}

// aloneRows is the rows that are suggested without the other side.
func (p *Presenter) aloneRows() proposal {
	a := &p.across
	rows := append([]Row{a.lead}, a.alone.Mates...)
	return proposal{group: true, lead: rows, leadIDs: unique(append(append([]book.EntryID{}, a.alone.match.Left...), a.alone.match.Right...))}
}

// acceptAlone sets the rows aside as the suggestion says: nothing across explains
// them, so they are written off together, with the evidence as the note.
func (p *Presenter) acceptAlone() {
	x := p.aloneRows()
	leg, note := p.filter.leg, p.aloneText()
	if kept := p.notes[p.across.lead.ID]; kept != "" {
		note += kept
	}
	left, right := p.sides(x.leadIDs, nil)
	p.decide(func(ctx context.Context) (book.Decision, error) {
		return p.deps.Review.WriteOff(ctx, leg, left, right, note)
	}, p.deps.Text.T("reconcile.did_alone"), x.leadIDs)
}
