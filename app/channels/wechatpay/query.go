package wechatpay

import (
	"context"
	"net/url"
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
	if book.CodeOf(err) == channels.CodeNoBill {
		return nil
	}
	return err
}

// Order is what WeChat Pay knows of a payment.
type Order struct {
	State  string
	TxnNo  string
	Amount book.Money
	Paid   time.Time
}

// Order asks for a payment by the merchant's number.
func (c *client) Order(ctx context.Context, orderNo string) (Order, error) {
	var o payment
	err := c.get(ctx, "/v3/pay/transactions/out-trade-no/"+url.PathEscape(orderNo)+"?"+url.Values{"mchid": {c.merchant}}.Encode(), &o)
	if err != nil {
		return Order{}, err
	}
	return Order{State: o.State, TxnNo: o.TxnNo, Amount: o.Amount.money(), Paid: o.paid()}, nil
}

// Refund asks for a refund by the merchant's number of it, and tells its state.
func (c *client) Refund(ctx context.Context, refundNo string) (state string, amount book.Money, err error) {
	var r refund
	err = c.get(ctx, "/v3/refund/domestic/refunds/"+url.PathEscape(refundNo), &r)
	return r.Status, r.Amount.money(), err
}

// Balance is what lies in the basic account and is free. WeChat Pay may not tell it
// to a direct merchant: problem CodePermission, and the newest balance of the fund
// bill is the next best.
func (c *client) Balance(ctx context.Context) (book.Money, error) {
	var b struct {
		Available int64 `json:"available_amount"`
	}
	err := c.get(ctx, "/v3/merchant/fund/balance/BASIC", &b)
	return book.Money{Minor: book.Minor(b.Available), Currency: book.CNY}, err
}

// cents is an amount as WeChat Pay writes it.
type cents struct {
	Total    int64  `json:"total"`
	Refund   int64  `json:"refund"`
	Currency string `json:"currency"`
}

func (a cents) money() book.Money {
	n, cur := a.Total, book.Currency(a.Currency)
	if a.Refund != 0 {
		n = -a.Refund
	}
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

func (p *payment) paid() time.Time {
	t, err := time.Parse(time.RFC3339, p.At)
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
	Status   string `json:"status"`
	State    string `json:"refund_status"`
	At       string `json:"success_time"`
	Amount   cents  `json:"amount"`
}
