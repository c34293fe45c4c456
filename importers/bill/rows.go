package bill

import (
	"context"
	"io"

	"zhangfang/app/book"
)

// source gives records one by one; the cells may be reused, their strings not.
// It returns io.EOF after the last.
type source interface {
	next() (cells []string, line int, err error)
}

// sheetlike is a source whose rows may leave out the empty cells at their end.
type sheetlike interface {
	// fromSheet tells whether dates stored as numbers count from 1904.
	fromSheet() (since1904 bool)
}

// Rows walks over the records of a file. It stops soon after its context ends.
type Rows struct {
	Cells []string // of the current record, as they stand in the file; reused
	Line  int      // where it starts, from 1

	ctx    context.Context
	src    source
	reopen func() (*Rows, func(), error)
	n      int
	err    error

	since1904 bool // dates stored as numbers count from 1904
	sheet     bool // it leaves out empty cells at the end of a row
}

// pollEvery is how many records pass between two looks at the context: a few
// milliseconds of work.
const pollEvery = 1024

// Next moves to the next record. False after the last, or after an error.
func (r *Rows) Next() bool {
	if r.err != nil {
		return false
	}
	if r.n%pollEvery == 0 {
		if r.err = r.ctx.Err(); r.err != nil {
			return false
		}
	}
	r.n++
	r.Cells, r.Line, r.err = r.src.next()
	return r.err == nil
}

// Err is what ended the walk, nil at the end of the file.
func (r *Rows) Err() error {
	if atEnd(r.err) {
		return nil
	}
	return r.err
}

// atEnd tells whether an error is the end of what is read, itself: a refusal whose
// cause is an end that came too soon is none, or half a file would pass for whole.
func atEnd(err error) bool { return err == io.EOF || err == io.ErrUnexpectedEOF }

// OneLine says that no cell of this format runs over a line end, so that a
// stray quote swallows nothing.
func (r *Rows) OneLine() {
	if c, ok := r.src.(*csvSource); ok {
		c.oneLine = true
	}
}

// notes tell what is odd about the records read so far.
func (r *Rows) notes() []book.Note {
	if c, ok := r.src.(*csvSource); ok {
		return c.strays.notes()
	}
	return nil
}

// Scan walks over all records from the start, apart from this walk, until look
// says that it has seen enough.
func (r *Rows) Scan(look func(cells []string) (enough bool)) error {
	again, done, err := r.reopen()
	if err != nil {
		return err
	}
	defer done()
	for again.Next() {
		if look(again.Cells) {
			return nil
		}
	}
	return again.Err()
}
