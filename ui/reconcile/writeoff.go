package reconcile

import (
	"context"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// off is the rows that a write-off is about: those of the leading pane that are
// ticked, else the selected one, and the ticked ones across.
func (p *Presenter) off() (lead, other []Row) {
	for _, r := range p.ticks {
		lead = append(lead, r)
	}
	if len(lead) == 0 {
		lead = []Row{p.across.lead}
	}
	for i := range p.across.cands {
		if c := &p.across.cands[i]; p.across.ticks[c.ID] {
			other = append(other, c.Row)
		}
	}
	return lead, other
}

// AskWriteOff tells what writing the rows off would cost, and the owner's limit,
// in a sentence; where that is too much it says what can be done instead.
func (p *Presenter) AskWriteOff(ask func(message string)) {
	if !p.Can().WriteOff {
		return
	}
	sums, err := p.offSums()
	if err != nil {
		p.fail(err)
		return
	}
	var limit book.Minor
	about := p.across.lead.ID
	p.deps.Run(context.Background(), func(ctx context.Context) error {
		s, err := p.deps.Review.Settings(ctx)
		limit = s.WriteOffLimit
		return err
	}, func(err error) {
		if err != nil {
			p.fail(err)
			return
		}
		if p.busy || p.across.lead.ID != about {
			return // a key was faster: it would ask about another row
		}
		var told []string
		for _, m := range sums {
			most := book.Money{Minor: limit, Currency: m.Currency}
			if m.Minor > limit {
				p.deps.Toast(words.ProblemText(p.deps.Text, &book.Problem{Code: "write_off_limit", Args: []string{m.String(), most.String()}}), "", nil)
				return
			}
			told = append(told, p.deps.Text.T("reconcile.write_off_sum", m.String(), most.String()))
		}
		ask(strings.Join(append(told, p.deps.Text.T("reconcile.write_off_text")), ""))
	})
}

// offSums is what the rows to be written off differ by, without a sign, by currency.
func (p *Presenter) offSums() (sums []book.Money, err error) {
	add := func(r *Row, amount book.Money) error {
		i := slices.IndexFunc(sums, func(m book.Money) bool { return m.Currency == r.Currency })
		if i < 0 {
			sums = append(sums, amount)
			return nil
		}
		sums[i], err = sums[i].Add(amount)
		return err
	}
	lead, other := p.off()
	for i := range lead {
		if err := add(&lead[i], lead[i].billed()); err != nil {
			return nil, err
		}
	}
	for i := range other {
		if err := add(&other[i], other[i].billed().Neg()); err != nil {
			return nil, err
		}
	}
	for i := range sums {
		sums[i].Minor = sums[i].Minor.Abs()
	}
	return sums, nil
}

// billed is what a write-off of the row is measured by: the amount before the fee.
func (r *Row) billed() book.Money {
	m := book.Money{Currency: r.Currency}
	if r.line != nil {
		m.Minor = r.line.Amount
	}
	return m
}

// OffNote is the first answer to why rows are written off: the note that waits for the
// decision on the row, else what was said last.
func (p *Presenter) OffNote() string {
	if note := p.NoteText(); note != "" {
		return note
	}
	return p.saidOff
}

// WriteOff is done with the rows of the leading pane, and the ticked ones across,
// with a note that says why. It says what is wrong, "" for nothing.
func (p *Presenter) WriteOff(note string) (fault string) {
	note = strings.TrimSpace(note)
	switch {
	case note == "":
		return words.ProblemText(p.deps.Text, &book.Problem{Code: "note_missing"})
	case !p.Can().WriteOff:
		return ""
	}
	p.saidOff = note
	rows, others := p.off()
	lead, other := idsOf(rows), idsOf(others)
	if kept := p.notes[p.across.lead.ID]; kept != "" && !strings.Contains(note, kept) {
		note += p.deps.Text.T("reconcile.and") + kept
	}
	leg, gone := p.filter.leg, lead
	left, right := p.sides(unique(lead), unique(other))
	p.decide(func(ctx context.Context) (book.Decision, error) {
		return p.deps.Review.WriteOff(ctx, leg, left, right, note)
	}, p.deps.Text.T("reconcile.did_write_off"), gone)
	return ""
}
