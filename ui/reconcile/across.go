package reconcile

import (
	"context"
	"slices"

	"zhangfang/app/book"
)

// Bounds of what is loaded for the other pane.
const (
	maxFound   = 50  // rows that a search across shows
	maxMembers = 200 // members of one match or suggestion that are shown
)

// across is the other pane: what may explain the selected row, or what does.
type across struct {
	loading bool
	err     error
	lead    Row
	cands   []Candidate
	match   *MatchView
	group   map[book.EntryID]Row // members of what is suggested together
	alone   *MatchView           // a suggestion without the other side: rows that cancel each other
	cursor  int                  // index in cands; -1: none
	ticks   map[book.EntryID]bool
	due     book.Day // of money under way; 0 where nothing is due
	text    string   // searched for across, instead of what review ranks
}

// MatchView is the match of an explained row, in words.
type MatchView struct {
	State    book.MatchState
	Rule     string
	Evidence []string
	Members  []Row // across
	Mates    []Row // on the row's own side, besides it
	match    book.Match
	decision book.DecisionID // that can be undone; 0: none
}

// loadAcross reads what belongs to the row at the cursor.
func (p *Presenter) loadAcross() {
	p.crossing.Stop()
	before, text := p.across, p.across.text
	p.across = across{cursor: -1, ticks: map[book.EntryID]bool{}, text: text}
	row, ok := p.Row(p.cursor)
	if p.cursor < 0 || !ok {
		return
	}
	if before.lead.ID != row.ID {
		p.across.text, text = "", ""
	}
	p.across.lead, p.across.loading = row, true
	a, f := p.across, p.filter
	p.crossing.Do(func(ctx context.Context) (err error) {
		if row.Open && row.Why == book.OpenInTransit {
			if a.due, _, err = p.deps.Review.DueOf(ctx, row.ID); err != nil {
				return err
			}
		}
		switch {
		case row.Matched:
			a.match, err = p.matchView(ctx, f, row)
		case text != "":
			a.cands, err = p.foundAcross(ctx, f, row, text)
		default:
			a.cands, a.group, err = p.ranked(ctx, f, row)
			if err == nil && row.Why == book.OpenSuggested {
				a.alone, err = p.suggestedAlone(ctx, f, row)
			}
		}
		return err
	}, func(err error) {
		a.loading, a.err = false, err
		if len(a.cands) > 0 && a.alone == nil {
			a.cursor = 0
		}
		if before.lead.ID == row.ID {
			a.stay(&before)
		}
		p.across = a
		p.changed(PartAcross | PartActions)
	})
}

// stay keeps selection and ticks when the same row is read again, as after a
// change made elsewhere.
func (a *across) stay(before *across) {
	selected := book.EntryID(0)
	if before.cursor >= 0 && before.cursor < len(before.cands) {
		selected = before.cands[before.cursor].ID
	}
	for i := range a.cands {
		id := a.cands[i].ID
		if id == selected {
			a.cursor = i
		}
		if before.ticks[id] {
			a.ticks[id] = true
		}
	}
}

// ranked is what review ranks for an open row, and the members of groups. Rows that
// only their day speaks for are left out; a search across finds them.
func (p *Presenter) ranked(ctx context.Context, f filter, row Row) ([]Candidate, map[book.EntryID]Row, error) {
	list, err := p.deps.Review.Candidates(ctx, f.leg, row.ID)
	if err != nil {
		return nil, nil, err
	}
	cands := make([]Candidate, 0, len(list))
	var members []book.EntryID
	for i := range list {
		c := makeCandidate(p.deps.Text, f.leg, row, &list[i])
		if c.farOff(f.leg, &row) {
			continue
		}
		if c.grouped() {
			members = append(append(members, list[i].Left...), list[i].Right...)
		}
		cands = append(cands, c)
	}
	rows, err := p.rows(ctx, f.leg, unique(members))
	group := make(map[book.EntryID]Row, len(rows))
	for _, r := range rows {
		group[r.ID] = r
	}
	return cands, group, err
}

// matchView is the match that explains a row; nil when there is none any more.
func (p *Presenter) matchView(ctx context.Context, f filter, row Row) (*MatchView, error) {
	m, err := p.deps.Review.MatchOf(ctx, f.leg, row.ID)
	if err != nil || m == nil {
		return nil, err
	}
	own, other := m.Left, m.Right
	if f.lead == book.Right {
		own, other = other, own
	}
	v := &MatchView{State: m.State, Rule: ruleText(p.deps.Text, m), Evidence: factTexts(p.deps.Text, m.Evidence, row.Currency), match: *m}
	if v.Members, err = p.rows(ctx, f.leg, other); err != nil {
		return nil, err
	}
	mates := slices.DeleteFunc(slices.Clone(own), func(id book.EntryID) bool { return id == row.ID })
	if v.Mates, err = p.rows(ctx, f.leg, mates); err != nil {
		return nil, err
	}
	if m.State == book.MatchConfirmed {
		v.decision, err = p.decisionOf(ctx, m)
	}
	return v, err
}

// decisionOf is the newest standing decision behind a confirmed match.
func (p *Presenter) decisionOf(ctx context.Context, m *book.Match) (book.DecisionID, error) {
	all, err := p.deps.Review.Decisions(ctx)
	if err != nil {
		return 0, err
	}
	var found book.DecisionID
	for _, d := range all {
		if d.Leg == m.Leg && (d.Action == book.Confirm || d.Action == book.WriteOff) &&
			overlap(d.Left, m.Left) && overlap(d.Right, m.Right) && d.ID > found {
			found = d.ID
		}
	}
	return found, nil
}

// overlap tells whether two lists share an id, or are both empty.
func overlap(a, b []book.EntryID) bool {
	if len(a) == 0 && len(b) == 0 {
		return true
	}
	return slices.ContainsFunc(a, func(id book.EntryID) bool { return slices.Contains(b, id) })
}

func (p *Presenter) rows(ctx context.Context, leg book.Leg, ids []book.EntryID) ([]Row, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	lines, err := p.deps.Review.EntryLines(ctx, ids[:min(len(ids), maxMembers)])
	if err != nil {
		return nil, err
	}
	out := make([]Row, len(lines))
	for i := range lines {
		out[i] = makeRow(p.deps.Text, leg, &lines[i])
	}
	return out, nil
}

func unique(ids []book.EntryID) []book.EntryID {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// SearchAcross looks for rows of the other side by a text; "" goes back to what
// is ranked.
func (p *Presenter) SearchAcross(text string) {
	if text != p.across.text {
		p.across.text = text
		p.loadAcross()
		p.changed(PartAcross | PartActions)
	}
}

// SelectCandidate goes to a row of the other pane; -1 goes back to what is
// suggested without one.
func (p *Presenter) SelectCandidate(i int) {
	if (i >= 0 || i == -1 && p.across.alone != nil) && i < len(p.across.cands) && i != p.across.cursor {
		p.across.cursor = i
		p.changed(PartAcross | PartActions)
	}
}

// TickCandidate ticks a row of the other pane, or takes the tick away.
func (p *Presenter) TickCandidate(i int) {
	if i < 0 || i >= len(p.across.cands) {
		return
	}
	id := p.across.cands[i].ID
	if p.across.ticks[id] {
		delete(p.across.ticks, id)
	} else {
		p.across.ticks[id] = true
	}
	p.across.cursor = i
	p.changed(PartAcross | PartActions)
}
