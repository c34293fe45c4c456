package alipay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	sdk "github.com/smartwalle/alipay/v3"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// mostNotice bounds a notification.
const mostNotice = 1 << 20

var (
	accepted = channels.Answer{Status: http.StatusOK, Type: "text/plain", Body: "success"}
	declined = channels.Answer{Status: http.StatusOK, Type: "text/plain", Body: "fail"}
)

// Notify verifies a notification and reads it. What is not signed by Alipay, or for
// another app, is CodeForged. https://opendocs.alipay.com/open/203/105286
func (c *client) Notify(ctx context.Context, r *http.Request) (n book.Notice, a channels.Answer, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = forged(fmt.Errorf("panic in the SDK: %v", p))
		}
		if a = accepted; err != nil {
			a = declined
		}
	}()
	body, err := io.ReadAll(io.LimitReader(r.Body, mostNotice+1))
	if err != nil || len(body) > mostNotice {
		return n, a, forged(errors.New("too large, or cut off"))
	}
	form, err := url.ParseQuery(string(body)) // of the body alone: what stands in the address is not signed
	if err != nil {
		return n, a, forged(errors.New("no form"))
	}
	for name, values := range form {
		if len(values) != 1 {
			return n, a, forged(fmt.Errorf("%q stands in it twice", channels.Short(name)))
		}
	}
	if !c.certificates {
		form.Del("alipay_cert_sn") // it is not signed, and would choose the key
	}
	got, err := c.sdk.DecodeNotification(ctx, form)
	if err != nil {
		return n, a, forged(errors.New("not signed by Alipay"))
	}
	if got.AppId != c.app {
		return n, a, forged(errors.New("for another app"))
	}
	n, err = notice(got)
	return n, a, err
}

func forged(err error) error { return &book.Problem{Code: channels.CodeForged, Err: err} }

// notice reads a trade's notification. One with a refund tells the trade's state and
// how much went back in all.
func notice(got *sdk.Notification) (n book.Notice, err error) {
	n = book.Notice{ID: got.NotifyId, Kind: book.KindOther, State: channels.Short(string(got.TradeStatus)), OrderNo: got.OutTradeNo, TxnNo: got.TradeNo}
	if got.NotifyType != "trade_status_sync" {
		return n, nil
	}
	if got.RefundFee != "" && got.GmtRefund != "" {
		n.Kind, n.RefundNo, n.At = book.KindRefund, got.OutBizNo, moment(got.GmtRefund)
		n.Amount, err = yuan(got.RefundFee)
		n.Amount.Minor = -n.Amount.Minor
		return n, err
	}
	n.Kind, n.At = book.KindPayment, moment(got.GmtPayment)
	if n.At.IsZero() {
		n.At = moment(got.NotifyTime)
	}
	n.Amount, err = yuan(got.TotalAmount)
	return n, err
}
