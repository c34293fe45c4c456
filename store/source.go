package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"zhangfang/app/book"
)

// EntrySource is where an entry came from, with its raw cells and every standing
// batch that held the row. Problem "no_entry".
func (s *Store) EntrySource(ctx context.Context, id book.EntryID) (book.EntrySource, error) {
	var src book.EntrySource
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		src, err = entrySource(ctx, snap.one(), id)
		return err
	}()
	return src, problem("find where a row came from", err)
}

func entrySource(ctx context.Context, q querier, id book.EntryID) (book.EntrySource, error) {
	var src book.EntrySource
	var batch, rawBatch book.BatchID
	var rawLine int32
	err := q.QueryRowContext(ctx, `
		SELECT e.batch, e.line, b.file, coalesce(a.raw_batch, 0), coalesce(a.raw_line, 0)
		FROM entry e JOIN batch b ON b.id = e.batch LEFT JOIN adopted a ON a.batch = e.batch AND a.entry = e.id
		WHERE e.id = ?`, id).Scan(&batch, &src.Line, &src.File, &rawBatch, &rawLine)
	if errors.Is(err, sql.ErrNoRows) {
		return src, &book.Problem{Code: "no_entry"}
	}
	if err != nil {
		return src, err
	}
	err = rawRecord(ctx, q, batch, int32(src.Line), &src)
	if err == nil && src.Cells == nil && rawBatch != 0 {
		err = rawRecord(ctx, q, rawBatch, rawLine, &src)
	}
	if err != nil {
		return src, err
	}
	src.Seen = []book.BatchID{batch}
	rows, err := q.QueryContext(ctx, "SELECT batch FROM sighting WHERE entry = ? ORDER BY batch", id)
	if err != nil {
		return src, err
	}
	defer rows.Close()
	for rows.Next() {
		var b book.BatchID
		if err := rows.Scan(&b); err != nil {
			return src, err
		}
		src.Seen = append(src.Seen, b)
	}
	return src, rows.Err()
}

// rawRecord reads the cells of a line of a batch, and the names of its columns;
// neither where the batch kept no such line.
func rawRecord(ctx context.Context, q querier, batch book.BatchID, line int32, src *book.EntrySource) error {
	var data []byte
	var columns string
	err := q.QueryRowContext(ctx, `
		SELECT r.data, b.columns FROM raw_block r JOIN batch b ON b.id = r.batch
		WHERE r.batch = ? AND r.first_line <= ? ORDER BY r.first_line DESC LIMIT 1`, batch, line).Scan(&data, &columns)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if src.Cells, err = rawCells(data, line); err != nil || src.Cells == nil {
		return err
	}
	return json.Unmarshal([]byte(columns), &src.Columns)
}
