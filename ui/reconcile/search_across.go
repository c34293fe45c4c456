package reconcile

import (
	"context"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/review"
)

// Bounds of the search for the beginning of an amount, which no index knows.
const (
	maxScanned = 20_000
	scanStep   = 500
)

// foundAcross is the open rows across that hold a text, or whose amount begins
// with it: any of them may be linked by hand, however unlikely.
func (p *Presenter) foundAcross(ctx context.Context, f filter, row Row, text string) ([]Candidate, error) {
	q := book.EntryQuery{Leg: f.leg, Side: f.lead.Other(), Text: text, Order: book.Order{By: "time"}}
	ids, err := p.deps.Review.EntryIDs(ctx, q)
	if err != nil {
		return nil, err
	}
	lines, err := p.deps.Review.EntryLines(ctx, ids[:min(len(ids), maxFound)])
	if err != nil {
		return nil, err
	}
	if digits, ok := amountStart(text); ok && len(lines) < maxFound {
		q.Text = ""
		if lines, err = p.addAmounts(ctx, q, digits, lines); err != nil {
			return nil, err
		}
	}
	cands := make([]Candidate, len(lines))
	for i := range lines {
		diff := comparable(f.leg, &lines[i]) - row.Value
		c := review.Candidate{EntryLine: lines[i], Difference: book.Money{Minor: diff, Currency: lines[i].Currency}}
		cands[i] = makeCandidate(p.deps.Text, f.leg, row, &c)
		cands[i].Score, cands[i].score = "", 0
	}
	return cands, nil
}

// amountStart is a text as the beginning of a plain amount; false where it is none.
func amountStart(text string) (string, bool) {
	s := strings.NewReplacer(",", "", "¥", "", "￥", "", " ", "").Replace(text)
	s = strings.TrimLeft(s, "+-")
	return s, s != "" && strings.Trim(s, "0123456789.") == "" && s[0] != '.'
}

// addAmounts adds the rows of a query whose amount begins with digits.
func (p *Presenter) addAmounts(ctx context.Context, q book.EntryQuery, digits string, lines []book.EntryLine) ([]book.EntryLine, error) {
	ids, err := p.deps.Review.EntryIDs(ctx, q)
	if err != nil {
		return nil, err
	}
	for part := range slices.Chunk(ids[:min(len(ids), maxScanned)], scanStep) {
		more, err := p.deps.Review.EntryLines(ctx, part)
		if err != nil {
			return nil, err
		}
		for i := range more {
			l := &more[i]
			same := func(x book.EntryLine) bool { return x.ID == l.ID }
			plain := book.Money{Minor: comparable(q.Leg, l).Abs(), Currency: l.Currency}.Plain()
			if !strings.HasPrefix(plain, digits) || slices.ContainsFunc(lines, same) {
				continue
			}
			if lines = append(lines, *l); len(lines) == maxFound {
				return lines, nil
			}
		}
	}
	return lines, nil
}
