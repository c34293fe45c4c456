package review

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
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
	note := slices.ContainsFunc(out, func(r book.RunReceipt) bool { return r.Leg == book.LegPayouts })
	if !note { // a lone account has nothing to run with, but its balance may have gaps
		touched, err := s.book.Touched(ctx, book.LegPayouts)
		if err != nil {
			return out, err
		}
		note = touched.Full || len(touched.Rows) > 0 || touched.Period != (book.Period{})
	}
	if note {
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
	p, err := s.parameters(ctx, leg)
	if err != nil {
		return nil, err
	}
	taught := digestOf(p.Lessons)
	full = full || touched.Full || touched.Taught != taught
	if !full && len(touched.Rows) == 0 && touched.Period == (book.Period{}) {
		return nil, nil
	}
	sides := sidesOf(leg, p.Channels)
	if !canRun(leg, sides) {
		return nil, nil // it stays touched until there is something to match with
	}
	var part book.Part
	if full = full || isPicked(leg) || s.worthAll(ctx, len(touched.Rows)); full {
		part.Rows, err = s.book.Rows(ctx, book.RowScope{Leg: leg, Channels: sides})
	} else {
		part, err = s.part(ctx, leg, touched, p)
	}
	if err != nil {
		return nil, err
	}
	run := book.Run{Leg: leg, Full: full, AsOf: asOf(sides, p.Coverage), Mark: touched.Mark, Taught: taught}
	outcomes := solve(leg, sides, part.Rows, p)
	exact := true
	switch leg {
	case book.LegPayouts:
		outcomes, exact = payoutsOf(&run, outcomes, &part, p)
	case book.LegSales:
		outcomes, exact, err = s.salesOf(ctx, &run, outcomes, &part)
	}
	if err != nil {
		return nil, err
	}
	if !exact {
		return s.run(ctx, leg, true)
	}
	receipt, err := s.book.SaveRun(ctx, run, cancellable(ctx, outcomes), s.now())
	if err == nil {
		err = ctx.Err()
	}
	return &receipt, err
}

// payoutsOf completes a run of payouts: all of it with the rows of nets that are not
// those of a day, or what a part decides as the whole would; exact is false where
// only the whole can tell.
func payoutsOf(run *book.Run, outcomes iter.Seq[*book.Outcome], part *book.Part, p *reconcile.Parameters) (_ iter.Seq[*book.Outcome], exact bool) {
	if run.Full {
		run.Nets = reconcile.Nets(part.Rows, p)
		return outcomes, true
	}
	kept, exact := wholeDays(outcomes, part)
	return slices.Values(kept), exact
}

// salesOf completes a run of sales with the fees that are not as agreed. exact is
// false where a channel gets its first rate card, by which its older rows are
// measured too.
func (s *Service) salesOf(ctx context.Context, run *book.Run, outcomes iter.Seq[*book.Outcome], part *book.Part) (_ iter.Seq[*book.Outcome], exact bool, err error) {
	if !run.Full {
		found, err := s.findsCards(ctx, part.Rows)
		if found || err != nil {
			return nil, false, err
		}
		outcomes = within(outcomes, part.Core)
	}
	run.Cards, outcomes, err = s.withFees(ctx, part.Rows, run.Full, outcomes)
	return outcomes, true, err
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
