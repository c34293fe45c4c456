package store

import (
	"context"
	"database/sql/driver"
	"slices"

	"zhangfang/app/book"
)

// HeldMoney is the money of entries; one that is not there is left out.
func (s *Store) HeldMoney(ctx context.Context, ids []book.EntryID) (map[book.EntryID]book.HeldMoney, error) {
	all := make(map[book.EntryID]book.HeldMoney, len(ids))
	err := func() error {
		conn, err := s.read.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		const query = "SELECT id, gross, amount, fee, currency, day FROM entry WHERE id IN (SELECT value FROM json_each(?))"
		for part := range slices.Chunk(ids, 4096) {
			err := scan(ctx, conn, query, []any{list(part)}, func(v []driver.Value) error {
				all[book.EntryID(num(v[0]))] = book.HeldMoney{Gross: book.Minor(num(v[1])), Amount: book.Minor(num(v[2])),
					Fee: book.Minor(num(v[3])), Currency: currencyOf(num(v[4])), Day: book.Day(num(v[5]))}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	}()
	return all, problem("look up the money of rows", err)
}

// HoldsCurrency tells whether a channel holds a row in a currency.
func (s *Store) HoldsCurrency(ctx context.Context, channel book.ChannelID, currency book.Currency) (bool, error) {
	var holds bool
	err := s.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM entry WHERE channel = ? AND currency = ?)",
		channel, currencyNumber(currency)).Scan(&holds)
	return holds, problem("look for rows in "+string(currency), err)
}
