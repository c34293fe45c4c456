package review

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"zhangfang/app/book"
)

// A run takes the whole leg where that costs little: in a book of few entries,
// less than a second, or when it is a good part of the book that was touched.
const (
	wholeBook = 150_000 // entries
	wholePart = 4       // one entry in so many
)

// Reconcile matches what has changed since the last run, on the standing legs and
// those the owner picked; all of it when full.
func (s *Service) Reconcile(ctx context.Context, full bool, progress func(book.Progress)) ([]book.RunReceipt, error) {
	var out []book.RunReceipt
	legs, err := s.Legs(ctx)
	if err != nil {
		return nil, err
	}
	for _, leg := range legs {
		if progress != nil {
			progress(book.Progress{Stage: "match", What: string(leg)})
		}
		r, err := s.run(ctx, leg, full)
		for tries := 0; book.CodeOf(err) == "run_outdated" && tries < 3; tries++ {
			r, err = s.run(ctx, leg, full) // another process matched meanwhile: look again
		}
		if err != nil {
			return out, fmt.Errorf("reconcile %s: %w", leg, err)
		}
		if r != nil {
			out = append(out, *r)
		}
	}
	if slices.ContainsFunc(out, func(r book.RunReceipt) bool { return r.Leg == book.LegPayouts }) {
		return out, s.noteDerived(ctx)
	}
	return out, nil
}

// run matches one leg; nil when nothing on it has changed.
func (s *Service) run(ctx context.Context, leg book.Leg, full bool) (*book.RunReceipt, error) {
	touched, err := s.book.Touched(ctx, leg)
	if err != nil {
		return nil, err
	}
	if !full && !touched.Full && len(touched.Rows) == 0 && touched.Period == (book.Period{}) {
		return nil, nil
	}
	p, err := s.parameters(ctx, leg)
	if err != nil {
		return nil, err
	}
	sides := sidesOf(leg, p.Channels)
	if !canRun(leg, sides) {
		return nil, nil // it stays touched until there is something to match with
	}
	var part book.Part
	if full = full || isPicked(leg) || touched.Full || s.worthAll(ctx, len(touched.Rows)); full {
		part.Rows, err = s.book.Rows(ctx, book.RowScope{Leg: leg, Channels: sides})
	} else {
		part, err = s.part(ctx, leg, touched, p)
	}
	if err != nil {
		return nil, err
	}
	run := book.Run{Leg: leg, Full: full, AsOf: asOf(sides, p.Coverage), Mark: touched.Mark}
	outcomes := solve(leg, sides, part.Rows, p)
	if leg == book.LegSales {
		if !full {
			if found, err := s.findsCards(ctx, part.Rows); err != nil {
				return nil, err
			} else if found {
				return s.run(ctx, leg, true)
			}
		}
		if run.Cards, outcomes, err = s.withFees(ctx, part.Rows, full, outcomes); err != nil {
			return nil, err
		}
	}
	if !full {
		outcomes = within(outcomes, part.Core)
	}
	receipt, err := s.book.SaveRun(ctx, run, cancellable(ctx, outcomes), s.now())
	if err == nil {
		err = ctx.Err()
	}
	return &receipt, err
}

func cancellable(ctx context.Context, outcomes iter.Seq[*book.Outcome]) iter.Seq[*book.Outcome] {
	return func(yield func(*book.Outcome) bool) {
		for o := range outcomes {
			if ctx.Err() != nil || !yield(o) {
				return
			}
		}
	}
}

// worthAll tells whether a run over everything costs little more than one over
// what was touched. Not knowing is a no.
func (s *Service) worthAll(ctx context.Context, touched int) bool {
	n, err := s.book.EntryCount(ctx)
	return err == nil && (n <= s.whole || touched > n/wholePart)
}
