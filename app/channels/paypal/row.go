package paypal

import (
	"time"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// columns are those of the activity download that matter here.
var columns = []string{"Date", "Time", "TimeZone", "Name", "Type", "Status", "Currency", "Gross", "Fee", "Net", "From Email Address", "Transaction ID",
	"Reference Txn ID", "Invoice Number", "Balance", "Balance Impact", "Subject"}

type amount struct {
	Currency string `json:"currency_code"`
	Value    string `json:"value"`
}

// detail is a transaction as the search gives it.
type detail struct {
	Info struct {
		ID        string  `json:"transaction_id"`
		Reference string  `json:"paypal_reference_id"`
		Event     string  `json:"transaction_event_code"`
		Began     string  `json:"transaction_initiation_date"`
		Updated   string  `json:"transaction_updated_date"`
		Amount    amount  `json:"transaction_amount"`
		Fee       *amount `json:"fee_amount"`
		Balance   *amount `json:"ending_balance"`
		Status    string  `json:"transaction_status"`
		Subject   string  `json:"transaction_subject"`
		Invoice   string  `json:"invoice_id"`
	} `json:"transaction_info"`
	Payer struct {
		Email string `json:"email_address"`
		Name  struct {
			Full  string `json:"alternate_full_name"`
			Given string `json:"given_name"`
			Last  string `json:"surname"`
		} `json:"payer_name"`
	} `json:"payer_info"`
}

// memo tells of an authorization, which moves nothing.
func (d *detail) memo() bool { return group(d.Info.Event) == "T13" }

// pending tells of a transaction that completes, or is denied, on a later day.
func (d *detail) pending() bool { return d.Info.Status == "P" && !d.memo() }

// row writes a transaction as a line of the download.
func row(d *detail) ([]string, error) {
	i := &d.Info
	at, err := moment(i.Began)
	gross, err2 := decimal.NewFromString(i.Amount.Value)
	fee, err3 := decimal.Zero, error(nil)
	if i.Fee != nil && i.Fee.Value != "" {
		fee, err3 = decimal.NewFromString(i.Fee.Value)
	}
	if err != nil || err2 != nil || err3 != nil || i.ID == "" || i.Amount.Currency == "" {
		return nil, &book.Problem{Code: channels.CodeUnexpected, Args: []string{channels.Short(i.ID)}}
	}
	balance, impact := "", "Debit"
	if i.Balance != nil && i.Balance.Currency == i.Amount.Currency {
		balance = i.Balance.Value
	}
	if gross.IsPositive() {
		impact = "Credit"
	}
	if d.memo() {
		impact = "Memo"
	}
	name := d.Payer.Name.Full
	if name == "" {
		name = join(d.Payer.Name.Given, d.Payer.Name.Last)
	}
	return []string{
		at.Format(time.DateOnly), at.Format(time.TimeOnly), "UTC", name, typeOf(i.Event, gross.Sign()), statusOf(i.Status), i.Amount.Currency, i.Amount.Value, fee.String(),
		gross.Add(fee).String(), d.Payer.Email, i.ID, i.Reference, i.Invoice, balance, impact, i.Subject,
	}, nil
}

// moment reads "2026-03-05T01:02:03Z" and "2026-03-05T01:02:03+0000", both of which
// PayPal writes.
func moment(s string) (time.Time, error) {
	t, err := time.Parse("2006-01-02T15:04:05Z0700", s)
	if err != nil {
		t, err = time.Parse(time.RFC3339, s)
	}
	return t.UTC(), err
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

func group(event string) string {
	if len(event) < 3 {
		return ""
	}
	return event[:3]
}

// typeOf names the type of a transaction by its event code, in the words of the
// download. https://developer.paypal.com/docs/transaction-search/transaction-event-codes
func typeOf(event string, sign int) string {
	switch event {
	case "T0003":
		return "Subscription Payment"
	case "T0006":
		return "Express Checkout Payment"
	case "T0007":
		return "Website Payment"
	case "T1106":
		return "Payment Reversal"
	case "T1107":
		return "Payment Refund"
	case "T1110", "T1111":
		return "Payment Hold"
	}
	switch group(event) {
	case "T00":
		return "General Payment"
	case "T01":
		return "Payment Fee"
	case "T02":
		return "General Currency Conversion"
	case "T03":
		return "Bank Deposit to PP Account"
	case "T04", "T20": // to a bank, or to the owner's other places
		return "General Withdrawal"
	case "T11", "T12":
		if event == "T1201" || event == "T1202" {
			return "Chargeback"
		}
		return "General Reversal"
	case "T13":
		return "General Authorization"
	case "T15":
		return "Account Hold"
	case "T17", "T18", "T21":
		if sign > 0 {
			return "Reserve Release"
		}
		return "Reserve Hold"
	}
	return event
}

func statusOf(s string) string {
	switch s {
	case "S":
		return "Completed"
	case "P":
		return "Pending"
	case "D":
		return "Denied"
	case "V":
		return "Reversed"
	}
	return s // not known: the importer refuses the row by name
}
