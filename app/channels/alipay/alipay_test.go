package alipay

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

var (
	day   = book.NewDay(2026, 3, 5)
	later = time.Date(2026, 3, 6, 11, 0, 0, 0, channels.China())
)

func TestBill(t *testing.T) {
	for _, certs := range []bool{false, true} {
		for _, stream := range []string{trade, account} {
			s := newServer(t)
			s.certs = certs
			b, err := s.connect(s.account(), later).Bill(t.Context(), stream, day, t.TempDir())
			if err != nil {
				t.Fatalf("%s, certificates %v: %v", stream, certs, err)
			}
			raw, err := os.ReadFile(b.Path)
			if err != nil || !bytes.Equal(raw, zipped("#支付宝业务明细查询\r\n")) || filepath.Base(b.Path) != "20881234567890120156_20260305_"+stream+".zip" {
				t.Errorf("%s: %v", b.Path, err)
			}
			if want := `"bill_type":"` + stream + `","bill_date":"2026-03-05"`; !strings.Contains(s.asked[0], want) {
				t.Errorf("asked %s", s.asked[0])
			}
		}
	}
}

func TestExpiredAddressIsAskedForAgain(t *testing.T) {
	s := newServer(t)
	s.expired = 1
	if _, err := s.connect(s.account(), later).Bill(t.Context(), trade, day, t.TempDir()); err != nil || len(s.asked) != 2 || s.files != 2 {
		t.Errorf("%v after %d questions and %d files", err, len(s.asked), s.files)
	}
}

func TestNameOfAFileIsNoPath(t *testing.T) {
	for name, want := range map[string]string{
		"../../etc/passwd": theApp + "_20260305_trade.zip", `a\b`: theApp + "_20260305_trade.zip", ".hidden": theApp + "_20260305_trade.zip", "": theApp + "_20260305_trade.zip",
		"c:x": theApp + "_20260305_trade.zip", "2088_20260305.csv.zip": "2088_20260305_trade.zip",
	} {
		if got := fileName("http://x/?downloadFileName="+url.QueryEscape(name), theApp, trade, day); got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
}

func TestFaultsOfBills(t *testing.T) {
	whole := zipped(strings.Repeat("#支付宝业务明细查询\r\n", 100))
	for name, f := range map[string]struct {
		bend func(*server)
		want string
	}{
		"measured: no bill":   {func(s *server) { s.node = failure("40004", "isp.bill_not_exist") }, channels.CodeNoTrade},
		"documented: no bill": {func(s *server) { s.node = failure("40004", "BILL_NOT_EXIST") }, channels.CodeNoTrade},
		"before registration": {func(s *server) { s.node = failure("40004", "BILL_DATE_BEFORE_REGISTRATION") }, channels.CodeNoBill},
		"arguments":           {func(s *server) { s.node = failure("40004", "invalid_arguments") }, channels.CodeUnexpected},
		"too many":            {func(s *server) { s.node = failure("40004", "SYSTEM_RATE_LIMIT") }, channels.CodeLimited},
		"too many by gateway": {func(s *server) { s.node = failure("40005", "isv.app-call-limited") }, channels.CodeLimited},
		"permission":          {func(s *server) { s.node = failure("40006", "isv.insufficient-isv-permissions") }, channels.CodePermission},
		"address":             {func(s *server) { s.node = failure("40004", "isv.ip-white-list-check-failed") }, channels.CodeAddress},
		"system error":        {func(s *server) { s.node = failure("40004", "SYSTEM_ERROR") }, channels.CodeBusy},
		"unavailable":         {func(s *server) { s.node = failure("20000", "isp.unknow-error") }, channels.CodeBusy},
		"null":                {func(s *server) { s.node = func(string, url.Values) string { return "null" } }, channels.CodeUnexpected},
		"number for a string": {func(s *server) {
			s.node = func(string, url.Values) string { return `{"code":"10000","bill_download_url":7}` }
		}, channels.CodeUnexpected},
		"no address": {func(s *server) { s.node = func(string, url.Values) string { return `{"code":"10000"}` } }, channels.CodeUnexpected},
		"address elsewhere": {func(s *server) {
			s.node = func(string, url.Values) string {
				return `{"code":"10000","bill_download_url":"https://evil.example/x"}`
			}
		}, channels.CodeUnavailable},
		"not signed, a success": {func(s *server) { s.answer = func(name, node string) string { return `{"` + name + `":` + node + `}` } }, channels.CodeForged},
		"not signed, no bill": {func(s *server) {
			s.answer = func(name, _ string) string {
				return `{"` + name + `":` + failure("40004", "isp.bill_not_exist")("", nil) + `}`
			}
		}, channels.CodeForged},
		"not signed, before registration": {func(s *server) {
			s.answer = func(name, _ string) string {
				return `{"` + name + `":` + failure("40004", "BILL_DATE_BEFORE_REGISTRATION")("", nil) + `}`
			}
		}, channels.CodeForged},
		"error node, before registration": {func(s *server) {
			s.answer = func(string, string) string {
				return `{"error_response":` + failure("40004", "BILL_DATE_BEFORE_REGISTRATION")("", nil) + `}`
			}
		}, channels.CodeForged},
		"signed by another": {func(s *server) { s.answer = func(name, node string) string { return s.signed(name, node, keys()[2]) } }, channels.CodeForged},
		"signature is no base64": {func(s *server) {
			s.answer = func(name, node string) string { return `{"` + name + `":` + node + `,"sign":"***"}` }
		}, channels.CodeForged},
		"unknown certificate": {func(s *server) {
			s.answer = func(name, node string) string {
				return `{"` + name + `":` + node + `,"alipay_cert_sn":"abc","sign":"` + sign(keys()[2], node) + `"}`
			}
		}, channels.CodeForged},
		"html": {func(s *server) { s.answer = func(string, string) string { return "<html>502" } }, channels.CodeStranger},
		"truncated": {func(s *server) {
			s.answer = func(name, node string) string { return s.signed(name, node, keys()[1])[:60] }
		}, channels.CodeUnavailable},
		"nothing": {func(s *server) { s.answer = func(string, string) string { return "" } }, channels.CodeUnavailable},
		"no node": {func(s *server) { s.answer = func(string, string) string { return "{}" } }, channels.CodeUnexpected},
		"error node": {func(s *server) {
			s.answer = func(string, string) string {
				return `{"error_response":{"code":"20000","sub_code":"isp.unknow-error"}}`
			}
		}, channels.CodeBusy},
		"truncated zip": {func(s *server) { s.file = func() []byte { return whole[:len(whole)-30] } }, channels.CodeDamaged},
		"bad checksum": {func(s *server) {
			s.file = func() []byte { b := bytes.Clone(whole); b[len(b)/3] ^= 0xff; return b }
		}, channels.CodeDamaged},
		"no zip":    {func(s *server) { s.file = func() []byte { return []byte("nonsense") } }, channels.CodeDamaged},
		"empty":     {func(s *server) { s.file = func() []byte { return nil } }, channels.CodeDamaged},
		"huge file": {func(s *server) { s.file = func() []byte { return make([]byte, 2<<20) } }, channels.CodeUnexpected},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t)
			f.bend(s)
			dir := t.TempDir()
			c := s.connect(s.account(), later)
			_, err := c.Bill(t.Context(), trade, day, dir)
			if book.CodeOf(err) != f.want {
				t.Errorf("got %v, want %s", err, f.want)
			}
			if err != nil && strings.Contains(err.Error(), "secret") {
				t.Errorf("the error tells the address: %v", err)
			}
			if left, _ := os.ReadDir(dir); len(left) != 0 {
				t.Errorf("a half bill is left: %v", left)
			}
			// Whatever came, the next answer that is right is taken.
			s.node, s.answer, s.file = nil, nil, nil
			if _, err := c.Bill(t.Context(), trade, day, dir); err != nil {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
}

func TestBillsLieOnOneHostOnly(t *testing.T) {
	gateway, hosts := Driver{}.Address(channels.Account{})
	hc, err := channels.NewHTTP(gateway, channels.Limits{}, hosts...)
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context()) // an address that is allowed fails by this alone
	cancel()
	for at, allowed := range map[string]bool{
		"http://dwbillcenter.alipay.com/x": true, "https://dwbillcenter.alipay.com/x": true, "https://openapi.alipay.com/gateway.do": true,
		"http://openapi.alipay.com/gateway.do": false, "https://dwbillcenter.alipay.com.example/x": false, "ftp://dwbillcenter.alipay.com/x": false,
	} {
		r, err := http.NewRequestWithContext(ended, http.MethodGet, at, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := hc.Transport.RoundTrip(r); errors.Is(err, context.Canceled) != allowed {
			t.Errorf("%s: %v", at, err)
		}
	}
}

func TestAbsentBillMeansWhatTheClockSays(t *testing.T) {
	s := newServer(t)
	s.node = failure("40004", "isp.bill_not_exist")
	for now, want := range map[time.Time]string{
		later.Add(-14 * time.Hour): channels.CodeNotReady, later.Add(-3 * time.Hour): channels.CodeNotReady, later.Add(-2 * time.Hour): channels.CodeNoTrade, later: channels.CodeNoTrade,
	} {
		_, err := s.connect(s.account(), now).Bill(t.Context(), trade, day, t.TempDir())
		if book.CodeOf(err) != want {
			t.Errorf("at %s: %v, want %s", now, err, want)
		}
	}
}

func TestTestSaysWhatIsWrong(t *testing.T) {
	s := newServer(t)
	if err := s.connect(s.account(), later).Test(t.Context()); err != nil || len(s.asked) != 2 {
		t.Errorf("all is well: %v", err)
	}
	for _, says := range []string{"isp.bill_not_exist", "BILL_DATE_BEFORE_REGISTRATION"} {
		s.node = failure("40004", says)
		if err := s.connect(s.account(), later).Test(t.Context()); err != nil {
			t.Errorf("%s: %v", says, err)
		}
	}
	a := s.account()
	var err error
	if a.Fields[privateKey], err = channels.PrivatePEM(keys()[2]); err != nil {
		t.Fatal(err)
	}
	if err := s.connect(a, later).Test(t.Context()); book.CodeOf(err) != channels.CodeKeys {
		t.Errorf("another key: %v", err)
	}
	a = s.account()
	a.Fields[appID] = "2021000099999999"
	if err := s.connect(a, later).Test(t.Context()); book.CodeOf(err) != channels.CodeAccount {
		t.Errorf("another app: %v", err)
	}
	for sub, want := range map[string]string{"isv.invalid-timestamp": channels.CodeClock, "isv.invalid-signature": channels.CodeKeys} {
		s.node = failure("40002", sub)
		if err := s.connect(s.account(), later).Test(t.Context()); book.CodeOf(err) != want {
			t.Errorf("%s: %v", sub, err)
		}
	}
}

func TestCheck(t *testing.T) {
	plain, certs := newServer(t), newServer(t)
	certs.certs = true
	own, err := channels.PublicPEM(&keys()[0].PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		s                  *server
		field, value, want string
	}{
		"well": {plain, appID, theApp, ""}, "well with certificates": {certs, appID, theApp, ""},
		"no app": {plain, appID, "", "field_missing"}, "app": {plain, appID, "wx1", "field_id"}, "no key": {plain, privateKey, "", "field_missing"}, "key": {plain, privateKey, "x", "field_key"},
		"no public key": {plain, publicKey, "", "field_missing"}, "public key": {plain, publicKey, "x", "field_key"}, "own public key": {plain, publicKey, own, "field_own_key"},
		"no root": {certs, rootCert, "", "field_missing"}, "certificate": {certs, alipayCert, "x", "field_key"},
		"app certificate of another": {certs, appCert, channels.PEM("CERTIFICATE", certificates()[1].Raw), "field_pair"},
		"own for Alipay's":           {certs, alipayCert, channels.PEM("CERTIFICATE", certificates()[0].Raw), "field_own_key"},
	} {
		a := c.s.account()
		a.Fields[c.field] = c.value
		if _, err := (Driver{}).Check(a); book.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// notification is a request as Alipay makes it: signed over all values but the
// signature, its kind and the certificate's number, empty ones too.
func notification(change func(url.Values)) *http.Request {
	form := url.Values{
		"app_id": {theApp}, "notify_id": {"n1"}, "notify_type": {"trade_status_sync"}, "notify_time": {"2026-03-05 10:00:05"}, "trade_status": {"TRADE_SUCCESS"}, "out_trade_no": {"S1"},
		"trade_no": {"2026030522001"}, "total_amount": {"12.50"}, "gmt_payment": {"2026-03-05 10:00:00"}, "subject": {"茶 & 叶"}, "body": {""}, "sign_type": {"RSA2"}, "version": {"1.0"}, "charset": {"utf-8"},
	}
	change(form)
	form.Set("sign", sign(keys()[1], toSign(form, "sign", "sign_type", "alipay_cert_sn")))
	return post(form.Encode())
}

func post(body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/notify/1?out_trade_no=other", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	return r
}

func TestNotify(t *testing.T) {
	s := newServer(t)
	c := s.connect(s.account(), later)
	n, a, err := c.Notify(t.Context(), notification(func(url.Values) {}))
	at := time.Date(2026, 3, 5, 10, 0, 0, 0, channels.China())
	if err != nil || a.Body != "success" || n.Kind != book.KindPayment || n.OrderNo != "S1" || n.TxnNo != "2026030522001" || n.Amount != (book.Money{Minor: 1250, Currency: book.CNY}) || !n.At.Equal(at) || n.ID != "n1" {
		t.Errorf("%+v, %+v, %v", n, a, err)
	}
	n, _, err = c.Notify(t.Context(), notification(func(f url.Values) {
		f.Set("refund_fee", "2.50")
		f.Set("gmt_refund", "2026-03-05 11:00:00.123")
		f.Set("out_biz_no", "R1")
	}))
	if err != nil || n.Kind != book.KindRefund || n.RefundNo != "R1" || n.Amount.Minor != -250 || n.At.Sub(at) != time.Hour {
		t.Errorf("%+v, %v", n, err)
	}
}

func TestForgedNotificationsChangeNothing(t *testing.T) {
	for _, certs := range []bool{false, true} {
		s := newServer(t)
		s.certs = certs
		c := s.connect(s.account(), later)
		good := func() *http.Request { return notification(func(url.Values) {}) }
		body := func() string {
			var b bytes.Buffer
			if _, err := b.ReadFrom(good().Body); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
		for name, r := range map[string]*http.Request{
			"changed":       post(strings.Replace(body(), "12.50", "99.50", 1)),
			"twice":         post(body() + "&total_amount=99.50"),
			"empty dropped": post(strings.Replace(body(), "body=&", "", 1)),
			"other app":     notification(func(f url.Values) { f.Set("app_id", "2021000000000000") }),
			"not signed":    post("app_id=" + theApp),
			"no form":       post("%zz"),
			"empty":         post(""),
			"other certificate": func() *http.Request {
				f := url.Values{"app_id": {theApp}, "alipay_cert_sn": {"poison"}, "notify_type": {"trade_status_sync"}}
				f.Set("sign", sign(keys()[2], toSign(f, "alipay_cert_sn")))
				return post(f.Encode())
			}(),
		} {
			n, a, err := c.Notify(t.Context(), r)
			if book.CodeOf(err) != channels.CodeForged || a.Body != "fail" {
				t.Errorf("%s: %+v, %+v, %v", name, n, a, err)
			}
		}
		for _, asked := range s.asked {
			if strings.Contains(asked, "cert") {
				t.Errorf("a forged notification made the client ask for %s", asked)
			}
		}
		if _, _, err := c.Notify(t.Context(), good()); err != nil {
			t.Errorf("a good one afterwards: %v", err)
		}
		if _, err := c.Bill(t.Context(), trade, day, t.TempDir()); err != nil {
			t.Errorf("a bill afterwards: %v", err)
		}
	}
}

func FuzzNotify(f *testing.F) {
	f.Add("app_id=" + theApp + "&sign=AAAA")
	f.Add("a=%")
	f.Fuzz(func(t *testing.T, body string) {
		s := &server{t: t, Server: &httptest.Server{URL: "http://127.0.0.1:1"}}
		c := s.connect(s.account(), later)
		if n, _, err := c.Notify(t.Context(), post(body)); err == nil {
			t.Errorf("taken: %+v", n)
		}
	})
}
