// Package pos reads what card acquirers and aggregators (拉卡拉, 银联商务, 通联 and
// their like) give out: details of transactions by the names of their columns,
// UnionPay's bill of fixed width, and 拉卡拉's lists of withdrawals. Card payments
// mostly carry no order number; terminal, time and amount are what is known of them.
//
// 拉卡拉 gives four lists of one merchant. JY, the transactions, are payments. DW,
// the withdrawals, are the wallet of the same account, so that what is due at the
// bank on the days they cover is the withdrawals and no more the nets of the days.
// JS, the settlements, and D0, the payouts of the same day, list the transactions
// once more: they are refused, unless the owner says that JS is the only list of
// payments there is. Layouts: formats.md 8.
package pos

import "zhangfang/importers/bill"

// Formats are the formats of this family that go by the names of columns which
// other sheets have too.
func Formats() []bill.Format { return []bill.Format{details()} }

// Certain are the formats of this family whose headers no other file has.
func Certain() []bill.Format { return []bill.Format{zm(), withdrawals(), sameDay()} }

// Unfolders read the documents of this family that are no tables.
func Unfolders() []bill.Unfolder { return []bill.Unfolder{zmFile{}} }

const provider = "pos"
