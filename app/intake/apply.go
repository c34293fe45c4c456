package intake

import (
	"context"
	"fmt"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// apply reads the file again and writes it in one transaction, by the plan.
func (s *Service) apply(ctx context.Context, o *observation, p *plan, ch book.Channel, opt bill.Options) (book.Batch, error) {
	batch := book.Batch{
		File: o.file.Name, Format: o.summary.Format, SHA256: o.summary.SHA256, At: s.now(), Columns: o.summary.Columns,
		Covers: o.summary.Covers, New: p.counts[book.VerdictNew], Known: p.counts[book.VerdictKnown],
		Changed: p.counts[book.VerdictChanged], Refused: o.refused + len(p.locked), Notes: o.notes,
	}
	return s.book.Import(ctx, ch, batch, func(w book.BatchWriter) error {
		a := applier{o: o, p: p, days: ch.DayRule(), w: w}
		return a.run(ctx, opt)
	})
}

// applier writes the rows of one file as they are read.
type applier struct {
	o    *observation
	p    *plan
	days book.DayRule
	w    book.BatchWriter
	next int // ordinal of the next entry
}

// run parses on one goroutine and writes on this one: the two cost about the same.
func (a *applier) run(ctx context.Context, opt bill.Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	chunks := make(chan *chunk, 4)
	spare := make(chan *chunk, 6)
	var summary *bill.Summary
	var readErr error
	go func() {
		defer close(chunks)
		out := newChunk(spare)
		summary, readErr = readAs(ctx, a.o.file, a.o.own, opt, func(row *bill.Row) error {
			out.add(row)
			if !out.full() {
				return nil
			}
			select {
			case chunks <- out:
			case <-ctx.Done():
				return ctx.Err()
			}
			out = newChunk(spare)
			return nil
		})
		if readErr == nil {
			chunks <- out
		}
	}()
	var writeErr error
	for c := range chunks {
		if writeErr == nil {
			if writeErr = a.write(c); writeErr != nil {
				cancel()
			}
		}
		c.reset()
		select {
		case spare <- c:
		default:
		}
	}
	if writeErr != nil {
		return writeErr
	}
	if readErr != nil {
		return readErr
	}
	if summary.SHA256 != a.o.summary.SHA256 || a.next != len(a.o.marks) {
		return a.fileChanged()
	}
	return nil
}

func (a *applier) fileChanged() error {
	return &book.Problem{Code: "file_changed", File: a.o.file.Name}
}

func (a *applier) write(c *chunk) error {
	for i := range c.rows {
		r := &c.rows[i]
		if r.problem != nil {
			if err := a.w.Reject(refusal(a.o.file, &bill.Row{Line: r.line, Cells: r.cells, Problem: r.problem})); err != nil {
				return err
			}
			continue
		}
		stored := false
		for j := range r.entries {
			kept, err := a.entry(&r.entries[j], r)
			if err != nil {
				return err
			}
			stored = stored || kept
		}
		if stored {
			if err := a.w.Raw(int32(r.line), r.cells); err != nil {
				return fmt.Errorf("keep raw row %d: %w", r.line, err)
			}
		}
	}
	return nil
}

// entry writes one entry by its verdict and tells whether its raw row is wanted.
func (a *applier) entry(e *bill.Entry, r *chunkRow) (bool, error) {
	if a.next >= len(a.o.marks) || a.o.marks[a.next].Digest != e.Digest {
		return false, a.fileChanged()
	}
	i := a.next
	a.next++
	mark, verdict := a.p.mark(a.o, i), a.p.verdicts[i]
	if a.p.locked[i] {
		return false, a.w.Reject(refusal(a.o.file, &bill.Row{Line: r.line, Cells: r.cells, Problem: monthLocked(a.o.file.Name, r.line, a.days.DayOf(e.At, e.Day))}))
	}
	switch verdict {
	case book.VerdictNew:
		return true, a.w.Add(&e.Entry, mark)
	case book.VerdictChanged:
		return true, a.w.Change(a.p.held[mark.Ident].Entry, &e.Entry, mark)
	}
	if a.o.repeats != nil && a.o.repeats[i] {
		return false, nil // told twice by this very file: the first telling is the row
	}
	return false, a.w.Known(a.p.held[mark.Ident].Entry, int32(r.line))
}

// chunk is a run of rows copied out of the reader's buffer.
type chunk struct {
	rows    []chunkRow
	cells   []string
	entries []bill.Entry
}

type chunkRow struct {
	line    int
	cells   []string
	entries []bill.Entry
	problem *book.Problem
}

const chunkRows = 512

func newChunk(spare <-chan *chunk) *chunk {
	select {
	case c := <-spare:
		return c
	default:
		return &chunk{}
	}
}

func (c *chunk) full() bool { return len(c.rows) == chunkRows }

func (c *chunk) reset() {
	clear(c.cells)
	clear(c.entries)
	c.rows, c.cells, c.entries = c.rows[:0], c.cells[:0], c.entries[:0]
}

// add copies a row. Growing the arenas leaves earlier rows on the old array,
// which is fine: they are only read.
func (c *chunk) add(row *bill.Row) {
	cellsFrom, entriesFrom := len(c.cells), len(c.entries)
	c.cells = append(c.cells, row.Cells...)
	c.entries = append(c.entries, row.Entries...)
	c.rows = append(c.rows, chunkRow{
		line: row.Line, problem: row.Problem,
		cells:   c.cells[cellsFrom:len(c.cells):len(c.cells)],
		entries: c.entries[entriesFrom:len(c.entries):len(c.entries)],
	})
}
