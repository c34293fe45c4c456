package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"zhangfang/app/book"
)

// putNets files the rows of the nets that are not those of a calendar day.
func (w *runWriter) putNets() error {
	for i := range w.run.Nets {
		n := &w.run.Nets[i]
		err := w.t.exec("UPDATE settlement SET members = ? WHERE channel = ? AND day = ? AND entry = 0 AND currency = ? AND terminal = ?",
			[]byte(packMembers(n.Rows, nil)), n.Channel, n.Day, string(n.Currency), n.Terminal)
		if err != nil {
			return err
		}
	}
	return nil
}

// SettlementRows lists exactly the rows that add up to the net of a settlement, by
// ascending id: those of the channel's calendar day, or, where the channel pays each
// terminal by itself or ends its day at another hour, those that the last run filed.
// Problem "row_gone" when nothing is settled there, "book_changed" when rows came or
// went since it was.
func (s *Store) SettlementRows(ctx context.Context, ch book.ChannelID, day book.Day, currency book.Currency, terminal string) ([]book.EntryID, error) {
	var rows []book.EntryID
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		rows, err = settlementRows(ctx, snap.one(), ch, day, currency, terminal)
		return err
	}()
	return rows, problem("list the rows of a settlement", err)
}

func settlementRows(ctx context.Context, conn *sql.Conn, ch book.ChannelID, day book.Day, currency book.Currency, terminal string) ([]book.EntryID, error) {
	var n int
	var members []byte
	err := conn.QueryRowContext(ctx, `
		SELECT entries, members FROM settlement
		WHERE channel = ? AND day = ? AND entry = 0 AND currency = ? AND terminal = ?`, ch, day, string(currency), terminal).Scan(&n, &members)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, &book.Problem{Code: "row_gone"}
	}
	if err != nil {
		return nil, err
	}
	const fields = "SELECT e.id, e.kind, e.status, e.amount FROM "
	query, args := fields+"entry e WHERE e.channel = ? AND e.day = ? AND e.currency = ? ORDER BY e.id",
		[]any{int64(ch), int64(day), currencyNumber(currency)}
	if members != nil {
		filed := record{members: string(members)}
		query, args = fields+"json_each(?) j CROSS JOIN entry e ON e.id = j.value ORDER BY e.id", []any{list(filed.all())}
	}
	var rows []book.EntryID
	err = scan(ctx, conn, query, args, func(v []driver.Value) error {
		if book.MovesMoney(book.Kind(num(v[1])), book.Status(num(v[2])), book.Minor(num(v[3]))) {
			rows = append(rows, book.EntryID(num(v[0])))
		}
		return nil
	})
	if err == nil && len(rows) != n {
		err = &book.Problem{Code: "book_changed", Err: fmt.Errorf("%d rows are there of a settlement of %d", len(rows), n)}
	}
	return rows, err
}
