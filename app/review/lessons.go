package review

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/learn"
)

// Lessons lists what the decisions on all legs taught.
func (s *Service) Lessons(ctx context.Context) ([]book.Lesson, error) {
	legs, err := s.Legs(ctx)
	if err != nil {
		return nil, err
	}
	var out []book.Lesson
	for _, leg := range legs {
		decisions, err := s.book.Decisions(ctx, leg)
		if err != nil {
			return nil, err
		}
		lessons, err := s.lessons(ctx, leg, decisions)
		if err != nil {
			return nil, err
		}
		out = append(out, lessons...)
	}
	return out, nil
}

// LessonFact is a lesson as a piece of evidence, for a sentence; channel is the
// name of the lesson's channel, where it has one.
func LessonFact(l *book.Lesson, channel string) book.Fact {
	f := learn.Fact(l)
	if l.Kind == book.LessonPayer {
		f.Args[1] = channel // instead of its number
	}
	return f
}

// ForgetLesson records that what was learned counts no more, and matches without
// it. Later decisions may teach it again; Undo brings it back.
func (s *Service) ForgetLesson(ctx context.Context, l *book.Lesson) (book.Decision, error) {
	return s.act(ctx, book.Decision{Action: book.Forget, Leg: l.Leg, Lesson: l.Key()})
}

// lessons is what the standing decisions of a leg taught: a function of them and
// of the rows that they name, so that an undone decision teaches nothing.
func (s *Service) lessons(ctx context.Context, leg book.Leg, decisions []book.Decision) ([]book.Lesson, error) {
	var ids []book.EntryID
	for _, d := range decisions {
		if d.Action != book.SetState {
			ids = append(append(ids, d.Left...), d.Right...)
		}
	}
	slices.Sort(ids)
	lines, err := s.book.EntryLines(ctx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	rows := make(map[book.EntryID]book.Row, len(lines))
	for i := range lines {
		rows[lines[i].ID] = rowOf(&lines[i])
	}
	pick := func(ids []book.EntryID) []book.Row {
		var out []book.Row
		for _, id := range ids {
			if r, ok := rows[id]; ok {
				out = append(out, r)
			}
		}
		return out
	}
	var cases []learn.Case
	for _, d := range decisions {
		if d.Action != book.SetState {
			cases = append(cases, learn.Case{Decision: d, Left: pick(d.Left), Right: pick(d.Right), Score: d.Score})
		}
	}
	return learn.From(leg, cases), nil
}

// digestOf tells whether the engine makes the same of two lists of lessons: a run
// that was taught something else than the one before looks at all of its leg.
func digestOf(lessons []book.Lesson) string {
	if len(lessons) == 0 {
		return ""
	}
	h := sha256.New()
	for i := range lessons {
		l := &lessons[i]
		fmt.Fprintln(h, l.Key(), l.Channel, l.Weight, l.Suggest, l.Auto)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
