package review

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

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
		if first, err = s.firstCards(ctx, rows, cards); err != nil {
			return nil, nil, err
		}
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
	settings, err := s.book.Settings(ctx)
	if err != nil {
		return false, err
	}
	var sides [2][]book.ChannelID
	for i := range touched {
		r := &touched[i]
		if r.Role == book.RolePayments && r.Fee != 0 && settings[settingNoCard(r.Channel)] == "" && !slices.Contains(sides[book.Right], r.Channel) &&
			!slices.ContainsFunc(cards, func(c book.RateCard) bool { return c.Channel == r.Channel }) {
			sides[book.Right] = append(sides[book.Right], r.Channel)
		}
	}
	if len(sides[book.Right]) == 0 {
		return false, nil
	}
	rows, err := s.book.Rows(ctx, book.RowScope{Leg: book.LegSales, Channels: sides})
	if err != nil {
		return false, err
	}
	first, err := s.firstCards(ctx, rows, cards)
	return len(first) > 0, err
}

// firstCards proposes cards for the channels that have none, but for those whose
// last card the owner took away.
func (s *Service) firstCards(ctx context.Context, rows []book.Row, cards []book.RateCard) ([]book.RateCard, error) {
	settings, err := s.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	without := func(r *book.Row) bool {
		return r.Role == book.RolePayments && settings[settingNoCard(r.Channel)] == "" &&
			!slices.ContainsFunc(cards, func(c book.RateCard) bool { return c.Channel == r.Channel })
	}
	var theirs []book.Row
	last, take := book.ChannelID(0), false
	for i := range rows {
		if r := &rows[i]; r.Channel != last {
			last, take = r.Channel, without(r)
		}
		if take {
			theirs = append(theirs, rows[i])
		}
	}
	return fees.Propose(theirs, cards), nil
}

// settingNoCard names the setting by which a channel is to have no rate card.
func settingNoCard(ch book.ChannelID) string { return "no_rate_card." + strconv.Itoa(int(ch)) }

// RateCards lists what channels take, by channel, method and day.
func (s *Service) RateCards(ctx context.Context) ([]book.RateCard, error) {
	return s.book.RateCards(ctx)
}

// highestRate is the highest rate that a card may have, in per cent: more is a slip
// of the hand.
const highestRate = 20

// SaveRateCard keeps a rate card that the owner agrees to, and measures the fees
// again. Problems "rate_card" when it makes no sense, "rate_too_high", and
// "rate_card_twice" where another agreed card begins on the same day.
func (s *Service) SaveRateCard(ctx context.Context, card book.RateCard) (book.RateCard, error) {
	if card.Channel == 0 || card.Rate.IsNegative() || card.Fixed < 0 || card.Min < 0 || card.Cap < 0 ||
		card.Cap > 0 && card.Cap < card.Min || card.Valid.To != 0 && card.Valid.To < card.Valid.From {
		return card, &book.Problem{Code: "rate_card"}
	}
	if card.Rate.GreaterThan(decimal.New(highestRate, -2)) {
		return card, &book.Problem{Code: "rate_too_high", Args: []string{strconv.Itoa(highestRate)}}
	}
	cards, err := s.book.RateCards(ctx)
	if err != nil {
		return card, err
	}
	for _, c := range cards {
		if c.ID != card.ID && c.State == book.CardAgreed && c.Channel == card.Channel && c.Method == card.Method && c.Currency == card.Currency && c.Valid.From == card.Valid.From {
			return card, &book.Problem{Code: "rate_card_twice", Args: []string{c.Rate.Shift(2).String()}}
		}
	}
	for _, c := range cards { // what the channel reckons on is read from the data, not asked of a person
		if c.Channel == card.Channel && card.ID == 0 && card.Rows == 0 {
			card.Base = c.Base
		}
	}
	card.State = book.CardAgreed
	card, err = s.book.SaveRateCard(ctx, card, s.now())
	if err != nil {
		return card, err
	}
	if err := s.saveSettings(ctx, map[string]string{settingNoCard(card.Channel): ""}); err != nil {
		return card, err
	}
	_, err = s.Reconcile(ctx, false, nil)
	return card, err
}

// RestoreRateCard writes a card back as it was, agreed or proposed, and measures the
// fees again.
func (s *Service) RestoreRateCard(ctx context.Context, card book.RateCard) error {
	if _, err := s.book.SaveRateCard(ctx, card, s.now()); err != nil {
		return err
	}
	_, err := s.Reconcile(ctx, false, nil)
	return err
}

// RemoveRateCard deletes a rate card and measures the fees again. A channel whose
// last card goes is left without one until the owner says otherwise.
func (s *Service) RemoveRateCard(ctx context.Context, id book.RateCardID) error {
	cards, err := s.book.RateCards(ctx)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(cards, func(c book.RateCard) bool { return c.ID == id }); i >= 0 {
		ch := cards[i].Channel
		if !slices.ContainsFunc(cards, func(c book.RateCard) bool { return c.Channel == ch && c.ID != id }) {
			if err := s.saveSettings(ctx, map[string]string{settingNoCard(ch): "yes"}); err != nil {
				return err
			}
		}
	}
	if err := s.book.RemoveRateCard(ctx, id, s.now()); err != nil {
		return err
	}
	_, err = s.Reconcile(ctx, false, nil)
	return err
}

// ProposeRateCards reads from the rows of the whole book which rates its channels
// keep to; what a card in the book says already is left out.
func (s *Service) ProposeRateCards(ctx context.Context) ([]book.RateCard, error) {
	cards, err := s.book.RateCards(ctx)
	if err != nil {
		return nil, err
	}
	channels, err := s.book.Channels(ctx)
	if err != nil {
		return nil, err
	}
	var paid []book.ChannelID // orders tell nothing of fees, and are half of the book
	for i := range channels {
		if channels[i].Role == book.RolePayments {
			paid = append(paid, channels[i].ID)
		}
	}
	if len(paid) == 0 {
		return nil, nil
	}
	rows, err := s.book.Rows(ctx, book.RowScope{Leg: book.LegSales, Channels: [2][]book.ChannelID{book.Right: paid}})
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
