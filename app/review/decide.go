package review

import (
	"context"
	"slices"
	"strings"

	"zhangfang/app/book"
)

// Accept records that the rows belong together and matches again what that touches.
func (s *Service) Accept(ctx context.Context, leg book.Leg, left, right []book.EntryID, note string) (book.Decision, error) {
	return s.decide(ctx, book.Decision{Action: book.Confirm, Leg: leg, Left: left, Right: right, Note: note})
}

// Decline records that the rows do not belong together; they are never offered again.
func (s *Service) Decline(ctx context.Context, leg book.Leg, left, right []book.EntryID) (book.Decision, error) {
	return s.decide(ctx, book.Decision{Action: book.Decline, Leg: leg, Left: left, Right: right})
}

// WriteOff records that the rows are done with, and why. Problems "note_missing",
// and "write_off_limit" where they are worth more than the owner allows.
func (s *Service) WriteOff(ctx context.Context, leg book.Leg, left, right []book.EntryID, note string) (book.Decision, error) {
	if strings.TrimSpace(note) == "" {
		return book.Decision{}, &book.Problem{Code: "note_missing"}
	}
	if err := s.mayWriteOff(ctx, leg, left, right); err != nil {
		return book.Decision{}, err
	}
	return s.decide(ctx, book.Decision{Action: book.WriteOff, Leg: leg, Left: left, Right: right, Note: note})
}

// Decisions lists the standing decisions, oldest first.
func (s *Service) Decisions(ctx context.Context) ([]book.Decision, error) {
	return s.book.Decisions(ctx, "")
}

// decide records a decision on rows and matches again what it touches.
func (s *Service) decide(ctx context.Context, d book.Decision) (book.Decision, error) {
	var err error
	if d.Left, d.Right, err = s.expandBoth(ctx, d.Left, d.Right); err != nil {
		return d, err
	}
	switch {
	case len(d.Left)+len(d.Right) == 0,
		d.Action == book.Confirm && (len(d.Left) == 0 || len(d.Right) == 0),
		d.Action == book.Decline && len(d.Left)+len(d.Right) < 2:
		return d, &book.Problem{Code: "nothing_picked"}
	}
	if d.Score, err = s.suggestedScore(ctx, &d); err != nil {
		return d, err
	}
	return s.act(ctx, d)
}

// act records a decision and matches again what it touches, and what it teaches.
func (s *Service) act(ctx context.Context, d book.Decision) (book.Decision, error) {
	done, err := s.record(ctx, []book.Decision{d})
	if err != nil {
		return d, err
	}
	return done[0], s.follow(ctx, done)
}

// suggestedScore is the score of the suggestion that a decision is about, from
// which thresholds are learned; 0 where the rows were picked by hand.
func (s *Service) suggestedScore(ctx context.Context, d *book.Decision) (float64, error) {
	m, err := s.suggests(ctx, d)
	if err != nil || m == nil {
		return 0, err
	}
	return m.Score, nil
}

// suggests is the suggestion that a decision is about, row by row; nil for none.
func (s *Service) suggests(ctx context.Context, d *book.Decision) (*book.Match, error) {
	if len(d.Left) == 0 || len(d.Right) == 0 {
		return nil, nil
	}
	m, err := s.book.MatchOf(ctx, d.Leg, d.Left[0])
	if err != nil || m == nil || m.State != book.MatchSuggested || !slices.Equal(m.Left, d.Left) || !slices.Equal(m.Right, d.Right) {
		return nil, err
	}
	return m, nil
}

// record writes the decisions of an act, which one undo takes back.
func (s *Service) record(ctx context.Context, act []book.Decision) ([]book.Decision, error) {
	for i := range act {
		act[i].At = s.now()
	}
	if len(act) == 1 {
		one, err := s.book.Decide(ctx, act[0])
		return []book.Decision{one}, err
	}
	return s.book.DecideAll(ctx, act)
}

// expandBoth is expand for the rows of both sides.
func (s *Service) expandBoth(ctx context.Context, left, right []book.EntryID) (l, r []book.EntryID, err error) {
	if l, err = s.expand(ctx, left); err != nil {
		return nil, nil, err
	}
	r, err = s.expand(ctx, right)
	return l, r, err
}

// expand puts the rows of a day's net in the place of the line that stands for
// them, and sorts.
func (s *Service) expand(ctx context.Context, ids []book.EntryID) ([]book.EntryID, error) {
	out := make([]book.EntryID, 0, len(ids))
	for _, id := range ids {
		if id > 0 {
			out = append(out, id)
			continue
		}
		members, err := s.membersOf(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, members...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
