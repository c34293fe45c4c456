package intake

import (
	"context"
	"errors"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// observation is what one reading of a file found. Nothing is written for it.
// It keeps 16 bytes an entry, not the entries: a file is read again to apply it.
type observation struct {
	file     bill.File
	own      *book.Profile // by which it is read; nil: by a format
	summary  *bill.Summary
	marks    []book.Mark    // one an entry, in file order
	repeats  []bool         // entries that repeat an earlier one of the file; nil when none does
	base     map[int]uint64 // by ordinal, the plain identity of entries that got one of their own
	repeated int
	twins    int // equal rows without a key, kept as rows of their own
	notes    []book.Note
	odd      int         // suspicious remarks in all
	days     book.Period // from the first to the last day of its entries; zero: none has one
	keyed    bool        // an entry has a number of the provider
	refused  int
	rejects  []book.Refused
	problem  *book.Problem // the file as a whole is refused
	err      error         // reading failed for a reason that is not the file's
}

// observe reads a file through and remembers what planning needs. A file that no
// format reads is read by the profile that the owner taught for its header.
func observe(ctx context.Context, f bill.File, profiles []book.Profile, opt bill.Options) *observation {
	o := observeAs(ctx, f, nil, opt)
	if !importers.Teachable(o.problem) {
		return o
	}
	own, err := importers.OwnHeader(ctx, f, profiles)
	switch {
	case err != nil:
		return failed(f, err)
	case own == nil:
		return o
	}
	return observeAs(ctx, f, own, opt)
}

// readAs reads a file by a profile, or by its format where there is none.
func readAs(ctx context.Context, f bill.File, own *book.Profile, opt bill.Options, sink bill.Sink) (*bill.Summary, error) {
	if own != nil {
		return importers.ReadOwn(ctx, f, own, opt, sink)
	}
	return importers.Read(ctx, f, opt, sink)
}

func observeAs(ctx context.Context, f bill.File, own *book.Profile, opt bill.Options) *observation {
	o := &observation{file: f, own: own}
	seen := &occurrences{}
	summary, err := readAs(ctx, f, own, opt, func(row *bill.Row) error {
		o.row(row, seen)
		return nil
	})
	if err != nil {
		return failed(f, err)
	}
	o.summary = summary
	for _, n := range summary.Notes {
		o.note(n)
	}
	if own != nil {
		o.note(readBy(own))
	}
	return o
}

// failed is what was found of a file that could not be read through.
func failed(f bill.File, err error) *observation {
	o := &observation{file: f}
	if !errors.As(err, &o.problem) {
		o.err = err
	}
	return o
}

func (o *observation) row(row *bill.Row, seen *occurrences) {
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
		o.span(e.Day)
		o.keyed = o.keyed || !e.Keyless
		mark, repeat, twin := seen.mark(o.marks, e)
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

// span widens the days of the entries.
func (o *observation) span(d book.Day) {
	switch {
	case d == 0:
	case o.days.From == 0:
		o.days = book.Period{From: d, To: d}
	default:
		o.days.From, o.days.To = min(o.days.From, d), max(o.days.To, d)
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

// refusal is a refused row with its cells as they stood.
func refusal(f bill.File, row *bill.Row) book.Refused {
	why := *row.Problem
	if why.File == "" {
		why.File = f.Name
	}
	return book.Refused{Problem: why, Raw: strings.Join(row.Cells, ",")}
}
