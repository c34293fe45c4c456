package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"zhangfang/app/book"
)

// The acts of deciding and undoing.
const (
	actDecide    = "decide"
	actDecideAll = "decide_all"
	actUndo      = "undo_decision"
)

// decisionSubject is what the audit line of a decision tells; of a group, the
// first of it, and how many.
type decisionSubject struct {
	Decision book.DecisionID `json:"decision"`
	Action   book.Action     `json:"action"`
	Leg      book.Leg        `json:"leg"`
	Group    int64           `json:"group,omitempty"`
	Count    int             `json:"count,omitempty"`
}

// undoneSubject is what the audit line of undone decisions tells.
type undoneSubject struct {
	decisionSubject
	Decisions []book.DecisionID `json:"decisions,omitempty"` // of a group: all that were undone
}

// Decide records a decision with a line of the audit chain and marks its rows as
// touched. Problems "book_changed" when a row it names is gone, and "month_locked"
// when one is of a closed month.
func (s *Store) Decide(ctx context.Context, d book.Decision) (book.Decision, error) {
	d.Group = 0
	err := s.change(ctx, "record a decision", func(t *tx) error {
		stored, err := t.decide([]book.Decision{d}, 0)
		if err != nil {
			return err
		}
		d = stored[0].Decision
		digest, err := digestDecision(&stored[0])
		if err != nil {
			return err
		}
		return t.audit(actDecide, decisionSubject{Decision: d.ID, Action: d.Action, Leg: d.Leg}, digest)
	})
	return d, err
}

// DecideAll records decisions that were taken in one act, as a group that is undone
// in one, with one line of the audit chain: all of them or none. Problem
// "book_changed" when a row that one of them names is gone.
func (s *Store) DecideAll(ctx context.Context, ds []book.Decision) ([]book.Decision, error) {
	if len(ds) == 0 {
		return nil, nil
	}
	out := make([]book.Decision, len(ds))
	err := s.change(ctx, "record decisions", func(t *tx) error {
		var group int64
		if err := t.QueryRowContext(t.ctx, "SELECT coalesce(max(grp), 0) + 1 FROM decision WHERE grp <> 0").Scan(&group); err != nil {
			return err
		}
		stored, err := t.decide(ds, group)
		if err != nil {
			return err
		}
		for i := range stored {
			out[i] = stored[i].Decision
		}
		digest, err := digestGroup(stored)
		if err != nil {
			return err
		}
		first := &out[0]
		return t.audit(actDecideAll, decisionSubject{first.ID, first.Action, first.Leg, group, len(out)}, digest)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// digestGroup is SHA-256 over the digests of decisions.
func digestGroup(ds []decision) ([]byte, error) {
	h := sha256.New()
	for i := range ds {
		digest, err := digestDecision(&ds[i])
		if err != nil {
			return nil, err
		}
		h.Write(digest)
	}
	return h.Sum(nil), nil
}

// decide writes decisions and marks their rows as touched. The act is at the time
// of the first.
func (t *tx) decide(ds []book.Decision, group int64) ([]decision, error) {
	var named, rows []book.EntryID
	for i := range ds {
		named = append(named, decisionRows(&ds[i])...)
		rows = append(append(rows, ds[i].Left...), ds[i].Right...)
	}
	if err := t.allThere(named); err != nil {
		return nil, err
	}
	if err := t.refuseClosed(ds); err != nil {
		return nil, err
	}
	stored := make([]decision, len(ds))
	for i := range ds {
		d := &stored[i]
		d.Decision = ds[i]
		if d.At.IsZero() {
			d.At = t.at
		}
		d.At, d.Undone, d.Group = fromUnix(unix(d.At)), time.Time{}, group
		if err := t.insertDecision(d); err != nil {
			return nil, err
		}
	}
	t.at = stored[0].At
	return stored, t.touchRows(rows)
}

func (t *tx) insertDecision(d *decision) error {
	about, err := t.basisOf(d)
	if err != nil {
		return err
	}
	if err := d.pack(about); err != nil {
		return err
	}
	err = t.QueryRowContext(t.ctx, `
		INSERT INTO decision (action, leg, lefts, rights, exception, state, note, at, undone, detail, grp)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?) RETURNING id`,
		d.Action, d.Leg, list(d.Left), list(d.Right), d.Exception, d.State, d.Note, unix(d.At), d.detail, d.Group).Scan(&d.ID)
	if err != nil || d.Exception == "" {
		return err
	}
	return t.event(d.Exception, eventDecided, d.At, d.ID)
}

// basisOf is what a decision on an exception is about; nil for any other decision,
// and where the exception is derived from the day.
func (t *tx) basisOf(d *decision) (*basis, error) {
	if d.Action != book.SetState {
		return nil, nil
	}
	var x basis
	err := t.QueryRowContext(t.ctx, "SELECT actual - expected, again FROM exception WHERE key = ?", d.Exception).Scan(&x.Difference, &x.Again)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &x, err
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

// UndoDecision records that a decision no longer counts, nor do those of its group,
// and returns the first of them. Problems "no_decision" when it is not there or
// undone already, and "month_locked" when it is about a row of a closed month.
func (s *Store) UndoDecision(ctx context.Context, id book.DecisionID, at time.Time) (book.Decision, error) {
	var first book.Decision
	err := s.change(ctx, fmt.Sprintf("undo decision %d", id), func(t *tx) error {
		t.at = at
		ds, err := decisions(t.ctx, t, "undone = 0 AND (id = ?1 OR grp <> 0 AND grp = (SELECT grp FROM decision WHERE id = ?1 AND undone = 0))", id)
		if err != nil {
			return err
		}
		if len(ds) == 0 {
			return &book.Problem{Code: "no_decision"}
		}
		if err := t.takeBack(ds); err != nil {
			return err
		}
		first = ds[0]
		about := undoneSubject{decisionSubject: decisionSubject{Decision: first.ID, Action: first.Action, Leg: first.Leg}}
		if first.Group != 0 {
			about.Group, about.Count, about.Decisions = first.Group, len(ds), decisionIDs(ds)
		}
		digest, err := digestOf(about)
		if err != nil {
			return err
		}
		return t.audit(actUndo, about, digest)
	})
	return first, err
}

func decisionIDs(ds []book.Decision) []book.DecisionID {
	ids := make([]book.DecisionID, len(ds))
	for i := range ds {
		ids[i] = ds[i].ID
	}
	return ids
}

// takeBack marks decisions as undone and their rows as touched. Problem
// "month_locked".
func (t *tx) takeBack(ds []book.Decision) error {
	if err := t.refuseClosed(ds); err != nil {
		return err
	}
	var rows []book.EntryID
	for i := range ds {
		d := &ds[i]
		rows = append(append(rows, d.Left...), d.Right...)
		if err := t.markUndone(d); err != nil {
			return err
		}
	}
	return t.touchRows(rows)
}

// markUndone marks one decision as undone at the time of the act.
func (t *tx) markUndone(d *book.Decision) error {
	d.Undone = fromUnix(unix(t.at))
	if err := t.exec("UPDATE decision SET undone = ? WHERE id = ?", unix(t.at), d.ID); err != nil || d.Exception == "" {
		return err
	}
	return t.event(d.Exception, eventUndone, t.at, d.ID)
}
