package reconcile

import (
	"slices"
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// AcrossState is all that the other pane shows.
type AcrossState struct {
	Title      string
	Subtitle   string
	Loading    bool
	Err        error
	Candidates []Candidate
	Cursor     int
	Match      *MatchView
	Alone      *MatchView // suggested without the other side
	Standing   Chip       // what the row waits for, where that is no decision
	Empty      string     // what to say where there is nothing
	Why        string     // why the selected candidate, in sentences
	Sources    string     // file and line of both rows
	Searching  bool
}

// Across is what the other pane shows now.
func (p *Presenter) Across() AcrossState {
	t, a := p.deps.Text, &p.across
	s := AcrossState{
		Title: p.sideName(p.filter.lead.Other()), Loading: a.loading, Err: a.err,
		Cursor: a.cursor, Match: a.match, Alone: a.alone, Searching: a.text != "",
	}
	if !a.loading {
		s.Standing = p.standing()
	}
	for i, c := range a.cands {
		c.Ticked, c.Current = a.ticks[c.ID], i == a.cursor
		if c.Suggested && !c.several && p.severalFit() {
			c.Chips = slices.Insert(slices.Clone(c.Chips), 1, Chip{t.T("reconcile.several"), draw.ToneSuggestion})
		}
		s.Candidates = append(s.Candidates, c)
	}
	switch {
	case a.loading || a.err != nil:
	case a.match != nil:
		s.Subtitle = t.T("reconcile.is_matched")
		s.Why, s.Sources = p.whyMatched(), p.sourcesOf(a.match.Members)
	case a.lead.ID == 0:
		s.Empty = t.T("reconcile.pick_row")
	case a.lead.Matched:
		s.Empty = t.T("reconcile.match_gone")
	case a.alone != nil && a.cursor < 0:
		s.Subtitle = t.T("reconcile.alone")
		s.Why, s.Sources = p.whyAlone(), p.sourcesOf(a.alone.Mates)
	case len(a.cands) == 0 && a.text != "":
		s.Empty = t.T("reconcile.none_found")
	case len(a.cands) == 0:
		s.Empty = p.nothingAcross()
		s.Why, s.Sources = p.faultText(), a.lead.Source
	default:
		s.Subtitle = t.T("reconcile.ranked")
		if a.text != "" {
			s.Subtitle = t.T("reconcile.searched")
		}
		s.Why, s.Sources = p.why(&a.cands[a.cursor]), p.sourcesOf([]Row{a.cands[a.cursor].Row})
	}
	return s
}

// why puts the evidence of a candidate in sentences, and says what kept it from
// being matched by itself.
func (p *Presenter) why(c *Candidate) string {
	t := p.deps.Text
	parts := c.Why
	if len(parts) == 0 {
		for _, chip := range c.Chips {
			if chip.Tone != draw.ToneNeutral && chip.Text != t.T("mstate.suggested") {
				parts = append(parts, chip.Text)
			}
		}
	}
	s := strings.Join(parts, t.T("reconcile.and"))
	if n := p.equals(c); n > 0 && !c.Differs {
		s += t.T("reconcile.stop") + t.Count("reconcile.equals", n)
	}
	s += t.T("reconcile.stop")
	if c.grouped() {
		s += t.T("reconcile.group_note", strconv.Itoa(len(c.left)), strconv.Itoa(len(c.right)))
	}
	return s + p.faultText()
}

// equals counts the other candidates of the same amount.
func (p *Presenter) equals(c *Candidate) int {
	n := 0
	for i := range p.across.cands {
		if o := &p.across.cands[i]; o.ID != c.ID && !o.Differs {
			n++
		}
	}
	return n
}

// faultText says that the row is listed as an exception, and which note waits.
func (p *Presenter) faultText() string {
	t, s := p.deps.Text, p.classText()
	if x := p.faults.of(p.across.lead); x != nil {
		s += t.T("reconcile.listed", words.ExceptionName(t, x.Type))
		if p.severalFit() {
			s += strings.Join(factTexts(t, x.Evidence, x.Currency), t.T("reconcile.and")) + t.T("reconcile.stop")
		}
		if x.Note != "" {
			s += t.T("reconcile.noted", x.Note)
		}
	}
	if note := p.notes[p.across.lead.ID]; note != "" {
		s += t.T("reconcile.noted", note)
	}
	return s
}

// severalFit tells whether the selected row is listed because several ways explain it.
func (p *Presenter) severalFit() bool {
	x := p.faults.of(p.across.lead)
	return x != nil && hasFact(x.Evidence, "several_fit")
}

// classText says what the selected bank line is and whose word that is; "" where
// nothing is known of it.
func (p *Presenter) classText() string {
	if by := p.across.lead.ClassBy; by != "" {
		return by + p.deps.Text.T("reconcile.stop")
	}
	return ""
}

func (p *Presenter) whyMatched() string {
	t, m := p.deps.Text, p.across.match
	s := m.Rule
	for _, f := range m.Evidence {
		s += t.T("reconcile.and") + f
	}
	if m.State != book.MatchConfirmed && m.match.Score > 0 {
		s += t.T("reconcile.and") + t.T("reconcile.certainty", percent(m.match.Score))
	}
	s += t.T("reconcile.stop")
	if n := len(m.Mates); n > 0 {
		s += t.Count("reconcile.mates", n)
	}
	return s
}

func (p *Presenter) sourcesOf(rows []Row) string {
	var parts []string
	for _, r := range rows[:min(len(rows), 2)] {
		if r.Source != "" {
			parts = append(parts, r.Source)
		}
	}
	if own := p.across.lead.Source; own != "" {
		parts = append(parts, own)
	}
	if len(parts) == 0 {
		return ""
	}
	return p.deps.Text.T("reconcile.sources", strings.Join(parts, " · "))
}

func formatScore(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }
