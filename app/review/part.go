package review

import (
	"context"
	"iter"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
)

// Parts is what review needs of the store to match a part of a leg.
type Parts interface {
	// Part loads what matching looks at to solve what was touched on a standing leg.
	Part(ctx context.Context, scope book.PartScope) (book.Part, error)
}

// part loads what was touched with what is around it, and tells the engine how
// rows stand that are too far away to be solved again.
func (s *Service) part(ctx context.Context, leg book.Leg, touched book.Touched, p *reconcile.Parameters) (book.Part, error) {
	part, err := s.book.Part(ctx, book.PartScope{
		Leg: leg, Touched: touched, Near: p.Near(), Reach: reachOf(leg, p), Decided: decidedRows(p.Decisions), Names: daysNamed,
	})
	if err != nil || leg != book.LegSales {
		return part, err
	}
	p.Standing = part.Standing
	return part, nil
}

// decidedRows lists the rows of each standing decision: those hold together
// however far apart their days are.
func decidedRows(decisions []book.Decision) [][]book.EntryID {
	var out [][]book.EntryID
	for _, d := range decisions {
		if d.Action != book.SetState && d.Action != book.Classify && d.Action != book.Later && len(d.Left)+len(d.Right) > 0 {
			out = append(out, append(append([]book.EntryID(nil), d.Left...), d.Right...))
		}
	}
	return out
}

// within keeps the outcomes that a part decides as a full run would.
func within(outcomes iter.Seq[*book.Outcome], core map[book.EntryID]bool) iter.Seq[*book.Outcome] {
	return func(yield func(*book.Outcome) bool) {
		for o := range outcomes {
			for _, id := range o.Rows {
				if core[id] {
					if !yield(o) {
						return
					}
					break
				}
			}
		}
	}
}

// reachOf is how many days around what was touched anything matters on a leg. Of
// payouts the days at the edge are decided together with those beyond it.
func reachOf(leg book.Leg, p *reconcile.Parameters) int {
	if leg == book.LegPayouts {
		return p.PayoutReach() + edgeDays
	}
	return p.Reach()
}
