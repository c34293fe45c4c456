// Package fees is the view of what channels take: the rates agreed, what was really
// charged, and what to claim back.
package fees

import (
	"context"

	"zhangfang/app/book"
)

// Review is what the view needs of the use case of matching: see FromReview.
type Review interface {
	Channels(ctx context.Context) ([]book.Channel, error)
	RateCards(ctx context.Context) ([]book.RateCard, error)
	ProposeRateCards(ctx context.Context) ([]book.RateCard, error)
	// CardEffect measures what agreeing to a card would change, and keeps nothing.
	CardEffect(ctx context.Context, card book.RateCard) (Effect, error)
	SaveRateCard(ctx context.Context, card book.RateCard) (book.RateCard, error)
	RemoveRateCard(ctx context.Context, id book.RateCardID) error
	Rates(ctx context.Context, p book.Period) ([]Rate, error)
	Claims(ctx context.Context) ([]Claim, error)
	FXRates(ctx context.Context) ([]book.FXRate, error)
	SaveFXRates(ctx context.Context, rates []book.FXRate) error
}

// Rate is what a channel's payments of a day came to, and what they did cost.
type Rate struct {
	Channel  book.ChannelID
	Currency book.Currency
	Day      book.Day
	Amount   book.Minor
	Fee      book.Minor
}

// Claim is what a channel took too much in a month by one rate card.
type Claim struct {
	Channel    book.ChannelID
	Name       string
	Card       []book.Fact // the terms of the card
	Month      book.Period
	Currency   book.Currency
	Charged    book.Minor
	Expected   book.Minor
	Difference book.Minor // Charged - Expected
	Lines      []book.ExceptionLine
}

// Effect is how many fees of a card's channel are not as agreed, now and with the card,
// and the sum of their differences without signs, in the card's currency.
type Effect struct {
	RowsNow, Rows   int
	MoneyNow, Money book.Minor
}
