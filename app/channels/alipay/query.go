package alipay

import (
	"context"
	"time"

	"github.com/shopspring/decimal"
	sdk "github.com/smartwalle/alipay/v3"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Trade is what Alipay knows of a payment.
type Trade struct {
	State  string
	TxnNo  string
	Amount book.Money
}

// Trade asks for a payment by the merchant's number.
func (c *client) Trade(ctx context.Context, orderNo string) (Trade, error) {
	rsp, err := called(ctx, func() (*sdk.TradeQueryRsp, error) {
		return c.sdk.TradeQuery(ctx, sdk.TradeQuery{OutTradeNo: orderNo})
	}, func(r *sdk.TradeQueryRsp) *sdk.Error { return &r.Error })
	if err != nil {
		return Trade{}, err
	}
	amount, err := yuan(rsp.TotalAmount)
	return Trade{State: string(rsp.TradeStatus), TxnNo: rsp.TradeNo, Amount: amount}, err
}

// Refund asks for a refund by the merchant's numbers, and tells whether the money
// went back: where Alipay does not say so, it is not known yet.
func (c *client) Refund(ctx context.Context, orderNo, requestNo string) (done bool, amount book.Money, err error) {
	rsp, err := called(ctx, func() (*sdk.TradeFastPayRefundQueryRsp, error) {
		return c.sdk.TradeFastPayRefundQuery(ctx, sdk.TradeFastPayRefundQuery{OutTradeNo: orderNo, OutRequestNo: requestNo})
	}, func(r *sdk.TradeFastPayRefundQueryRsp) *sdk.Error { return &r.Error })
	if err != nil || rsp.RefundStatus != "REFUND_SUCCESS" {
		return false, book.Money{}, err
	}
	amount, err = yuan(rsp.RefundAmount)
	return true, amount, err
}

// Balance is what lies in the account and is free.
func (c *client) Balance(ctx context.Context) (book.Money, error) {
	rsp, err := called(ctx, func() (*sdk.BillBalanceQueryRsp, error) { return c.sdk.BillBalanceQuery(ctx, sdk.BillBalanceQuery{}) },
		func(r *sdk.BillBalanceQueryRsp) *sdk.Error { return &r.Error })
	if err != nil {
		return book.Money{}, err
	}
	return yuan(rsp.AvailableAmount)
}

// yuan reads an amount as Alipay writes it.
func yuan(s string) (book.Money, error) {
	d, err := decimal.NewFromString(s)
	if err != nil {
		return book.Money{}, unexpected("an amount that is none")
	}
	m, exact, err := book.FromDecimal(d, book.CNY)
	if err != nil || !exact {
		return book.Money{}, unexpected("an amount that is none")
	}
	return book.Money{Minor: m, Currency: book.CNY}, nil
}

// moment reads a time as Alipay writes it, in China; zero where there is none.
func moment(s string) time.Time {
	if len(s) > len(time.DateTime) { // gmt_refund has thousandths
		s = s[:len(time.DateTime)]
	}
	t, err := time.ParseInLocation(time.DateTime, s, channels.China())
	if err != nil {
		return time.Time{}
	}
	return t
}
