package importers

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Read finds out what a file is and streams its rows into sink, in the order of
// the file. It returns what was understood of the whole file. A file that is
// refused as a whole is a *book.Problem with File set; an error of the sink or
// the context comes back as it is, within a few milliseconds. A file of several
// bills is refused: each of its Parts is read as a file.
func Read(ctx context.Context, f bill.File, opt bill.Options, sink bill.Sink) (*bill.Summary, error) {
	var s *bill.Summary
	err := opened(ctx, f, opt, func(doc *bill.Doc, finds []find) error {
		var err error
		s, err = read(ctx, f, opt, doc, finds, func(r *bill.Row) error {
			if r.Problem != nil {
				r.Problem.File = f.Name
			}
			return sink(r)
		})
		return err
	})
	if err != nil {
		return nil, err
	}
	if s.Incomplete != nil {
		s.Incomplete.File = f.Name
	}
	return s, nil
}

// Parts are the bills of a file that holds several: the sheets of a workbook, the
// accounts of a document, by the formats or, where none reads it, by the profile of
// the owner that does. Each is a file of its own, named as a member of a zip is. Any
// other file is its one part. The error says why nothing of it can be read.
func Parts(ctx context.Context, f bill.File, opt bill.Options, profiles ...book.Profile) ([]bill.File, error) {
	parts := []bill.File{f}
	err := opened(ctx, f, bill.Options{Role: opt.Role}, func(_ *bill.Doc, finds []find) error {
		parts = partsOf(f, finds)
		return nil
	})
	var why *book.Problem
	if !errors.As(err, &why) || !Teachable(why) {
		return parts, err
	}
	own, other := OwnHeader(ctx, f, profiles)
	if own == nil {
		return parts, errors.Join(other, err)
	}
	return OwnParts(ctx, f, own)
}

func partsOf(f bill.File, finds []find) []bill.File {
	if len(finds) < 2 {
		return []bill.File{f}
	}
	var parts []bill.File
	for _, found := range finds {
		part := f
		part.Part = found.name
		part.Name += "!" + shownName(found.name)
		parts = append(parts, part)
	}
	return parts
}

// opened opens a file and finds the tables in it. A defect in a reader refuses its
// file and no more.
func opened(ctx context.Context, f bill.File, opt bill.Options, use func(*bill.Doc, []find) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &book.Problem{Code: bill.CodeRead, Err: fmt.Errorf("reader panicked: %v\n%s", r, debug.Stack())}
		}
		var p *book.Problem
		switch {
		case ctx.Err() != nil:
			err = ctx.Err()
		case errors.As(err, &p) && p.File == "":
			p.File = f.Name
		}
	}()
	doc, err := bill.Open(ctx, f, opt, unfolders()...)
	if err != nil {
		return err
	}
	defer doc.Close()
	finds, err := detect(doc.Views(), opt.Role)
	if err != nil {
		return err
	}
	return use(doc, finds)
}

func read(ctx context.Context, f bill.File, opt bill.Options, doc *bill.Doc, finds []find, sink bill.Sink) (*bill.Summary, error) {
	found, err := choose(finds, f.Part)
	if err != nil {
		return nil, err
	}
	rows, err := doc.Rows(found.view)
	if err != nil {
		return nil, err
	}
	s, err := found.format.Read(ctx, rows, found.at, opt, sink)
	if err != nil {
		return nil, ofBill(err, found.format)
	}
	s.SHA256 = doc.SHA256()
	if f.Part != "" {
		s.SHA256 = partDigest(s.SHA256, f.Part)
	}
	s.Notes = append(s.Notes, found.notes...)
	s.Notes = append(s.Notes, doc.Notes()...)
	return s, nil
}

// codeBillDates refuses a provider's own bill whose dates do not show their order; a
// longer one does. A: a date.
const codeBillDates = "ambiguous_bill_dates"

// ofBill tells the dates of a provider's own bill from those of a sheet, which its
// owner can teach the program to read: a profile never takes the place of a bill.
func ofBill(err error, fm bill.Format) error {
	var p *book.Problem
	if errors.As(err, &p) && p.Code == bill.CodeDateOrder && slices.ContainsFunc(certain(), func(f bill.Format) bool { return f.Name() == fm.Name() }) {
		p.Code = codeBillDates
	}
	return err
}
