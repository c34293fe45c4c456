package paypal

import (
	"context"
	"net/url"
	"regexp"
	"time"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// aTransaction is the shape of PayPal's numbers, which a search takes no others for.
var aTransaction = regexp.MustCompile(`^[0-9A-Z]{17,19}$`)

const (
	window  = 31 * 24 * time.Hour // the longest span of a search
	windows = 12                  // that are searched: a year
)

// QueryOrder looks for a payment by PayPal's number of it, from now back for a year;
// PayPal finds none by an order's number.
// https://developer.paypal.com/docs/api/transaction-search/v1/#search_get
func (c *client) QueryOrder(ctx context.Context, n book.PaymentNumbers) (book.PaymentAnswer, error) {
	if !aTransaction.MatchString(n.TxnNo) {
		return book.PaymentAnswer{}, channels.NeedsNumber("txn")
	}
	d, since, err := c.find(ctx, n.TxnNo)
	if err != nil || d == nil {
		return book.PaymentAnswer{Numbers: n, State: book.PaymentAbsent, Since: since}, err
	}
	a, at, err := told(d)
	if err != nil {
		return book.PaymentAnswer{}, err
	}
	a.Numbers, a.Paid = book.PaymentNumbers{OrderNo: d.Info.Invoice, TxnNo: d.Info.ID}, at
	switch d.Info.Status {
	case "S":
		a.State = book.PaymentPaid
	case "P":
		a.State = book.PaymentUnpaid
	case "D":
		a.State = book.PaymentClosed
	case "V": // how much of it went back, its refunds tell
		a.State = book.PaymentRefunded
	}
	return a, nil
}

// QueryRefund looks for a refund by PayPal's number of it, as QueryOrder for a payment.
func (c *client) QueryRefund(ctx context.Context, n book.PaymentNumbers) (book.PaymentAnswer, error) {
	if !aTransaction.MatchString(n.RefundNo) {
		return book.PaymentAnswer{}, channels.NeedsNumber("refund")
	}
	d, since, err := c.find(ctx, n.RefundNo)
	if err != nil || d == nil {
		return book.PaymentAnswer{Numbers: n, State: book.PaymentAbsent, Since: since}, err
	}
	a, at, err := told(d)
	if err != nil {
		return book.PaymentAnswer{}, err
	}
	a.Numbers, a.RefundedAt = book.PaymentNumbers{OrderNo: d.Info.Invoice, TxnNo: d.Info.Reference, RefundNo: d.Info.ID}, at
	a.Amount, a.Refunded = book.Money{}, book.Money{Minor: a.Amount.Minor.Abs(), Currency: a.Amount.Currency}
	switch d.Info.Status {
	case "S":
		a.State = book.RefundDone
	case "P":
		a.State = book.RefundUnderway
	case "D", "V":
		a.State = book.RefundFailed
	}
	return a, nil
}

// find is the newest word on a transaction, nil where there is none since a moment.
func (c *client) find(ctx context.Context, number string) (d *detail, since time.Time, err error) {
	to := c.env.Now().UTC()
	for range windows {
		since = to.Add(-window)
		ask := url.Values{"transaction_id": {number}, "start_date": {since.Format(time.RFC3339)}, "end_date": {to.Format(time.RFC3339)}, "fields": {"transaction_info"}}
		a, err := c.get(ctx, "/v1/reporting/transactions", ask)
		if err != nil {
			return nil, since, err
		}
		var got found
		if err := a.Decode(&got); err != nil {
			return nil, since, err
		}
		for i := range got.Details { // one number may have several rows, of which the last is the newest
			if got.Details[i].Info.ID == number {
				d = &got.Details[i]
			}
		}
		if d != nil {
			return d, since, nil
		}
		to = since
	}
	return nil, since, nil
}

// told reads the amount, the state's own word and the moment of a transaction.
func told(d *detail) (a book.PaymentAnswer, at time.Time, err error) {
	a = book.PaymentAnswer{State: book.PaymentUnknown, Said: channels.Short(d.Info.Status)}
	if at, err = moment(d.Info.Began); err != nil {
		return a, at, &book.Problem{Code: channels.CodeUnexpected, Args: []string{"transaction_initiation_date"}}
	}
	a.Amount, err = money(&d.Info.Amount)
	return a, at, err
}

// longestAmount bounds an amount in letters: more than any has.
const longestAmount = 20

// money reads an amount as PayPal writes it.
func money(a *amount) (book.Money, error) {
	bad := &book.Problem{Code: channels.CodeUnexpected, Args: []string{channels.Short(a.Value)}}
	if len(a.Value) > longestAmount || !anAmount.MatchString(a.Value) || a.Currency == "" {
		return book.Money{}, bad
	}
	d, err := decimal.NewFromString(a.Value)
	if err != nil {
		return book.Money{}, bad
	}
	m, exact, err := book.FromDecimal(d, book.Currency(a.Currency))
	if err != nil || !exact {
		return book.Money{}, bad
	}
	return book.Money{Minor: m, Currency: book.Currency(a.Currency)}, nil
}

var anAmount = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

// ReadBalances tells what lies in the account, by currency.
// https://developer.paypal.com/docs/api/transaction-search/v1/#balances_get
func (c *client) ReadBalances(ctx context.Context) ([]book.AccountBalance, error) {
	a, err := c.get(ctx, "/v1/reporting/balances", url.Values{})
	if err != nil {
		return nil, err
	}
	var got struct {
		Balances []struct {
			Available amount  `json:"available_balance"`
			Withheld  *amount `json:"withheld_balance"`
		} `json:"balances"`
		AsOf string `json:"as_of_time"`
	}
	if err := a.Decode(&got); err != nil {
		return nil, err
	}
	at, err := moment(got.AsOf)
	if err != nil {
		return nil, &book.Problem{Code: channels.CodeUnexpected, Args: []string{"as_of_time"}}
	}
	out := make([]book.AccountBalance, len(got.Balances))
	for i := range got.Balances {
		x := &got.Balances[i]
		out[i].At = at
		if out[i].Available, err = money(&x.Available); err != nil {
			return nil, err
		}
		if x.Withheld == nil {
			continue
		}
		if out[i].Held, err = money(x.Withheld); err != nil {
			return nil, err
		}
	}
	return out, nil
}
