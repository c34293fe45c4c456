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

	"zhangfang/app/book"
)

const decisionFields = "id, action, leg, lefts, rights, exception, state, note, at, undone, detail, grp"

// decision is a decision as it is stored: what only some have is one JSON object.
type decision struct {
	book.Decision
	detail string
}

// detail is what only some decisions have.
type detail struct {
	book.Work
	Score  float64    `json:"score,omitempty"`
	Class  book.Class `json:"class,omitempty"`
	Lesson string     `json:"lesson,omitempty"`
	Basis  *basis     `json:"basis,omitempty"`
}

// basis is what a decision on an exception was about: when either has changed
// since, what was resolved is open again.
type basis struct {
	Difference book.Minor `json:"difference"`
	Again      int        `json:"again"` // times it had come back
}

// parseDetail reads a stored detail; "" is that of none.
func parseDetail(stored string) (detail, error) {
	var d detail
	if stored == "" {
		return d, nil
	}
	return d, json.Unmarshal([]byte(stored), &d)
}

// pack makes the detail of a decision; "" for none.
func (d *decision) pack(about *basis) error {
	b, err := json.Marshal(detail{d.Work, d.Score, d.Class, d.Lesson, about})
	if d.detail = string(b); d.detail == "{}" {
		d.detail = ""
	}
	return err
}

func scanDecision(row interface{ Scan(...any) error }) (decision, error) {
	var d decision
	var lefts, rights string
	var at, undone int64
	err := row.Scan(&d.ID, &d.Action, &d.Leg, &lefts, &rights, &d.Exception, &d.State, &d.Note, &at, &undone, &d.detail, &d.Group)
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
	more, err := parseDetail(d.detail)
	if err != nil {
		return d, fmt.Errorf("detail of decision %d: %w", d.ID, err)
	}
	d.Work, d.Score, d.Class, d.Lesson = more.Work, more.Score, more.Class, more.Lesson
	return d, nil
}

// storedDecisions lists decisions by number.
func storedDecisions(ctx context.Context, q querier, where string, args ...any) ([]decision, error) {
	rows, err := q.QueryContext(ctx, "SELECT "+decisionFields+" FROM decision WHERE "+where+" ORDER BY id", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []decision
	for rows.Next() {
		d, err := scanDecision(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, rows.Err()
}

// decisions is storedDecisions as the rest of the house knows them.
func decisions(ctx context.Context, q querier, where string, args ...any) ([]book.Decision, error) {
	stored, err := storedDecisions(ctx, q, where, args...)
	if err != nil || len(stored) == 0 {
		return nil, err
	}
	all := make([]book.Decision, len(stored))
	for i := range stored {
		all[i] = stored[i].Decision
	}
	return all, nil
}

// decisionRows is the entries that a decision names; of one on an exception, the
// exception's.
func decisionRows(d *book.Decision) []book.EntryID {
	rows := slices.Concat(d.Left, d.Right)
	if id := exceptionEntry(d.Exception); id != 0 {
		rows = append(rows, id)
	}
	return rows
}

// exceptionEntry is the row that the key of an exception names; 0 for none. What
// stands before it ends with the type, since a terminal may be called anything.
func exceptionEntry(key string) book.EntryID {
	i := strings.LastIndexByte(key, '|')
	if i < 0 || !strings.HasPrefix(key[i:], "|e") {
		return 0
	}
	id, err := strconv.ParseInt(key[i+2:], 10, 64)
	if err != nil || !slices.ContainsFunc(book.ExceptionTypes, func(t book.ExceptionType) bool {
		return strings.HasSuffix(key[:i], "|"+string(t))
	}) {
		return 0
	}
	return book.EntryID(id)
}

// Decisions lists the standing decisions of a leg, oldest first; "" for every leg.
func (s *Store) Decisions(ctx context.Context, leg book.Leg) ([]book.Decision, error) {
	all, err := decisions(ctx, s.read, "undone = 0 AND (?1 = '' OR leg = ?1)", leg)
	return all, problem("list the decisions", err)
}

// LastDecision is the newest standing decision, of a group its first; Problem
// "no_decision" when there is none.
func (s *Store) LastDecision(ctx context.Context) (book.Decision, error) {
	d, err := scanDecision(s.read.QueryRowContext(ctx, `
		WITH newest AS (SELECT id, grp FROM decision WHERE undone = 0 ORDER BY id DESC LIMIT 1)
		SELECT `+decisionFields+` FROM decision
		WHERE undone = 0 AND (id = (SELECT id FROM newest) OR grp <> 0 AND grp = (SELECT grp FROM newest))
		ORDER BY id LIMIT 1`))
	if errors.Is(err, sql.ErrNoRows) {
		err = &book.Problem{Code: "no_decision"}
	}
	return d.Decision, problem("find the last decision", err)
}

// digestDecision is SHA-256 over all of a decision but whether it still counts.
// What later versions of the book added is only taken in where there is some, so
// that older decisions keep their digest.
func digestDecision(d *decision) ([]byte, error) {
	parts := []any{d.ID, d.Action, d.Leg, list(d.Left), list(d.Right), d.Exception, d.State, d.Note, unix(d.At)}
	if d.detail != "" || d.Group != 0 {
		parts = append(parts, d.detail, d.Group)
	}
	return digestOf(parts)
}
