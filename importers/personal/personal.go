// Package personal reads the bills that Alipay, WeChat, JD and Meituan give to a
// person, which are what a shop gets that collects on a personal QR code. They
// look alike: lines about the account, the period and the counts, then one row a
// payment, whose amount has no sign and whose direction is 收入, 支出 or neither.
//
// Such a bill is one stream of sales, spending and moves between the person's own
// accounts, so its role is wallet: none of its rows is taken for a sale, and what
// is withdrawn to a bank is looked for there. An owner who wants the receipts of a
// QR code matched with orders imports the file once more and says role payments;
// the wallet then still tells how the money reaches the bank. The rules for all:
//
//   - 收入 is in, 支出 is out. A row with neither has its direction from its words
//     (提现 is out, 充值 in, 退款 in); where these do not tell, or the money stays
//     within the account, the amount is 0 and gross keeps the figure.
//   - What did not happen (closed before it was paid, failed, not paid yet) has
//     amount 0 too.
//   - A receipt of a QR code is a payment, other spending an expense, transfers and
//     red packets between people are transfers. Money back for a purchase is an
//     expense with a plus, money back to a customer a refund.
//   - A refund has a row of its own. What the original's status says of it (已退款)
//     makes the original refunded and is not booked once more.
//   - A withdrawal whose amount holds a fee makes a withdrawal of what the bank gets
//     and a fee.
//
// Layout: formats.md 3, 5 and 6.
package personal

import (
	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format {
	return []bill.Format{alipay(), alipayWeb(), weChat(), jd(), meituan()}
}

// Codes of the notes on these bills.
const (
	NoteStill  = "no_direction"  // A: rows with amount 0, since the bill does not say which way they went
	NoteMarked = "marked_refund" // A: rows that only their status says were refunded
)

// table is a format of the family, without the columns and the decoder.
func table(id, provider string, columns []bill.Column, rows func(*statement) bill.Decoder) *bill.Table {
	return &bill.Table{
		ID:      id,
		Source:  book.Source{Provider: provider, Stream: "personal", Role: book.RoleWallet},
		Columns: columns,
		OneLine: true, Exact: true, Seconds: true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) { return rows(begin(b)), nil },
	}
}
