package review

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/fees"
)

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
	card, _, err := s.agreeable(ctx, card)
	if err != nil {
		return card, err
	}
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

// agreeable is the card as it is kept when the owner agrees to it, and the cards that
// there are. Problems: "rate_card" when it makes no sense, "rate_too_high", and
// "rate_card_twice" where another agreed card begins on the same day.
func (s *Service) agreeable(ctx context.Context, card book.RateCard) (book.RateCard, []book.RateCard, error) {
	if card.Channel == 0 || card.Rate.IsNegative() || card.Fixed < 0 || card.Min < 0 || card.Cap < 0 ||
		card.Cap > 0 && card.Cap < card.Min || card.Valid.To != 0 && card.Valid.To < card.Valid.From {
		return card, nil, &book.Problem{Code: "rate_card"}
	}
	if card.Rate.GreaterThan(decimal.New(highestRate, -2)) {
		return card, nil, &book.Problem{Code: "rate_too_high", Args: []string{strconv.Itoa(highestRate)}}
	}
	card.Currency = cmp.Or(card.Currency, book.CNY)
	cards, err := s.book.RateCards(ctx)
	if err != nil {
		return card, nil, err
	}
	for _, c := range cards {
		if c.ID != card.ID && c.State == book.CardAgreed && c.Channel == card.Channel && c.Method == card.Method && c.Currency == card.Currency && c.Valid.From == card.Valid.From {
			return card, nil, &book.Problem{Code: "rate_card_twice", Args: []string{c.Rate.Shift(2).String()}}
		}
	}
	for _, c := range cards { // what the channel reckons on is read from the data, not asked of a person
		if c.Channel == card.Channel && card.ID == 0 && card.Rows == 0 {
			card.Base = c.Base
		}
	}
	card.State = book.CardAgreed
	return card, cards, nil
}

// RateCardEffect is what a rate card would change if the owner agreed to it: how many
// fees of its channel are not as the cards say, and by how much in all.
type RateCardEffect struct {
	Before, After FeesOff
}

// FeesOff is fees that are not as agreed. Money is the sum of their differences
// without signs, in minor units of the card's currency.
type FeesOff struct {
	Rows  int
	Money book.Minor
}

// RateCardEffect measures the fees of a card's channel without and with the card, and
// keeps nothing. Problems as SaveRateCard.
func (s *Service) RateCardEffect(ctx context.Context, card book.RateCard) (e RateCardEffect, err error) {
	card, cards, err := s.agreeable(ctx, card)
	if err != nil {
		return e, err
	}
	if err := s.book.CheckRateCard(ctx, card); err != nil {
		return e, err
	}
	rows, err := s.book.Rows(ctx, book.RowScope{Leg: book.LegSales, Channels: [2][]book.ChannelID{book.Right: {card.Channel}}})
	if err != nil {
		return e, fmt.Errorf("effect of a rate card: %w", err)
	}
	with := slices.DeleteFunc(slices.Clone(cards), func(c book.RateCard) bool { return c.ID == card.ID && c.ID != 0 })
	if e.Before, err = feesOff(rows, cards, card.Currency); err != nil {
		return e, err
	}
	e.After, err = feesOff(rows, append(with, card), card.Currency)
	return e, err
}

func feesOff(rows []book.Row, cards []book.RateCard, currency book.Currency) (off FeesOff, err error) {
	for _, x := range fees.NewChecker(cards).Check(rows) {
		if x.Currency != currency {
			continue
		}
		off.Rows++
		if off.Money, err = off.Money.Add(x.Difference().Minor.Abs()); err != nil {
			return off, fmt.Errorf("effect of a rate card: %w", err)
		}
	}
	return off, nil
}
