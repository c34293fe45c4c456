// Package platform reads what shop platforms tell about a shop's money: the
// ledgers of 拼多多, 抖店, 京东, 微信小店 and 有赞, and the fees of 菜鸟 and 京准通.
// Layout: formats.md 9.
//
// A platform collects for the shop and pays it out, so a ledger is a wallet: its
// rows are what moved in the shop's account there, and it pays by withdrawals. The
// owner may say that the rows are payments instead, so that orders find them.
package platform

import (
	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format {
	var out []bill.Format
	for _, k := range []kind{
		pinduoduo(), douyin(), jdSettlement(), jdWallet(), jdAds(), wechatShop(), youzan(), cainiaoOrders(), cainiaoSales(),
	} {
		out = append(out, k.table())
	}
	return out
}

// The fields of a ledger. Each kind of ledger has some of them. What moved stands in
// two columns (income, expense), in one with a direction or a sign (moved), or is
// what was paid, of which money back is negative (spent).
const (
	flowNo   bill.Field = iota // the platform's own number of the row
	bizNo                      // of the business that the row is about
	occurred                   // when the money moved
	began                      // when its cause arose
	income
	expense
	moved
	direction
	spent
	balance
	what  // what kind of movement
	scene // more of that
	orderNo
	childNo // of an item of the order
	refundNo
	payoutNo // of a withdrawal
	settled  // whether the movement is settled
	currency
	party
	remark
	account // the shop's account at the platform
	mark    // a column that only tells the ledger from others
	absent  // a column that no ledger has
	fields
)

// kind is a kind of ledger: what its columns are called and how its rows are known.
type kind struct {
	id               string
	provider, stream string
	columns          []bill.Column // by field
	earned, costs    []bill.Field  // the parts of a movement, beyond the fields above
	key              []bill.Field  // what a row is known by; none: by all that it says
	title            string        // in the preamble of a whole file: then totals must end it
}

func (k kind) table() bill.Format {
	return &bill.Table{
		ID:      "platform." + k.id,
		Source:  book.Source{Provider: k.provider, Stream: k.stream, Role: book.RoleWallet},
		Columns: k.columns,
		Keys:    len(k.key) > 0,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			return newLedger(k, b), nil
		},
	}
}

// columns lays the names of columns out by field; more are those from fields on.
func columns(by map[bill.Field]bill.Column, more ...string) []bill.Column {
	out := make([]bill.Column, fields)
	for f, c := range by {
		out[f] = c
	}
	for _, name := range more {
		out = append(out, bill.Column{Names: []string{name}})
	}
	return out
}

// need is a column that a ledger of the kind always has.
func need(names ...string) bill.Column { return bill.Column{Names: names, Need: true} }

// may is a column that it may have.
func may(names ...string) bill.Column { return bill.Column{Names: names} }

// text is a column of free text.
func text(names ...string) bill.Column { return bill.Column{Names: names, Free: true} }

// from is n fields in a row, beginning at f.
func from(f bill.Field, n int) []bill.Field {
	out := make([]bill.Field, n)
	for i := range out {
		out[i] = f + bill.Field(i)
	}
	return out
}
