package importers

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/sheet"
)

// OwnFormat is the name of the formats that the owner's profiles make.
const OwnFormat = sheet.OwnFormat

// Teachable tells whether a file that was refused for a reason may be a sheet that
// its owner can teach the program to read. A file that a format reads is none, so
// a profile never takes the place of a format, nor that of a provider's own bill.
func Teachable(why *book.Problem) bool {
	if why == nil || why.Line > 0 {
		return false
	}
	switch why.Code {
	case "unknown_format", "no_header", "debit_credit_unclear", bill.CodeDateOrder:
		return true
	}
	return false
}

// CheckProfile tells why a profile cannot be taken: the problems of
// book.Profile.Check, or "profile_nameless" where its header is a row of data.
func CheckProfile(p *book.Profile) *book.Problem {
	if bad := p.Check(); bad != nil {
		return bad
	}
	switch {
	case p.Headless && !slices.Equal(p.Columns, bill.Nameless(len(p.Columns))):
		return &book.Problem{Code: "profile_damaged"}
	case sheet.Nameless(p.Columns):
		return &book.Problem{Code: "profile_nameless"}
	}
	return nil
}

// ReadOwn reads a sheet by the owner's profile of it, as Read does by the formats: of
// several sheets with its header each is a part. Problem "profile_other" where no
// part of the file has it.
func ReadOwn(ctx context.Context, f bill.File, p *book.Profile, opt bill.Options, sink bill.Sink) (s *bill.Summary, err error) {
	text := recoded(f, p.Text)
	err = sheets(ctx, text, opt, func(doc *bill.Doc) error {
		finds, err := findsOf(doc, p)
		if err != nil {
			return err
		}
		s, err = read(ctx, text, opt, doc, finds, func(r *bill.Row) error {
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
	if p.Text != book.EncodingAuto { // what was read is not what lies on the disk
		s.SHA256, err = digestOf(ctx, f)
	}
	return s, err
}

// OwnParts are the sheets of a file that have a profile's header, each a file of its
// own as those of Parts.
func OwnParts(ctx context.Context, f bill.File, p *book.Profile) (parts []bill.File, err error) {
	err = sheets(ctx, recoded(f, p.Text), bill.Options{}, func(doc *bill.Doc) error {
		finds, err := findsOf(doc, p)
		parts = partsOf(f, finds)
		return err
	})
	return parts, err
}

// cuts are the delimiters by which bill.Open cuts a text, in the order of its views.
const cuts = ",\t|;"

// Sheets shows a file as it is seen, the first rows at most of each sheet, and what
// they suggest of how to read it. A text is shown by each delimiter that cuts it
// into columns.
func Sheets(ctx context.Context, f bill.File, rows int, text book.Encoding) (views []book.SheetView, err error) {
	err = sheets(ctx, recoded(f, text), bill.Options{}, func(doc *bill.Doc) error {
		for i, v := range doc.Views() {
			if !slices.ContainsFunc(v.Head, func(cells []string) bool { return len(cells) > 1 }) {
				continue // no columns: another delimiter, or an empty sheet
			}
			at, p := sheet.Guess(v.Head)
			p.Text = text
			view := book.SheetView{Name: v.Name, Rows: v.Head[:min(max(rows, at+1), len(v.Head))], Header: at, Guess: p}
			if v.Name == "" && i < len(cuts) {
				view.Cut = cuts[i : i+1]
			}
			views = append(views, view)
		}
		if len(views) == 0 {
			return &book.Problem{Code: bill.CodeNoTable}
		}
		return nil
	})
	return views, err
}

// GuessAt is what a sheet suggests when its header is the row at an index, or when it
// has none (-1).
func GuessAt(rows [][]string, at int) book.Profile { return sheet.GuessAt(rows, at) }

// OwnHeader finds the profile whose header a file has; nil where none does. A sheet
// without a header is known by its shape, after all that have one.
func OwnHeader(ctx context.Context, f bill.File, profiles []book.Profile) (own *book.Profile, err error) {
	for _, k := range kindsOfOwn() {
		text := k.text
		var some []*book.Profile
		for i := range profiles {
			if profiles[i].Text == text && profiles[i].Headless == k.headless {
				some = append(some, &profiles[i])
			}
		}
		if len(some) == 0 {
			continue
		}
		err = sheets(ctx, recoded(f, text), bill.Options{}, func(doc *bill.Doc) error {
			for _, p := range some {
				if _, err := findsOf(doc, p); err == nil {
					own = p
					return nil
				}
			}
			return nil
		})
		if own != nil || ctx.Err() != nil {
			return own, err
		}
	}
	return nil, nil // what cannot be opened was refused for that already
}

// ownKind is what has to be known of a profile before a file can be compared with it.
type ownKind struct {
	headless bool
	text     book.Encoding
}

// kindsOfOwn are the kinds of profiles in the order in which they are tried.
func kindsOfOwn() []ownKind {
	var kinds []ownKind
	for _, headless := range []bool{false, true} {
		for _, text := range book.Encodings() {
			kinds = append(kinds, ownKind{headless, text})
		}
	}
	return kinds
}

// sheets opens a file as plain sheets. A refusal names the file.
func sheets(ctx context.Context, f bill.File, opt bill.Options, use func(*bill.Doc) error) error {
	err := guarded(func() error {
		doc, err := bill.Open(ctx, f, opt)
		if err != nil {
			return err
		}
		defer doc.Close()
		return use(doc)
	})
	var p *book.Problem
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &p) && p.File == "":
		p.File = f.Name
	}
	return err
}

// guarded makes an error of a defect in a reader.
func guarded(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &book.Problem{Code: bill.CodeRead, Err: fmt.Errorf("reader panicked: %v", r)}
		}
	}()
	return f()
}

// findsOf finds the sheets that have a profile's header: those with rows, or one
// without. Other sheets are named, and hold the file where they are tables: one may be
// a month with a column more.
func findsOf(doc *bill.Doc, p *book.Profile) ([]find, error) {
	fm := sheet.Own(p)
	var full, empty []find
	var other []string
	tables := false
	for i, v := range doc.Views() {
		at := fm.Detect(v.Head, book.RoleNone)
		if at < 0 {
			if v.Name != "" && filled(v.Head) > 1 {
				other = append(other, v.Name)
				tables = tables || tabular(v.Head)
			}
			continue
		}
		f := find{view: i, name: v.Name, format: fm, at: at}
		if !p.Headless && filled(v.Head[at+1:]) == 0 {
			empty = append(empty, f)
			continue
		}
		full = append(full, f)
		if v.Name == "" {
			break // text is one table, however it is cut
		}
	}
	if len(full)+len(empty) == 0 {
		return nil, &book.Problem{Code: "profile_other", Args: []string{p.Name}}
	}
	if len(full) == 0 {
		full = empty[:1]
	}
	if len(other) > 0 {
		full[0].notes = []book.Note{{Code: bill.NoteSheets, Args: []string{strings.Join(other, "、")}, Suspicious: tables}}
	}
	return full, nil
}

// tabular tells whether rows have columns: at least two of them have two cells.
func tabular(rows [][]string) bool {
	n := 0
	for _, cells := range rows {
		if filled, _ := bill.Filled(cells); filled > 1 {
			n++
		}
	}
	return n > 1
}
