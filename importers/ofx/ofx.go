// Package ofx reads Open Financial Exchange files (.ofx, .qfx), SGML of versions 1
// and XML of versions 2, by one tolerant reader of tags: banks leave tags open,
// write all in one line and name charsets that they do not use. A file holds
// statements of one or several accounts; each account is a part. Source: OFX 2.2.
//
// The identity of a line is FITID, which the bank keeps unique within an account.
// The day is the one that the bank writes, whatever its zone. Accounts of credit
// cards are a stream of their own, in which what comes in is a repayment and no
// customer's money. Investment accounts are refused: most of what moves in them is
// no line of a statement.
package ofx

import (
	"bytes"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format { return []bill.Format{statement()} }

// Unfolders are the documents of this family.
func Unfolders() []bill.Unfolder { return []bill.Unfolder{documents{}} }

// Codes of this family; see bill for the others.
const (
	CodeLacks      = "ofx_lacks"              // Cell: an element that a statement cannot do without
	CodeNone       = "ofx_no_statement"       // a document without statements, such as a refusal
	CodeInvestment = "unsupported.investment" // an account of securities
	CodeCorrection = "ofx_correction"         // A: the line that the bank corrects or deletes
	CodeCut        = "statement_cut"          // a statement without its end
)

// The columns of the unfolded table, called as in the standard. The first says
// what the record is: STMTTRN, the period of a list, or the end of a statement.
const (
	element bill.Field = iota
	posted
	amount
	currency
	kind
	fitid
	check
	ref
	name
	memo
	corrects
	columnCount
)

var columns = []bill.Column{
	element:  {Names: []string{"element"}, Need: true},
	posted:   {Names: []string{"<dtposted>"}, Need: true},
	amount:   {Names: []string{"<trnamt>"}, Need: true},
	currency: {Names: []string{"<curdef>"}, Need: true},
	kind:     {Names: []string{"<trntype>"}, Need: true},
	fitid:    {Names: []string{"<fitid>"}, Need: true},
	check:    {Names: []string{"<checknum>"}},
	ref:      {Names: []string{"<refnum>"}},
	name:     {Names: []string{"<name>"}},
	memo:     {Names: []string{"<memo>"}},
	corrects: {Names: []string{"<correctfitid>"}},
}

// header is the header record of every part.
var header = [columnCount]string{
	"element", "<DTPOSTED>", "<TRNAMT>", "<CURDEF>", "<TRNTYPE>", "<FITID>", "<CHECKNUM>", "<REFNUM>", "<NAME>", "<MEMO>", "<CORRECTFITID>",
}

func statement() bill.Format {
	return &bill.Table{
		ID:      "ofx.statement",
		Source:  book.Source{Provider: "bank", Stream: "statement", Role: book.RoleBank},
		Columns: columns,
		Exact:   true,
		Keys:    true,
		Begin:   begin,
	}
}

// documents is the unfolder.
type documents struct{}

// Is tells by the header of either version, or by the first tag.
func (documents) Is(head []byte) bool {
	head = bytes.ReplaceAll(head[:min(len(head), 8192)], []byte{0}, nil)
	head = bytes.ToUpper(bytes.TrimLeft(head, "\xef\xbb\xbf\xff\xfe \t\r\n"))
	return bytes.HasPrefix(head, []byte("OFXHEADER")) ||
		bytes.HasPrefix(head, []byte("<")) && (bytes.Contains(head, []byte("<?OFX")) || bytes.Contains(head, []byte("<OFX>")))
}
