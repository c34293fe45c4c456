package sheet

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// noteHeadless tells that a sheet without a header was taken for one that the owner
// has taught, by its shape alone. It holds the file: another sheet may be alike.
const noteHeadless = "headless"

// nameless is the format of a profile of sheets without a header: it knows them by
// the number of their columns, and what stands in those of dates and amounts.
type nameless struct {
	*bill.Table
	p *book.Profile
}

// Detect finds the first row.
func (n nameless) Detect(head [][]string, _ book.Role) int {
	first := slices.IndexFunc(head, func(cells []string) bool { return !bill.Empty(cells) })
	if first < 0 || width(head) != len(n.p.Columns) {
		return -1
	}
	rows := 0
	for _, cells := range head[first:] {
		if bill.Empty(cells) || bill.Totals(cells) {
			continue
		}
		if !n.is(cells) {
			return -1
		}
		rows++
	}
	if rows == 0 {
		return -1
	}
	return first
}

// is tells whether a record may be a row of the sheet.
func (n nameless) is(cells []string) bool {
	for i, name := range n.p.Columns {
		cell := ""
		if i < len(cells) {
			cell = trim(cells[i])
		}
		switch name {
		case n.p.Fields[book.FieldDate]:
			if !isTime(cell) {
				return false
			}
		case n.p.Fields[book.FieldAmount]:
			if !isAmount(cell) {
				return false
			}
		case n.p.Fields[book.FieldIn], n.p.Fields[book.FieldOut], n.p.Fields[book.FieldBalance], n.p.Fields[book.FieldFee]:
			if cell != "" && !isAmount(cell) && cell != "-" {
				return false
			}
		}
	}
	return true
}

// Read reads the rows under the names that the profile gives to the columns.
func (n nameless) Read(ctx context.Context, in *bill.Rows, _ int, opt bill.Options, sink bill.Sink) (*bill.Summary, error) {
	in.Named(n.p.Columns)
	s, err := n.Table.Read(ctx, in, 0, opt, sink)
	if s != nil {
		s.Notes = append(s.Notes, book.Note{Code: noteHeadless, Args: []string{n.p.Name}, Suspicious: true})
	}
	return s, err
}

// headless tells whether records begin with a row of data.
func headless(head [][]string) bool {
	first := slices.IndexFunc(head, func(cells []string) bool { return !bill.Empty(cells) })
	return first >= 0 && width(head) > 1 && Nameless(head[first])
}

// width is the number of columns that hold anything.
func width(head [][]string) int {
	n := 0
	for _, cells := range head {
		for i, c := range cells {
			if trim(c) != "" {
				n = max(n, i+1)
			}
		}
	}
	return n
}
