// Package camt reads ISO 20022 account reports: camt.052 (during a day), camt.053
// (the statement) and camt.054 (notifications of single movements), in all
// versions. A document holds reports of one or several accounts; each account is a
// part. Source: ISO 20022 message definitions, Bank-to-Customer Cash Management.
//
// An Ntry is the line: a batch of payments booked in one sum stays one line, and
// what its TxDtls tell is text. The sign is that of CdtDbtInd, of reversals
// (RvslInd) too: it says what the line itself does. Lines that are not booked yet
// make no entry. All three kinds fill one stream, so that a line of a report is
// known again in the statement where the bank gives it a number (AcctSvcrRef).
package camt

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
	CodeXML      = "damaged_xml"     // cut off or damaged
	CodeDoctype  = "xml_doctype"     // a document type, which no bank writes
	CodeCharset  = "bad_charset"     // A: an encoding that is not known
	CodeNegative = "negative_amount" // A: an amount with a sign of its own
	NotePending  = "not_booked"      // A: lines that are not booked
)

// The columns of the unfolded table, called as in the standard. The first says
// what the record is: Ntry, or a Bal or a total of the report it stands in.
const (
	element bill.Field = iota
	bookingDate
	valueDate
	amount
	currency
	direction
	reversal
	status
	servicerRef
	entryRef
	party
	info
	columnCount
)

var columns = []bill.Column{
	element:     {Names: []string{"element"}, Need: true},
	bookingDate: {Names: []string{"<bookgdt>"}, Need: true},
	valueDate:   {Names: []string{"<valdt>"}, Need: true},
	amount:      {Names: []string{"<amt>"}, Need: true},
	currency:    {Names: []string{"<ccy>"}, Need: true},
	direction:   {Names: []string{"<cdtdbtind>"}, Need: true},
	reversal:    {Names: []string{"<rvslind>"}, Need: true},
	status:      {Names: []string{"<sts>"}, Need: true},
	servicerRef: {Names: []string{"<acctsvcrref>"}, Need: true},
	entryRef:    {Names: []string{"<ntryref>"}},
	party:       {Names: []string{"<rltdpties>"}},
	info:        {Names: []string{"<rmtinf>"}},
}

// header is the header record of every part.
var header = [columnCount]string{
	"element", "<BookgDt>", "<ValDt>", "<Amt>", "<Ccy>", "<CdtDbtInd>", "<RvslInd>", "<Sts>", "<AcctSvcrRef>", "<NtryRef>", "<RltdPties>", "<RmtInf>",
}

func statement() bill.Format {
	return &bill.Table{
		ID:      "camt.statement",
		Source:  book.Source{Provider: "bank", Stream: "statement", Role: book.RoleBank},
		Columns: columns,
		Exact:   true,
		Keys:    true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			for _, cells := range b.Preamble {
				if cells[0] == "Acct" {
					b.Summary.Source.Account = cells[1]
				}
			}
			return &decoder{}, nil
		},
	}
}

// documents is the unfolder.
type documents struct{}

// Is tells by the name of the standard, or by that of the message.
func (documents) Is(head []byte) bool {
	head = bytes.TrimLeft(bytes.ReplaceAll(head[:min(len(head), 8192)], []byte{0}, nil), "\xef\xbb\xbf\xff\xfe \t\r\n")
	if !bytes.HasPrefix(head, []byte("<")) {
		return false
	}
	for _, name := range []string{"xsd:camt.052.", "xsd:camt.053.", "xsd:camt.054.", "<BkToCstmrStmt", "<BkToCstmrAcctRpt", "<BkToCstmrDbtCdtNtfctn"} {
		if bytes.Contains(head, []byte(name)) {
			return true
		}
	}
	return false
}
