package reconcile

import (
	"context"
	"fmt"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/review"
)

// Redo does again what was undone last, unless something was decided since.
func (d *desk) Redo(ctx context.Context) (book.Decision, error) {
	n := len(d.undone)
	if n == 0 {
		return book.Decision{}, &book.Problem{Code: "no_redo"}
	}
	x := d.undone[n-1]
	d.undone = d.undone[:n-1]
	rest := d.undone
	defer func() { d.undone = rest }()
	switch x.Action {
	case book.Confirm:
		return d.Accept(ctx, x.Leg, x.Left, x.Right, x.Note)
	case book.Decline:
		return d.Decline(ctx, x.Leg, x.Left, x.Right)
	}
	return d.decide(x)
}

func (d *desk) AcceptPart(ctx context.Context, leg book.Leg, left, right []book.EntryID, note string, until book.Day) (book.Decision, error) {
	x, err := d.Accept(ctx, leg, left, right, note)
	d.calls = append(d.calls, fmt.Sprintf("part %v %v %q %d", left, right, note, until))
	return x, err
}

// Suggestions offers orders 2 and 5 for the payments of their amounts, and order 1,
// by another rule, for a payment that is larger.
func (d *desk) Suggestions(_ context.Context, leg book.Leg, ids []book.EntryID) ([]review.Suggestion, error) {
	var out []review.Suggestion
	for _, s := range []book.Match{
		{Leg: leg, Rule: book.RuleAmountTime, State: book.MatchSuggested, Left: []book.EntryID{2}, Right: []book.EntryID{101}},
		{Leg: leg, Rule: book.RuleAmountTime, State: book.MatchSuggested, Left: []book.EntryID{5}, Right: []book.EntryID{102}},
		{Leg: leg, Rule: book.RuleSum, State: book.MatchSuggested, Left: []book.EntryID{1}, Right: []book.EntryID{104}},
	} {
		if slices.Contains(ids, s.Left[0]) && !d.counts(s.Left[0]) {
			out = append(out, review.Suggestion{Match: s, LeftLines: []book.EntryLine{d.line(s.Left[0])}, RightLines: []book.EntryLine{d.line(s.Right[0])}})
		}
	}
	return out, d.err
}

func (d *desk) AcceptAll(ctx context.Context, matches []book.Match, note string) (done []book.Decision, _ error) {
	for _, m := range matches {
		x, err := d.Accept(ctx, m.Leg, m.Left, m.Right, note)
		if err != nil {
			return nil, err
		}
		done = append(done, x)
	}
	return done, nil
}

func (d *desk) PutOff(_ context.Context, leg book.Leg, left, right []book.EntryID, until book.Day, note string) (book.Decision, error) {
	return d.decide(book.Decision{Action: book.Later, Leg: leg, Left: left, Right: right, Note: note, Work: book.Work{Until: until}})
}

func (d *desk) PutOffRows(_ context.Context, leg book.Leg) (map[book.EntryID]book.Decision, error) {
	out := map[book.EntryID]book.Decision{}
	for _, x := range d.log {
		if x.Action == book.Later && x.Leg == leg {
			for _, id := range slices.Concat(x.Left, x.Right) {
				out[id] = x
			}
		}
	}
	return out, d.err
}
