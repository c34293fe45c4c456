package stripe

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// The shapes of Stripe's numbers.
var (
	aCharge      = regexp.MustCompile(`^(ch|py)_[0-9A-Za-z]+$`)
	aTransaction = regexp.MustCompile(`^txn_[0-9A-Za-z]+$`)
	aRefund      = regexp.MustCompile(`^(re|pyr)_[0-9A-Za-z]+$`)
)

// charge is a payment; amounts are in the smallest unit.
type charge struct {
	ID       string            `json:"id"`
	Object   string            `json:"object"`
	Amount   int64             `json:"amount"`
	Refunded int64             `json:"amount_refunded"`
	Currency string            `json:"currency"`
	Created  int64             `json:"created"`
	Status   string            `json:"status"`
	Metadata map[string]string `json:"metadata"`
}

// QueryOrder asks for a payment by Stripe's number of it, or of its transaction of the
// balance, which the bills have. https://docs.stripe.com/api/charges/retrieve
func (c *client) QueryOrder(ctx context.Context, n book.PaymentNumbers) (book.PaymentAnswer, error) {
	var x charge
	var there bool
	var err error
	switch {
	case aCharge.MatchString(n.TxnNo):
		there, err = c.one(ctx, "/v1/charges/"+n.TxnNo, nil, &x)
	case aTransaction.MatchString(n.TxnNo):
		var t struct {
			Source charge `json:"source"`
		}
		there, err = c.one(ctx, "/v1/balance_transactions/"+n.TxnNo, url.Values{"expand[]": {"source"}}, &t)
		if x = t.Source; err == nil && there && x.Object != "charge" { // a payout, a fee
			return book.PaymentAnswer{}, channels.NeedsNumber("txn")
		}
	default:
		return book.PaymentAnswer{}, channels.NeedsNumber("txn")
	}
	if err != nil || !there {
		return book.PaymentAnswer{Numbers: n, State: book.PaymentAbsent}, err
	}
	a := book.PaymentAnswer{Numbers: book.PaymentNumbers{OrderNo: orderNo(x.Metadata), TxnNo: x.ID}, State: book.PaymentUnknown, Said: channels.Short(x.Status), Amount: minor(x.Amount, x.Currency)}
	switch x.Status {
	case "succeeded":
		if a.State, a.Paid = book.PaymentPaid, time.Unix(x.Created, 0); x.Refunded > 0 {
			a.State, a.Refunded = book.PaymentRefunded, minor(x.Refunded, x.Currency)
		}
	case "pending":
		a.State = book.PaymentUnpaid
	case "failed":
		a.State = book.PaymentClosed
	}
	return a, nil
}

// QueryRefund asks for a refund by Stripe's number of it.
// https://docs.stripe.com/api/refunds/retrieve
func (c *client) QueryRefund(ctx context.Context, n book.PaymentNumbers) (book.PaymentAnswer, error) {
	if !aRefund.MatchString(n.RefundNo) {
		return book.PaymentAnswer{}, channels.NeedsNumber("refund")
	}
	var x struct {
		charge
		Charge string `json:"charge"`
	}
	there, err := c.one(ctx, "/v1/refunds/"+n.RefundNo, nil, &x)
	if err != nil || !there {
		return book.PaymentAnswer{Numbers: n, State: book.PaymentAbsent}, err
	}
	a := book.PaymentAnswer{Numbers: book.PaymentNumbers{TxnNo: x.Charge, RefundNo: x.ID}, State: book.PaymentUnknown, Said: channels.Short(x.Status),
		Refunded: minor(x.Amount, x.Currency), RefundedAt: time.Unix(x.Created, 0)}
	switch x.Status {
	case "succeeded":
		a.State = book.RefundDone
	case "pending", "requires_action":
		a.State = book.RefundUnderway
	case "failed", "canceled":
		a.State = book.RefundFailed
	}
	return a, nil
}

// ReadBalances tells what lies in the balance, by currency.
// https://docs.stripe.com/api/balance/balance_retrieve
func (c *client) ReadBalances(ctx context.Context) ([]book.AccountBalance, error) {
	type amounts []struct {
		Amount   int64  `json:"amount"`
		Currency string `json:"currency"`
	}
	var got struct {
		Object    string  `json:"object"`
		Available amounts `json:"available"`
		Pending   amounts `json:"pending"`
	}
	there, err := c.one(ctx, "/v1/balance", nil, &got)
	switch {
	case err != nil:
		return nil, err
	case !there || got.Object != "balance":
		return nil, &book.Problem{Code: channels.CodeUnexpected, Args: []string{"balance"}}
	}
	out := make([]book.AccountBalance, len(got.Available))
	for i, x := range got.Available {
		out[i] = book.AccountBalance{Available: minor(x.Amount, x.Currency), At: c.env.Now()}
		for _, p := range got.Pending {
			if p.Currency == x.Currency {
				out[i].Pending = minor(p.Amount, p.Currency)
			}
		}
	}
	return out, nil
}

// one asks for one object, and tells whether there is one.
func (c *client) one(ctx context.Context, path string, ask url.Values, into any) (bool, error) {
	a, err := c.get(ctx, path, ask)
	switch {
	case err != nil:
		return false, err
	case a.Status == http.StatusOK:
		return true, a.Decode(into)
	}
	var e struct {
		Error struct{ Code string } `json:"error"`
	}
	if bad := a.Decode(&e); bad == nil && a.Status == http.StatusNotFound && e.Error.Code == "resource_missing" {
		return false, nil
	}
	return false, refused(a)
}

// minor is an amount that Stripe writes in the smallest unit of a currency as it counts
// them, which is not everywhere that of ISO 4217: whole units tell.
func minor(n int64, currency string) book.Money {
	c := book.Currency(strings.ToUpper(currency))
	d, err := decimal.NewFromString(major(n, currency))
	if err != nil {
		return book.Money{}
	}
	m, _, err := book.FromDecimal(d, c)
	if err != nil {
		return book.Money{}
	}
	return book.Money{Minor: m, Currency: c}
}
