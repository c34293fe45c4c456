package review

import (
	"context"

	"zhangfang/app/book"
)

// FXRates lists the exchange rates that payouts in other currencies are measured by.
func (s *Service) FXRates(ctx context.Context) ([]book.FXRate, error) { return s.book.FXRates(ctx) }

// RemoveFXRate deletes an exchange rate and measures again without it.
func (s *Service) RemoveFXRate(ctx context.Context, r book.FXRate) error {
	if err := s.book.RemoveFXRate(ctx, r, s.now()); err != nil {
		return err
	}
	_, err := s.Reconcile(ctx, false, nil)
	return err
}

// SaveFXRates keeps exchange rates and measures again. Problem "fx_rate" when one
// makes no sense.
func (s *Service) SaveFXRates(ctx context.Context, rates []book.FXRate) error {
	for _, r := range rates {
		if r.From == "" || r.To == "" || r.From == r.To || r.Day == 0 || !r.Rate.IsPositive() || r.Source != book.RateAgreed && r.Source != book.RateMarket {
			return &book.Problem{Code: "fx_rate", Args: []string{string(r.From), string(r.To)}}
		}
	}
	if err := s.book.SaveFXRates(ctx, rates, s.now()); err != nil {
		return err
	}
	_, err := s.Reconcile(ctx, false, nil)
	return err
}
