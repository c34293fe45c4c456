package alipay

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	sdk "github.com/smartwalle/alipay/v3"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// QueryOrder asks for a payment. https://opendocs.alipay.com/open/02e7gm
func (c *client) QueryOrder(ctx context.Context, n book.PaymentNumbers) (book.PaymentAnswer, error) {
	if n.OrderNo == "" && n.TxnNo == "" {
		return book.PaymentAnswer{}, channels.NeedsNumber("order")
	}
	ask := sdk.TradeQuery{OutTradeNo: n.OrderNo, TradeNo: n.TxnNo}
	rsp, err := called(ctx, func() (*sdk.TradeQueryRsp, error) { return c.sdk.TradeQuery(ctx, ask) }, func(r *sdk.TradeQueryRsp) *sdk.Error { return &r.Error })
	switch {
	case book.CodeOf(err) == codeNoTrade:
		return book.PaymentAnswer{Numbers: n, State: book.PaymentAbsent}, nil
	case err != nil:
		return book.PaymentAnswer{}, err
	}
	a := book.PaymentAnswer{Numbers: book.PaymentNumbers{OrderNo: rsp.OutTradeNo, TxnNo: rsp.TradeNo}, Said: channels.Short(string(rsp.TradeStatus)), Paid: moment(rsp.SendPayDate)}
	if err := fits(n, a.Numbers); err != nil {
		return book.PaymentAnswer{}, err
	}
	if a.Amount, err = yuan(rsp.TotalAmount); err != nil {
		return book.PaymentAnswer{}, err
	}
	switch rsp.TradeStatus {
	case sdk.TradeStatusSuccess, sdk.TradeStatusFinished:
		a.State = book.PaymentPaid
	case sdk.TradeStatusWaitBuyerPay:
		a.State = book.PaymentUnpaid
	case sdk.TradeStatusClosed: // nobody paid, or all of it went back
		if a.State = book.PaymentClosed; !a.Paid.IsZero() {
			a.State, a.Refunded = book.PaymentRefunded, a.Amount
		}
	default:
		a.State = book.PaymentUnknown
	}
	return a, nil
}

// QueryRefund asks for a refund by the merchant's number of it, beside a number of the
// payment. Alipay tells of those alone that went through: one that it says nothing of
// failed, was never asked for, or is not through yet.
// https://opendocs.alipay.com/open/028sma
func (c *client) QueryRefund(ctx context.Context, n book.PaymentNumbers) (book.PaymentAnswer, error) {
	switch {
	case n.RefundNo == "":
		return book.PaymentAnswer{}, channels.NeedsNumber("refund")
	case n.OrderNo == "" && n.TxnNo == "":
		return book.PaymentAnswer{}, channels.NeedsNumber("order")
	}
	ask := sdk.TradeFastPayRefundQuery{OutTradeNo: n.OrderNo, TradeNo: n.TxnNo, OutRequestNo: n.RefundNo, QueryOptions: []string{"gmt_refund_pay"}}
	rsp, err := called(ctx, func() (*sdk.TradeFastPayRefundQueryRsp, error) { return c.sdk.TradeFastPayRefundQuery(ctx, ask) },
		func(r *sdk.TradeFastPayRefundQueryRsp) *sdk.Error { return &r.Error })
	switch {
	case book.CodeOf(err) == codeNoTrade:
		return book.PaymentAnswer{Numbers: n, State: book.PaymentAbsent}, nil
	case err != nil:
		return book.PaymentAnswer{}, err
	case rsp.RefundStatus == "":
		return book.PaymentAnswer{Numbers: n, State: book.PaymentAbsent}, nil
	}
	a := book.PaymentAnswer{Numbers: book.PaymentNumbers{OrderNo: rsp.OutTradeNo, TxnNo: rsp.TradeNo, RefundNo: rsp.OutRequestNo},
		State: book.PaymentUnknown, Said: channels.Short(rsp.RefundStatus), RefundedAt: moment(rsp.GMTRefundPay)}
	if err := fits(n, a.Numbers); err != nil {
		return book.PaymentAnswer{}, err
	}
	if rsp.RefundStatus != "REFUND_SUCCESS" {
		return a, nil
	}
	a.State = book.RefundDone
	if a.Refunded, err = yuan(rsp.RefundAmount); err != nil {
		return book.PaymentAnswer{}, err
	}
	if rsp.TotalAmount != "" {
		a.Amount, err = yuan(rsp.TotalAmount)
	}
	return a, err
}

// fits tells whether an answer is about what was asked: the signature is over the
// answer alone, so that one to another question is signed as well. Problem CodeForged.
func fits(asked, told book.PaymentNumbers) error {
	for _, x := range [][2]string{{asked.OrderNo, told.OrderNo}, {asked.TxnNo, told.TxnNo}, {asked.RefundNo, told.RefundNo}} {
		if x[0] != "" && x[0] != x[1] {
			return channels.Forged(errors.New("an answer to another question"))
		}
	}
	return nil
}

// balance is an answer about the account; the SDK's lacks what is not settled yet.
type balance struct {
	sdk.Error
	Available string `json:"available_amount"`
	Frozen    string `json:"freeze_amount"`
	Unsettled string `json:"settle_amount"`
}

// ReadBalances tells what lies in the account. https://opendocs.alipay.com/open/029p6g
func (c *client) ReadBalances(ctx context.Context) ([]book.AccountBalance, error) {
	rsp, err := called(ctx, func() (*balance, error) {
		var b *balance
		err := c.sdk.Request(ctx, sdk.NewPayload("alipay.data.bill.balance.query"), &b)
		return b, err
	}, func(b *balance) *sdk.Error { return &b.Error })
	if err != nil {
		return nil, err
	}
	b := book.AccountBalance{At: c.env.Now()}
	if b.Available, err = yuan(rsp.Available); err != nil {
		return nil, err
	}
	for _, x := range []struct {
		to   *book.Money
		text string
	}{{&b.Held, rsp.Frozen}, {&b.Pending, rsp.Unsettled}} {
		if x.text == "" {
			continue
		}
		if *x.to, err = yuan(x.text); err != nil {
			return nil, err
		}
	}
	return []book.AccountBalance{b}, nil
}

// longestAmount bounds an amount in letters: more than any has.
const longestAmount = 20

// yuan reads an amount as Alipay writes it.
func yuan(s string) (book.Money, error) {
	d, err := decimal.NewFromString(s)
	if err != nil || len(s) > longestAmount || strings.ContainsAny(s, "eE") { // "1e999999999" would fill the memory
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
