package gateway_test

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels/gateway"
	"zhangfang/app/sample"
)

// askAlipay calls a method and gives its node, whose signature is right.
func askAlipay(t *testing.T, a gateway.Alipay, method, content string) map[string]any {
	t.Helper()
	res, err := http.PostForm(a.URL, alipayForm(t, a, method, content, func(url.Values) {}))
	_, _, body := read(t, res, err)
	m := node.FindStringSubmatch(body)
	if m == nil || !verified(public(t, a.PublicKey), m[2], m[4]) || m[1] != strings.ReplaceAll(method, ".", "_") {
		t.Fatalf("not signed: %s", body)
	}
	return decoded(t, m[2])
}

func decoded(t *testing.T, text string) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

// same tells whether an answer says what is wanted.
func same(t *testing.T, got map[string]any, want map[string]string) {
	t.Helper()
	for k, v := range want {
		if fmt.Sprint(got[k]) != v {
			t.Errorf("%s is %v, want %s", k, got[k], v)
		}
	}
}

func money(m book.Minor) string { return book.Money{Minor: m, Currency: book.CNY}.Plain() }

func TestAlipayQueries(t *testing.T) {
	g := open(t, noon)
	a := g.Alipay()
	pay, back := some(t, g, days(func(r *sample.Record, i int) []sample.Trade { return r.AlipayTrades(from + book.Day(i)) }))
	same(t, askAlipay(t, a, gateway.MethodAlipayTrade, `{"out_trade_no":"`+pay.OrderNo+`"}`), map[string]string{
		"code": "10000", "trade_no": pay.TxnNo, "total_amount": money(pay.Gross), "receipt_amount": money(pay.Amount), "trade_status": "TRADE_SUCCESS", "send_pay_date": pay.At.Format(time.DateTime)})
	same(t, askAlipay(t, a, gateway.MethodAlipayTrade, `{"trade_no":"`+pay.TxnNo+`"}`), map[string]string{"out_trade_no": pay.OrderNo})
	same(t, askAlipay(t, a, gateway.MethodAlipayTrade, `{"out_trade_no":"S1"}`), map[string]string{"code": "40004", "sub_code": "ACQ.TRADE_NOT_EXIST"})
	same(t, askAlipay(t, a, gateway.MethodAlipayRefund, `{"out_trade_no":"`+back.OrderNo+`","out_request_no":"`+back.Request+`"}`), map[string]string{
		"refund_status": "REFUND_SUCCESS", "refund_amount": money(-back.Amount), "trade_no": back.TxnNo})
	if got := askAlipay(t, a, gateway.MethodAlipayRefund, `{"out_trade_no":"S1","out_request_no":"`+back.Request+`"}`); got["refund_status"] != nil || got["code"] != "10000" {
		t.Errorf("a refund that is not known: %v", got)
	}
	moves := g.Books().AlipayMoves(from + 9)
	same(t, askAlipay(t, a, gateway.MethodAlipayBalance, ""), map[string]string{"available_amount": money(moves[len(moves)-1].Balance), "freeze_amount": "0.00"})
	for _, x := range [][2]string{
		{`{"bill_type":"trade","bill_date":"2026-03-12"}`, "invalid_arguments"}, {`{"bill_type":"trade","bill_date":"2015-12-31"}`, "invalid_arguments"},
		{`{"bill_type":"trade","bill_date":"2026-03-01"}`, "BILL_DATE_BEFORE_REGISTRATION"}, {`{"bill_type":"other","bill_date":"2026-03-05"}`, "TYPE_NOT_SUPPORTED"},
		{`{"bill_type":"trade","bill_date":"2026-03"}`, "invalid_arguments"},
	} {
		same(t, askAlipay(t, a, gateway.MethodAlipayBill, x[0]), map[string]string{"code": "40004", "sub_code": x[1]})
	}
}

func TestAlipayAccountLogTellsToday(t *testing.T) {
	g := open(t, func() time.Time { return time.Date(2026, 3, 11, 15, 0, 0, 0, book.Shanghai) })
	got := askAlipay(t, g.Alipay(), gateway.MethodAlipayAccountLog, `{"start_time":"2026-03-11 00:00:00","end_time":"2026-03-12 00:00:00","page_no":"1","page_size":"1000"}`)
	want := 0
	for _, m := range g.Books().AlipayMoves(from + 9) {
		if m.At.Hour() < 15 {
			want++
		}
	}
	if list, ok := got["detail_list"].([]any); !ok || len(list) != want || want == 0 || got["total_size"] != fmt.Sprint(want) {
		t.Errorf("%d rows, %v told", want, got["total_size"])
	}
	same(t, askAlipay(t, g.Alipay(), gateway.MethodAlipayAccountLog, `{"start_time":"2026-03-11 00:00:00","end_time":"2026-05-12 00:00:00"}`), map[string]string{"sub_code": "INVALID_PARAMETER"})
}

func TestBillsOfTheMonthAndOfTheMorning(t *testing.T) {
	now := time.Date(2026, 3, 6, 8, 59, 0, 0, book.Shanghai)
	g := open(t, func() time.Time { return now })
	nonce := 0
	wechat := func(path string) string {
		nonce++
		_, _, body := wechatGet(t, g.WeChat(), path, fmt.Sprint("m", nonce), time.Now(), func(*http.Request) {})
		return body
	}
	same(t, askAlipay(t, g.Alipay(), gateway.MethodAlipayBill, askTrade), map[string]string{"sub_code": "isp.bill_not_exist"})
	for at, want := range map[time.Duration]string{0: "NO_STATEMENT_EXIST", time.Minute: "STATEMENT_CREATING", 31 * time.Minute: "hash_value"} {
		now = time.Date(2026, 3, 6, 8, 59, 0, 0, book.Shanghai).Add(at)
		if got := wechat(tradeBill); !strings.Contains(got, want) {
			t.Errorf("after %v: %s", at, got)
		}
	}
	now = time.Date(2026, 3, 6, 9, 0, 0, 0, book.Shanghai)
	same(t, askAlipay(t, g.Alipay(), gateway.MethodAlipayBill, askTrade), map[string]string{"code": "10000"})
	now = time.Date(2026, 4, 3, 12, 0, 0, 0, book.Shanghai)
	same(t, askAlipay(t, g.Alipay(), gateway.MethodAlipayBill, `{"bill_type":"signcustomer","bill_date":"2026-03"}`), map[string]string{"code": "10000"})
	same(t, askAlipay(t, g.Alipay(), gateway.MethodAlipayBill, `{"bill_type":"trade","bill_date":"2026-03-20"}`), map[string]string{"sub_code": "isp.bill_not_exist"})
	if got := wechat(strings.Replace(tradeBill, "03-05", "03-20", 1)); !strings.Contains(got, "NO_STATEMENT_EXIST") {
		t.Errorf("a day without trade: %s", got)
	}
	now = now.AddDate(0, 3, 0)
	if got := wechat(tradeBill); !strings.Contains(got, "INVALID_REQUEST") {
		t.Errorf("a bill of four months ago: %s", got)
	}
}

func TestWeChatQueries(t *testing.T) {
	g := open(t, noon)
	w := g.WeChat()
	pay, back := some(t, g, days(func(r *sample.Record, i int) []sample.Trade { return r.WeChatTrades(from + book.Day(i)) }))
	nonce := 0
	get := func(path string) (int, map[string]any) {
		t.Helper()
		nonce++
		status, h, body := wechatGet(t, w, path, fmt.Sprint("q", nonce), time.Now(), func(*http.Request) {})
		if !wechatSigned(t, w, h, body) && path != gateway.MethodWeChatCertificates {
			t.Errorf("%s: not signed", path)
		}
		return status, decoded(t, body)
	}
	_, got := get("/v3/pay/transactions/out-trade-no/" + pay.OrderNo + "?mchid=" + w.MchID)
	same(t, got, map[string]string{"transaction_id": pay.TxnNo, "trade_state": "SUCCESS", "mchid": w.MchID, "success_time": pay.At.Format(time.RFC3339)})
	same(t, got["amount"].(map[string]any), map[string]string{"total": fmt.Sprint(int64(pay.Gross)), "currency": "CNY"})
	_, got = get("/v3/pay/transactions/id/" + back.TxnNo + "?mchid=" + w.MchID)
	same(t, got, map[string]string{"out_trade_no": back.OrderNo, "trade_state": "REFUND"})
	_, got = get("/v3/refund/domestic/refunds/" + back.Request)
	same(t, got, map[string]string{"refund_id": back.RefundNo, "status": "SUCCESS", "out_trade_no": back.OrderNo})
	for path, want := range map[string]int{
		"/v3/pay/transactions/out-trade-no/none?mchid=" + w.MchID: 404, "/v3/pay/transactions/id/" + pay.OrderNo + "?mchid=" + w.MchID: 404,
		"/v3/pay/transactions/id/" + pay.TxnNo: 400, "/v3/refund/domestic/refunds/none": 404, "/v3/nothing": 404,
		"/v3/merchant/fund/balance/BASIC": 200, "/v3/merchant/fund/balance/OTHER": 400,
		"/v3/merchant/fund/dayendbalance/BASIC?date=2026-03-08": 200, "/v3/merchant/fund/dayendbalance/BASIC?date=2026-03-12": 400,
		"/v3/bill/fundflowbill?bill_date=2026-03-05&account_type=FEES": 400, "/v3/bill/fundflowbill?bill_date=2026-03-05": 200,
		"/v3/billdownload/file?token=none": 400,
	} {
		if status, got := get(path); status != want {
			t.Errorf("%s: %d %v", path, status, got)
		}
	}
	_, got = get(gateway.MethodWeChatCertificates)
	c := got["data"].([]any)[0].(map[string]any)["encrypt_certificate"].(map[string]any)
	if text := unsealed(t, w.APIv3Key, c); !strings.HasPrefix(text, "-----BEGIN CERTIFICATE-----") {
		t.Errorf("certificate %s", text)
	}
}

// unsealed decrypts AEAD_AES_256_GCM.
func unsealed(t *testing.T, key string, c map[string]any) string {
	t.Helper()
	block, err := aes.NewCipher([]byte(key))
	if err != nil {
		t.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	b, err := base64.StdEncoding.DecodeString(c["ciphertext"].(string))
	if err != nil {
		t.Fatal(err)
	}
	text, err := gcm.Open(nil, []byte(c["nonce"].(string)), b, []byte(c["associated_data"].(string)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
