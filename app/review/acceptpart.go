package review

import (
	"context"
	"strings"

	"zhangfang/app/book"
)

// AcceptPart records that the rows belong together although their amounts differ,
// and what becomes of the rest, in one act. On sales the rest is an
// amount_mismatch, which waits until a day where one is given; on the other legs
// the note says what it is. Problems "nothing_picked", "note_missing",
// "until_missing".
func (s *Service) AcceptPart(ctx context.Context, leg book.Leg, left, right []book.EntryID, note string, until book.Day) (book.Decision, error) {
	if strings.TrimSpace(note) == "" {
		return book.Decision{}, &book.Problem{Code: "note_missing"}
	}
	d := book.Decision{Action: book.Confirm, Leg: leg, Note: note}
	var err error
	if d.Left, d.Right, err = s.expandBoth(ctx, left, right); err != nil {
		return d, err
	}
	if len(d.Left) == 0 || len(d.Right) == 0 {
		return d, &book.Problem{Code: "nothing_picked"}
	}
	act := []book.Decision{d}
	if until != 0 {
		day, err := s.AsOf(ctx)
		if err != nil {
			return d, err
		}
		if until <= day {
			return d, &book.Problem{Code: "until_missing", Args: []string{day.String()}}
		}
		if rest := restOf(&d, until); rest != nil {
			act = append(act, *rest)
		}
	}
	done, err := s.record(ctx, act)
	if err != nil {
		return d, err
	}
	return done[0], s.follow(ctx, done)
}

// restOf is the decision that the difference of a link on sales will come by a day.
// The engine names the last row of the right side in it.
func restOf(d *book.Decision, until book.Day) *book.Decision {
	if d.Leg != book.LegSales {
		return nil
	}
	x := book.Exception{Type: book.AmountMismatch, Leg: d.Leg, Entry: d.Right[len(d.Right)-1]}
	return &book.Decision{Action: book.SetState, Leg: d.Leg, Exception: x.Key(), State: book.ExceptionWaiting, Note: d.Note,
		Work: book.Work{How: book.HowExpected, Until: until}}
}
