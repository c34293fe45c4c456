package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"zhangfang/app/book"
)

// batchWriter writes the rows of one batch. Add, Known, Change, Raw and Reject
// are called by one goroutine and only gather; new entries and raw blocks are
// written by another, so that who parses need not wait for the database.
type batchWriter struct {
	ctx   context.Context
	t     *tx
	batch *book.Batch
	days  book.DayRule
	first int64 // id of the first new entry

	locked  []book.Period
	chunk   []book.Entry // new entries not handed over yet
	digest  *digester    // of the block of ids at hand
	dirty   map[int64]bool
	idents  []pair
	orders  []pair
	known   []seen
	changes []change
	rejects []book.Refused
	raw     *rawWriter

	queue   chan writeJob
	chunks  sync.Pool
	writing sync.WaitGroup
	once    sync.Once
	failed  atomic.Pointer[error]
}

// writeJob is a piece of work for the writing goroutine: one of the two.
type writeJob struct {
	entries *[]book.Entry
	block   *rawBlock
}

// seen is a known row as this batch held it.
type seen struct {
	entry book.EntryID
	line  int32
}

type change struct {
	id    book.EntryID
	entry book.Entry
	mark  book.Mark
}

// chunkRows is how many new entries are handed over at a time.
const chunkRows = 4 * bulkRows

// newBatchWriter starts writing; expect is about how many new rows come.
func newBatchWriter(ctx context.Context, t *tx, b *book.Batch, days book.DayRule, expect int) (*batchWriter, error) {
	locked, err := lockedMonths(t.ctx, t)
	if err != nil {
		return nil, err
	}
	w := &batchWriter{
		ctx: ctx, t: t, batch: b, days: days, first: t.nextEntry, locked: locked,
		digest: newDigester(), dirty: map[int64]bool{},
		idents: make([]pair, 0, expect), orders: make([]pair, 0, expect),
		queue: make(chan writeJob, 8),
	}
	w.chunks.New = func() any { c := make([]book.Entry, 0, chunkRows); return &c }
	w.chunk = *w.chunks.Get().(*[]book.Entry)
	w.raw = newRawWriter(func(b *rawBlock) { w.queue <- writeJob{block: b} })
	w.writing.Go(w.run)
	return w, nil
}

// Add writes a new entry on its business day and sets its ID, Batch and Channel.
func (w *batchWriter) Add(e *book.Entry, m book.Mark) error {
	w.days.Place(e)
	if err := w.open(e.Day); err != nil {
		return err
	}
	e.ID, e.Batch, e.Channel = book.EntryID(w.t.nextEntry), w.batch.ID, w.batch.Channel
	w.t.nextEntry++
	w.batch.New++
	w.idents = append(w.idents, pair{m.Ident, int64(e.ID), m.Digest})
	if e.OrderNo != "" {
		w.orders = append(w.orders, pair{key: orderHash(e.Key()), entry: int64(e.ID)})
	}
	w.sealNew(e)
	w.chunk = append(w.chunk, *e)
	if len(w.chunk) < chunkRows {
		return nil
	}
	return w.handOver()
}

// sealNew takes the entry into the seal of its block. A block that began before
// this batch is sealed at the end, from the rows.
func (w *batchWriter) sealNew(e *book.Entry) {
	block := blockOf(e.ID)
	if block<<sealShift < w.first && w.first > 1 {
		w.dirty[block] = true
		return
	}
	w.digest.add(e)
	if int64(e.ID)&(1<<sealShift-1) == 1<<sealShift-1 {
		w.t.seals = append(w.t.seals, seal{block, w.digest.take()})
	}
}

// Known notes that this batch saw the entry again, at the line.
func (w *batchWriter) Known(id book.EntryID, line int32) error {
	w.batch.Known++
	w.known = append(w.known, seen{id, line})
	return nil
}

// Change keeps the entry's present content as a version and writes the new one.
func (w *batchWriter) Change(id book.EntryID, e *book.Entry, m book.Mark) error {
	w.days.Place(e)
	if err := w.open(e.Day); err != nil {
		return err
	}
	w.batch.Changed++
	w.changes = append(w.changes, change{id, *e, m})
	return nil
}

// Raw keeps a record's cells as they stood in the file; in file order.
func (w *batchWriter) Raw(line int32, cells []string) error {
	w.raw.add(line, cells)
	return w.error()
}

// Reject keeps a refused row in quarantine.
func (w *batchWriter) Reject(r book.Refused) error {
	w.batch.Refused++
	w.rejects = append(w.rejects, r)
	return nil
}

// open refuses a day in a locked month. Intake sorts these out before; this is
// for what it could not see.
func (w *batchWriter) open(d book.Day) error {
	for _, p := range w.locked {
		if p.Has(d) {
			return monthLocked(d)
		}
	}
	return nil
}

func (w *batchWriter) handOver() error {
	full := w.chunk
	w.queue <- writeJob{entries: &full}
	w.chunk = (*w.chunks.Get().(*[]book.Entry))[:0]
	if err := w.ctx.Err(); err != nil {
		return err
	}
	return w.error()
}

// error is what the writing goroutine failed with.
func (w *batchWriter) error() error {
	if p := w.failed.Load(); p != nil {
		return *p
	}
	return nil
}

// run writes what is queued. After an error it only empties the queue.
func (w *batchWriter) run() {
	entries := newBulk(w.t.conn, "INSERT", "entry", entryColumns...)
	blocks := newBulk(w.t.conn, "INSERT", "raw_block", "batch", "first_line", "last_line", "data")
	for job := range w.queue {
		if w.error() != nil {
			continue
		}
		if err := w.write(entries, blocks, job); err != nil {
			w.failed.Store(&err)
		}
	}
	if err := errors.Join(entries.close(), blocks.close()); err != nil && w.error() == nil {
		w.failed.Store(&err)
	}
}

func (w *batchWriter) write(entries, blocks *bulk, job writeJob) error {
	if b := job.block; b != nil {
		row, err := blocks.next()
		if err != nil {
			return err
		}
		row[0], row[1], row[2], row[3] = int64(w.batch.ID), int64(b.first), int64(b.last), b.data
		return blocks.flush() // blocks are large: not one is kept
	}
	for i := range *job.entries {
		row, err := entries.next()
		if err != nil {
			return err
		}
		putEntry(row, &(*job.entries)[i])
	}
	w.chunks.Put(job.entries)
	return nil
}

// drain ends the writing goroutine. It may be called again.
func (w *batchWriter) drain() {
	w.once.Do(func() {
		w.raw.close()
		close(w.queue)
		w.writing.Wait()
	})
}

// abandon stops what finish did not.
func (w *batchWriter) abandon() { w.drain() }

// finish writes all that was gathered.
func (w *batchWriter) finish() error {
	if len(w.chunk) > 0 {
		full := w.chunk
		w.chunk = nil
		w.queue <- writeJob{entries: &full}
	}
	w.drain()
	if err := w.error(); err != nil {
		return err
	}
	if last := w.t.nextEntry - 1; last&(1<<sealShift-1) != 1<<sealShift-1 && !w.dirty[last>>sealShift] && w.batch.New > 0 {
		w.t.seals = append(w.t.seals, seal{last >> sealShift, w.digest.take()})
	}
	if err := identIndex(w.batch.Channel).add(w.t, w.idents); err != nil {
		return err
	}
	w.idents = nil
	if err := w.applyChanges(); err != nil {
		return err
	}
	if err := orderIndex().add(w.t, w.orders); err != nil {
		return err
	}
	if err := w.writeSightings(); err != nil {
		return err
	}
	if err := w.writeRejects(); err != nil {
		return err
	}
	if err := w.t.reseal(w.dirty); err != nil {
		return err
	}
	first, last := w.first, w.t.nextEntry-1
	if w.batch.New == 0 {
		first, last = 0, 0
	}
	return w.t.countBatch(w.batch, first, last)
}

// writeSightings notes the rows of earlier batches that this one held too,
// changed ones included.
func (w *batchWriter) writeSightings() error {
	for _, c := range w.changes {
		w.known = append(w.known, seen{c.id, c.entry.Line})
	}
	b := newBulk(w.t.conn, "INSERT OR IGNORE", "sighting", "entry", "batch", "line")
	for _, k := range w.known {
		row, err := b.next()
		if err != nil {
			return err
		}
		row[0], row[1], row[2] = int64(k.entry), int64(w.batch.ID), int64(k.line)
	}
	return b.close()
}

func (w *batchWriter) writeRejects() error {
	for _, r := range w.rejects {
		if err := w.t.quarantine(w.batch.ID, w.batch.File, w.batch.SHA256, []byte(r.Raw), &r.Problem); err != nil {
			return err
		}
	}
	return nil
}

// applyChanges gives changed rows their new content, keeping the old.
func (w *batchWriter) applyChanges() error {
	marks := make([]pair, 0, len(w.changes))
	var changed []book.EntryID
	var left []uint64 // order numbers that lost a row
	var days book.Period
	for i := range w.changes {
		c := &w.changes[i]
		now, err := w.t.entry(c.id)
		if err != nil {
			return err
		}
		if err := w.open(now.Day); err != nil {
			return err
		}
		var old uint64
		if err := w.t.heldDigest(w.batch.Channel, c.mark.Ident, int64(c.id), &old); err != nil {
			return err
		}
		content, err := json.Marshal(now)
		if err != nil {
			return fmt.Errorf("entry %d: %w", c.id, err)
		}
		if err := w.t.exec("INSERT OR IGNORE INTO entry_version (entry, batch, content, ident, digest) VALUES (?, ?, ?, ?, ?)",
			c.id, w.batch.ID, string(content), int64(c.mark.Ident), int64(old)); err != nil {
			return err
		}
		next := c.entry
		next.ID, next.Batch, next.Channel, next.Line = now.ID, now.Batch, now.Channel, now.Line
		if err := w.t.rewrite(&next); err != nil {
			return err
		}
		if now.OrderNo != "" && next.Key() != now.Key() {
			left = append(left, orderHash(now.Key()))
		}
		if next.OrderNo != "" && next.Key() != now.Key() {
			w.orders = append(w.orders, pair{key: orderHash(next.Key()), entry: int64(c.id)})
		}
		marks = append(marks, pair{c.mark.Ident, int64(c.id), c.mark.Digest})
		changed = append(changed, c.id)
		days = widen(widen(days, now.Day), next.Day)
		w.dirty[blockOf(c.id)] = true
	}
	if len(marks) == 0 {
		return nil
	}
	if err := w.t.touchChanged(w.batch.Channel, changed, days, left); err != nil {
		return err
	}
	return identIndex(w.batch.Channel).update(w.t, marks)
}
