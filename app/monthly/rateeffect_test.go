package monthly_test

import (
	"context"
	"testing"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// What a rate card would change is what it changes: the number of fees that are off is
// foretold for a card above the agreed rate, and nothing is kept by asking.
func TestARateCardsEffectIsForetold(t *testing.T) {
	b, ctx := filled(t), context.Background()
	cards, err := b.Review.RateCards(ctx)
	if err != nil || len(cards) == 0 {
		t.Fatal(cards, err)
	}
	card := cards[0]
	off := func() (n int) {
		lines, err := b.Review.Exceptions(ctx, book.ExceptionQuery{Types: []book.ExceptionType{book.FeeMismatch}})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range lines {
			if x.Channel == card.Channel {
				n++
			}
		}
		return n
	}
	before := off()
	card.Rate = card.Rate.Add(decimal.New(1, -3))
	e, err := b.Review.RateCardEffect(ctx, card)
	if err != nil {
		t.Fatal(err)
	}
	if e.Before.Rows != before || e.After.Rows <= before || e.After.Money <= e.Before.Money || off() != before {
		t.Fatalf("effect %+v, %d are off, after asking %d", e, before, off())
	}
	if _, err := b.Review.SaveRateCard(ctx, card); err != nil {
		t.Fatal(err)
	}
	if got := off(); got != e.After.Rows {
		t.Errorf("%d fees are off, foretold were %d", got, e.After.Rows)
	}
	card.Rate = decimal.New(3, -1)
	if _, err := b.Review.RateCardEffect(ctx, card); book.CodeOf(err) != "rate_too_high" {
		t.Errorf("a rate of 30 %%: %v", err)
	}
}
