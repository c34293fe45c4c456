package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"iter"

	"zhangfang/app/book"
)

// ExportEntries streams every entry by ascending id, all of one moment. The entry
// is reused between steps.
func (s *Store) ExportEntries(ctx context.Context) iter.Seq2[*book.EntryLine, error] {
	return func(yield func(*book.EntryLine, error) bool) {
		err := s.export(ctx, func(conn *sql.Conn, l *labels) error {
			var e book.EntryLine
			return scan(ctx, conn, "SELECT "+entryFields+" FROM entry e ORDER BY e.id", nil, func(row []driver.Value) error {
				getEntry(row, &e.Entry)
				l.put(&e)
				if !yield(&e, nil) {
					return errLeft
				}
				return nil
			})
		})
		if err != nil && !errors.Is(err, errLeft) {
			yield(nil, problem("export the entries", err))
		}
	}
}

// errLeft is what ends an export whose reader left.
var errLeft = errors.New("the reader left")

// export runs fn on a connection that sees one state of the book, with labels of
// all channels and batches.
func (s *Store) export(ctx context.Context, fn func(*sql.Conn, *labels) error) error {
	snap, err := s.snapshot(ctx, 1)
	if err != nil {
		return err
	}
	defer snap.close()
	l, err := newLabels(ctx, snap.one())
	if err != nil {
		return err
	}
	if err := l.loadFiles(ctx, snap.one(), nil); err != nil {
		return err
	}
	return fn(snap.one(), l)
}

// exportMatches is how many matches are read at a time.
const exportMatches = 512

// ExportMatches streams every member of every match by leg and lead; the members
// of a match stand together, left before right. The line is reused between steps.
func (s *Store) ExportMatches(ctx context.Context) iter.Seq2[*book.MatchLine, error] {
	return func(yield func(*book.MatchLine, error) bool) {
		err := s.export(ctx, func(conn *sql.Conn, l *labels) error {
			var leg, lead int64
			for {
				matches, err := matchesAfter(ctx, conn, &leg, &lead)
				if err != nil || len(matches) == 0 {
					return err
				}
				if err := yieldMatches(ctx, conn, l, matches, yield); err != nil {
					return err
				}
			}
		})
		if err != nil && !errors.Is(err, errLeft) {
			yield(nil, problem("export the matches", err))
		}
	}
}

// matchesAfter reads the next matches and moves on.
func matchesAfter(ctx context.Context, conn *sql.Conn, leg, lead *int64) ([]book.Match, error) {
	var matches []book.Match
	err := scan(ctx, conn, `
		SELECT m.leg, l.name, `+matchFields+` FROM match_head m CROSS JOIN leg l ON l.id = m.leg
		WHERE (m.leg, m.lead) > (?, ?) ORDER BY m.leg, m.lead LIMIT ?`, []any{*leg, *lead, exportMatches},
		func(row []driver.Value) error {
			r, err := getRecord(row[2:])
			if err != nil {
				return err
			}
			m, err := r.match(book.Leg(text(row[1])))
			matches = append(matches, m)
			*leg, *lead = num(row[0]), r.lead
			return err
		})
	return matches, err
}

func yieldMatches(ctx context.Context, conn *sql.Conn, l *labels, matches []book.Match, yield func(*book.MatchLine, error) bool) error {
	var ids []book.EntryID
	for i := range matches {
		ids = append(append(ids, matches[i].Left...), matches[i].Right...)
	}
	lines, err := entryLines(ctx, conn, l, ids)
	if err != nil {
		return err
	}
	var out book.MatchLine
	for i := range matches {
		m := &matches[i]
		out.MatchID, out.Leg, out.Rule, out.Score, out.State = m.ID(), m.Leg, m.Rule, m.Score, m.State
		for side, members := range [][]book.EntryID{m.Left, m.Right} {
			out.Side = book.Side(side)
			for _, id := range members {
				if len(lines) == 0 || lines[0].ID != id {
					continue // the row is gone, which verify tells
				}
				out.EntryLine, lines = lines[0], lines[1:]
				if !yield(&out, nil) {
					return errLeft
				}
			}
		}
	}
	return nil
}
