// Package mt940 reads SWIFT customer statements: MT940, the statement of a day,
// and MT942, what moved since. A file holds messages of one or several accounts;
// each account is a part. Source: SWIFT Standards MT, category 9.
//
// The lines carry no number that a bank keeps unique, so they are keyless, and
// both kinds of messages fill one stream: the statement of the evening knows the
// lines of the day's reports again where the bank repeats them as they were.
package mt940

import (
	"bytes"
	"regexp"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format { return []bill.Format{statement()} }

// Unfolders are the documents of this family.
func Unfolders() []bill.Unfolder { return []bill.Unfolder{messages{}} }

// Codes of this family; see bill for the others.
const (
	CodeOrder   = "mt940_order"      // A: a field that cannot stand where it does
	CodeBalance = "bad_balance"      // A: a balance or sum that cannot be read
	CodeEntry   = "mt940_entry"      // A: a line :61: that cannot be read
	NoteExpect  = "not_booked"       // A: lines that the bank only expects
	NoteEndFeb  = "end_of_february"  // A: a 30 February, B: the day taken for it
	CodeCut     = "statement_cut"    // a statement without its closing balance
	CodeNoMoney = "no_currency_told" // lines without a currency
)

// The columns of the unfolded table. The first is the field (:60F:, :61: ...) that
// the record was made of; balances and sums use the same columns as lines.
const (
	tag bill.Field = iota
	entryDate
	valueDate
	mark
	amount
	currency
	kind
	bankRef
	ownRef
	party
	extra
	details
	columnCount
)

var columns = []bill.Column{
	tag:       {Names: []string{"field"}, Need: true},
	entryDate: {Names: []string{":61:entrydate"}, Need: true},
	valueDate: {Names: []string{":61:valuedate"}, Need: true},
	mark:      {Names: []string{":61:d/cmark"}, Need: true},
	amount:    {Names: []string{":61:amount"}, Need: true},
	currency:  {Names: []string{":61:currency"}, Need: true},
	kind:      {Names: []string{":61:transactiontype"}, Need: true},
	bankRef:   {Names: []string{":61:bankreference"}, Need: true},
	ownRef:    {Names: []string{":61:accountownerreference"}, Need: true},
	party:     {Names: []string{":86:counterparty"}},
	extra:     {Names: []string{":61:supplementarydetails"}},
	details:   {Names: []string{":86:details"}},
}

// header is the header record of every part.
var header = [columnCount]string{
	"field", ":61: entry date", ":61: value date", ":61: d/c mark", ":61: amount", ":61: currency",
	":61: transaction type", ":61: bank reference", ":61: account owner reference", ":86: counterparty", ":61: supplementary details", ":86: details",
}

func statement() bill.Format {
	return &bill.Table{
		ID:      "mt940.statement",
		Source:  book.Source{Provider: "bank", Stream: "statement", Role: book.RoleBank},
		Columns: columns,
		Exact:   true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			for _, cells := range b.Preamble {
				if cells[0] == ":25:" {
					b.Summary.Source.Account = cells[1]
				}
			}
			return &decoder{}, nil
		},
	}
}

// messages is the unfolder.
type messages struct{}

// looks is what no other text has at the beginning of a line.
var looks = regexp.MustCompile(`(?m)^:(25P?|28C?|60[FM]|61|62[FM]|64|65|86):`)

// Is tells by the fields of a statement.
func (messages) Is(head []byte) bool {
	return looks.Match(bytes.ReplaceAll(head[:min(len(head), 8192)], []byte{0}, nil))
}
