package alipay

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	sdk "github.com/smartwalle/alipay/v3"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

var (
	accepted = channels.Answer{Status: http.StatusOK, Type: "text/plain", Body: "success"}
	declined = channels.Answer{Status: http.StatusOK, Type: "text/plain", Body: "fail"}
)

// Notify verifies a notification and reads it. What is not signed by Alipay, or for
// another app, is CodeForged. https://opendocs.alipay.com/open/203/105286
func (c *client) Notify(ctx context.Context, r *http.Request) (n book.Notice, a channels.Answer, err error) {
	defer func() {
		if a = accepted; err != nil {
			a = declined
		}
	}()
	defer channels.Recovered(channels.CodeForged, &err)
	body, err := channels.NoticeBody(r)
	if err != nil {
		return n, a, err
	}
	form, err := url.ParseQuery(string(body)) // of the body alone: what stands in the address is not signed
	if err != nil {
		return n, a, channels.Forged(errors.New("no form"))
	}
	for name, values := range form {
		if len(values) != 1 {
			return n, a, channels.Forged(fmt.Errorf("%q stands in it twice", channels.Short(name)))
		}
	}
	if !c.certificates {
		form.Del("alipay_cert_sn") // it is not signed, and would choose the key
	}
	got, err := c.sdk.DecodeNotification(ctx, form)
	if err != nil {
		return n, a, channels.Forged(errors.New("not signed by Alipay"))
	}
	if got.AppId != c.app {
		return n, a, channels.Forged(errors.New("for another app"))
	}
	n, err = notice(got)
	return n, a, err
}

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
