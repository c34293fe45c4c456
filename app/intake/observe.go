package intake

import (
	"context"
	"errors"
	"strings"

	"github.com/cespare/xxhash/v2"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// observation is what one reading of a file found. Nothing is written for it.
// It keeps 16 bytes an entry, not the entries: a file is read again to apply it.
type observation struct {
	file     bill.File
	summary  *bill.Summary
	marks    []book.Mark    // one an entry, in file order
	repeats  []bool         // entries that repeat an earlier one of the file; nil when none does
	base     map[int]uint64 // by ordinal, the plain identity of entries that got one of their own
	repeated int
	twins    int // equal rows without a key, kept as rows of their own
	notes    []book.Note
	odd      int // suspicious remarks in all
	refused  int
	rejects  []book.Refused
	problem  *book.Problem // the file as a whole is refused
	err      error         // reading failed for a reason that is not the file's
}

// observe reads a file through and remembers what planning needs.
func observe(ctx context.Context, f bill.File, opt bill.Options) *observation {
	o := &observation{file: f}
	seen := occurrences{}
	summary, err := importers.Read(ctx, f, opt, func(row *bill.Row) error {
		o.row(row, seen)
		return nil
	})
	o.summary = summary
	switch {
	case err == nil:
		for _, n := range summary.Notes {
			o.note(n)
		}
	case !errors.As(err, &o.problem):
		o.err = err
	}
	return o
}

func (o *observation) row(row *bill.Row, seen occurrences) {
	for _, n := range row.Notes {
		n.Line = row.Line
		o.note(n)
	}
	if row.Problem != nil {
		o.refused++
		if len(o.rejects) < book.MaxRejects {
			o.rejects = append(o.rejects, refusal(o.file, row))
		}
		return
	}
	for i := range row.Entries {
		e := &row.Entries[i]
		mark, repeat, twin := seen.mark(e)
		if mark.Ident != e.Ident && !e.Keyless {
			if o.base == nil {
				o.base = map[int]uint64{}
			}
			o.base[len(o.marks)] = e.Ident
		}
		if repeat {
			if o.repeats == nil {
				o.repeats = make([]bool, len(o.marks), cap(o.marks))
			}
			o.repeated++
		}
		if twin {
			o.twins++
		}
		o.marks = append(o.marks, mark)
		if o.repeats != nil {
			o.repeats = append(o.repeats, repeat)
		}
	}
}

// note keeps a remark; of each code at most a few are told, the count is enough.
func (o *observation) note(n book.Note) {
	const perCode = 5
	same := 0
	if n.Suspicious {
		o.odd++
	}
	for i := range o.notes {
		if o.notes[i].Code == n.Code {
			same++
		}
	}
	if same < perCode {
		o.notes = append(o.notes, n)
	}
}

// occurrences counts the rows of a file by identity, so that two equal coffees
// are two rows and the same file twice is none.
type occurrences map[uint64]occurrence

type occurrence struct {
	digest uint64
	count  uint32
}

// mark is the identity of the row: its own the first time, one with its
// occurrence number after. A row that repeats a provider's key with the same
// content is the same row told twice; with other content it is kept apart.
func (seen occurrences) mark(e *bill.Entry) (m book.Mark, repeat, twin bool) {
	first, again := seen[e.Ident]
	if !again {
		seen[e.Ident] = occurrence{e.Digest, 1}
		return book.Mark{Ident: e.Ident, Digest: e.Digest}, false, false
	}
	if !e.Keyless && first.digest == e.Digest {
		return book.Mark{Ident: e.Ident, Digest: e.Digest}, true, false
	}
	if !e.Keyless {
		m = book.Mark{Ident: another(e.Ident, e.Digest), Digest: e.Digest}
		_, again = seen[m.Ident]
		seen[m.Ident] = occurrence{e.Digest, 1}
		return m, again, false
	}
	m = book.Mark{Ident: nth(e.Ident, first.count), Digest: e.Digest}
	first.count++
	seen[e.Ident] = first
	return m, false, true
}

// another is the identity of a further row under a provider's key. It is made of
// the content, so that it does not depend on how many stood before it in a file.
func another(ident, digest uint64) uint64 { return nth(ident^digest, uint32(digest>>32)|1) }

// nth is the identity of the n-th further occurrence of a row.
func nth(ident uint64, n uint32) uint64 {
	var b [12]byte
	for i := range 8 {
		b[i] = byte(ident >> (8 * i))
	}
	for i := range 4 {
		b[8+i] = byte(n >> (8 * i))
	}
	return xxhash.Sum64(b[:])
}

// refusal is a refused row with its cells as they stood.
func refusal(f bill.File, row *bill.Row) book.Refused {
	why := *row.Problem
	if why.File == "" {
		why.File = f.Name
	}
	return book.Refused{Problem: why, Raw: strings.Join(row.Cells, ",")}
}
