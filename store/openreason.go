package store

import (
	"context"
	"database/sql/driver"

	"zhangfang/app/book"
)

// OpenReasons tells what the open ones of some entries wait for on a leg; entries
// that are not open there are left out.
func (s *Store) OpenReasons(ctx context.Context, leg book.Leg, ids []book.EntryID) (map[book.EntryID]book.OpenReason, error) {
	found := make(map[book.EntryID]book.OpenReason)
	err := func() error {
		conn, err := s.read.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		number, err := legID(ctx, conn, leg)
		if err != nil {
			return err
		}
		return scan(ctx, conn, `
			SELECT o.entry, o.why FROM json_each(?1) j CROSS JOIN open_row o ON o.leg = ?2 AND o.entry = j.value`,
			[]any{list(ids), number}, func(row []driver.Value) error {
				found[book.EntryID(num(row[0]))] = book.OpenReason(num(row[1]))
				return nil
			})
	}()
	return found, problem("tell what open rows wait for", err)
}
