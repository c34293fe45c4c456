package fees

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/review"
)

// FromReview reads what the view needs from the use case of matching.
func FromReview(s *review.Service) Review { return source{s} }

type source struct{ *review.Service }

// Rates is what channels took of what they brought, by channel and day.
func (s source) Rates(ctx context.Context, p book.Period) ([]Rate, error) {
	all, err := s.EffectiveRates(ctx, p)
	if err != nil {
		return nil, err
	}
	out := make([]Rate, len(all))
	for i := range all {
		r := &all[i]
		out[i] = Rate{Channel: r.Channel, Currency: r.Currency, Day: r.Period.From, Amount: r.Amount, Fee: r.Fee}
	}
	return out, nil
}

// Claims is the open fee differences that can be claimed back.
func (s source) Claims(ctx context.Context) ([]Claim, error) {
	all, err := s.FeeClaims(ctx, book.ExceptionQuery{})
	if err != nil {
		return nil, err
	}
	out := make([]Claim, len(all))
	for i := range all {
		g := &all[i]
		out[i] = Claim{
			Channel: g.Channel, Name: g.ChannelName, Card: g.Card, Month: g.Month, Currency: g.Currency,
			Charged: g.Charged, Expected: g.Expected, Difference: g.Difference, Lines: g.Lines,
		}
	}
	return out, nil
}

// CardEffect is what agreeing to a card would change.
func (s source) CardEffect(ctx context.Context, card book.RateCard) (Effect, error) {
	e, err := s.RateCardEffect(ctx, card)
	return Effect{RowsNow: e.Before.Rows, Rows: e.After.Rows, MoneyNow: e.Before.Money, Money: e.After.Money}, err
}
