package review

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
)

// legs are the standing legs with the functions that match them.
var legs = []struct {
	leg   book.Leg
	match func([]book.Row, *reconcile.Parameters) iter.Seq[*book.Outcome]
}{
	{book.LegSales, reconcile.Sales},
	{book.LegPayouts, reconcile.Payouts},
}

// A run takes the whole leg where that costs little: in a book of few entries,
// less than a second, or when it is a good part of the book that was touched.
const (
	wholeBook = 150_000 // entries
	wholePart = 4       // one entry in so many
)

// Reconcile matches what has changed since the last run on the standing legs; all
// of it when full.
func (s *Service) Reconcile(ctx context.Context, full bool, progress func(book.Progress)) ([]book.RunReceipt, error) {
	var out []book.RunReceipt
	for _, l := range legs {
		if progress != nil {
			progress(book.Progress{Stage: "match", What: string(l.leg)})
		}
		r, err := s.run(ctx, l.leg, l.match, full)
		for tries := 0; book.CodeOf(err) == "run_outdated" && tries < 3; tries++ {
			r, err = s.run(ctx, l.leg, l.match, full) // another process matched meanwhile: look again
		}
		if err != nil {
			return out, fmt.Errorf("reconcile %s: %w", l.leg, err)
		}
		if r != nil {
			out = append(out, *r)
		}
	}
	return out, nil
}

// run matches one leg; nil when nothing on it has changed.
func (s *Service) run(ctx context.Context, leg book.Leg, match func([]book.Row, *reconcile.Parameters) iter.Seq[*book.Outcome], full bool) (*book.RunReceipt, error) {
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
	if !canRun(leg, p.Channels) {
		return nil, nil // it stays touched until there is something to match with
	}
	scope := book.RowScope{Leg: leg}
	if full = full || touched.Full || s.worthAll(ctx, len(touched.Rows)); !full {
		scope.Period, scope.Mates, scope.Also = reach(touched.Period, p), true, decidedRows(p.Decisions)
	}
	rows, err := s.book.Rows(ctx, scope)
	if err != nil {
		return nil, err
	}
	run := book.Run{Leg: leg, Full: full, AsOf: asOf(leg, p.Channels, p.Coverage), Mark: touched.Mark}
	outcomes := match(rows, p)
	if !full {
		outcomes = within(outcomes, rows, touched.Period, p)
	}
	receipt, err := s.book.SaveRun(ctx, run, cancellable(ctx, outcomes), s.now())
	if err == nil {
		err = ctx.Err()
	}
	return &receipt, err
}

// decidedRows lists the rows that standing decisions name: those hold a pair
// together however far apart its days are.
func decidedRows(decisions []book.Decision) []book.EntryID {
	var out []book.EntryID
	for _, d := range decisions {
		if d.Action != book.SetState {
			out = append(append(out, d.Left...), d.Right...)
		}
	}
	return out
}

// reach widens a period by what matching looks at around a row.
func reach(p book.Period, params *reconcile.Parameters) book.Period {
	r := book.Day(2 * params.Reach())
	return book.Period{From: p.From - r, To: p.To + r}
}

// within keeps the outcomes that the loaded days decide as a full run would:
// those with a row in reach of the days that were touched.
func within(outcomes iter.Seq[*book.Outcome], rows []book.Row, touched book.Period, p *reconcile.Parameters) iter.Seq[*book.Outcome] {
	near := make(map[book.EntryID]bool, len(rows))
	r := book.Day(p.Reach())
	core := book.Period{From: touched.From - r, To: touched.To + r}
	for i := range rows {
		near[rows[i].ID] = core.Has(rows[i].Day)
	}
	return func(yield func(*book.Outcome) bool) {
		for o := range outcomes {
			for _, id := range o.Rows {
				if near[id] {
					if !yield(o) {
						return
					}
					break
				}
			}
		}
	}
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

// canRun tells whether a leg has anything to say: sales wait for the other side's
// file; what should reach the bank is only known once there is a bank.
func canRun(leg book.Leg, channels []book.Channel) bool {
	has := func(roles ...book.Role) bool {
		return slices.ContainsFunc(channels, func(c book.Channel) bool { return slices.Contains(roles, c.Role) })
	}
	if leg == book.LegSales {
		return has(book.RoleOrders, book.RolePayments)
	}
	return has(book.RoleBank) && has(book.RolePayments, book.RoleWallet)
}

// parameters gathers what the engine is told beside the rows.
func (s *Service) parameters(ctx context.Context, leg book.Leg) (*reconcile.Parameters, error) {
	channels, err := s.book.Channels(ctx)
	if err != nil {
		return nil, err
	}
	coverage, err := s.book.Coverage(ctx)
	if err != nil {
		return nil, err
	}
	decisions, err := s.book.Decisions(ctx, leg)
	if err != nil {
		return nil, err
	}
	return &reconcile.Parameters{Channels: channels, Coverage: coverage, Decisions: decisions}, nil
}

// roles of the two sides of the standing legs.
func roles(leg book.Leg) []book.Role {
	if leg == book.LegSales {
		return []book.Role{book.RoleOrders, book.RolePayments}
	}
	return []book.Role{book.RolePayments, book.RoleWallet, book.RoleBank}
}

// asOf is the latest day that any stream of the leg covers (DESIGN 4).
func asOf(leg book.Leg, channels []book.Channel, coverage map[book.ChannelID][]book.Coverage) book.Day {
	var latest book.Day
	for _, c := range channels {
		for _, r := range roles(leg) {
			if c.Role != r {
				continue
			}
			for _, cov := range coverage[c.ID] {
				latest = max(latest, cov.To)
			}
		}
	}
	return latest
}

// AsOf is the latest day that any stream of either standing leg covers; 0 in an
// empty book.
func (s *Service) AsOf(ctx context.Context) (book.Day, error) {
	sales, err := s.LegAsOf(ctx, book.LegSales)
	if err != nil {
		return 0, err
	}
	payouts, err := s.LegAsOf(ctx, book.LegPayouts)
	return max(sales, payouts), err
}

// LegAsOf is the latest day that any stream of a leg covers; 0 while none does.
// Deadlines of a leg go by it (DESIGN 4).
func (s *Service) LegAsOf(ctx context.Context, leg book.Leg) (book.Day, error) {
	channels, err := s.book.Channels(ctx)
	if err != nil {
		return 0, err
	}
	coverage, err := s.book.Coverage(ctx)
	if err != nil {
		return 0, err
	}
	return asOf(leg, channels, coverage), nil
}
