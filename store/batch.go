package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"zhangfang/app/book"
)

// bigAct is from how many rows on the write-ahead log is moved into the file.
const bigAct = 20_000

// importSubject is what the audit line of an import tells.
type importSubject struct {
	Batch   book.BatchID   `json:"batch"`
	Channel book.ChannelID `json:"channel"`
	File    string         `json:"file"`
	Format  string         `json:"format"`
	SHA256  string         `json:"sha256"`
	From    string         `json:"from"`
	To      string         `json:"to"`
	New     int            `json:"new"`
	Known   int            `json:"known"`
	Changed int            `json:"changed"`
	Refused int            `json:"refused"`
	Raw     string         `json:"raw"` // SHA-256 of the raw blocks
}

func subjectOf(b *book.Batch, raw string) importSubject {
	return importSubject{
		Batch: b.ID, Channel: b.Channel, File: b.File, Format: b.Format, SHA256: b.SHA256,
		From: b.Covers.From.String(), To: b.Covers.To.String(),
		New: b.New, Known: b.Known, Changed: b.Changed, Refused: b.Refused, Raw: raw,
	}
}

// Import writes one batch in one transaction: the channel (found by provider,
// account, stream and role, or made, when its ID is 0), the batch, what write
// adds, and a line of the audit chain. An error of write leaves the book as it
// was. The counts of the batch that comes back are those of the calls made, but
// Known is the caller's where that is more.
//
// Problems: "month_locked" (A: the month) for a row in a locked month,
// "book_changed" when the book is not as the plan found it.
func (s *Store) Import(ctx context.Context, channel book.Channel, batch book.Batch, write func(book.BatchWriter) error) (book.Batch, error) {
	err := s.change(ctx, "import "+batch.File, func(t *tx) error {
		c, err := t.channel(channel)
		if err == nil {
			err = plannedWith(&channel, &c)
		}
		if err != nil {
			return err
		}
		batch.Channel = c.ID
		if batch.At.IsZero() {
			batch.At = t.at
		}
		expect, told := batch.New, batch.Known // of rows that the file tells twice, write tells once
		batch.New, batch.Known, batch.Changed, batch.Refused = 0, 0, 0, 0
		if err := t.insertBatch(&batch); err != nil {
			return err
		}
		w, err := newBatchWriter(ctx, t, &batch, c.DayRule(), expect)
		if err != nil {
			return err
		}
		defer w.abandon()
		if err := write(w); err != nil {
			return err
		}
		batch.Known = max(batch.Known, told)
		if err := w.finish(); err != nil {
			return err
		}
		if err := t.touchBatch(&batch); err != nil {
			return err
		}
		return t.audit("import", subjectOf(&batch, w.raw.digest()), nil)
	})
	if errors.Is(err, errHeld) {
		err = &book.Problem{Code: "book_changed", File: batch.File, Err: err}
	}
	if err == nil && batch.New+batch.Changed >= bigAct {
		s.checkpoint(ctx)
	}
	return batch, err
}

// insertBatch gives the batch its number.
func (t *tx) insertBatch(b *book.Batch) error {
	notes, err := json.Marshal(b.Notes)
	if err != nil {
		return err
	}
	names, err := json.Marshal(b.Columns)
	if err != nil {
		return err
	}
	return t.QueryRowContext(t.ctx, `
		INSERT INTO batch (channel, file, format, sha256, at, covers_from, covers_to, partial_edges,
			new, known, changed, refused, first_entry, last_entry, entries, undone, notes, columns)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, ?, ?) RETURNING id`,
		b.Channel, b.File, b.Format, b.SHA256, unix(b.At), b.Covers.From, b.Covers.To, b.Covers.PartialEdges, string(notes), string(names)).
		Scan(&b.ID)
}

// countBatch stores what came of the batch.
func (t *tx) countBatch(b *book.Batch, first, last int64) error {
	return t.exec(`
		UPDATE batch SET new = ?, known = ?, changed = ?, refused = ?, first_entry = ?, last_entry = ?, entries = ? WHERE id = ?`,
		b.New, b.Known, b.Changed, b.Refused, first, last, b.New, b.ID)
}

const batchFields = `id, channel, file, format, sha256, at, covers_from, covers_to, partial_edges,
	new, known, changed, refused, undone, notes, columns`

func scanBatch(row interface{ Scan(...any) error }) (book.Batch, error) {
	var b book.Batch
	var at, undone int64
	var notes, names string
	err := row.Scan(&b.ID, &b.Channel, &b.File, &b.Format, &b.SHA256, &at, &b.Covers.From, &b.Covers.To, &b.Covers.PartialEdges,
		&b.New, &b.Known, &b.Changed, &b.Refused, &undone, &notes, &names)
	if err != nil {
		return b, err
	}
	b.At, b.Undone = fromUnix(at), fromUnix(undone)
	if err := errors.Join(json.Unmarshal([]byte(notes), &b.Notes), json.Unmarshal([]byte(names), &b.Columns)); err != nil {
		return b, fmt.Errorf("notes of batch %d: %w", b.ID, err)
	}
	return b, nil
}

// Batches lists the batches, newest first.
func (s *Store) Batches(ctx context.Context) ([]book.Batch, error) {
	var all []book.Batch
	err := func() error {
		rows, err := s.read.QueryContext(ctx, "SELECT "+batchFields+" FROM batch ORDER BY id DESC")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			b, err := scanBatch(rows)
			if err != nil {
				return err
			}
			all = append(all, b)
		}
		return rows.Err()
	}()
	return all, problem("list the batches", err)
}

// FileKnown finds the standing batch that holds the very same bytes for the
// channel; 0 when none does. One that had rows in a locked month does not hold
// them: the month may be open again.
func (s *Store) FileKnown(ctx context.Context, channel book.ChannelID, sha256 string) (book.BatchID, error) {
	var id book.BatchID
	err := s.read.QueryRowContext(ctx, `
		SELECT coalesce(max(b.id), 0) FROM batch b WHERE b.channel = ? AND b.sha256 = ? AND b.undone = 0
		AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.batch = b.id AND json_extract(q.problem, '$.code') = 'month_locked')`,
		channel, sha256).Scan(&id)
	return id, problem("look for the file", err)
}

// Held tells which of the identities the channel holds.
func (s *Store) Held(ctx context.Context, channel book.ChannelID, idents []uint64) (map[uint64]book.Held, error) {
	held := map[uint64]book.Held{}
	err := func() error {
		conn, err := s.read.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		keys := append([]uint64(nil), idents...)
		return identIndex(channel).find(ctx, conn, keys, func(p pair) {
			held[p.key] = book.Held{Entry: book.EntryID(p.entry), Digest: p.digest}
		})
	}()
	return held, problem("look for known rows", err)
}
