package review

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/transit"
)

// OpenReasons tells what the open ones of some rows wait for on a leg; rows that
// are not open there are left out. Payouts go by the latest day covered: one that
// is late or missing waits as an exception, one not due yet is in transit, and
// one past its day that no bank statement reaches waits for a file.
func (s *Service) OpenReasons(ctx context.Context, leg book.Leg, ids []book.EntryID) (map[book.EntryID]book.OpenReason, error) {
	stored := make([]book.EntryID, 0, len(ids))
	nets := make(map[book.EntryID]bool)
	for _, id := range ids {
		if id < 0 {
			nets[id] = true
		} else {
			stored = append(stored, id)
		}
	}
	reasons, err := s.book.OpenReasons(ctx, leg, stored)
	if err != nil || leg != book.LegPayouts {
		return reasons, err
	}
	suggested := map[book.EntryID]bool{}
	if len(nets) > 0 {
		if suggested, err = s.suggestedPayouts(ctx); err != nil {
			return nil, err
		}
	}
	model, all, err := s.payoutModel(ctx)
	if err != nil {
		return nil, err
	}
	day, err := s.AsOf(ctx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		id := PayoutID(&all[i].Settlement)
		switch why, known := reasons[id]; {
		case nets[id] && all[i].ArrivedOn != 0, !nets[id] && (!known || why != book.OpenInTransit):
		case suggested[id]:
			reasons[id] = book.OpenSuggested
		default:
			reasons[id] = payoutReason(model, &all[i], day)
		}
	}
	return reasons, nil
}

// PayoutID is the row that stands for a settlement in lists.
func PayoutID(x *book.Settlement) book.EntryID {
	if x.Entry != 0 {
		return x.Entry
	}
	return netID(x)
}

// payoutReason is what money that is not at the bank waits for by a day.
func payoutReason(model *transit.Model, e *transit.Expectation, day book.Day) book.OpenReason {
	switch {
	case len(model.Exceptions([]book.Settlement{e.Settlement}, day)) > 0:
		return book.OpenException
	case e.BankSeen == 0, e.State == transit.Late, e.State == transit.Missing:
		return book.OpenWaiting
	}
	return book.OpenInTransit
}

// suggestedPayouts is the channels' rows, days' nets among them, that are
// suggested for a credit. It goes by the credits: they are few.
func (s *Service) suggestedPayouts(ctx context.Context) (map[book.EntryID]bool, error) {
	credits, err := s.book.EntryIDs(ctx, book.EntryQuery{Leg: book.LegPayouts, Side: book.Right, Show: book.ShowOpen})
	if err != nil {
		return nil, err
	}
	reasons, err := s.book.OpenReasons(ctx, book.LegPayouts, credits)
	if err != nil {
		return nil, err
	}
	out := make(map[book.EntryID]bool)
	for id, why := range reasons {
		if why != book.OpenSuggested {
			continue
		}
		m, err := s.suggestion(ctx, book.LegPayouts, id)
		if err != nil {
			return nil, err
		}
		if m != nil {
			for _, left := range m.Left {
				out[left] = true
			}
		}
	}
	return out, nil
}

// DueOf is the day on which the money of a withdrawal, or of a day's net, should
// be at the bank; false for a row that is no payout or has arrived.
func (s *Service) DueOf(ctx context.Context, id book.EntryID) (due book.Day, ok bool, err error) {
	all, err := s.Transit(ctx)
	if err != nil {
		return 0, false, err
	}
	for i := range all {
		e := &all[i]
		if PayoutID(&e.Settlement) == id && e.State != transit.Arrived && e.State != transit.NotExpected {
			return e.Due, true, nil
		}
	}
	return 0, false, nil
}
