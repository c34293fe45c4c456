package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"zhangfang/app/book"
)

// undoing is what undoing a batch comes to: its rows that nobody else saw go,
// the others move to the first standing batch that saw them too, and what it
// changed becomes what it was.
type undoing struct {
	plan      book.UndoPlan
	gone      []book.EntryID // ascending
	days      map[book.Day]bool
	survivors []survivor
}

// survivor is a row of the batch and the batch it moves to.
type survivor struct {
	id book.EntryID
	to book.BatchID
}

// PlanUndo tells what undoing the batch would take back. Problem "no_batch" when
// it is not there or undone already.
func (s *Store) PlanUndo(ctx context.Context, id book.BatchID) (book.UndoPlan, error) {
	var u *undoing
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		u, err = planUndo(ctx, snap.one(), snap.one(), id)
		return err
	}()
	if err != nil {
		return book.UndoPlan{}, problem(fmt.Sprintf("plan to undo batch %d", id), err)
	}
	return u.plan, nil
}

// planUndo looks at the batch; q and conn are of one transaction.
func planUndo(ctx context.Context, q querier, conn *sql.Conn, id book.BatchID) (*undoing, error) {
	u := &undoing{days: map[book.Day]bool{}}
	var err error
	u.plan.Batch, err = scanBatch(q.QueryRowContext(ctx, "SELECT "+batchFields+" FROM batch WHERE id = ? AND undone = 0", id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, &book.Problem{Code: "no_batch", Args: []string{fmt.Sprint(id)}}
	}
	if err != nil {
		return nil, err
	}
	if err := u.sort(ctx, conn); err != nil {
		return nil, err
	}
	u.plan.Remove, u.plan.Keep = len(u.gone), len(u.survivors)
	// A later batch that saw the changed row keeps the change alive.
	if err := q.QueryRowContext(ctx, `
		SELECT count(*) FROM entry_version v WHERE v.batch = ?
		AND NOT EXISTS (SELECT 1 FROM sighting s WHERE s.entry = v.entry AND s.batch > v.batch)`, id).
		Scan(&u.plan.Restore); err != nil {
		return nil, err
	}
	u.plan.Decisions, err = u.decisions(ctx, q)
	return u, err
}

// sort tells the rows of the batch that go from those that survive.
func (u *undoing) sort(ctx context.Context, conn *sql.Conn) error {
	const fields = `e.id, e.day, (SELECT min(s.batch) FROM sighting s WHERE s.entry = e.id)`
	err := scan(ctx, conn, `
		SELECT `+fields+` FROM batch b CROSS JOIN entry e ON e.id BETWEEN b.first_entry AND b.last_entry
		WHERE b.id = ?1 AND e.batch = ?1
		UNION ALL
		SELECT `+fields+` FROM adopted a CROSS JOIN entry e ON e.id = a.entry WHERE a.batch = ?1 AND e.batch = ?1`,
		[]any{int64(u.plan.Batch.ID)}, func(row []driver.Value) error {
			id := book.EntryID(num(row[0]))
			if to := num(row[2]); to != 0 {
				u.survivors = append(u.survivors, survivor{id: id, to: book.BatchID(to)})
				return nil
			}
			u.gone = append(u.gone, id)
			u.days[book.Day(num(row[1]))] = true
			return nil
		})
	slices.Sort(u.gone)
	return err
}

func (u *undoing) isGone(id book.EntryID) bool {
	_, ok := slices.BinarySearch(u.gone, id)
	return ok
}

// decisions lists the standing decisions that hang on rows that go.
func (u *undoing) decisions(ctx context.Context, q querier) ([]book.Decision, error) {
	all, err := decisions(ctx, q, "undone = 0")
	if err != nil {
		return nil, err
	}
	hang := all[:0]
	for _, d := range all {
		if slices.ContainsFunc(decisionRows(&d), u.isGone) {
			hang = append(hang, d)
		}
	}
	return hang, nil
}

// UndoBatch takes the batch back in one transaction and records the decisions
// that hung on its rows as undone. Problems: "no_batch", and "month_locked" when
// a row of a locked month would go or change.
func (s *Store) UndoBatch(ctx context.Context, id book.BatchID, at time.Time) (book.UndoPlan, error) {
	var u *undoing
	err := s.change(ctx, fmt.Sprintf("undo batch %d", id), func(t *tx) error {
		t.at = at
		var err error
		if u, err = planUndo(t.ctx, t, t.conn, id); err != nil {
			return err
		}
		return u.run(t)
	})
	if err != nil {
		return book.UndoPlan{}, err
	}
	if len(u.gone) >= bigAct {
		s.checkpoint(ctx)
	}
	return u.plan, nil
}

// undoSubject is what the audit line of an undone batch tells.
type undoSubject struct {
	Batch     book.BatchID      `json:"batch"`
	File      string            `json:"file"`
	Removed   int               `json:"removed"`
	Kept      int               `json:"kept"`
	Restored  int               `json:"restored"`
	Decisions []book.DecisionID `json:"decisions,omitempty"`
}

func (u *undoing) run(t *tx) error {
	if err := u.refuseLocked(t); err != nil {
		return err
	}
	dirty := map[int64]bool{}
	for _, id := range u.gone {
		dirty[blockOf(id)] = true
	}
	about := undoSubject{Batch: u.plan.Batch.ID, File: u.plan.Batch.File,
		Removed: u.plan.Remove, Kept: u.plan.Keep, Restored: u.plan.Restore}
	steps := []func() error{
		func() error { return u.restore(t, dirty) },
		func() error { return u.moveSurvivors(t, dirty) },
		func() error { return u.touchRest(t) },
		func() error { return u.forget(t) },
		func() error {
			about.Decisions = decisionIDs(u.plan.Decisions)
			return t.takeBack(u.plan.Decisions)
		},
		func() error { return u.remove(t) },
		func() error { return t.reseal(dirty) },
		func() error { return t.audit("undo_import", about, nil) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (u *undoing) refuseLocked(t *tx) error {
	locked, err := lockedMonths(t.ctx, t)
	if err != nil {
		return err
	}
	for d := range u.days {
		for _, p := range locked {
			if p.Has(d) {
				return monthLocked(d)
			}
		}
	}
	return nil
}

// restore takes back what the batch changed in rows of others. Where a later
// batch saw the row as this one left it, the change is that batch's from now on.
func (u *undoing) restore(t *tx, dirty map[int64]bool) error {
	type version struct {
		entry         book.EntryID
		content       string
		ident, digest int64
		later         sql.Null[book.BatchID]
	}
	rows, err := t.QueryContext(t.ctx, `
		SELECT entry, content, ident, digest,
			(SELECT min(s.batch) FROM sighting s WHERE s.entry = v.entry AND s.batch > v.batch)
		FROM entry_version v WHERE batch = ?`, u.plan.Batch.ID)
	if err != nil {
		return err
	}
	defer rows.Close()
	var versions []version
	for rows.Next() {
		var v version
		if err := rows.Scan(&v.entry, &v.content, &v.ident, &v.digest, &v.later); err != nil {
			return err
		}
		versions = append(versions, v)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	rule, err := dayRuleOf(t.ctx, t, u.plan.Batch.Channel)
	if err != nil {
		return err
	}
	var marks []pair
	for _, v := range versions {
		// INSERT OR REPLACE: where the later batch changed the row again, what
		// it stood on before is what this one had found.
		err := t.exec("DELETE FROM entry_version WHERE entry = ? AND batch = ?", v.entry, u.plan.Batch.ID)
		if err == nil && v.later.Valid {
			err = t.exec("INSERT OR REPLACE INTO entry_version (entry, batch, content, ident, digest) VALUES (?, ?, ?, ?, ?)",
				v.entry, v.later.V, v.content, v.ident, v.digest)
		} else if err == nil {
			err = u.putBack(t, rule, v.entry, v.content)
			marks = append(marks, pair{uint64(v.ident), int64(v.entry), uint64(v.digest)})
			dirty[blockOf(v.entry)] = true
		}
		if err != nil {
			return err
		}
	}
	if len(marks) == 0 {
		return nil
	}
	return identIndex(u.plan.Batch.Channel).update(t, marks)
}

// putBack gives an entry the content of a version, on its business day.
func (u *undoing) putBack(t *tx, rule book.DayRule, id book.EntryID, content string) error {
	now, err := t.entry(id)
	if err != nil {
		return err
	}
	var old book.Entry
	if err := json.Unmarshal([]byte(content), &old); err != nil {
		return fmt.Errorf("version of entry %d: %w", id, err)
	}
	rule.Place(&old) // the channel may have had another rule when it was kept
	locked := undoing{days: map[book.Day]bool{now.Day: true, old.Day: true}}
	if err := locked.refuseLocked(t); err != nil {
		return err
	}
	old.ID, old.Batch, old.Line = now.ID, now.Batch, now.Line
	if err := t.rewrite(&old); err != nil {
		return err
	}
	var left []uint64
	if now.OrderNo != "" && now.Key() != old.Key() {
		left = append(left, orderHash(now.Key()))
	}
	return t.touchChanged(now.Channel, []book.EntryID{id}, widen(widen(book.Period{}, now.Day), old.Day), left)
}

// moveSurvivors files the rows that others saw too under the first of these.
func (u *undoing) moveSurvivors(t *tx, dirty map[int64]bool) error {
	moved := map[book.BatchID]int{}
	for i := range u.survivors {
		v := &u.survivors[i]
		for _, do := range []struct {
			query string
			args  []any
		}{
			{`INSERT INTO adopted (batch, entry, raw_batch, raw_line)
				SELECT ?2, e.id, coalesce(a.raw_batch, e.batch), coalesce(a.raw_line, e.line)
				FROM entry e LEFT JOIN adopted a ON a.batch = e.batch AND a.entry = e.id WHERE e.id = ?1`, []any{v.id, v.to}},
			{"UPDATE entry SET batch = ?2, line = (SELECT line FROM sighting WHERE entry = ?1 AND batch = ?2) WHERE id = ?1", []any{v.id, v.to}},
			{"DELETE FROM sighting WHERE entry = ? AND batch = ?", []any{v.id, v.to}},
			// What the new first batch changed it from was this batch's.
			{"DELETE FROM entry_version WHERE entry = ? AND batch = ?", []any{v.id, v.to}},
		} {
			if err := t.exec(do.query, do.args...); err != nil {
				return err
			}
		}
		moved[v.to]++
		dirty[blockOf(v.id)] = true
	}
	for _, id := range sortedKeys(moved) {
		if err := t.exec("UPDATE batch SET entries = entries + ? WHERE id = ?", moved[id], id); err != nil {
			return err
		}
	}
	return nil
}

// forget removes what the batch left besides its rows.
func (u *undoing) forget(t *tx) error {
	id := u.plan.Batch.ID
	for _, query := range []string{
		"DELETE FROM sighting WHERE batch = ?",
		// The raw records of survivors are needed: who only saw a row again kept none.
		"DELETE FROM raw_block WHERE batch = ?1 AND NOT EXISTS (SELECT 1 FROM adopted a WHERE a.raw_batch = ?1)",
		"DELETE FROM quarantine WHERE batch = ?",
	} {
		if err := t.exec(query, id); err != nil {
			return err
		}
	}
	u.plan.Batch.Undone = fromUnix(unix(t.at))
	return t.exec("UPDATE batch SET undone = ?, entries = 0 WHERE id = ?", unix(t.at), id)
}
