package review

import (
	"context"
	"time"

	"zhangfang/app/book"
)

// DayRules is what review needs of the store to cut the business days of channels.
type DayRules interface {
	// PlanDayRule tells what giving a channel another rule would move.
	PlanDayRule(ctx context.Context, id book.ChannelID, to book.DayRule) (book.DayRuleChange, error)
	// SetDayRule gives a channel another rule and moves its rows, on record. Problem
	// "day_rule_closed" where a row of a closed month would move.
	SetDayRule(ctx context.Context, id book.ChannelID, to book.DayRule, at time.Time) (book.DayRuleChange, error)
}

// PlanDayRule tells what another rule for the business days of a channel would move,
// and changes nothing. A change that has closed months would be refused. Problem
// "book_changed" when the channel is gone.
func (s *Service) PlanDayRule(ctx context.Context, id book.ChannelID, to book.DayRule) (book.DayRuleChange, error) {
	return s.book.PlanDayRule(ctx, id, to)
}

// SetDayRule says when the business day of a channel ends: its rows move to their
// days, those that come later follow the same rule, and payouts are matched again.
// Decisions stand. Setting the former rule takes it back. What role a channel has is
// no such setting: by the role its files were read, and their rows are of other kinds
// in another one; who wants another undoes the batches and imports them in it.
//
// A cancel after the rule was set ends the matching alone: the rows wait for the next
// run. So do they after an error that comes with a change: the rule is set then.
//
// Problems: "book_changed", and "day_rule_closed" (A: the months) where a row would
// leave, enter or move within a closed month.
func (s *Service) SetDayRule(ctx context.Context, id book.ChannelID, to book.DayRule) (book.DayRuleChange, error) {
	change, err := s.book.SetDayRule(ctx, id, to, s.now())
	if err != nil {
		return change, err
	}
	if _, err = s.Reconcile(ctx, false, nil); ctx.Err() != nil {
		return change, nil // a cancel comes too late for what was set; the next run matches it
	}
	return change, err
}
