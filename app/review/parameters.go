package review

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
)

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
	lessons, err := s.lessons(ctx, leg, decisions)
	if err != nil {
		return nil, err
	}
	rates, err := s.book.FXRates(ctx)
	if err != nil {
		return nil, err
	}
	return &reconcile.Parameters{
		Channels: channels, Coverage: coverage, Decisions: decisions, Lessons: lessons, Rates: rates, Days: s.china,
	}, nil
}
