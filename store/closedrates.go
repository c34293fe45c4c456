package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// Rates measure every row of their days again, so that one that reaches into a
// closed month would change what its report told. Such a change is refused with the
// problem "rate_month_locked" (A: the month, B: the first day after it).

// refuseClosedCard fails where writing card in the place of former (none, or one)
// changes what rows of closed months cost.
func refuseClosedCard(ctx context.Context, q querier, former []book.RateCard, card book.RateCard) error {
	locked, err := lockedMonths(ctx, q)
	if err != nil || len(locked) == 0 {
		return err
	}
	cards := append(former[:len(former):len(former)], card)
	for _, month := range locked {
		if len(former) == 1 && common(former[0].Valid, month) == common(card.Valid, month) {
			other, err := costOther(ctx, q, &former[0], &card, month)
			if err != nil {
				return err
			}
			if !other {
				continue
			}
		}
		for _, c := range cards {
			met, err := hasRows(ctx, q, c.Channel, common(c.Valid, month))
			switch {
			case err != nil:
				return err
			case met:
				return rateLocked(month)
			}
		}
	}
	return nil
}

// costOther tells whether two forms of a card make rows of the same days of a month
// cost something else. That a person agreed to it matters where another card is for
// the same rows: agreed ones go first.
func costOther(ctx context.Context, q querier, a, b *book.RateCard, month book.Period) (bool, error) {
	if a.Channel != b.Channel || a.Method != b.Method || a.Currency != b.Currency || a.Base != b.Base || !a.Rate.Equal(b.Rate) ||
		a.Fixed != b.Fixed || a.Min != b.Min || a.Cap != b.Cap || a.Rounding != b.Rounding || a.Refund != b.Refund {
		return true, nil
	}
	if a.State == b.State {
		return false, nil
	}
	var other bool
	err := q.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM rate_card WHERE id <> ?1 AND channel = ?2 AND currency = ?3 AND (method IN ('', ?4) OR ?4 = '')
			AND valid_from <= ?6 AND (valid_to = 0 OR valid_to >= ?5))`,
		a.ID, a.Channel, string(a.Currency), a.Method, month.From, month.To).Scan(&other)
	return other, err
}

// hasRows tells whether a channel has rows in a period; never in an empty one.
func hasRows(ctx context.Context, q querier, channel book.ChannelID, p book.Period) (has bool, err error) {
	if p == (book.Period{}) {
		return false, nil
	}
	err = q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM entry WHERE channel = ? AND day BETWEEN ? AND ?)",
		channel, p.From, p.To).Scan(&has)
	return has, err
}

// afterClosed makes a card that nobody asked for begin after the last closed month
// that its channel has rows in: what was closed without a card stays so.
func (t *tx) afterClosed(c *book.RateCard) error {
	locked, err := lockedMonths(t.ctx, t)
	if err != nil {
		return err
	}
	for _, month := range locked {
		met, err := hasRows(t.ctx, t, c.Channel, common(c.Valid, month))
		if err != nil {
			return err
		}
		if met {
			c.Valid.From = month.To + 1
		}
	}
	return nil
}

// refuseClosedFX fails where an exchange rate that comes or, where to is nil, goes
// changes what money of closed months is worth: a rate holds until the next of its
// currencies and source.
func (t *tx) refuseClosedFX(r book.FXRate, to *decimal.Decimal) error {
	locked, err := lockedMonths(t.ctx, t)
	if err != nil || len(locked) == 0 {
		return err
	}
	var text string
	err = t.QueryRowContext(t.ctx, "SELECT rate FROM fx_rate WHERE from_currency = ? AND to_currency = ? AND source = ? AND day = ?",
		string(r.From), string(r.To), r.Source, r.Day).Scan(&text)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		if to == nil {
			return nil
		}
	case err != nil:
		return err
	case to != nil:
		if held, err := decimal.NewFromString(text); err == nil && held.Equal(*to) {
			return nil
		}
	}
	var next book.Day
	if err := t.QueryRowContext(t.ctx, `
		SELECT coalesce(min(day), 0) FROM fx_rate WHERE from_currency = ? AND to_currency = ? AND source = ? AND day > ?`,
		string(r.From), string(r.To), r.Source, r.Day).Scan(&next); err != nil {
		return err
	}
	holds := book.Period{From: r.Day}
	if next != 0 {
		holds.To = next - 1
	}
	for _, month := range locked {
		if common(holds, month) != (book.Period{}) {
			return rateLocked(month)
		}
	}
	return nil
}

// common is the days of a month that lie in a period; the zero Period for none.
func common(p, month book.Period) book.Period {
	month.From = max(month.From, p.From)
	if p.To != 0 {
		month.To = min(month.To, p.To)
	}
	if month.From > month.To {
		return book.Period{}
	}
	return month
}

func rateLocked(month book.Period) error {
	return &book.Problem{Code: "rate_month_locked", Args: []string{monthName(month.From), (month.To + 1).String()}}
}
