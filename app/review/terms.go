package review

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/transit"
)

// Terms is when each channel has agreed to pay, where the owner said so.
func (s *Service) Terms(ctx context.Context) (map[book.ChannelID]transit.Terms, error) {
	stored, err := s.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	channels, err := s.book.Channels(ctx)
	if err != nil {
		return nil, err
	}
	out := map[book.ChannelID]transit.Terms{}
	for _, c := range channels {
		if text := stored[transit.TermsSetting(c.ID)]; text != "" {
			if out[c.ID], err = transit.ParseTerms(text); err != nil {
				return nil, fmt.Errorf("terms of %s: %w", c.Name, err)
			}
		}
	}
	return out, nil
}

// SaveTerms keeps when a channel has agreed to pay, as "T+1" (working days) or
// "D+1" (natural days); "" where nothing is agreed. Problem "terms" for anything
// else, and "terms_month_locked" (A: the month) where other money of a closed month
// would have been late.
func (s *Service) SaveTerms(ctx context.Context, id book.ChannelID, terms string) error {
	if terms != "" {
		if _, err := transit.ParseTerms(terms); err != nil {
			return &book.Problem{Code: "terms", Args: []string{terms}, Err: err}
		}
	}
	if err := s.keepClosed(ctx, id, terms); err != nil {
		return err
	}
	return s.saveSettings(ctx, map[string]string{transit.TermsSetting(id): terms})
}

// keepClosed fails where terms of a channel would make other money of a closed month
// late or missing than its report told.
func (s *Service) keepClosed(ctx context.Context, id book.ChannelID, terms string) error {
	locked, err := s.book.LockedMonths(ctx)
	if err != nil || len(locked) == 0 {
		return err
	}
	day, err := s.LegAsOf(ctx, book.LegPayouts)
	if err != nil {
		return err
	}
	before, settlements, err := s.learned(ctx)
	if err != nil {
		return err
	}
	all, err := s.Terms(ctx)
	if err != nil {
		return err
	}
	delete(all, id)
	if terms != "" {
		if all[id], err = transit.ParseTerms(terms); err != nil {
			return err
		}
	}
	after := transit.Learn(settlements, all, s.china)
	for _, month := range locked {
		own := slices.DeleteFunc(slices.Clone(settlements), func(x book.Settlement) bool { return !month.Has(x.Day) })
		if !maps.Equal(standings(before.Exceptions(own, day)), standings(after.Exceptions(own, day))) {
			return &book.Problem{Code: "terms_month_locked", Args: []string{month.From.String()[:len("2006-01")]}}
		}
	}
	return nil
}

// standings is how far exceptions have come, by their keys.
func standings(all []book.Exception) map[string]book.ExceptionState {
	out := map[string]book.ExceptionState{}
	for i := range all {
		out[all[i].Key()] = all[i].State
	}
	return out
}
