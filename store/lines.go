package store

import (
	"context"
	"database/sql"
	"database/sql/driver"

	"zhangfang/app/book"
)

// labels is what a list shows of channels and batches, read once.
type labels struct {
	channels map[book.ChannelID]book.Channel
	files    map[book.BatchID]string
}

func newLabels(ctx context.Context, q querier) (*labels, error) {
	all, err := channels(ctx, q)
	if err != nil {
		return nil, err
	}
	l := &labels{channels: map[book.ChannelID]book.Channel{}, files: map[book.BatchID]string{}}
	for _, c := range all {
		l.channels[c.ID] = c
	}
	return l, nil
}

// loadFiles reads the names of the files of all batches, or of those of ids.
func (l *labels) loadFiles(ctx context.Context, q querier, ids []book.BatchID) error {
	query, args := "SELECT id, file FROM batch", []any(nil)
	if ids != nil {
		query, args = query+" WHERE id IN (SELECT value FROM json_each(?))", []any{list(ids)}
	}
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id book.BatchID
		var file string
		if err := rows.Scan(&id, &file); err != nil {
			return err
		}
		l.files[id] = file
	}
	return rows.Err()
}

// put adds the labels to an entry.
func (l *labels) put(e *book.EntryLine) {
	c := l.channels[e.Channel]
	e.ChannelName, e.Role, e.File, e.Zone = c.Name, c.Role, l.files[e.Batch], c.Zone
}

// EntryCount is the number of entries in the book.
func (s *Store) EntryCount(ctx context.Context) (int, error) {
	var n int
	err := s.read.QueryRowContext(ctx, "SELECT coalesce(sum(entries), 0) FROM batch").Scan(&n)
	return n, problem("count the entries", err)
}

// EntryLines loads entries in the order of ids; ids that are gone are left out.
func (s *Store) EntryLines(ctx context.Context, ids []book.EntryID) ([]book.EntryLine, error) {
	var lines []book.EntryLine
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		l, err := newLabels(ctx, snap.one())
		if err != nil {
			return err
		}
		lines, err = entryLines(ctx, snap.one(), l, ids)
		return err
	}()
	return lines, problem("load entries", err)
}

func entryLines(ctx context.Context, conn *sql.Conn, l *labels, ids []book.EntryID) ([]book.EntryLine, error) {
	lines := make([]book.EntryLine, 0, len(ids))
	var unknown []book.BatchID
	// json_each keeps the order of the ids.
	err := scan(ctx, conn, "SELECT "+entryFields+" FROM json_each(?) j CROSS JOIN entry e ON e.id = j.value",
		[]any{list(ids)}, func(row []driver.Value) error {
			lines = append(lines, book.EntryLine{})
			e := &lines[len(lines)-1]
			getEntry(row, &e.Entry)
			if _, ok := l.files[e.Batch]; !ok {
				l.files[e.Batch] = ""
				unknown = append(unknown, e.Batch)
			}
			return nil
		})
	if err != nil {
		return nil, err
	}
	if len(unknown) > 0 {
		if err := l.loadFiles(ctx, conn, unknown); err != nil {
			return nil, err
		}
	}
	for i := range lines {
		l.put(&lines[i])
	}
	return lines, nil
}
