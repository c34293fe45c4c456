package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"zhangfang/app/book"
)

const decisionFields = "id, action, leg, lefts, rights, exception, state, note, at, undone"

func scanDecision(row interface{ Scan(...any) error }) (book.Decision, error) {
	var d book.Decision
	var lefts, rights string
	var at, undone int64
	err := row.Scan(&d.ID, &d.Action, &d.Leg, &lefts, &rights, &d.Exception, &d.State, &d.Note, &at, &undone)
	if err != nil {
		return d, err
	}
	d.At, d.Undone = fromUnix(at), fromUnix(undone)
	for ids, stored := range map[*[]book.EntryID]string{&d.Left: lefts, &d.Right: rights} {
		if stored == "[]" {
			continue // nil, as it was given
		}
		if err := json.Unmarshal([]byte(stored), ids); err != nil {
			return d, fmt.Errorf("rows of decision %d: %w", d.ID, err)
		}
	}
	return d, nil
}

// decisions lists decisions by number.
func decisions(ctx context.Context, q querier, where string, args ...any) ([]book.Decision, error) {
	rows, err := q.QueryContext(ctx, "SELECT "+decisionFields+" FROM decision WHERE "+where+" ORDER BY id", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []book.Decision
	for rows.Next() {
		d, err := scanDecision(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, rows.Err()
}

// decisionRows is the entries that a decision names; of one on an exception, the
// exception's.
func decisionRows(d *book.Decision) []book.EntryID {
	rows := slices.Concat(d.Left, d.Right)
	if i := strings.LastIndexByte(d.Exception, '|'); i >= 0 && strings.HasPrefix(d.Exception[i:], "|e") {
		if id, err := strconv.ParseInt(d.Exception[i+2:], 10, 64); err == nil {
			rows = append(rows, book.EntryID(id))
		}
	}
	return rows
}

// Decisions lists the standing decisions of a leg, oldest first; "" for every leg.
func (s *Store) Decisions(ctx context.Context, leg book.Leg) ([]book.Decision, error) {
	all, err := decisions(ctx, s.read, "undone = 0 AND (?1 = '' OR leg = ?1)", leg)
	return all, problem("list the decisions", err)
}

// LastDecision is the newest standing decision; Problem "no_decision" when there
// is none.
func (s *Store) LastDecision(ctx context.Context) (book.Decision, error) {
	d, err := scanDecision(s.read.QueryRowContext(ctx,
		"SELECT "+decisionFields+" FROM decision WHERE undone = 0 ORDER BY id DESC LIMIT 1"))
	if errors.Is(err, sql.ErrNoRows) {
		err = &book.Problem{Code: "no_decision"}
	}
	return d, problem("find the last decision", err)
}

// Decide records a decision with a line of the audit chain and marks its rows as
// touched. Problem "book_changed" when a row it names is gone.
func (s *Store) Decide(ctx context.Context, d book.Decision) (book.Decision, error) {
	err := s.change(ctx, "record a decision", func(t *tx) error {
		if d.At.IsZero() {
			d.At = t.at
		}
		d.At, d.Undone, t.at = fromUnix(unix(d.At)), time.Time{}, d.At
		if err := t.allThere(decisionRows(&d)); err != nil {
			return err
		}
		err := t.QueryRowContext(t.ctx, `
			INSERT INTO decision (action, leg, lefts, rights, exception, state, note, at, undone)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0) RETURNING id`,
			d.Action, d.Leg, list(d.Left), list(d.Right), d.Exception, d.State, d.Note, unix(d.At)).Scan(&d.ID)
		if err != nil {
			return err
		}
		if err := t.touchRows(slices.Concat(d.Left, d.Right)); err != nil {
			return err
		}
		digest, err := digestDecision(d)
		if err != nil {
			return err
		}
		return t.audit("decide", decisionSubject{d.ID, d.Action, d.Leg}, digest)
	})
	return d, err
}

// decisionSubject is what the audit line of a decision tells.
type decisionSubject struct {
	Decision book.DecisionID `json:"decision"`
	Action   book.Action     `json:"action"`
	Leg      book.Leg        `json:"leg"`
}

// digestDecision is SHA-256 over all of a decision but whether it still counts.
func digestDecision(d book.Decision) ([]byte, error) {
	return digestOf([]any{d.ID, d.Action, d.Leg, list(d.Left), list(d.Right), d.Exception, d.State, d.Note, unix(d.At)})
}

// allThere refuses entries that are gone.
func (t *tx) allThere(ids []book.EntryID) error {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	var n int
	err := t.QueryRowContext(t.ctx, "SELECT count(*) FROM entry WHERE id IN (SELECT value FROM json_each(?))", list(ids)).Scan(&n)
	if err == nil && n != len(ids) {
		err = &book.Problem{Code: "book_changed", Err: fmt.Errorf("of %d rows %d are there", len(ids), n)}
	}
	return err
}

// UndoDecision records that a decision no longer counts. Problem "no_decision"
// when it is not there or undone already.
func (s *Store) UndoDecision(ctx context.Context, id book.DecisionID, at time.Time) (book.Decision, error) {
	var d book.Decision
	err := s.change(ctx, fmt.Sprintf("undo decision %d", id), func(t *tx) error {
		t.at = at
		var err error
		d, err = scanDecision(t.QueryRowContext(t.ctx, "SELECT "+decisionFields+" FROM decision WHERE id = ? AND undone = 0", id))
		if errors.Is(err, sql.ErrNoRows) {
			return &book.Problem{Code: "no_decision"}
		}
		if err != nil {
			return err
		}
		if err := t.takeBack(&d); err != nil {
			return err
		}
		about := decisionSubject{d.ID, d.Action, d.Leg}
		digest, err := digestOf(about)
		if err != nil {
			return err
		}
		return t.audit("undo_decision", about, digest)
	})
	return d, err
}

// takeBack marks a decision as undone and its rows as touched.
func (t *tx) takeBack(d *book.Decision) error {
	d.Undone = fromUnix(unix(t.at))
	if err := t.exec("UPDATE decision SET undone = ? WHERE id = ?", unix(t.at), d.ID); err != nil {
		return err
	}
	return t.touchRows(slices.Concat(d.Left, d.Right))
}
