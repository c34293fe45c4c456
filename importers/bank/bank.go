// Package bank reads what banks export: statements of accounts by the names of
// their columns, since there are more layouts than banks and they agree on what
// the columns are called; credit card bills, whose signs are each bank's own; and
// the documents that hold several accounts or have no header at all.
//
// A credit card of the owner is a channel of the role bank, stream "card": what
// was spent is an expense, what the owner paid back is a transfer, and what a shop
// gave back is none of the deposits that a payment channel could have made. An
// account of several currencies is one channel; its entries tell theirs.
// Money in is plus, whatever the bank's own view of debit and credit.
// Layouts: formats.md 7.
package bank

import "zhangfang/importers/bill"

// Formats are the formats of this family that go by the names of columns which
// other sheets have too.
func Formats() []bill.Format { return []bill.Format{statement()} }

// Certain are the formats of this family whose headers no other file has.
func Certain() []bill.Format {
	return append(cards(), bmo(), td())
}

// Unfolders read the documents of banks that are no tables as they stand.
func Unfolders() []bill.Unfolder { return []bill.Unfolder{historyBlocks{}, headless{}} }

// The streams of a bank.
const (
	streamStatement = "statement"
	streamCard      = "card"
)

const provider = "bank"
