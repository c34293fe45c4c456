package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"errors"
	"hash"
	"iter"
	"sync"
	"time"

	"github.com/cespare/xxhash/v2"

	"zhangfang/app/book"
)

// runSubject is what the audit line of a run tells.
type runSubject struct {
	Leg       book.Leg `json:"leg"`
	Full      bool     `json:"full"`
	AsOf      string   `json:"as_of"`
	Matched   int      `json:"matched"`
	Suggested int      `json:"suggested"`
	Added     int      `json:"added"`
	Removed   int      `json:"removed"`
	Raised    int      `json:"raised"`
	Closed    int      `json:"closed"`
}

// SaveRun writes the outcomes in one transaction with a line of the audit chain,
// whose digest is SHA-256 over the matches and exceptions that came and went.
// For each row of an outcome what was there before is replaced; a match that
// stays is not touched. After a full run, what no outcome named is gone too.
//
// What was touched after run.Mark stays touched. When another process has saved
// a run that knew more, nothing is written: what this one was to solve, that one
// has. A full run is not saved then either, but told: Problem "run_outdated".
// An outcome with a row that was removed since is left out, and its other rows
// stay touched. The rate cards of the run are saved with it for channels that have
// none.
func (s *Store) SaveRun(ctx context.Context, run book.Run, outcomes iter.Seq[*book.Outcome], at time.Time) (book.RunReceipt, error) {
	receipt := book.RunReceipt{Leg: run.Leg}
	err := s.change(ctx, "save the run of "+string(run.Leg), func(t *tx) error {
		t.at = at
		w, err := newRunWriter(t, run)
		if errors.Is(err, errOutdated) && !run.Full {
			return nil
		}
		if err != nil {
			return err
		}
		if err := w.take(ctx, outcomes); err != nil {
			return err
		}
		receipt = w.receipt
		if err := t.putFirstCards(run.Cards); err != nil {
			return err
		}
		r := &receipt
		return t.audit("run", runSubject{run.Leg, run.Full, run.AsOf.String(),
			r.Matched, r.Suggested, r.Added, r.Removed, r.Raised, r.Closed}, w.digest.Sum(nil))
	})
	if errors.Is(err, errOutdated) {
		err = &book.Problem{Code: "run_outdated", Err: err}
	}
	if err == nil && receipt.Added >= bigAct {
		s.checkpoint(ctx)
	}
	return receipt, err
}

var errOutdated = errors.New("a run that knew more was saved meanwhile")

// runWriter writes the outcomes of a run, some thousand rows at a time.
type runWriter struct {
	t       *tx
	run     book.Run
	leg     int64
	fresh   bool // the leg has no results: nothing to compare with
	removed []idRange
	receipt book.RunReceipt
	digest  hash.Hash
	buf     []byte

	heads   *bulk
	members *bulk
	opens   *bulk
	named   map[string]bool     // keys of the exceptions it made
	unnamed map[string]bool     // keys of those that stood for the rows of a part; some may be named yet
	settled map[channelDay]bool // days whose old settlements are deleted

	// Of a full run: what stood before and was not named yet. A match is told
	// from its old self by a digest, so that a million rows need not be read.
	heldMatches    map[int64]uint64 // by lead
	heldExceptions map[string]bool

	lateMembers []memberRow // of a full run: written at the end, in order
	lateOpens   []openRow
	lateLoose   []looseRow
}

type idRange struct{ first, last book.EntryID }

func newRunWriter(t *tx, run book.Run) (*runWriter, error) {
	w := &runWriter{t: t, run: run, digest: sha256.New(), receipt: book.RunReceipt{Leg: run.Leg},
		named: map[string]bool{}, unnamed: map[string]bool{}, settled: map[channelDay]bool{}}
	var seen int64
	err := t.QueryRowContext(t.ctx, "SELECT id, seen FROM leg WHERE name = ?", run.Leg).Scan(&w.leg, &seen)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		err = t.QueryRowContext(t.ctx, "INSERT INTO leg (name, seen, taught) VALUES (?, ?, ?) RETURNING id", run.Leg, run.Mark, run.Taught).Scan(&w.leg)
	case err == nil && seen > run.Mark:
		return nil, errOutdated
	case err == nil:
		err = t.exec("UPDATE leg SET seen = ?1, whole = iif(?2 AND whole <= ?1, 0, whole), taught = ?4 WHERE id = ?3", run.Mark, run.Full, w.leg, run.Taught)
	}
	if err != nil {
		return nil, err
	}
	if w.removed, err = t.removedSince(run.Mark); err != nil {
		return nil, err
	}
	if run.Full && run.Leg == book.LegPayouts {
		if err := t.exec("DELETE FROM settlement"); err != nil {
			return nil, err
		}
	}
	var any bool
	err = t.QueryRowContext(t.ctx, `
		SELECT EXISTS (SELECT 1 FROM match_head WHERE leg = ?1) OR EXISTS (SELECT 1 FROM match_member WHERE leg = ?1)
			OR EXISTS (SELECT 1 FROM open_row WHERE leg = ?1) OR EXISTS (SELECT 1 FROM exception WHERE leg = ?1)`, w.leg).Scan(&any)
	w.fresh = !any
	if err == nil && run.Full {
		err = w.hold()
	}
	w.heads = newBulk(t.conn, "INSERT OR REPLACE", "match_head",
		"leg", "lead", "other", "rule", "state", "score", "evidence", "members")
	w.members = newBulk(t.conn, "INSERT OR REPLACE", "match_member", "leg", "entry", "lead")
	w.opens = newBulk(t.conn, "INSERT OR REPLACE", "open_row", "leg", "entry", "side", "why")
	return w, err
}

// hold takes in what stands before a full run. Its open and loose rows are
// written anew.
func (w *runWriter) hold() error {
	w.heldMatches, w.heldExceptions = map[int64]uint64{}, map[string]bool{}
	if w.fresh {
		return nil
	}
	err := scan(w.t.ctx, w.t.conn, "SELECT "+matchFields+" FROM match_head m WHERE m.leg = ?", []any{w.leg},
		func(row []driver.Value) error {
			r, err := getRecord(row)
			w.heldMatches[r.lead] = w.digestRecord(&r)
			return err
		})
	if err != nil {
		return err
	}
	err = scan(w.t.ctx, w.t.conn, "SELECT key FROM exception WHERE leg = ? AND gone = 0", []any{w.leg},
		func(row []driver.Value) error {
			w.heldExceptions[text(row[0])] = true
			return nil
		})
	if err != nil {
		return err
	}
	if err := w.t.exec("DELETE FROM loose WHERE leg = ?", w.leg); err != nil {
		return err
	}
	return w.t.exec("DELETE FROM open_row WHERE leg = ?", w.leg)
}

// removedSince lists the ranges of rows that were removed after the mark.
func (t *tx) removedSince(mark int64) ([]idRange, error) {
	rows, err := t.QueryContext(t.ctx, "SELECT first, last FROM touched WHERE seq > ? AND removed = 1", mark)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var gone []idRange
	for rows.Next() {
		var r idRange
		if err := rows.Scan(&r.first, &r.last); err != nil {
			return nil, err
		}
		gone = append(gone, r)
	}
	return gone, rows.Err()
}

// outcomeRows is how many rows are gathered before they are written.
const outcomeRows = 4096

// take writes all outcomes. Another goroutine writes, so that the engine can go
// on with the next blocks meanwhile.
func (w *runWriter) take(ctx context.Context, outcomes iter.Seq[*book.Outcome]) error {
	queue, spare := make(chan *group, 2), make(chan *group, 4)
	stop := make(chan struct{})
	var failed error
	var writing sync.WaitGroup
	writing.Go(func() {
		for g := range queue {
			if failed == nil {
				if failed = w.write(g); failed != nil {
					close(stop)
				}
			}
			spare <- g.reset()
		}
	})
	err := func() error {
		defer func() {
			close(queue)
			writing.Wait()
		}()
		g := &group{}
		for o := range outcomes {
			if w.hasRemoved(o.Rows) {
				g.again = append(g.again, o.Rows...)
				continue
			}
			if err := g.add(w.run.Leg, o); err != nil {
				return err
			}
			if len(g.rows) < outcomeRows {
				continue
			}
			select {
			case <-stop:
				return nil
			case queue <- g:
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			g = another(spare)
		}
		select {
		case <-stop:
		case queue <- g:
		}
		return ctx.Err()
	}()
	if err == nil {
		err = failed
	}
	if err == nil {
		err = w.finish()
	}
	return errors.Join(err, w.heads.close(), w.members.close(), w.opens.close())
}

func (w *runWriter) hasRemoved(rows []book.EntryID) bool {
	for _, r := range w.removed {
		for _, id := range rows {
			if id >= r.first && id <= r.last {
				return true
			}
		}
	}
	return false
}

// note takes a change into the digest of the run: '+' or '-', the kind of thing,
// and all of it.
func (w *runWriter) note(sign byte, r *record) {
	step := 1
	if sign == '-' {
		step = -1
	}
	w.t.moves.follow(w.leg, r, step)
	w.t.moves = w.t.moves.kept()
	w.buf = r.append(append(w.buf[:0], sign, 'm'))
	w.digest.Write(w.buf)
}

func (w *runWriter) digestRecord(r *record) uint64 {
	w.buf = r.append(w.buf[:0])
	return xxhash.Sum64(w.buf)
}

func (w *runWriter) noteKey(sign byte, key string) {
	w.digest.Write(append(append(w.buf[:0], sign, 'x'), key...))
}
