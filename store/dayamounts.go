package store

import (
	"context"
	"database/sql/driver"

	"zhangfang/app/book"
)

// DayAmounts counts the rows of a channel in a period by their day and amount.
func (s *Store) DayAmounts(ctx context.Context, channel book.ChannelID, in book.Period) (map[book.DayAmount]int, error) {
	all := map[book.DayAmount]int{}
	err := func() error {
		conn, err := s.read.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		const query = "SELECT day, amount, currency FROM entry WHERE channel = ? AND day BETWEEN ? AND ?"
		return scan(ctx, conn, query, []any{int64(channel), int64(in.From), int64(in.To)}, func(v []driver.Value) error {
			all[book.DayAmount{Day: book.Day(num(v[0])), Amount: book.Minor(num(v[1])), Currency: currencyOf(num(v[2]))}]++
			return nil
		})
	}()
	return all, problem("count the rows of days", err)
}
