package gateway

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"zhangfang/app/sample"
)

// Notice is what a provider tells by itself: the same one sent twice is a repeat.
type Notice struct {
	Header http.Header
	Body   []byte
}

// Send sends a notification, and tells how it was answered.
func (n Notice) Send(ctx context.Context, to string) (status int, answer string, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(n.Body))
	if err != nil {
		return 0, "", fmt.Errorf("notify: %w", err)
	}
	r.Header = n.Header.Clone()
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, "", fmt.Errorf("notify: %w", err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(io.LimitReader(res.Body, mostRequest))
	return res.StatusCode, string(b), err
}

// Acknowledged tells whether an answer ends the repeats of a provider, "alipay" or
// "wechatpay".
func Acknowledged(provider string, status int, answer string) bool {
	if provider == "alipay" {
		return answer == "success"
	}
	return status == http.StatusOK || status == http.StatusNoContent
}

// notified is a payment by its order's number, or a refund by the merchant's number
// of it.
func (x *index) notified(number string) (t, payment sample.Trade, err error) {
	if t, ok := x.refunds[number]; ok {
		return t, x.payments[t.TxnNo], nil
	}
	t, ok := x.payments[number]
	if !ok {
		return t, t, fmt.Errorf("notify: no trade %q", number)
	}
	return t, t, nil
}

// AlipayNotice is the notification of a payment, by its order's number, or of a refund,
// by the merchant's number of it. byCert names the certificate, as in certificate
// mode. Empty values are signed. https://opendocs.alipay.com/open/203/105286
func (g *Gateway) AlipayNotice(number string, byCert bool, f Fault) (Notice, error) {
	t, paid, err := g.ledger.alipay.notified(number)
	if err != nil {
		return Notice{}, err
	}
	form := url.Values{}
	for k, v := range map[string]string{
		"notify_time": t.At.Add(time.Second).Format(alipayTime), "notify_type": "trade_status_sync", "notify_id": strings.ToLower(random(16)),
		"app_id": alipayApp, "auth_app_id": alipayApp, "charset": "utf-8", "version": "1.0", "sign_type": "RSA2",
		"trade_no": t.TxnNo, "out_trade_no": t.OrderNo, "out_biz_no": t.Request, "buyer_logon_id": t.Payer, "buyer_id": "2088000000000000",
		"seller_id": g.alipay, "trade_status": "TRADE_SUCCESS", "total_amount": yuan(paid.Gross), "receipt_amount": yuan(paid.Amount),
		"buyer_pay_amount": yuan(paid.Amount), "subject": t.Title, "body": "", "passback_params": "",
		"gmt_create": t.Made.Format(alipayTime), "gmt_payment": paid.At.Format(alipayTime),
		"fund_bill_list": `[{"amount":"` + yuan(paid.Amount) + `","fundChannel":"ALIPAYACCOUNT"}]`,
	} {
		form.Set(k, v)
	}
	if t.Refund {
		form.Set("refund_fee", yuan(-t.Amount))
		form.Set("gmt_refund", t.At.Format("2006-01-02 15:04:05.000"))
		if g.ledger.alipay.refunded(t.OrderNo, t.At) >= paid.Amount {
			form.Set("trade_status", "TRADE_CLOSED")
		}
	}
	if f == OtherAccount {
		form.Set("app_id", "2021000000000000")
	}
	if byCert {
		form.Set("alipay_cert_sn", certSN(g.keys.alipayCert))
	}
	key := g.keys.alipay
	if f == WrongKey {
		key = g.keys.stranger
	}
	form.Set("sign", sign(key, []byte(sorted(form, true))))
	switch f {
	case NoSignature:
		form.Del("sign")
	case Altered:
		form.Set("total_amount", "0.01")
	case Doubled:
		form.Add("total_amount", "0.01")
	case WrongSerial:
		form.Set("alipay_cert_sn", random(16))
	}
	return Notice{http.Header{"Content-Type": {"application/x-www-form-urlencoded; charset=utf-8"}}, []byte(form.Encode())}, nil
}

// WeChatNotice is the notification of a payment, by its order's number, or of a refund,
// by the merchant's number of it; byCert signs it by the platform certificate.
// https://pay.weixin.qq.com/doc/v3/merchant/4012071382
func (g *Gateway) WeChatNotice(number string, byCert bool, f Fault) (Notice, error) {
	t, paid, err := g.ledger.wechat.notified(number)
	if err != nil {
		return Notice{}, err
	}
	event, kind, summary, content := "TRANSACTION.SUCCESS", "transaction", "支付成功", g.wechatPayment(&paid)
	content["trade_state"], content["trade_state_desc"] = "SUCCESS", summary // as it was when it was told
	if t.Refund {
		event, kind, summary = "REFUND.SUCCESS", "refund", "退款成功"
		content = map[string]any{
			"mchid": sample.WeChatMerchant, "out_trade_no": t.OrderNo, "transaction_id": t.TxnNo, "out_refund_no": t.Request, "refund_id": t.RefundNo,
			"refund_status": "SUCCESS", "success_time": t.At.Format(time.RFC3339), "user_received_account": "支付用户零钱",
			"amount": map[string]any{"total": paid.Gross, "refund": -t.Gross, "payer_total": paid.Amount, "payer_refund": -t.Amount},
		}
	}
	nonce, secret := random(6), g.keys.apiV3
	switch f {
	case OtherAccount:
		content["mchid"] = "1600000000"
	case ShortNonce:
		nonce = nonce[:8]
	case OtherSecret:
		secret = random(16)
	}
	told := map[string]any{
		"id": random(8) + "-" + random(4), "create_time": t.At.Add(time.Second).Format(time.RFC3339), "resource_type": "encrypt-resource", "event_type": event, "summary": summary,
		"resource": map[string]string{
			"original_type": kind, "algorithm": "AEAD_AES_256_GCM", "associated_data": kind, "nonce": nonce,
			"ciphertext": encrypted(secret, nonce, kind, asJSON(content)),
		},
	}
	if f == NoResource {
		delete(told, "resource")
	}
	return g.sealNotice(asJSON(told), byCert, f), nil
}

// sealNotice signs a notification of WeChat Pay's as its answers are signed.
func (g *Gateway) sealNotice(b []byte, byCert bool, f Fault) Notice {
	key, serial, at := g.keys.wechat, wechatKeyID, g.now()
	if byCert {
		key, serial = g.keys.platform, g.platformSerial()
	}
	switch f {
	case WrongKey:
		key = g.keys.stranger
	case WrongSerial:
		serial = "PUB_KEY_ID_0000000000000000000000000000000000"
	case Early:
		at = at.Add(-301 * time.Second)
	case Ahead:
		at = at.Add(301 * time.Second)
	}
	h := http.Header{"Content-Type": {"application/json"}}
	for k, v := range signature(key, serial, at, b) {
		h.Set(k, v)
	}
	switch f {
	case NoSignature:
		h.Del("Wechatpay-Signature")
	case SignTest:
		h.Set("Wechatpay-Signature", "WECHATPAY/SIGNTEST/"+h.Get("Wechatpay-Signature")[:40])
	case Altered:
		b = append([]byte(" "), b...)
	}
	return Notice{h, b}
}
