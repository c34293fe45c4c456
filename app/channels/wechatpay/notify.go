package wechatpay

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/wechatpay-apiv3/wechatpay-go/core/notify"
	"github.com/wechatpay-apiv3/wechatpay-go/utils"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Notify verifies a notification, decrypts it and reads it. What is not signed by
// WeChat Pay, too old, or for another merchant is CodeForged. Problem "gateway_secret"
// where it cannot be decrypted; others where the certificate that it names did not come.
// https://pay.weixin.qq.com/doc/v3/merchant/4012071382
func (c *client) Notify(ctx context.Context, r *http.Request) (n book.Notice, a channels.Answer, err error) {
	defer func() {
		if a = accepted; err != nil {
			a = declined
		}
	}()
	defer channels.Recovered(channels.CodeForged, &err) // the SDK panics on a nonce of another length
	body, err := channels.NoticeBody(r)
	if err != nil {
		return n, a, err
	}
	// What anybody can see to be none is told before the network is asked for a
	// certificate that it names.
	var told notify.Request
	if err := json.Unmarshal(body, &told); err != nil || told.Resource == nil {
		return n, a, channels.Forged(errors.New("nothing encrypted in it"))
	}
	if err := timely(c.env.Now(), r.Header); err != nil {
		return n, a, channels.Forged(err)
	}
	switch err := verified(ctx, c.notices, c.env.Now(), r.Header, body); {
	case errors.Is(err, errForged), errors.Is(err, errClock):
		return n, a, channels.Forged(err)
	case err != nil: // nothing is known of it: the provider is to tell it again
		return n, a, c.told(ctx, err)
	}
	if c.apiKey == "" {
		return n, a, &book.Problem{Code: "field_missing", Cell: apiV3Key}
	}
	content, err := utils.DecryptAES256GCM(c.apiKey, told.Resource.AssociatedData, told.Resource.Nonce, told.Resource.Ciphertext)
	if err != nil { // it is WeChat Pay's, so that the key is not
		return n, a, wrongSecret()
	}
	n, err = c.notice(&told, []byte(content))
	return n, a, err
}

var (
	accepted = channels.Answer{Status: http.StatusNoContent}
	declined = channels.Answer{Status: http.StatusUnauthorized, Type: "application/json", Body: `{"code":"FAIL","message":"signature"}`}
)

// notice reads what was decrypted.
func (c *client) notice(told *notify.Request, content []byte) (book.Notice, error) {
	n := book.Notice{ID: told.ID}
	var merchant, at string
	switch {
	case strings.HasPrefix(told.EventType, "REFUND."):
		var r refund
		if err := json.Unmarshal(content, &r); err != nil {
			return n, &book.Problem{Code: channels.CodeUnexpected, Args: []string{channels.Short(told.EventType)}}
		}
		merchant, at = r.Merchant, r.At
		n.Kind, n.State, n.OrderNo, n.TxnNo, n.RefundNo, n.Amount = book.KindRefund, r.State, r.OrderNo, r.TxnNo, r.RefundNo, r.Amount.money()
	case told.EventType == "TRANSACTION.SUCCESS" && told.Resource.OriginalType == "transaction":
		var p payment
		if err := json.Unmarshal(content, &p); err != nil {
			return n, &book.Problem{Code: channels.CodeUnexpected, Args: []string{channels.Short(told.EventType)}}
		}
		merchant, at = p.Merchant, p.At
		n.Kind, n.State, n.OrderNo, n.TxnNo, n.Amount = book.KindPayment, p.State, p.OrderNo, p.TxnNo, p.Amount.money()
	default: // of transfers, shared profits and what is to come: heard, and of no use here
		n.Kind, n.State = book.KindOther, channels.Short(told.EventType)
		return n, nil
	}
	if merchant != c.merchant {
		return n, channels.Forged(errors.New("for another merchant"))
	}
	n.At, _ = time.Parse(time.RFC3339, at) // a refund that failed has none
	if n.At.IsZero() && told.CreateTime != nil {
		n.At = *told.CreateTime
	}
	return n, nil
}
