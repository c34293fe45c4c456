package review

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/fees"
)

// withFees adds to each outcome the fees that are not as agreed. In a full run a
// channel that has no rate card yet gets the one that its rows keep to, as a
// proposal; a part of the rows could propose what the whole would not.
func (s *Service) withFees(ctx context.Context, rows []book.Row, full bool, outcomes iter.Seq[*book.Outcome]) ([]book.RateCard, iter.Seq[*book.Outcome], error) {
	cards, err := s.book.RateCards(ctx)
	if err != nil {
		return nil, nil, err
	}
	var first []book.RateCard
	if full {
		first = firstCards(rows, cards)
	}
	wrong := fees.NewChecker(append(cards, first...)).Check(rows)
	if len(wrong) == 0 {
		return first, outcomes, nil
	}
	return first, func(yield func(*book.Outcome) bool) {
		for o := range outcomes {
			for _, id := range o.Rows {
				if x, ok := wrong[id]; ok {
					o.Exceptions = append(o.Exceptions, x)
				}
			}
			if !yield(o) {
				return
			}
		}
	}, nil
}

// findsCards tells whether a channel of which some rows were touched, and that has
// no rate card yet, now has rows enough to read one from: then all of its rows are
// to be measured.
func (s *Service) findsCards(ctx context.Context, touched []book.Row) (bool, error) {
	cards, err := s.book.RateCards(ctx)
	if err != nil {
		return false, err
	}
	var sides [2][]book.ChannelID
	for i := range touched {
		r := &touched[i]
		if r.Role == book.RolePayments && r.Fee != 0 && !slices.Contains(sides[book.Right], r.Channel) &&
			!slices.ContainsFunc(cards, func(c book.RateCard) bool { return c.Channel == r.Channel }) {
			sides[book.Right] = append(sides[book.Right], r.Channel)
		}
	}
	if len(sides[book.Right]) == 0 {
		return false, nil
	}
	rows, err := s.book.Rows(ctx, book.RowScope{Leg: book.LegSales, Channels: sides})
	return err == nil && len(firstCards(rows, cards)) > 0, err
}

// firstCards proposes cards for the channels that have none.
func firstCards(rows []book.Row, cards []book.RateCard) []book.RateCard {
	has := map[book.ChannelID]bool{}
	for i := range cards {
		has[cards[i].Channel] = true
	}
	return slices.DeleteFunc(fees.Propose(rows, cards), func(c book.RateCard) bool { return has[c.Channel] })
}

// RateCards lists what channels take, by channel, method and day.
func (s *Service) RateCards(ctx context.Context) ([]book.RateCard, error) {
	return s.book.RateCards(ctx)
}

// SaveRateCard keeps a rate card that the owner agrees to, and measures the fees
// again. Problem "rate_card" when it makes no sense.
func (s *Service) SaveRateCard(ctx context.Context, card book.RateCard) (book.RateCard, error) {
	if card.Channel == 0 || card.Rate.IsNegative() || card.Fixed < 0 || card.Min < 0 || card.Cap < 0 ||
		card.Cap > 0 && card.Cap < card.Min || card.Valid.To != 0 && card.Valid.To < card.Valid.From {
		return card, &book.Problem{Code: "rate_card"}
	}
	card.State = book.CardAgreed
	card, err := s.book.SaveRateCard(ctx, card, s.now())
	if err != nil {
		return card, err
	}
	_, err = s.Reconcile(ctx, false, nil)
	return card, err
}

// RemoveRateCard deletes a rate card and measures the fees again.
func (s *Service) RemoveRateCard(ctx context.Context, id book.RateCardID) error {
	if err := s.book.RemoveRateCard(ctx, id, s.now()); err != nil {
		return err
	}
	_, err := s.Reconcile(ctx, false, nil)
	return err
}

// ProposeRateCards reads from the rows of the whole book which rates its channels
// keep to; what a card in the book says already is left out.
func (s *Service) ProposeRateCards(ctx context.Context) ([]book.RateCard, error) {
	cards, err := s.book.RateCards(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.book.Rows(ctx, book.RowScope{Leg: book.LegSales})
	if err != nil {
		return nil, fmt.Errorf("propose rate cards: %w", err)
	}
	return fees.Propose(rows, cards), nil
}

// FeeChecker measures fees by the book's rate cards.
func (s *Service) FeeChecker(ctx context.Context) (*fees.Checker, error) {
	cards, err := s.book.RateCards(ctx)
	return fees.NewChecker(cards), err
}

// EffectiveRates is what channels really took of what they brought, by channel and
// day, over a period.
func (s *Service) EffectiveRates(ctx context.Context, p book.Period) ([]fees.Rate, error) {
	days, err := s.book.ChannelDays(ctx, p)
	return fees.Effective(days), err
}

// FeeClaims is the open fee differences of a query, in groups to send to the
// channels.
func (s *Service) FeeClaims(ctx context.Context, q book.ExceptionQuery) ([]fees.ClaimGroup, error) {
	q.Types = []book.ExceptionType{book.FeeMismatch}
	lines, err := s.Exceptions(ctx, q)
	return fees.Claim(lines), err
}
