package review

import (
	"context"
	"iter"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
	"zhangfang/app/reconcile/picked"
)

// Legs lists the standing legs, then those that the owner picked.
func (s *Service) Legs(ctx context.Context) ([]book.Leg, error) {
	own, err := s.book.Legs(ctx)
	return append([]book.Leg{book.LegSales, book.LegPayouts}, own...), err
}

// PickLeg matches two channels with each other, by their names, and keeps doing so
// whenever either changes. Problems: "no_channel", "same_channel".
func (s *Service) PickLeg(ctx context.Context, left, right string) (book.Leg, *book.RunReceipt, error) {
	leg := book.PickedLeg(left, right)
	if left == right {
		return leg, nil, &book.Problem{Code: "same_channel", Args: []string{left}}
	}
	channels, err := s.book.Channels(ctx)
	if err != nil {
		return leg, nil, err
	}
	for _, name := range []string{left, right} {
		if !slices.ContainsFunc(channels, func(c book.Channel) bool { return c.Name == name }) {
			return leg, nil, &book.Problem{Code: "no_channel", Args: []string{name}}
		}
	}
	receipt, err := s.run(ctx, leg, true)
	if err == nil && receipt == nil {
		err = &book.Problem{Code: "no_channel", Args: []string{right}}
	}
	return leg, receipt, err
}

// DropLeg forgets a leg that the owner picked: its matches go, its decisions are
// recorded as undone, its rows stay.
func (s *Service) DropLeg(ctx context.Context, leg book.Leg) error {
	if err := s.book.DropLeg(ctx, leg, s.now()); err != nil {
		return err
	}
	s.undone.forget() // what was undone on it has nothing to be done again on
	return nil
}

// isPicked tells a leg that the owner picked from a standing one.
func isPicked(leg book.Leg) bool {
	_, _, ok := leg.Picked()
	return ok
}

// sidesOf is the channels of both sides of a leg: by role on the standing legs, by
// name on one that was picked.
func sidesOf(leg book.Leg, channels []book.Channel) (sides [2][]book.ChannelID) {
	left, right, named := leg.Picked()
	for _, c := range channels {
		switch {
		case named && c.Name == left,
			leg == book.LegSales && c.Role == book.RoleOrders,
			leg == book.LegPayouts && (c.Role == book.RolePayments || c.Role == book.RoleWallet):
			sides[book.Left] = append(sides[book.Left], c.ID)
		case named && c.Name == right,
			leg == book.LegSales && c.Role == book.RolePayments,
			leg == book.LegPayouts && c.Role == book.RoleBank:
			sides[book.Right] = append(sides[book.Right], c.ID)
		}
	}
	return sides
}

// canRun tells whether a leg has anything to say: sales do with either side, for
// the rows then wait for the other's file; what should reach the bank is only
// known once there is a bank.
func canRun(leg book.Leg, sides [2][]book.ChannelID) bool {
	left, right := len(sides[book.Left]) > 0, len(sides[book.Right]) > 0
	if leg == book.LegSales {
		return left || right
	}
	return left && right
}

// solve is the engine of a leg.
func solve(leg book.Leg, sides [2][]book.ChannelID, rows []book.Row, p *reconcile.Parameters) iter.Seq[*book.Outcome] {
	switch leg {
	case book.LegSales:
		return reconcile.Sales(rows, p)
	case book.LegPayouts:
		return reconcile.Payouts(rows, p)
	}
	return picked.Match(rows, sides[book.Left], sides[book.Right], p, leg)
}

// asOf is the latest day that any stream of a leg covers (DESIGN 4).
func asOf(sides [2][]book.ChannelID, coverage map[book.ChannelID][]book.Coverage) book.Day {
	var latest book.Day
	for _, id := range slices.Concat(sides[book.Left], sides[book.Right]) {
		for _, c := range coverage[id] {
			latest = max(latest, c.To)
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
	return asOf(sidesOf(leg, channels), coverage), nil
}
