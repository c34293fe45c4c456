package bank

import (
	"context"
	"io"
	"iter"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// headless unfolds the export of a TD account, five columns without a header: the
// date (month first), what it was, money out, money in, and the balance.
type headless struct{}

const (
	tdDay bill.Field = iota
	tdText
	tdOut
	tdIn
	tdBalance
	tdFields
)

// tdHeader is the header that unfolding puts over the rows.
var tdHeader = []string{"Date", "TD description", "Debit", "Credit", "Balance"}

// Is tells whether each of the first lines has exactly the five cells, in one of
// the two directions.
func (headless) Is(head []byte) bool {
	n := 0
	for line := range strings.Lines(string(head)) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if !strings.HasSuffix(line, "\n") && n > 0 {
			break // may be cut short
		}
		if n++; !isTD(splitLine(nil, strings.TrimRight(line, "\r\n"), ',')) {
			return false
		}
		if n == 20 {
			break
		}
	}
	return n > 0
}

func isTD(cells []string) bool {
	if bill.Field(len(cells)) != tdFields || cells[tdText] == "" || (cells[tdOut] == "") == (cells[tdIn] == "") {
		return false
	}
	for _, f := range [...]bill.Field{tdOut, tdIn, tdBalance} {
		if _, exact, ok := bill.ParseFixed(cells[f], 2); cells[f] != "" && (!ok || !exact) {
			return false
		}
	}
	_, err := time.Parse(tdDate, cells[tdDay])
	return err == nil && cells[tdBalance] != ""
}

// tdDate is how TD writes dates.
const tdDate = "01/02/2006"

// Unfold puts the header over the rows.
func (headless) Unfold(ctx context.Context, r io.Reader) iter.Seq2[bill.Unfolded, error] {
	return func(yield func(bill.Unfolded, error) bool) {
		if !yield(bill.Unfolded{Line: 1, Cells: tdHeader}, nil) {
			return
		}
		var cells []string // reused
		for line, err := range lines(ctx, r) {
			cells = splitLine(cells[:0], line.text, ',')
			if !yield(bill.Unfolded{Line: line.no, Cells: cells}, err) || err != nil {
				return
			}
		}
	}
}

// NoteHeadless tells that a file without a header was taken for the export of a
// bank; the owner looks at it first.
const NoteHeadless = "no_header_td"

// td reads what headless unfolds.
func td() bill.Format {
	columns := make([]bill.Column, tdFields)
	for f, name := range tdHeader {
		columns[f] = bill.Column{Names: []string{bill.Name(name)}, Need: true}
	}
	return &bill.Table{
		ID:      "bank.td",
		Source:  book.Source{Provider: provider, Stream: streamStatement, Role: book.RoleBank},
		Columns: columns,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			b.Summary.Notes = append(b.Summary.Notes, dollars(), book.Note{Code: NoteHeadless, Suspicious: true})
			return &tdRows{move: bill.Move{In: tdIn, Out: tdOut, Credit: tdIn, Debit: tdOut}}, nil
		},
	}
}

type tdRows struct {
	move  bill.Move
	check bill.BalanceCheck
	gaps  bill.Gaps
}

// Row reads a line.
func (d *tdRows) Row(r *bill.Record) {
	r.Money = canadian
	r.Need(tdDay)
	sum := d.move.Read(r)
	e := r.AddKeyless(kindOf(sum))
	e.At = slashed(r, tdDay, tdDate)
	e.Day = bill.DayOf(e.At)
	e.Gross, e.Amount = sum, sum
	e.Balance = r.Balance(tdBalance)
	d.check.Add(e)
	d.gaps.Add(r, e)
	e.Memo = r.Plain(tdText)
}

// End compares the balances with the rows.
func (d *tdRows) End(s *bill.Summary) {
	d.check.End(s)
	d.gaps.End(s)
}
