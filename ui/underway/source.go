package underway

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/review"
)

// FromReview reads what the view needs from the use case of matching.
func FromReview(s *review.Service) Payouts { return source{s} }

type source struct{ *review.Service }

// AsOf is the latest day that any stream of the payouts leg covers; 0 while none does.
func (s source) AsOf(ctx context.Context) (book.Day, error) {
	return s.LegAsOf(ctx, book.LegPayouts)
}

// Owed is every expected payout.
func (s source) Owed(ctx context.Context) ([]Owed, error) {
	all, err := s.Transit(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Owed, len(all))
	for i := range all {
		e := &all[i]
		out[i] = Owed{
			Settlement: e.Settlement, Row: review.PayoutID(&e.Settlement), From: e.From, Due: e.Due, LateAfter: e.LateAfter,
			MissingAfter: e.MissingAfter, State: e.State.String(), Rest: e.Rest(), Estimated: e.Estimated, AgeDays: e.AgeDays,
		}
	}
	return out, nil
}

// Delays is how long each channel takes.
func (s source) Delays(ctx context.Context) ([]Delay, error) {
	all, err := s.Service.Delays(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Delay, len(all))
	for i := range all {
		d := &all[i]
		out[i] = Delay{
			Channel: d.Channel, Terminal: d.Terminal, Source: d.Source.String(), Usual: d.Usual.String(), Natural: d.Usual.Natural,
			From: d.From, To: d.To, Arrivals: d.Arrivals, Late: d.Late,
		}
		if d.Agreed.Known {
			out[i].Agreed = d.Agreed.String()
		}
	}
	return out, nil
}

// Ageing is what is not at the bank, by how long it has been owed.
func (s source) Ageing(ctx context.Context) ([]Bucket, error) {
	all, err := s.Service.Ageing(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Bucket, len(all))
	for i := range all {
		b := &all[i]
		out[i] = Bucket{
			Currency: b.Currency, From: b.From, To: b.To,
			InTransit: plus(b.NotDue.Amount, b.Due.Amount), Late: b.Late.Amount, Missing: b.Missing.Amount,
		}
	}
	return out, nil
}

// Forecast is what should reach the bank on the next days.
func (s source) Forecast(ctx context.Context) ([]ForecastDay, error) {
	all, err := s.Service.Forecast(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]ForecastDay, len(all))
	for i, f := range all {
		out[i] = ForecastDay{Day: f.Day, Currency: f.Currency, Expected: f.Expected, Low: f.Low, High: f.High, Sold: f.Sold}
	}
	return out, nil
}

// ForecastError is how well the forecast would have done.
func (s source) ForecastError(ctx context.Context) ([]Horizon, error) {
	all, err := s.Service.ForecastError(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Horizon, len(all))
	for i, h := range all {
		out[i] = Horizon{Currency: h.Currency, From: h.From, To: h.To, Error: h.WAPE}
	}
	return out, nil
}

// plus adds amounts that are for the eye alone; a sum out of range is as large as
// can be.
func plus(a, b book.Minor) book.Minor {
	sum, err := a.Add(b)
	if err != nil {
		return book.Minor(1<<63 - 1)
	}
	return sum
}
