package review

import (
	"context"
	"slices"

	"zhangfang/app/book"
)

// Suggestion is a match of both sides that the engine suggests, with its rows.
type Suggestion struct {
	book.Match
	LeftLines, RightLines []book.EntryLine
}

// Suggestions lists what is suggested for some rows of a leg, in their order, each
// once. A day's net is one row. Rows of one side that only cancel each other are no
// such suggestion.
func (s *Service) Suggestions(ctx context.Context, leg book.Leg, ids []book.EntryID) ([]Suggestion, error) {
	reasons, err := s.OpenReasons(ctx, leg, ids)
	if err != nil {
		return nil, err
	}
	var out []Suggestion
	var rows []book.EntryID
	seen := map[book.EntryID]bool{}
	for _, id := range ids {
		if why, open := reasons[id]; !open || why != book.OpenSuggested || seen[id] {
			continue
		}
		m, err := s.suggestion(ctx, leg, id)
		if err != nil {
			return nil, err
		}
		if m == nil || len(m.Left) == 0 || len(m.Right) == 0 {
			continue
		}
		members := slices.Concat(m.Left, m.Right)
		for _, member := range members {
			seen[member] = true
		}
		rows = append(rows, members...)
		out = append(out, Suggestion{Match: *m})
	}
	lines, err := s.EntryLines(ctx, rows)
	if err != nil {
		return nil, err
	}
	byID := make(map[book.EntryID]book.EntryLine, len(lines))
	for _, l := range lines {
		byID[l.ID] = l
	}
	for i := range out {
		out[i].LeftLines, out[i].RightLines = linesOf(byID, out[i].Left), linesOf(byID, out[i].Right)
	}
	return out, nil
}

func linesOf(byID map[book.EntryID]book.EntryLine, ids []book.EntryID) []book.EntryLine {
	var out []book.EntryLine
	for _, id := range ids {
		if l, ok := byID[id]; ok {
			out = append(out, l)
		}
	}
	return out
}

// AcceptAll records that suggested matches are right, in one act that one undo takes
// back, and matches again what that touches. Where one of them is no longer
// suggested as it was, none is accepted. Problems "nothing_picked", "book_changed".
func (s *Service) AcceptAll(ctx context.Context, matches []book.Match, note string) ([]book.Decision, error) {
	if len(matches) == 0 {
		return nil, &book.Problem{Code: "nothing_picked"}
	}
	act := make([]book.Decision, len(matches))
	for i := range matches {
		d := &act[i]
		*d = book.Decision{Action: book.Confirm, Leg: matches[i].Leg, Note: note}
		var err error
		if d.Left, d.Right, err = s.expandBoth(ctx, matches[i].Left, matches[i].Right); err != nil {
			return nil, err
		}
		m, err := s.suggests(ctx, d)
		if err != nil {
			return nil, err
		}
		if m == nil {
			return nil, &book.Problem{Code: "book_changed"}
		}
		d.Score = m.Score
	}
	done, err := s.record(ctx, act)
	if err != nil {
		return nil, err
	}
	return done, s.follow(ctx, done)
}
