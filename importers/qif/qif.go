// Package qif reads Quicken Interchange Format: lines that begin with a letter for
// what they hold, and "^" behind each record. A file may hold several accounts by
// name; each is a part. Source: Quicken's description of the format, of 2006.
//
// A record has no number of the bank, so it is keyless, and no currency: as in a
// sheet that names none it is yuan. Dates and amounts are written as the writer's
// country does; which part is the day, and whether decimals stand behind a point or
// a comma, is found out from all dates and amounts of an account.
package qif

import (
	"bytes"
	"context"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format { return []bill.Format{statement()} }

// Unfolders are the documents of this family.
func Unfolders() []bill.Unfolder { return []bill.Unfolder{documents{}} }

// Codes of this family; see bill for the others.
const (
	CodeNone       = "qif_no_account"         // lists of categories and the like, no account
	CodeInvestment = "unsupported.investment" // an account of securities
	CodeCut        = "qif_cut"                // a record without its end
	NoteDates      = "dates_by_span"          // A: a date, B: the day it is read as; suspicious
)

// The columns of the unfolded table, called by their letters. The first says what
// the record is.
const (
	element bill.Field = iota
	date
	amount
	number
	payee
	memo
	category
	columnCount
)

var columns = []bill.Column{
	element:  {Names: []string{"record"}, Need: true},
	date:     {Names: []string{"d(date)"}, Need: true},
	amount:   {Names: []string{"t(amount)"}, Need: true},
	number:   {Names: []string{"n(number)"}, Need: true},
	payee:    {Names: []string{"p(payee)"}, Need: true},
	memo:     {Names: []string{"m(memo)"}},
	category: {Names: []string{"l(category)"}},
}

// header is the header record of every part.
var header = [columnCount]string{"record", "D (date)", "T (amount)", "N (number)", "P (payee)", "M (memo)", "L (category)"}

// format is a table whose dates and amounts are looked at before they are read.
type format struct{ bill.Table }

func statement() bill.Format {
	return &format{bill.Table{
		ID:      "qif.statement",
		Source:  book.Source{Provider: "bank", Stream: "statement", Role: book.RoleBank},
		Columns: columns,
		Exact:   true,
	}}
}

// Read streams the records of an account.
func (f *format) Read(ctx context.Context, in *bill.Rows, at int, opt bill.Options, sink bill.Sink) (*bill.Summary, error) {
	var dates evidence
	var decimals bill.Decimals
	err := in.Scan(func(cells []string) bool {
		if len(cells) != int(columnCount) {
			return false
		}
		switch cells[element] {
		case entry:
			dates.add(cells[date])
			decimals.Look(cells[amount])
		case opening:
			decimals.Look(cells[amount])
		}
		return false
	})
	if err != nil {
		return nil, err
	}
	order, note, problem := dates.order()
	if problem != nil {
		return nil, problem
	}
	comma, problem := decimals.Comma()
	if problem != nil {
		return nil, problem
	}
	t := f.Table
	t.Begin = func(b bill.Beginning) (bill.Decoder, error) {
		return begin(b, &decoder{order: order, comma: comma, notes: note})
	}
	return t.Read(ctx, in, at, opt, sink)
}

// documents is the unfolder.
type documents struct{}

// Is tells by the first line.
func (documents) Is(head []byte) bool {
	head = bytes.ToLower(bytes.TrimLeft(bytes.ReplaceAll(head[:min(len(head), 1024)], []byte{0}, nil), "\xef\xbb\xbf\xff\xfe \t\r\n"))
	for _, first := range []string{"!type:", "!account", "!option:", "!clear:"} {
		if bytes.HasPrefix(head, []byte(first)) {
			return true
		}
	}
	return false
}
