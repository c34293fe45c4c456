package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// The acts on rate cards.
const (
	actSaveCard   = "save_rate_card"
	actRemoveCard = "remove_rate_card"
)

const rateCardFields = `id, channel, method, valid_from, valid_to, currency, base, rate, fixed, least, cap,
	rounding, refund, state, entries, fits, at`

// RateCards lists the rate cards by channel, method, first day and number.
func (s *Store) RateCards(ctx context.Context) ([]book.RateCard, error) {
	var cards []book.RateCard
	err := func() error {
		rows, err := s.read.QueryContext(ctx, "SELECT "+rateCardFields+" FROM rate_card ORDER BY channel, method, valid_from, id")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			c, err := scanCard(rows)
			if err != nil {
				return err
			}
			cards = append(cards, c)
		}
		return rows.Err()
	}()
	return cards, problem("list the rate cards", err)
}

// SaveRateCard writes a rate card, a new one where its ID is 0, and has the sales
// leg looked at again as a whole, since fees are measured there. Problems
// "no_rate_card" when its number is not there, and "rate_month_locked" (see
// closedrates.go).
func (s *Store) SaveRateCard(ctx context.Context, card book.RateCard, at time.Time) (book.RateCard, error) {
	err := s.change(ctx, "save a rate card", func(t *tx) error {
		t.at = at
		card.Currency = cmp.Or(card.Currency, book.CNY)
		err := mayWriteCard(t.ctx, t, card)
		if err != nil {
			return err
		}
		if card, err = t.putCard(card); err != nil {
			return err
		}
		return t.touchAll(book.LegSales)
	})
	return card, err
}

// CheckRateCard fails where SaveRateCard would. Problems "no_rate_card" and
// "rate_month_locked".
func (s *Store) CheckRateCard(ctx context.Context, card book.RateCard) error {
	card.Currency = cmp.Or(card.Currency, book.CNY)
	return problem("check a rate card", mayWriteCard(ctx, s.read, card))
}

// mayWriteCard fails where a card must not be written: what it stands for is not there,
// or a closed month would tell something else.
func mayWriteCard(ctx context.Context, q querier, card book.RateCard) error {
	var former []book.RateCard
	if card.ID != 0 {
		old, err := cardOf(ctx, q, card.ID)
		if err != nil {
			return err
		}
		former = append(former, old)
	}
	return refuseClosedCard(ctx, q, former, card)
}

// cardSubject is what the audit line of a rate card tells.
type cardSubject struct {
	Card    book.RateCardID `json:"card"`
	Channel book.ChannelID  `json:"channel,omitempty"`
	Method  string          `json:"method,omitempty"`
	Rate    string          `json:"rate,omitempty"`
	State   string          `json:"state,omitempty"`
}

// putCard writes a card at the time of the act, on record.
func (t *tx) putCard(c book.RateCard) (book.RateCard, error) {
	c.Currency = cmp.Or(c.Currency, book.CNY)
	c.At = fromUnix(unix(t.at))
	var id any // NULL takes the next number
	if c.ID != 0 {
		id = c.ID
	}
	err := t.QueryRowContext(t.ctx, "INSERT OR REPLACE INTO rate_card ("+rateCardFields+`)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		id, c.Channel, c.Method, c.Valid.From, c.Valid.To, string(c.Currency), c.Base, c.Rate.String(), c.Fixed, c.Min, c.Cap,
		c.Rounding, c.Refund, c.State, c.Rows, c.Fits, unix(c.At)).Scan(&c.ID)
	if err != nil {
		return c, err
	}
	return c, t.auditKept(actSaveCard, cardSubject{c.ID, c.Channel, c.Method, c.Rate.String(), c.State.String()})
}

// putFirstCards writes the cards that a run read from the rows of channels that had
// none. Another process that matched at the same time may have given them some.
func (t *tx) putFirstCards(cards []book.RateCard) error {
	held := map[book.ChannelID]bool{}
	for _, c := range cards {
		if _, asked := held[c.Channel]; asked {
			continue
		}
		var has bool
		if err := t.QueryRowContext(t.ctx, "SELECT EXISTS (SELECT 1 FROM rate_card WHERE channel = ?)", c.Channel).Scan(&has); err != nil {
			return err
		}
		held[c.Channel] = has
	}
	for _, c := range cards {
		if held[c.Channel] {
			continue
		}
		if err := t.afterClosed(&c); err != nil {
			return err
		}
		if _, err := t.putCard(c); err != nil {
			return err
		}
	}
	return nil
}

// RemoveRateCard deletes a rate card and has the sales leg looked at again as a
// whole. Problems "no_rate_card" when it is not there, and "rate_month_locked".
func (s *Store) RemoveRateCard(ctx context.Context, id book.RateCardID, at time.Time) error {
	return s.change(ctx, fmt.Sprintf("remove rate card %d", id), func(t *tx) error {
		t.at = at
		old, err := cardOf(t.ctx, t, id)
		if err != nil {
			return err
		}
		if err := refuseClosedCard(t.ctx, t, nil, old); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM rate_card WHERE id = ?", id); err != nil {
			return err
		}
		if err := t.auditKept(actRemoveCard, cardSubject{Card: id}); err != nil {
			return err
		}
		return t.touchAll(book.LegSales)
	})
}

// card is the rate card of that number. Problem "no_rate_card".
func cardOf(ctx context.Context, q querier, id book.RateCardID) (book.RateCard, error) {
	c, err := scanCard(q.QueryRowContext(ctx, "SELECT "+rateCardFields+" FROM rate_card WHERE id = ?", id))
	if errors.Is(err, sql.ErrNoRows) {
		err = &book.Problem{Code: "no_rate_card"}
	}
	return c, err
}

func scanCard(row interface{ Scan(...any) error }) (book.RateCard, error) {
	var c book.RateCard
	var rate string
	var at int64
	err := row.Scan(&c.ID, &c.Channel, &c.Method, &c.Valid.From, &c.Valid.To, &c.Currency, &c.Base, &rate, &c.Fixed, &c.Min, &c.Cap,
		&c.Rounding, &c.Refund, &c.State, &c.Rows, &c.Fits, &at)
	if err != nil {
		return c, err
	}
	if c.Rate, err = decimal.NewFromString(rate); err != nil {
		return c, fmt.Errorf("rate of card %d: %w", c.ID, err)
	}
	c.At = fromUnix(at)
	return c, nil
}
