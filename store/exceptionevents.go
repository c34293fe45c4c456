package store

import (
	"context"
	"fmt"
	"time"

	"zhangfang/app/book"
)

// What happens to an exception, as book.ExceptionEvent tells it. Of what matching
// raises, the first time stands with the exception itself.
const (
	eventRaised  = "raised"
	eventDecided = "decided"
	eventUndone  = "undone"
	eventClosed  = "closed"
	eventAgain   = "raised_again"
)

// event notes a step in the life of an exception.
func (t *tx) event(key, what string, at time.Time, d book.DecisionID) error {
	return t.exec("INSERT INTO exception_event (key, at, what, decision) VALUES (?, ?, ?, ?)", key, unix(at), what, d)
}

// ExceptionEvents is the life of an exception in order: when it was first raised,
// what was decided and undone, when it closed by itself and was raised again. Nil
// for a key that nothing is known of.
func (s *Store) ExceptionEvents(ctx context.Context, key string) ([]book.ExceptionEvent, error) {
	var events []book.ExceptionEvent
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		events, err = exceptionEvents(ctx, snap.one(), key)
		return err
	}()
	return events, problem("read the history of an exception", err)
}

func exceptionEvents(ctx context.Context, q querier, key string) ([]book.ExceptionEvent, error) {
	rows, err := q.QueryContext(ctx, `
		SELECT raised AS at, ?2 AS what, 0 AS decision, 0 AS state, '' AS note, '' AS detail, 0 AS id FROM exception WHERE key = ?1
		UNION ALL
		SELECT v.at, v.what, v.decision, coalesce(d.state, 0), coalesce(d.note, ''), coalesce(d.detail, ''), v.id
		FROM exception_event v LEFT JOIN decision d ON d.id = v.decision WHERE v.key = ?1
		ORDER BY id`, key, eventRaised)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var events []book.ExceptionEvent
	for rows.Next() {
		var e book.ExceptionEvent
		var at, id int64
		var stored string
		if err := rows.Scan(&at, &e.What, &e.Decision, &e.State, &e.Note, &stored, &id); err != nil {
			return nil, err
		}
		more, err := parseDetail(stored)
		if err != nil {
			return nil, fmt.Errorf("detail of decision %d: %w", e.Decision, err)
		}
		e.At, e.Work = fromUnix(at), more.Work
		if e.What == eventClosed {
			e.State = book.ExceptionResolved
		}
		events = append(events, e)
	}
	return events, rows.Err()
}

// actNoteDerived is the act of noting what is late by the day now, and what no
// longer is.
const actNoteDerived = "note_late"

// lateSubject is what the audit line of it tells.
type lateSubject struct {
	Raised int `json:"raised"`
	Closed int `json:"closed"`
}

// NoteDerived keeps that the exceptions of these keys, which are derived from the
// day, stand since now, where they did not yet, and that the others that did no
// longer do. Where nothing changed, nothing is written.
func (s *Store) NoteDerived(ctx context.Context, keys []string, at time.Time) error {
	held, err := derivedExceptions(ctx, s.read)
	if err != nil {
		return problem("note what is late", err)
	}
	if len(lateSteps(keys, held)) == 0 {
		return nil
	}
	return s.change(ctx, "note what is late", func(t *tx) error {
		t.at = at
		held, err := derivedExceptions(t.ctx, t) // another process may have noted it meanwhile
		if err != nil {
			return err
		}
		steps := lateSteps(keys, held)
		if len(steps) == 0 {
			return nil
		}
		var about lateSubject
		for _, step := range steps {
			if step.What == eventClosed {
				about.Closed++
			} else {
				about.Raised++
			}
			if err := t.event(step.Key, step.What, at, 0); err != nil {
				return err
			}
		}
		digest, err := digestOf(steps)
		if err != nil {
			return err
		}
		return t.audit(actNoteDerived, about, digest)
	})
}

// lateStep is that a derived exception begins or ends to stand.
type lateStep struct{ Key, What string }

// lateSteps is how those that stand come to be the keys.
func lateSteps(keys []string, held map[string]derivedException) []lateStep {
	var steps []lateStep
	stands := map[string]bool{}
	for _, key := range keys {
		was, known := held[key]
		switch {
		case stands[key] || known && !was.closed:
		case known:
			steps = append(steps, lateStep{key, eventAgain})
		default:
			steps = append(steps, lateStep{key, eventRaised})
		}
		stands[key] = true
	}
	for _, key := range sortedKeys(held) {
		if !stands[key] && !held[key].closed {
			steps = append(steps, lateStep{key, eventClosed})
		}
	}
	return steps
}

// derivedException is since when one derived from the day stands, or stood last.
type derivedException struct {
	raised int64 // Unix seconds
	closed bool
}

// derivedExceptions is every one that ever stood, by key: the only exceptions of
// which it is an event that they were first raised.
func derivedExceptions(ctx context.Context, q querier) (map[string]derivedException, error) {
	rows, err := q.QueryContext(ctx, `
		SELECT key, what, at FROM exception_event
		WHERE decision = 0 AND key IN (SELECT key FROM exception_event WHERE what = ?) ORDER BY id`, eventRaised)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string]derivedException{}
	for rows.Next() {
		var key, what string
		var at int64
		if err := rows.Scan(&key, &what, &at); err != nil {
			return nil, err
		}
		x := all[key]
		if x.closed = what == eventClosed; !x.closed {
			x.raised = at
		}
		all[key] = x
	}
	return all, rows.Err()
}

// DerivedRaised is since when the exceptions that are derived from the day stand, or
// stood last, by key.
func (s *Store) DerivedRaised(ctx context.Context) (map[string]time.Time, error) {
	since := map[string]time.Time{}
	err := func() error {
		all, err := derivedExceptions(ctx, s.read)
		for key, x := range all {
			since[key] = fromUnix(x.raised)
		}
		return err
	}()
	return since, problem("read since when payouts are late", err)
}
