package gateway_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/smartwalle/alipay/v3"
	"github.com/wechatpay-apiv3/wechatpay-go/core/auth/verifiers"
	"github.com/wechatpay-apiv3/wechatpay-go/core/notify"

	"zhangfang/app/book"
	"zhangfang/app/channels/gateway"
	"zhangfang/app/sample"
)

// some is a payment and a refund of a day's trades, which are there at noon.
func some(t *testing.T, g *gateway.Gateway, of func(*sample.Record) []sample.Trade) (payment, refund sample.Trade) {
	t.Helper()
	for _, x := range of(g.Books()) {
		if x.Refund {
			refund = x
		} else {
			payment = x
		}
	}
	if payment.TxnNo == "" || refund.Request == "" {
		t.Fatal("the shop has no such trades")
	}
	return payment, refund
}

func days(of func(*sample.Record, int) []sample.Trade) func(*sample.Record) []sample.Trade {
	return func(r *sample.Record) (out []sample.Trade) {
		for i := range 10 {
			out = append(out, of(r, i)...)
		}
		return out
	}
}

// TestAlipayNoticesAreVerifiedByTheSDK asks Alipay's SDK of every notification whether
// it is well signed.
func TestAlipayNoticesAreVerifiedByTheSDK(t *testing.T) {
	g := open(t, noon)
	a := g.Alipay()
	c, err := alipay.New(a.AppID, a.PrivateKey, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.LoadAliPayPublicKey(a.PublicKey); err != nil {
		t.Fatal(err)
	}
	payment, refund := some(t, g, days(func(r *sample.Record, i int) []sample.Trade { return r.AlipayTrades(from + book.Day(i)) }))
	for f, well := range map[gateway.Fault]bool{gateway.None: true, gateway.OtherAccount: true, gateway.WrongKey: false, gateway.NoSignature: false, gateway.Altered: false,
		gateway.Doubled: false, gateway.WrongSerial: false} {
		for _, no := range []string{payment.OrderNo, refund.Request} {
			n, err := g.AlipayNotice(no, false, f)
			if err != nil {
				t.Fatal(err)
			}
			form, err := url.ParseQuery(string(n.Body))
			if err != nil || f != gateway.Doubled && !form.Has("passback_params") {
				t.Fatalf("%v in %s", err, n.Body)
			}
			got, err := c.DecodeNotification(t.Context(), form)
			if (err == nil) != well {
				t.Errorf("%q: %v", f, err)
			}
			if f == gateway.None && (got.AppId != a.AppID || got.TradeNo == "" || (got.RefundFee != "") != (no == refund.Request) || (got.OutBizNo == refund.Request) != (no == refund.Request)) {
				t.Errorf("%+v", got)
			}
		}
	}
	if _, err := g.AlipayNotice("nothing", false, gateway.None); err == nil {
		t.Error("a notification of nothing")
	}
}

func TestWeChatNoticesAreReadByTheSDK(t *testing.T) {
	g := open(t, time.Now) // the SDK has no other clock
	w := g.WeChat()
	h, err := notify.NewRSANotifyHandler(w.APIv3Key, verifiers.NewSHA256WithRSAPubkeyVerifier(w.PublicKeyID, *public(t, w.PublicKey)))
	if err != nil {
		t.Fatal(err)
	}
	payment, refund := some(t, g, days(func(r *sample.Record, i int) []sample.Trade { return r.WeChatTrades(from + book.Day(i)) }))
	for f, well := range map[gateway.Fault]bool{gateway.None: true, gateway.OtherAccount: true, gateway.WrongKey: false, gateway.NoSignature: false, gateway.Altered: false,
		gateway.WrongSerial: false, gateway.SignTest: false, gateway.OtherSecret: false, gateway.Early: false, gateway.Ahead: false} {
		for no, want := range map[string]string{payment.OrderNo: payment.TxnNo, refund.Request: refund.RefundNo} {
			n, err := g.WeChatNotice(no, false, f)
			if err != nil {
				t.Fatal(err)
			}
			content := map[string]any{}
			told, err := h.ParseNotifyRequest(t.Context(), asked(n), &content)
			if (err == nil) != well {
				t.Errorf("%q: %v", f, err)
			}
			if f == gateway.None && (told.EventType == "" || content["mchid"] != w.MchID || content["transaction_id"] != want && content["refund_id"] != want) {
				t.Errorf("%+v %+v", told, content)
			}
		}
	}
	for _, f := range []gateway.Fault{gateway.ShortNonce, gateway.NoResource} {
		n, err := g.WeChatNotice(payment.OrderNo, false, f)
		if err != nil || (f == gateway.NoResource) == strings.Contains(string(n.Body), "ciphertext") {
			t.Errorf("%s: %v %s", f, err, n.Body)
		}
	}
	if _, err := g.WeChatNotice("nothing", true, gateway.None); err == nil {
		t.Error("a notification of nothing")
	}
}

func asked(n gateway.Notice) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(string(n.Body)))
	r.Header = n.Header
	return r
}

func TestNoticesAreSent(t *testing.T) {
	g := open(t, noon)
	payment, _ := some(t, g, days(func(r *sample.Record, i int) []sample.Trade { return r.AlipayTrades(from + book.Day(i)) }))
	n, err := g.AlipayNotice(payment.OrderNo, true, gateway.None)
	if err != nil {
		t.Fatal(err)
	}
	var heard []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		heard = append(heard, string(b))
		io.WriteString(w, "success")
	}))
	defer s.Close()
	for range 2 {
		if status, answer, err := n.Send(t.Context(), s.URL); err != nil || !gateway.Acknowledged("alipay", status, answer) || gateway.Acknowledged("alipay", 200, "fail") {
			t.Errorf("%d %s %v", status, answer, err)
		}
	}
	if len(heard) != 2 || heard[0] != heard[1] || !strings.Contains(heard[0], "alipay_cert_sn=") {
		t.Errorf("heard %v", heard)
	}
	if gateway.Acknowledged("wechatpay", 500, "") || !gateway.Acknowledged("wechatpay", 204, "") {
		t.Error("WeChat Pay goes by the status")
	}
}
