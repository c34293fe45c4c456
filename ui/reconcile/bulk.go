package reconcile

import (
	"context"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/ui/kit/words"
)

// BulkRow is a suggestion in the preview of accepting many.
type BulkRow struct {
	Time       string
	Lead       string // who and how much on the leading side
	Across     string // the same across
	Difference string // "–" where it cannot be told
	Even       bool   // nothing is left over
	Why        string // rule and evidence, in a sentence
}

// bulk is the suggestions that can be accepted together.
type bulk struct {
	list  []review.Suggestion
	rows  []BulkRow // of the list
	rules []book.Rule
	rule  int    // of rules, from 1; 0: all
	on    []bool // of the list: ticked
}

// LoadBulk reads what is suggested for the rows shown and tells when that can be
// previewed, those of the selected row's rule picked. Where nothing is, it says so.
func (p *Presenter) LoadBulk(show func()) {
	if p.busy || p.phase != Ready {
		return
	}
	leg, ids, lead := p.filter.leg, p.ids[:min(len(p.ids), maxArranged)], p.across.lead.ID
	var list []review.Suggestion
	p.bulking.Do(func(ctx context.Context) (err error) {
		list, err = p.deps.Review.Suggestions(ctx, leg, ids)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.fail(err)
			return
		case len(list) == 0:
			p.deps.Toast(p.deps.Text.T("reconcile.bulk_none"), "", nil)
			return
		}
		p.bulk = p.makeBulk(list, lead)
		show()
	})
}

// makeBulk ticks the suggestions that leave nothing over: the others are to be looked
// at one by one.
func (p *Presenter) makeBulk(list []review.Suggestion, lead book.EntryID) bulk {
	b := bulk{list: list}
	for i := range list {
		s := &list[i]
		if !slices.Contains(b.rules, s.Rule) {
			b.rules = append(b.rules, s.Rule)
		}
		if slices.Contains(s.Left, lead) || slices.Contains(s.Right, lead) {
			b.rule = slices.Index(b.rules, s.Rule) + 1
		}
		row := p.bulkRow(s)
		b.rows, b.on = append(b.rows, row), append(b.on, row.Even)
	}
	return b
}

func (p *Presenter) bulkRow(s *review.Suggestion) BulkRow {
	t, leg := p.deps.Text, s.Leg
	side := func(lines []book.EntryLine) []Row {
		rows := make([]Row, len(lines))
		for i := range lines {
			rows[i] = makeRow(t, leg, &lines[i])
		}
		return rows
	}
	lead, across := side(s.LeftLines), side(s.RightLines)
	whole := len(lead) == len(s.Left) && len(across) == len(s.Right)
	if p.filter.lead == book.Right {
		lead, across = across, lead
	}
	var currency book.Currency
	for _, r := range lead {
		currency = r.Currency
	}
	out := BulkRow{Lead: p.bulkSide(lead), Across: p.bulkSide(across), Difference: "–", Why: strings.Join(append([]string{ruleText(t, &s.Match)}, factTexts(t, s.Evidence, currency)...), t.T("reconcile.and"))}
	if len(lead) > 0 {
		out.Time = lead[0].Minute
	}
	own, ok1 := sum(lead)
	other, ok2 := sum(across)
	if d, err := less(other, own, hasFact(s.Evidence, "signs_opposite")); whole && ok1 && ok2 && err == nil {
		out.Difference, out.Even = words.Signed(d.Minor, d.Currency), d.Minor == 0
	}
	return out
}

// bulkSide is a row, or how many rows, and what they add up to.
func (p *Presenter) bulkSide(rows []Row) string {
	if len(rows) == 1 {
		return rows[0].Amount + " " + rows[0].Party
	}
	return p.sideSum(rows, len(rows))
}

// BulkRules are the rules with how many suggestions each has, after all of them.
func (p *Presenter) BulkRules() (names []string, picked int) {
	t := p.deps.Text
	names = []string{t.T("reconcile.bulk_all", words.Number(len(p.bulk.list)))}
	for _, r := range p.bulk.rules {
		n := 0
		for i := range p.bulk.list {
			n += btoi(p.bulk.list[i].Rule == r)
		}
		names = append(names, t.T("reconcile.bulk_rule", words.RuleText(t, r), words.Number(n)))
	}
	return names, p.bulk.rule
}

// PickBulkRule shows the suggestions of the rule at the index of BulkRules.
func (p *Presenter) PickBulkRule(i int) { p.bulk.rule = max(min(i, len(p.bulk.rules)), 0) }

// bulkShown is the places in the list of what the picked rule shows.
func (p *Presenter) bulkShown() []int {
	var out []int
	for i := range p.bulk.list {
		if p.bulk.rule == 0 || p.bulk.list[i].Rule == p.bulk.rules[p.bulk.rule-1] {
			out = append(out, i)
		}
	}
	return out
}

// BulkRows are the suggestions of the picked rule, and the indexes of the ticked ones.
func (p *Presenter) BulkRows() (rows []BulkRow, ticked []int) {
	for n, i := range p.bulkShown() {
		rows = append(rows, p.bulk.rows[i])
		if p.bulk.on[i] {
			ticked = append(ticked, n)
		}
	}
	return rows, ticked
}

// TickBulk ticks the suggestions at the indexes of BulkRows, and no others of these.
func (p *Presenter) TickBulk(ticked []int) {
	for n, i := range p.bulkShown() {
		p.bulk.on[i] = slices.Contains(ticked, n)
	}
}

// BulkText says what accepting the ticked ones comes to, and names the button; action
// is "" where none is ticked.
func (p *Presenter) BulkText() (text, action string) {
	t := p.deps.Text
	shown, n, uneven := p.bulkShown(), 0, 0
	for _, i := range shown {
		if p.bulk.on[i] {
			n, uneven = n+1, uneven+btoi(!p.bulk.rows[i].Even)
		}
	}
	text = t.T("reconcile.bulk_text", words.Number(n), words.Number(len(shown)))
	if uneven > 0 {
		text += t.T("reconcile.bulk_uneven", words.Number(uneven))
	}
	if n > 0 {
		action = p.bulkAction(n)
	}
	return text, action
}

// bulkLen is how many suggestions there are in all.
func (p *Presenter) bulkLen() int { return len(p.bulk.list) }

// bulkAction is the word on the button for some suggestions.
func (p *Presenter) bulkAction(n int) string {
	return p.deps.Text.Count("reconcile.bulk_do", n, words.Number(n))
}

// AcceptBulk accepts the ticked suggestions of the picked rule in one act, which one
// undo takes back. While another act is under way it does nothing and tells false: the
// preview stays as it is.
func (p *Presenter) AcceptBulk() bool {
	if p.busy {
		return false
	}
	var matches []book.Match
	var gone []book.EntryID
	for _, i := range p.bulkShown() {
		if !p.bulk.on[i] {
			continue
		}
		m := p.bulk.list[i].Match
		matches = append(matches, m)
		own, _ := p.sides(m.Left, m.Right)
		gone = append(gone, own...)
	}
	p.bulk = bulk{}
	if len(matches) == 0 {
		return true
	}
	said := p.deps.Text.Count("reconcile.did_bulk", len(matches), words.Number(len(matches)))
	p.decide(func(ctx context.Context) (book.Decision, error) {
		done, err := p.deps.Review.AcceptAll(ctx, matches, "")
		if err != nil {
			return book.Decision{}, err
		}
		return done[0], nil
	}, said, gone)
	return true
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
