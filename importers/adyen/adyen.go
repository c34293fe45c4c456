// Package adyen reads Adyen's settlement detail report, as csv or as a workbook:
// every payment, refund and cost of a settlement batch, and what is paid out of it.
// Layout: formats.md 10; https://docs.adyen.com/reporting/settlement-reconciliation.
//
// A batch is paid out as a whole, so its rows are payments with the number of their
// batch. Amounts are those of the settlement's currency; what a shopper paid in
// another stands in the memo.
package adyen

import (
	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format { return []bill.Format{settlement()} }

// The columns of the report.
const (
	merchant bill.Field = iota
	psp
	reference
	method
	created
	zone
	what
	modification
	grossCurrency
	grossDebit
	grossCredit
	rate
	netCurrency
	netDebit
	netCredit
	commission
	markup
	schemeFees
	interchange
	modificationReference
	batch
)

var columns = []bill.Column{
	merchant:              {Names: []string{"merchantaccount"}, Need: true},
	psp:                   {Names: []string{"pspreference"}, Need: true},
	reference:             {Names: []string{"merchantreference"}, Need: true},
	method:                {Names: []string{"paymentmethod"}},
	created:               {Names: []string{"creationdate"}, Need: true},
	zone:                  {Names: []string{"timezone"}, Need: true},
	what:                  {Names: []string{"type"}, Need: true},
	modification:          {Names: []string{"modificationreference"}, Need: true},
	grossCurrency:         {Names: []string{"grosscurrency"}, Need: true},
	grossDebit:            {Names: []string{"grossdebit(gc)", "grossdebit"}, Need: true},
	grossCredit:           {Names: []string{"grosscredit(gc)", "grosscredit"}, Need: true},
	rate:                  {Names: []string{"exchangerate"}},
	netCurrency:           {Names: []string{"netcurrency"}, Need: true},
	netDebit:              {Names: []string{"netdebit(nc)", "netdebit"}, Need: true},
	netCredit:             {Names: []string{"netcredit(nc)", "netcredit"}, Need: true},
	commission:            {Names: []string{"commission(nc)", "commission"}},
	markup:                {Names: []string{"markup(nc)", "markup"}},
	schemeFees:            {Names: []string{"schemefees(nc)", "schemefees"}},
	interchange:           {Names: []string{"interchange(nc)", "interchange"}},
	modificationReference: {Names: []string{"modificationmerchantreference"}},
	batch:                 {Names: []string{"batchnumber"}, Need: true},
}

func settlement() bill.Format {
	return &bill.Table{
		ID:      "adyen.settlement",
		Source:  book.Source{Provider: "adyen", Stream: "trade", Role: book.RolePayments},
		Columns: columns,
		Keys:    true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			if b.Role == book.RoleWallet {
				b.Summary.Source.Role = b.Role
			}
			return &rows{sum: b.Summary, unknown: map[string]int{}}, nil
		},
	}
}
