package gateway

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/sample"
)

// wechatTradeBill tells where the trade bill of a day lies.
// https://pay.weixin.qq.com/doc/v3/merchant/4012071226
func (g *Gateway) wechatTradeBill(c *call) reply {
	if t := c.FormValue("bill_type"); t != "" && t != "ALL" { // the other types hold some of its rows
		return wechatError(http.StatusBadRequest, "PARAM_ERROR", "bill_type")
	}
	return g.wechatBill(c, g.ledger.books.WeChatTradeBill)
}

// wechatFundBill tells where the fund bill of a day lies. The other accounts have none.
// https://pay.weixin.qq.com/doc/v3/merchant/4012071229
func (g *Gateway) wechatFundBill(c *call) reply {
	switch c.FormValue("account_type") {
	case "", "BASIC":
		return g.wechatBill(c, g.ledger.books.WeChatFundBill)
	case "OPERATION", "FEES":
		return wechatError(http.StatusBadRequest, "NO_STATEMENT_EXIST", "请求的账单文件不存在")
	}
	return wechatError(http.StatusBadRequest, "PARAM_ERROR", "account_type")
}

// wechatBill makes a bill, tells its hash and gives an address that lives for thirty
// seconds. Bills are made from nine in the morning, and kept for three months.
func (g *Gateway) wechatBill(c *call, bill func(book.Period, sample.Draft) (sample.Bill, error)) reply {
	d, err := book.ParseDay(c.FormValue("bill_date"))
	if tar := c.FormValue("tar_type"); err != nil || tar != "" && tar != "GZIP" {
		return wechatError(http.StatusBadRequest, "PARAM_ERROR", "bill_date")
	}
	now := g.now()
	switch over := start(d + 1); {
	case d >= today(now), start(d).Before(start(today(now)).AddDate(0, -3, 0)):
		return wechatError(http.StatusBadRequest, "INVALID_REQUEST", "账单日期不合法")
	case now.Before(over.Add(wechatMaking)):
		return wechatError(http.StatusBadRequest, "NO_STATEMENT_EXIST", "请求的账单文件不存在")
	case now.Before(over.Add(wechatReady)):
		return wechatError(http.StatusBadRequest, "STATEMENT_CREATING", "请求的账单正在生成中")
	}
	b, err := bill(book.Period{From: d, To: d}, draftOf(c.fault))
	if err != nil {
		panic(err) // it is written into memory
	}
	if b.Rows == 0 && c.fault != EmptyBill {
		return wechatError(http.StatusBadRequest, "NO_STATEMENT_EXIST", "请求的账单文件不存在")
	}
	file := mangled(b.Data, false, c.fault)
	sum := sha1.Sum(file)
	if c.fault == WrongHash {
		sum[0] ^= 1
	}
	token := g.tokens.issue(now, ticket{kind: c.FormValue("tar_type"), file: file})
	return jsonReply(http.StatusOK, map[string]string{
		"hash_type": "SHA1", "hash_value": hex.EncodeToString(sum[:]), "download_url": g.url + MethodWeChatDownload + "?token=" + token,
	})
}

// wechatDownload serves a bill. The request is signed, the file is not.
func (g *Gateway) wechatDownload(c *call) reply {
	t, ok := g.tokens.find(g.now(), c.FormValue("token"))
	if !ok || t.file == nil || c.fault == Expired {
		return wechatError(http.StatusBadRequest, "INVALID_REQUEST", "下载链接已失效，请重新申请")
	}
	c.plain = true
	a := reply{http.StatusOK, map[string]string{"Content-Type": "application/octet-stream"}, t.file}
	if t.kind != "GZIP" || c.fault == PlainFile {
		return a
	}
	if c.fault == SelfUnpacking {
		a.header["Content-Encoding"] = "gzip"
	}
	a.body = gzipped(t.file, c.fault)
	return a
}

// wechatCertificates gives the platform certificate, encrypted with the API v3 key.
func (g *Gateway) wechatCertificates(*call) reply {
	nonce := random(6)
	return jsonReply(http.StatusOK, map[string]any{"data": []any{map[string]any{
		"serial_no":      g.platformSerial(),
		"effective_time": g.keys.platformCert.NotBefore.In(book.Shanghai).Format(time.RFC3339),
		"expire_time":    g.keys.platformCert.NotAfter.In(book.Shanghai).Format(time.RFC3339),
		"encrypt_certificate": map[string]string{
			"algorithm": "AEAD_AES_256_GCM", "nonce": nonce, "associated_data": "certificate",
			"ciphertext": encrypted(g.keys.apiV3, nonce, "certificate", []byte(certPEM(g.keys.platformCert))),
		},
	}}})
}

// encrypted is AES-256-GCM under an API v3 key, in base64.
func encrypted(apiV3, nonce, associated string, text []byte) string {
	block, err := aes.NewCipher([]byte(apiV3))
	if err != nil {
		panic(err) // the key is of 32 bytes
	}
	gcm, err := cipher.NewGCMWithNonceSize(block, len(nonce))
	if err != nil {
		panic(err) // a nonce of some length
	}
	return base64.StdEncoding.EncodeToString(gcm.Seal(nil, []byte(nonce), text, []byte(associated)))
}

// wechatTransaction tells of a payment by WeChat Pay's number.
func (g *Gateway) wechatTransaction(c *call) reply {
	return g.wechatPaid(c, func(t *sample.Trade) string { return t.TxnNo })
}

// wechatOrder tells of a payment by the merchant's number.
func (g *Gateway) wechatOrder(c *call) reply {
	return g.wechatPaid(c, func(t *sample.Trade) string { return t.OrderNo })
}

func (g *Gateway) wechatPaid(c *call, no func(*sample.Trade) string) reply {
	t, ok := g.ledger.wechat.payments[c.PathValue("no")]
	switch {
	case c.FormValue("mchid") != sample.WeChatMerchant:
		return wechatError(http.StatusBadRequest, "PARAM_ERROR", "mchid")
	case !ok || no(&t) != c.PathValue("no") || t.At.After(g.now()):
		return wechatError(http.StatusNotFound, "ORDER_NOT_EXIST", "订单不存在")
	}
	return jsonReply(http.StatusOK, g.wechatPayment(&t))
}

// wechatPayment is a payment as it is asked for and notified.
func (g *Gateway) wechatPayment(t *sample.Trade) map[string]any {
	state, text := "SUCCESS", "支付成功"
	if g.ledger.wechat.refunded(t.OrderNo, g.now()) > 0 {
		state, text = "REFUND", "转入退款"
	}
	return map[string]any{
		"appid": sample.WeChatApp, "mchid": sample.WeChatMerchant, "out_trade_no": t.OrderNo, "transaction_id": t.TxnNo, "trade_type": "JSAPI",
		"trade_state": state, "trade_state_desc": text, "bank_type": "OTHERS", "attach": "", "success_time": t.At.Format(time.RFC3339),
		"payer":  map[string]string{"openid": t.Payer},
		"amount": map[string]any{"total": t.Gross, "payer_total": t.Amount, "currency": "CNY", "payer_currency": "CNY"},
	}
}

// wechatRefund tells of a refund by the merchant's number of it.
func (g *Gateway) wechatRefund(c *call) reply {
	t, ok := g.ledger.wechat.refunds[c.PathValue("no")]
	if !ok || t.Request != c.PathValue("no") || t.At.After(g.now()) {
		return wechatError(http.StatusNotFound, "RESOURCE_NOT_EXISTS", "退款单不存在")
	}
	when := t.At.Format(time.RFC3339)
	return jsonReply(http.StatusOK, map[string]any{
		"refund_id": t.RefundNo, "out_refund_no": t.Request, "transaction_id": t.TxnNo, "out_trade_no": t.OrderNo, "channel": "ORIGINAL",
		"user_received_account": "支付用户零钱", "success_time": when, "create_time": when, "status": "SUCCESS", "funds_account": "AVAILABLE",
		"amount": map[string]any{
			"total": g.ledger.wechat.payments[t.TxnNo].Gross, "refund": -t.Gross, "payer_refund": -t.Amount, "settlement_refund": -t.Amount, "currency": "CNY",
		},
	})
}

// wechatBalance tells what lies in an account now.
func (g *Gateway) wechatBalance(c *call) reply {
	return g.wechatHolds(c, g.now())
}

// wechatDayBalance tells what lay in an account at the end of a day.
func (g *Gateway) wechatDayBalance(c *call) reply {
	d, err := book.ParseDay(c.FormValue("date"))
	if now := g.now(); err != nil || d >= today(now) || d < today(now)-90 {
		return wechatError(http.StatusBadRequest, "PARAM_ERROR", "date")
	}
	return g.wechatHolds(c, start(d+1).Add(-time.Second))
}

func (g *Gateway) wechatHolds(c *call, at time.Time) reply {
	var available book.Minor
	switch c.PathValue("type") {
	case "BASIC":
		available = g.ledger.books.WeChatBalance(at)
	case "OPERATION", "FEES":
	default:
		return wechatError(http.StatusBadRequest, "PARAM_ERROR", "account_type")
	}
	return jsonReply(http.StatusOK, map[string]any{"available_amount": available, "pending_amount": 0})
}
