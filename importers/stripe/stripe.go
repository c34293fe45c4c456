// Package stripe reads the reports of Stripe's balance: the change of the balance
// by activity, the reconciliation of payouts, and the export of the dashboard.
// Amounts are in major units, fees are positive costs, times are UTC.
// Layout: formats.md 10; https://docs.stripe.com/reports.
package stripe

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format { return []bill.Format{payoutReconciliation(), balance()} }

// The columns of the reports.
const (
	id bill.Field = iota
	created
	available
	currency
	gross
	fee
	net
	category
	source
	charge
	description
	payout
	paidOut
)

var columns = []bill.Column{
	id:          {Names: []string{"balancetransactionid", "id"}, Need: true},
	created:     {Names: []string{"createdutc", "created(utc)", "created"}, Need: true},
	available:   {Names: []string{"availableonutc", "availableon(utc)", "availableon"}, Need: true},
	currency:    {Names: []string{"currency"}, Need: true},
	gross:       {Names: []string{"gross", "amount"}, Need: true},
	fee:         {Names: []string{"fee"}, Need: true},
	net:         {Names: []string{"net"}, Need: true},
	category:    {Names: []string{"reportingcategory", "type"}, Need: true},
	source:      {Names: []string{"sourceid", "source"}},
	charge:      {Names: []string{"chargeid"}},
	description: {Names: []string{"description"}, Free: true},
	payout:      {Names: []string{"automaticpayoutid", "transfer"}},
	paidOut:     {Names: []string{"automaticpayouteffectiveatutc", "automaticpayouteffectiveat", "transferdate(utc)"}},
}

// balance is the activity of the balance and the dashboard's export: all that
// moved, payouts too. They are payments, so that orders find them, and pay by the
// payouts among them.
func balance() bill.Format {
	return table("stripe.balance", book.StreamAccount, book.RolePayments, columns)
}

// payoutReconciliation lists what each payout is made of and not the payouts, so
// its rows are payments; the number of the payout and its day stand beside them.
func payoutReconciliation() bill.Format {
	own := append([]bill.Column(nil), columns...)
	own[payout] = bill.Column{Names: []string{"automaticpayoutid"}, Need: true}
	return table("stripe.payouts", "trade", book.RolePayments, own)
}

func table(name, stream string, role book.Role, columns []bill.Column) bill.Format {
	return &bill.Table{
		ID:      name,
		Source:  book.Source{Provider: "stripe", Stream: stream, Role: role},
		Columns: columns,
		Keys:    true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			if b.Role == book.RolePayments || b.Role == book.RoleWallet {
				b.Summary.Source.Role = b.Role
			}
			return &rows{orders: orderColumn(b.Header), utc: strings.Contains(bill.Name(b.Header.Name(created)), "utc")}, nil
		},
	}
}
