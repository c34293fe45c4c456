package wechatpay

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Test asks for the trade bill of the day before yesterday, which needs all that
// pulling needs. That there was no trade is well.
func (c *client) Test(ctx context.Context) error {
	day := book.DayOf(c.env.Now().In(channels.China())) - 2
	var p pointer
	err := c.get(ctx, "/v3/bill/"+trade+"?"+url.Values{"bill_date": {day.String()}, "bill_type": {"ALL"}}.Encode(), &p)
	switch book.CodeOf(err) {
	case channels.CodeNoBill, channels.CodeNotReady: // who is told so was let in
		return nil
	}
	return err
}

// QueryOrder asks for a payment, by WeChat Pay's number of it where that is known.
// https://pay.weixin.qq.com/doc/v3/merchant/4012791900
func (c *client) QueryOrder(ctx context.Context, n book.PaymentNumbers) (book.PaymentAnswer, error) {
	by, number := "out-trade-no/", n.OrderNo
	if n.TxnNo != "" {
		by, number = "id/", n.TxnNo
	}
	if number == "" {
		return book.PaymentAnswer{}, channels.NeedsNumber("order")
	}
	var p payment
	err := c.get(ctx, "/v3/pay/transactions/"+by+url.PathEscape(number)+"?"+url.Values{"mchid": {c.merchant}}.Encode(), &p)
	switch {
	case refusedBy(err) == "ORDER_NOT_EXIST":
		return c.none(ctx, n, err)
	case err != nil:
		return book.PaymentAnswer{}, err
	case p.Merchant != c.merchant || p.OrderNo != number && p.TxnNo != number:
		return book.PaymentAnswer{}, channels.Forged(errOther)
	case n.OrderNo != "" && p.OrderNo != n.OrderNo: // the two numbers are not of one payment
		return book.PaymentAnswer{Numbers: n, State: book.PaymentAbsent}, nil
	}
	a := book.PaymentAnswer{Numbers: book.PaymentNumbers{OrderNo: p.OrderNo, TxnNo: p.TxnNo}, State: book.PaymentUnknown, Said: channels.Short(p.State), Paid: moment(p.At)}
	if p.Amount.Total != 0 { // one that nobody paid may have none
		a.Amount = p.Amount.of(p.Amount.Total)
	}
	switch p.State {
	case "SUCCESS":
		a.State = book.PaymentPaid
	case "REFUND": // a part or all of it: how much, only its refunds tell
		a.State = book.PaymentRefunded
	case "NOTPAY", "USERPAYING", "ACCEPT":
		a.State = book.PaymentUnpaid
	case "CLOSED", "REVOKED", "PAYERROR":
		a.State = book.PaymentClosed
	}
	return a, nil
}

// ownRefund is the shape of WeChat Pay's own numbers of refunds.
var ownRefund = regexp.MustCompile(`^50\d{26,28}$`)

// QueryRefund asks for a refund by the merchant's number of it, the only one that WeChat
// Pay takes: by its own, which its bills show beside it, it would know of none.
// https://pay.weixin.qq.com/doc/v3/merchant/4012791904
func (c *client) QueryRefund(ctx context.Context, n book.PaymentNumbers) (book.PaymentAnswer, error) {
	if n.RefundNo == "" {
		return book.PaymentAnswer{}, channels.NeedsNumber("refund")
	}
	var r refund
	err := c.get(ctx, "/v3/refund/domestic/refunds/"+url.PathEscape(n.RefundNo), &r)
	switch {
	case refusedBy(err) == "RESOURCE_NOT_EXISTS" && ownRefund.MatchString(n.RefundNo):
		return book.PaymentAnswer{}, channels.NeedsNumber("refund_own")
	case refusedBy(err) == "RESOURCE_NOT_EXISTS":
		return c.none(ctx, n, err)
	case err != nil:
		return book.PaymentAnswer{}, err
	case r.Request != n.RefundNo:
		return book.PaymentAnswer{}, channels.Forged(errOther)
	case n.TxnNo != "" && r.TxnNo != n.TxnNo, n.OrderNo != "" && r.OrderNo != n.OrderNo: // of another payment
		return book.PaymentAnswer{Numbers: n, State: book.PaymentAbsent}, nil
	}
	a := book.PaymentAnswer{Numbers: book.PaymentNumbers{OrderNo: r.OrderNo, TxnNo: r.TxnNo, RefundNo: r.Request}, State: book.PaymentUnknown, Said: channels.Short(r.Status),
		Amount: r.Amount.of(r.Amount.Total), Refunded: r.Amount.of(r.Amount.Refund), RefundedAt: moment(r.At)}
	switch r.Status {
	case "SUCCESS":
		a.State = book.RefundDone
	case "PROCESSING":
		a.State = book.RefundUnderway
	case "CLOSED", "ABNORMAL": // taken back, or the customer's card is gone
		a.State = book.RefundFailed
	}
	return a, nil
}

// none is the answer that there is no such payment or refund, after the refusal that
// says so. It is verified like any other answer where it bears a signature.
func (c *client) none(ctx context.Context, n book.PaymentNumbers, err error) (a book.PaymentAnswer, _ error) {
	var r refusal
	if !errors.As(err, &r) {
		return a, err
	}
	switch err := c.unsigned(ctx, r.of); {
	case err == nil:
		a = book.PaymentAnswer{Numbers: n, State: book.PaymentAbsent}
	case errors.Is(err, errUnsigned):
		a = book.PaymentAnswer{Numbers: n, State: book.PaymentUnsigned}
	default:
		return a, c.told(ctx, err)
	}
	return a, nil
}

// ReadBalances tells what lies in the basic account. WeChat Pay may not tell it to a
// direct merchant: problem CodePermission, and the newest balance of the fund bill is
// the next best. https://pay.weixin.qq.com/doc/v3/partner/4012476702
func (c *client) ReadBalances(ctx context.Context) ([]book.AccountBalance, error) {
	var b struct {
		Available *int64 `json:"available_amount"`
		Pending   int64  `json:"pending_amount"`
	}
	err := c.get(ctx, "/v3/merchant/fund/balance/BASIC", &b)
	switch {
	case refusedBy(err) == "INVALID_REQUEST": // so it says to some for whom the interface is not
		return nil, &book.Problem{Code: channels.CodePermission, Args: []string{"INVALID_REQUEST"}}
	case err != nil:
		return nil, err
	case b.Available == nil:
		return nil, &book.Problem{Code: channels.CodeUnexpected, Args: []string{"available_amount"}}
	}
	return []book.AccountBalance{{Available: yuan(*b.Available), Pending: yuan(b.Pending), At: c.env.Now()}}, nil
}

// refusedBy is WeChat Pay's word for a refusal that has no code of its own here.
func refusedBy(err error) string {
	var p *book.Problem
	if errors.As(err, &p) && p.Code == channels.CodeUnexpected && len(p.Args) > 0 {
		return p.Args[0]
	}
	return ""
}

// errOther is an answer to another question: the signature is over the answer alone.
var errOther = errors.New("an answer to another question")

func yuan(fen int64) book.Money { return book.Money{Minor: book.Minor(fen), Currency: book.CNY} }

// cents is an amount as WeChat Pay writes it.
type cents struct {
	Total    int64  `json:"total"`
	Refund   int64  `json:"refund"`
	Currency string `json:"currency"`
}

// money is what moved: in, or back.
func (a cents) money() book.Money {
	if a.Refund != 0 {
		return a.of(-a.Refund)
	}
	return a.of(a.Total)
}

// of is an amount in the currency of these.
func (a cents) of(n int64) book.Money {
	cur := book.Currency(a.Currency)
	if cur == "" {
		cur = book.CNY
	}
	return book.Money{Minor: book.Minor(n), Currency: cur}
}

// payment is a transaction, as asked for and as notified.
type payment struct {
	Merchant string `json:"mchid"`
	OrderNo  string `json:"out_trade_no"`
	TxnNo    string `json:"transaction_id"`
	State    string `json:"trade_state"`
	At       string `json:"success_time"`
	Amount   cents  `json:"amount"`
}

// moment reads a time as WeChat Pay writes it; zero where there is none.
func moment(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// refund is a refund, as asked for (status) and as notified (refund_status).
type refund struct {
	Merchant string `json:"mchid"`
	OrderNo  string `json:"out_trade_no"`
	TxnNo    string `json:"transaction_id"`
	RefundNo string `json:"refund_id"`
	Request  string `json:"out_refund_no"`
	Status   string `json:"status"`
	State    string `json:"refund_status"`
	At       string `json:"success_time"`
	Amount   cents  `json:"amount"`
}
