package monthly_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// Neither a rate nor terms of payment that the owner changes afterwards say anything
// else of a closed month.
func TestClosedMonthStaysAsReported(t *testing.T) {
	b, ctx := filled(t), context.Background()
	if _, err := b.Monthly.CloseMonth(ctx, october, "Li", "all settled", time.Time{}); err != nil {
		t.Fatal(err)
	}
	raised := func() []book.ExceptionLine {
		lines, err := b.Review.Exceptions(ctx, book.ExceptionQuery{Period: october, Resolved: true})
		if err != nil || len(lines) == 0 {
			t.Fatal(len(lines), err)
		}
		return lines
	}
	before := raised()
	cards, err := b.Review.RateCards(ctx)
	if err != nil || len(cards) == 0 {
		t.Fatal(cards, err)
	}
	card := cards[0]
	card.Rate = card.Rate.Add(decimal.New(1, -3))
	if _, err := b.Review.SaveRateCard(ctx, card); book.CodeOf(err) != "rate_month_locked" {
		t.Errorf("a rate raised: %v", err)
	}
	if _, err := b.Review.RateCardEffect(ctx, card); book.CodeOf(err) != "rate_month_locked" {
		t.Errorf("what it would change: %v", err)
	}
	if err := b.Review.SaveTerms(ctx, card.Channel, "D+30"); book.CodeOf(err) != "terms_month_locked" {
		t.Errorf("terms: %v", err)
	}
	if d := cmp.Diff(before, raised(), cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
	card = cards[0]
	card.State = book.CardAgreed
	if _, err := b.Review.SaveRateCard(ctx, card); err != nil {
		t.Errorf("agreed to as it is: %v", err)
	}
}
