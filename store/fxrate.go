package store

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// actFXRates is the act of saving exchange rates.
const actFXRates = "save_fx_rates"

// FXRates lists the exchange rates by currencies, day and source.
func (s *Store) FXRates(ctx context.Context) ([]book.FXRate, error) {
	var rates []book.FXRate
	err := func() error {
		rows, err := s.read.QueryContext(ctx, `
			SELECT from_currency, to_currency, day, source, rate FROM fx_rate
			ORDER BY from_currency, to_currency, day, source`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var r book.FXRate
			var rate string
			if err := rows.Scan(&r.From, &r.To, &r.Day, &r.Source, &rate); err != nil {
				return err
			}
			if r.Rate, err = decimal.NewFromString(rate); err != nil {
				return fmt.Errorf("rate of %s in %s on %s: %w", r.From, r.To, r.Day, err)
			}
			rates = append(rates, r)
		}
		return rows.Err()
	}()
	return rates, problem("list the exchange rates", err)
}

// SaveFXRates writes exchange rates, in the place of those of the same currencies,
// day and source, and has the payouts leg looked at again as a whole. Problem
// "rate_month_locked" (see closedrates.go).
func (s *Store) SaveFXRates(ctx context.Context, rates []book.FXRate, at time.Time) error {
	return s.change(ctx, "save exchange rates", func(t *tx) error {
		t.at = at
		for _, r := range rates {
			if err := t.refuseClosedFX(r, &r.Rate); err != nil {
				return err
			}
			if err := t.exec("INSERT OR REPLACE INTO fx_rate (from_currency, to_currency, day, source, rate) VALUES (?, ?, ?, ?, ?)",
				string(r.From), string(r.To), r.Day, r.Source, r.Rate.String()); err != nil {
				return err
			}
		}
		if err := t.auditKept(actFXRates, map[string]int{"rates": len(rates)}); err != nil {
			return err
		}
		return t.touchAll(book.LegPayouts)
	})
}

// RemoveFXRate deletes the rate of its currencies, day and source, and has the
// payouts leg looked at again as a whole. Problem "rate_month_locked".
func (s *Store) RemoveFXRate(ctx context.Context, r book.FXRate, at time.Time) error {
	return s.change(ctx, "remove an exchange rate", func(t *tx) error {
		t.at = at
		if err := t.refuseClosedFX(r, nil); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM fx_rate WHERE from_currency = ? AND to_currency = ? AND day = ? AND source = ?",
			string(r.From), string(r.To), r.Day, r.Source); err != nil {
			return err
		}
		if err := t.auditKept(actFXRates, map[string]int{"removed": 1}); err != nil {
			return err
		}
		return t.touchAll(book.LegPayouts)
	})
}
