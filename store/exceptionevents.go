package store

import (
	"context"
	"fmt"
	"slices"
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

// NoteDerived keeps when exceptions that are derived from the day were first seen;
// of those that were seen before nothing changes.
func (s *Store) NoteDerived(ctx context.Context, keys []string, at time.Time) error {
	since, err := s.DerivedRaised(ctx)
	if err != nil {
		return err
	}
	known := func(key string) bool { _, ok := since[key]; return ok }
	keys = slices.DeleteFunc(slices.Clone(keys), known)
	if len(keys) == 0 {
		return nil
	}
	return s.change(ctx, "note what is late", func(t *tx) error {
		for _, key := range keys {
			// Another process may have seen it meanwhile.
			if err := t.exec(`
				INSERT INTO exception_event (key, at, what, decision)
				SELECT ?1, ?2, ?3, 0 WHERE NOT EXISTS (SELECT 1 FROM exception_event WHERE key = ?1 AND what = ?3)`,
				key, unix(at), eventRaised); err != nil {
				return err
			}
		}
		return nil
	})
}

// DerivedRaised is when exceptions that are derived from the day were first seen,
// by key.
func (s *Store) DerivedRaised(ctx context.Context) (map[string]time.Time, error) {
	since := map[string]time.Time{}
	err := func() error {
		rows, err := s.read.QueryContext(ctx, "SELECT key, at FROM exception_event WHERE what = ?", eventRaised)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var key string
			var at int64
			if err := rows.Scan(&key, &at); err != nil {
				return err
			}
			since[key] = fromUnix(at)
		}
		return rows.Err()
	}()
	return since, problem("read since when payouts are late", err)
}
