package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"zhangfang/app/book"
)

// The acts of closing a month and of opening it again.
const (
	actCloseMonth  = "lock_month"
	actReopenMonth = "reopen_month"
)

// monthSubject is what the audit line of such an act tells.
type monthSubject struct {
	Month string `json:"month"` // "2006-01"
	By    string `json:"by,omitempty"`
	Note  string `json:"note,omitempty"`
}

// LockedMonths lists the months that are closed, oldest first.
func (s *Store) LockedMonths(ctx context.Context) ([]book.Period, error) {
	months, err := lockedMonths(ctx, s.read)
	return months, problem("list the closed months", err)
}

func lockedMonths(ctx context.Context, q querier) ([]book.Period, error) {
	rows, err := q.QueryContext(ctx, "SELECT first_day, last_day FROM locked_month ORDER BY first_day")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var months []book.Period
	for rows.Next() {
		var p book.Period
		if err := rows.Scan(&p.From, &p.To); err != nil {
			return nil, err
		}
		months = append(months, p)
	}
	return months, rows.Err()
}

// CloseMonth closes c.Month at c.At, on record: it takes no new rows, and neither
// its own nor what was decided on them change. Reopened, Seq and Head are the
// store's to fill in. Problem "month_locked" (A: the month) where it is closed.
func (s *Store) CloseMonth(ctx context.Context, c book.Closing) (book.Closing, error) {
	c.Reopened = false
	err := s.month(ctx, actCloseMonth, &c, "INSERT OR IGNORE INTO locked_month (first_day, last_day, at) VALUES (?1, ?2, ?3)",
		monthLocked(c.Month.From))
	return c, err
}

// ReopenMonth opens a closed month again, on record; c.Note says why. Problem
// "month_not_closed" (A: the month).
func (s *Store) ReopenMonth(ctx context.Context, c book.Closing) (book.Closing, error) {
	c.Reopened = true
	err := s.month(ctx, actReopenMonth, &c, "DELETE FROM locked_month WHERE first_day = ?1 AND last_day = ?2 AND ?3 IS NOT NULL",
		&book.Problem{Code: "month_not_closed", Args: []string{monthName(c.Month.From)}})
	return c, err
}

// month runs the query of an act on one month and puts it on record; unless is
// what it fails with where it changed nothing.
func (s *Store) month(ctx context.Context, act string, c *book.Closing, query string, unless error) error {
	return s.change(ctx, act, func(t *tx) error {
		t.at = c.At
		done, err := t.ExecContext(t.ctx, query, c.Month.From, c.Month.To, unix(c.At))
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		switch {
		case err != nil:
			return err
		case n == 0:
			return unless
		}
		if err := t.auditKept(act, monthSubject{monthName(c.Month.From), c.By, c.Note}); err != nil {
			return err
		}
		c.At, c.Seq, c.Head = fromUnix(unix(c.At)), t.auditLen, t.auditHead
		return nil
	})
}

// Closings lists every act of closing a month and of opening it again, oldest
// first, as the audit chain tells them.
func (s *Store) Closings(ctx context.Context) ([]book.Closing, error) {
	var all []book.Closing
	err := func() error {
		rows, err := s.read.QueryContext(ctx, "SELECT seq, at, act, subject, hash FROM audit WHERE act IN (?, ?) ORDER BY seq",
			actCloseMonth, actReopenMonth)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			c, err := scanClosing(rows)
			if err != nil {
				return err
			}
			all = append(all, c)
		}
		return rows.Err()
	}()
	return all, problem("list the closed months", err)
}

func scanClosing(row interface{ Scan(...any) error }) (book.Closing, error) {
	var c book.Closing
	var at int64
	var act, subject string
	if err := row.Scan(&c.Seq, &at, &act, &subject, &c.Head); err != nil {
		return c, err
	}
	var about monthSubject
	if err := json.Unmarshal([]byte(subject), &about); err != nil {
		return c, fmt.Errorf("audit line %d: %w", c.Seq, err)
	}
	var err error
	c.Month, err = book.ParseMonth(about.Month)
	c.Reopened, c.By, c.Note, c.At = act == actReopenMonth, about.By, about.Note, fromUnix(at)
	return c, err
}

// refuseClosed fails where a decision is about a row or a day of a closed month:
// deciding and undoing change what the month's report told. What matching makes of
// rows by itself may still change, since money of a closed month arrives later.
func (t *tx) refuseClosed(ds []book.Decision) error {
	locked, err := lockedMonths(t.ctx, t)
	if err != nil || len(locked) == 0 {
		return err
	}
	var ids []book.EntryID
	for i := range ds {
		ids = append(ids, decisionRows(&ds[i])...)
		for _, p := range locked {
			if d := exceptionDay(ds[i].Exception); d != 0 && p.Has(d) {
				return monthLocked(d)
			}
		}
	}
	rows := list(ids)
	for _, p := range locked {
		var n int
		err := t.QueryRowContext(t.ctx, `
			SELECT count(*) FROM json_each(?) j CROSS JOIN entry e ON e.id = j.value WHERE e.day BETWEEN ? AND ?`,
			rows, p.From, p.To).Scan(&n)
		if err != nil {
			return err
		}
		if n > 0 {
			return monthLocked(p.From)
		}
	}
	return nil
}

// exceptionDay is the day that the key of an exception names; 0 where it names a
// row (see book.Exception.Key). The leg before the type and the terminal at the end
// may be called anything.
func exceptionDay(key string) book.Day {
	for _, typ := range book.ExceptionTypes {
		_, rest, ok := strings.Cut(key, "|"+string(typ)+"|c")
		if !ok {
			continue
		}
		_, rest, _ = strings.Cut(rest, "d")
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if day, err := strconv.ParseInt(rest[:digits], 10, 32); err == nil {
			return book.Day(day)
		}
	}
	return 0
}

func monthName(d book.Day) string { return d.Time().Format("2006-01") }

func monthLocked(d book.Day) error {
	return &book.Problem{Code: "month_locked", Args: []string{monthName(d)}}
}
