package store

import (
	"context"
	"encoding/json"
	"time"

	"zhangfang/app/book"
)

// pullProblem is what of a problem is kept: no cause, which may tell too much.
type pullProblem struct {
	Code string   `json:"code"`
	File string   `json:"file,omitempty"`
	Line int      `json:"line,omitempty"`
	Cell string   `json:"cell,omitempty"`
	Args []string `json:"args,omitempty"`
}

// Pulls lists what was last tried for each day of a connection, by stream and day.
func (s *Store) Pulls(ctx context.Context, id book.ConnectionID) ([]book.Pull, error) {
	var all []book.Pull
	err := func() error {
		rows, err := s.read.QueryContext(ctx, "SELECT stream, day, state, tries, at, next, sha256, problem FROM pull WHERE connection = ? ORDER BY stream, day", id)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			p := book.Pull{Connection: id}
			var at, next int64
			var why string
			if err := rows.Scan(&p.Stream, &p.Day, &p.State, &p.Tries, &at, &next, &p.SHA256, &why); err != nil {
				return err
			}
			p.At, p.Next = fromUnix(at), fromUnix(next)
			if why != "" {
				var kept pullProblem
				if err := json.Unmarshal([]byte(why), &kept); err != nil {
					return err
				}
				p.Problem = &book.Problem{Code: kept.Code, File: kept.File, Line: kept.Line, Cell: kept.Cell, Args: kept.Args}
			}
			all = append(all, p)
		}
		return rows.Err()
	}()
	return all, problem("list what was pulled", err)
}

// SavePull keeps what was tried for a day. It is no act: what came in is on record
// as a batch. A connection that was removed meanwhile is nobody's.
func (s *Store) SavePull(ctx context.Context, p *book.Pull) error {
	why := ""
	if p.Problem != nil {
		b, err := json.Marshal(pullProblem{p.Problem.Code, p.Problem.File, p.Problem.Line, p.Problem.Cell, p.Problem.Args})
		if err != nil {
			return err
		}
		why = string(b)
	}
	return s.change(ctx, "keep what was pulled", func(t *tx) error {
		return t.exec(`INSERT OR REPLACE INTO pull (connection, stream, day, state, tries, at, next, sha256, problem)
			SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM connection WHERE id = ?`,
			p.Stream, int64(p.Day), string(p.State), p.Tries, unix(p.At), unix(p.Next), p.SHA256, why, p.Connection)
	})
}

// SaveNotice keeps a notification; fresh is false for a repeat, which changes
// nothing.
func (s *Store) SaveNotice(ctx context.Context, n *book.Notice) (fresh bool, err error) {
	err = s.change(ctx, "keep a notification", func(t *tx) error {
		r, err := t.ExecContext(t.ctx, `INSERT OR IGNORE INTO notice (connection, id, kind, state, order_no, txn_no, refund_no, amount, currency, at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, n.Connection, n.ID, int64(n.Kind), n.State, n.OrderNo, n.TxnNo, n.RefundNo, int64(n.Amount.Minor), string(n.Amount.Currency), unix(n.At))
		if err != nil {
			return err
		}
		rows, err := r.RowsAffected()
		fresh = rows == 1
		return err
	})
	return fresh, err
}

// Notices lists the notifications about what happened between two moments, the
// second excluded, newest first.
func (s *Store) Notices(ctx context.Context, from, to time.Time) ([]book.Notice, error) {
	var all []book.Notice
	err := func() error {
		rows, err := s.read.QueryContext(ctx, `SELECT connection, id, kind, state, order_no, txn_no, refund_no, amount, currency, at FROM notice
			WHERE at >= ? AND at < ? ORDER BY at DESC, id`, unix(from), unix(to))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var n book.Notice
			var at int64
			if err := rows.Scan(&n.Connection, &n.ID, &n.Kind, &n.State, &n.OrderNo, &n.TxnNo, &n.RefundNo, &n.Amount.Minor, &n.Amount.Currency, &at); err != nil {
				return err
			}
			n.At = fromUnix(at)
			all = append(all, n)
		}
		return rows.Err()
	}()
	return all, problem("list the notifications", err)
}
