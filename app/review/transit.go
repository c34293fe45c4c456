package review

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/transit"
)

// payoutModel is when money arrives, as learned from the book, with where every
// expected payout stands as of the latest day that the payouts leg covers.
func (s *Service) payoutModel(ctx context.Context) (*transit.Model, []transit.Expectation, error) {
	model, settlements, err := s.learned(ctx)
	if err != nil {
		return nil, nil, err
	}
	day, err := s.LegAsOf(ctx, book.LegPayouts)
	if err != nil {
		return nil, nil, err
	}
	out := make([]transit.Expectation, len(settlements))
	for i, x := range settlements {
		out[i] = model.Judge(x, day)
	}
	return model, out, nil
}

func (s *Service) learned(ctx context.Context) (*transit.Model, []book.Settlement, error) {
	settlements, err := s.book.Settlements(ctx)
	if err != nil {
		return nil, nil, err
	}
	terms, err := s.Terms(ctx)
	if err != nil {
		return nil, nil, err
	}
	return transit.Learn(settlements, terms, s.china), settlements, nil
}

// payoutExceptions is what is late or missing by a day.
func (s *Service) payoutExceptions(ctx context.Context, day book.Day) ([]book.Exception, error) {
	model, settlements, err := s.learned(ctx)
	if err != nil {
		return nil, err
	}
	return model.Exceptions(settlements, day), nil
}

// derivedExceptions is what stands beside what matching raised: what is late or
// missing by a day, and the gaps of running balances.
func (s *Service) derivedExceptions(ctx context.Context, day book.Day) ([]book.ExceptionLine, error) {
	payouts, err := s.payoutExceptions(ctx, day)
	if err != nil {
		return nil, err
	}
	lines, err := s.gapExceptions(ctx)
	for _, x := range payouts {
		lines = append(lines, book.ExceptionLine{Exception: x})
	}
	return lines, err
}

// noteDerived keeps when each derived exception was first seen to stand.
func (s *Service) noteDerived(ctx context.Context) error {
	day, err := s.LegAsOf(ctx, book.LegPayouts)
	if err != nil {
		return err
	}
	raised, err := s.derivedExceptions(ctx, day)
	if err != nil {
		return err
	}
	var keys []string
	for i := range raised {
		if raised[i].State != book.ExceptionResolved {
			keys = append(keys, raised[i].Key())
		}
	}
	return s.book.NoteDerived(ctx, keys, s.now())
}

// Transit is where every expected payout stands as of the latest day covered.
func (s *Service) Transit(ctx context.Context) ([]transit.Expectation, error) {
	_, all, err := s.payoutModel(ctx)
	return all, err
}

// Delays is how long each channel, and each terminal that is paid by itself, takes
// to reach the bank.
func (s *Service) Delays(ctx context.Context) ([]transit.Delay, error) {
	model, _, err := s.learned(ctx)
	if err != nil {
		return nil, err
	}
	return model.Delays(), nil
}

// Ageing is what is not at the bank, by how long it has been owed.
func (s *Service) Ageing(ctx context.Context) ([]transit.Bucket, error) {
	all, err := s.Transit(ctx)
	if err != nil {
		return nil, err
	}
	day, err := s.LegAsOf(ctx, book.LegPayouts)
	return transit.Ageing(all, day), err
}

// forecastDays is how far ahead arrivals are foretold.
const forecastDays = 14

// Forecast is what should reach the bank on each of the next fourteen days.
func (s *Service) Forecast(ctx context.Context) ([]transit.ForecastDay, error) {
	model, settlements, err := s.learned(ctx)
	if err != nil {
		return nil, err
	}
	day, err := s.LegAsOf(ctx, book.LegPayouts)
	if err != nil || day == 0 {
		return nil, err
	}
	return model.Forecast(settlements, day, forecastDays), nil
}

// backTestWeeks is how many past weeks a forecast is tried on.
const backTestWeeks = 12

// ForecastError is how well the forecast would have done over the past weeks.
func (s *Service) ForecastError(ctx context.Context) ([]transit.Horizon, error) {
	settlements, err := s.book.Settlements(ctx)
	if err != nil {
		return nil, err
	}
	terms, err := s.Terms(ctx)
	if err != nil {
		return nil, err
	}
	day, err := s.LegAsOf(ctx, book.LegPayouts)
	if err != nil || day == 0 {
		return nil, err
	}
	return transit.BackTest(settlements, terms, s.china, day, backTestWeeks), nil
}
