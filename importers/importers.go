// Package importers is the registry of formats. It opens what the owner drops
// (files, folders, zips), finds out by the header's columns what each file is,
// never by its name, and streams its rows.
package importers

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/alipay"
	"zhangfang/importers/bank"
	"zhangfang/importers/bill"
	"zhangfang/importers/pos"
	"zhangfang/importers/sheet"
	"zhangfang/importers/shop"
	"zhangfang/importers/wechat"
)

// formats are all formats, in the order in which they are tried: those of one
// provider first, then kinds of sheets, plain sheets last.
func formats() []bill.Format {
	return slices.Concat(wechat.Formats(), alipay.Formats(), pos.Formats(), shop.Formats(), bank.Formats(), sheet.Formats())
}

// Read finds out what a file is and streams its rows into sink, in the order of
// the file. It returns what was understood of the whole file. A file that is
// refused as a whole is a *book.Problem with File set; an error of the sink or
// the context comes back as it is, within a few milliseconds.
func Read(ctx context.Context, f bill.File, opt bill.Options, sink bill.Sink) (*bill.Summary, error) {
	s, err := read(ctx, f, opt, func(r *bill.Row) error {
		if r.Problem != nil {
			r.Problem.File = f.Name
		}
		return sink(r)
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var p *book.Problem
	if errors.As(err, &p) && p.File == "" {
		p.File = f.Name
	}
	if s != nil && s.Incomplete != nil {
		s.Incomplete.File = f.Name
	}
	return s, err
}

// read is Read without the names. A defect in a reader refuses its file and no more.
func read(ctx context.Context, f bill.File, opt bill.Options, sink bill.Sink) (_ *bill.Summary, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &book.Problem{Code: bill.CodeRead, Err: fmt.Errorf("reader panicked: %v\n%s", r, debug.Stack())}
		}
	}()
	doc, err := bill.Open(ctx, f, opt)
	if err != nil {
		return nil, err
	}
	defer doc.Close()
	found, err := detect(doc.Views(), opt.Role)
	if err != nil {
		return nil, err
	}
	rows, err := doc.Rows(found.view)
	if err != nil {
		return nil, err
	}
	s, err := found.format.Read(ctx, rows, found.at, opt, sink)
	if err != nil {
		return nil, err
	}
	s.SHA256 = doc.SHA256()
	s.Notes = append(s.Notes, found.notes...)
	if n := doc.Lost(); n > 0 {
		s.Notes = append(s.Notes, bill.LostNote(n))
	}
	return s, nil
}

// find is a format found in a view of a file.
type find struct {
	view   int
	format bill.Format
	at     int // index of the header row
	notes  []book.Note
}

// detect finds the view that is a table of a known format. Text has one; of a
// workbook's sheets only one may hold rows, for two would be two bills.
func detect(views []bill.View, role book.Role) (find, error) {
	var full, empty []find
	var other []string
	for i, v := range views {
		fm, at := formatOf(v.Head, role)
		switch rest := v.Head[min(len(v.Head), at+1):]; {
		case fm == nil && v.Name != "" && filled(v.Head) > 1:
			other = append(other, v.Name)
		case fm == nil:
		case v.Name == "":
			return find{view: i, format: fm, at: at}, nil
		case !v.All || filled(rest) > 0:
			full = append(full, find{view: i, format: fm, at: at})
		default:
			empty = append(empty, find{view: i, format: fm, at: at})
		}
	}
	switch {
	case len(full) > 1:
		var names []string
		for _, f := range full {
			names = append(names, views[f.view].Name)
		}
		return find{}, &book.Problem{Code: bill.CodeSheets, Args: []string{strings.Join(names, "、")}}
	case len(full) == 0 && len(empty) == 0:
		return find{}, unknown(views)
	case len(full) == 0:
		full = empty
	}
	if len(other) > 0 {
		full[0].notes = []book.Note{{Code: bill.NoteSheets, Args: []string{strings.Join(other, "、")}}}
	}
	return full[0], nil
}

// formatOf is the first format that finds its header. What is known not to be
// supported is none, however much it looks like a plain sheet.
func formatOf(head [][]string, role book.Role) (bill.Format, int) {
	own := formats()
	for _, fm := range own[:certain] {
		if at := fm.Detect(head, role); at >= 0 {
			return fm, at
		}
	}
	if foreign(head) != "" {
		return nil, -1
	}
	for _, fm := range own[certain:] {
		if at := fm.Detect(head, role); at >= 0 {
			return fm, at
		}
	}
	return nil, -1
}

// certain is how many formats, from the first, have headers of their own that
// no other file has.
const certain = 4

func filled(rows [][]string) int {
	n := 0
	for _, cells := range rows {
		if !bill.Empty(cells) {
			n++
		}
	}
	return n
}
