package pull

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
	"zhangfang/app/channels/alipay"
	"zhangfang/app/channels/gateway"
	"zhangfang/app/channels/wechatpay"
	"zhangfang/app/sample"
	"zhangfang/store"
)

var gatewayKeys = sync.OnceValues(gateway.NewKeys)

// listener is a book that listens beside the fake gateways, at the true time, by which
// the SDKs verify.
type listener struct {
	*hearing
	t      *testing.T
	g      *gateway.Gateway
	notes  []book.Notice
	failed []string // codes
}

func listen(t *testing.T) *listener {
	t.Helper()
	k, err := gatewayKeys()
	if err != nil {
		t.Fatal(err)
	}
	g, err := gateway.Start(gateway.Options{Keys: k, Seed: 7, Days: 4, PerDay: 40})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "shop.zfbook"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	l := &listener{t: t, g: g}
	s := New(st, []channels.Driver{alipay.Driver{}, wechatpay.Driver{}}, nil, time.Now, Options{Ring: &ring{kept: map[string]string{}}})
	l.hearing = &hearing{s: s, told: func(n book.Notice) { l.notes = append(l.notes, n) }, failed: func(err error) { l.failed = append(l.failed, book.CodeOf(err)) }}
	t.Cleanup(l.close)
	return l
}

// wechat connects WeChat Pay by its platform certificates.
func (l *listener) wechat(apiKey string) book.Connection {
	l.t.Helper()
	w := l.g.WeChat()
	c, err := l.s.Connect(l.t.Context(), book.Connection{Name: "微信", Provider: "wechatpay"}, channels.Account{Gateway: w.URL,
		Fields: map[string]string{"mch_id": w.MchID, "serial": w.Serial, "private_key": w.PrivateKey, "apiv3_key": apiKey}})
	if err != nil {
		l.t.Fatal(err)
	}
	return c
}

// send delivers a notification, and tells how it was answered.
func (l *listener) send(name string, n gateway.Notice) *httptest.ResponseRecorder {
	l.t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/notify/"+name, bytes.NewReader(n.Body))
	r.Header = n.Header.Clone()
	w := httptest.NewRecorder()
	l.ServeHTTP(w, r)
	return w
}

func (l *listener) notice(make func(string, bool, gateway.Fault) (gateway.Notice, error), no string, f gateway.Fault) gateway.Notice {
	l.t.Helper()
	n, err := make(no, true, f)
	if err != nil {
		l.t.Fatal(err)
	}
	return n
}

// paid is a payment of some day before today.
func paid(t *testing.T, g *gateway.Gateway, of func(book.Day) []sample.Trade) string {
	t.Helper()
	for _, x := range of(g.Span().From) {
		if !x.Refund {
			return x.OrderNo
		}
	}
	t.Fatal("nothing was paid")
	return ""
}

// TestOneClientHearsAllThatIsTold: ten notifications and twenty forged ones make the
// program ask for certificates once.
func TestOneClientHearsAllThatIsTold(t *testing.T) {
	l := listen(t)
	l.wechat(l.g.WeChat().APIv3Key)
	no := paid(t, l.g, l.g.Books().WeChatTrades)
	for range 10 {
		if w := l.send("微信", l.notice(l.g.WeChatNotice, no, gateway.None)); w.Code != http.StatusNoContent {
			t.Errorf("answered %d %s", w.Code, w.Body)
		}
	}
	for _, f := range []gateway.Fault{gateway.WrongKey, gateway.NoSignature, gateway.Altered, gateway.WrongSerial, gateway.SignTest, gateway.Early, gateway.Ahead, gateway.NoResource, gateway.OtherAccount, gateway.ShortNonce} {
		if w := l.send("微信", l.notice(l.g.WeChatNotice, no, f)); w.Code != http.StatusUnauthorized {
			t.Errorf("%s: answered %d", f, w.Code)
		}
	}
	if got := l.s.Hearing().Heard; len(got) != 1 || got[0].Accepted != 10 || got[0].Refused != 10 || got[0].Code == "" || got[0].At.IsZero() {
		t.Errorf("heard %+v", got)
	}
	if l.send("nobody", l.notice(l.g.WeChatNotice, no, gateway.None)); l.s.Hearing().Unknown != 1 {
		t.Errorf("for nobody: %+v", l.s.Hearing())
	}
	if n := l.g.Calls(gateway.MethodWeChatCertificates); n != 1 || len(l.notes) != 10 || len(l.failed) != 0 {
		t.Errorf("%d downloads of certificates, %d told, failed %v", n, len(l.notes), l.failed)
	}
}

// TestNewKeysAreHeardBy: a wrong API key is told, and what comes after it was replaced
// is heard without listening anew.
func TestNewKeysAreHeardBy(t *testing.T) {
	l := listen(t)
	c := l.wechat(strings.Repeat("x", 32))
	no := paid(t, l.g, l.g.Books().WeChatTrades)
	for range 3 {
		if w := l.send("微信", l.notice(l.g.WeChatNotice, no, gateway.None)); w.Code/100 == 2 {
			t.Errorf("answered %d", w.Code)
		}
	}
	if len(l.notes) != 0 || len(l.failed) == 0 || l.failed[0] != "gateway_secret" {
		t.Errorf("told %v, failed %v", l.notes, l.failed)
	}
	if _, err := l.s.Renew(t.Context(), c, channels.Account{Fields: map[string]string{"apiv3_key": l.g.WeChat().APIv3Key}}); err != nil {
		t.Fatal(err)
	}
	if w := l.send("微信", l.notice(l.g.WeChatNotice, no, gateway.None)); w.Code != http.StatusNoContent || len(l.notes) != 1 {
		t.Errorf("answered %d, told %v", w.Code, l.notes)
	}
	if got := l.s.Hearing().Heard; len(got) != 1 || got[0].Accepted != 1 || got[0].Refused != 3 || got[0].Code != "" {
		t.Errorf("heard %+v", got)
	}
	if err := l.s.Remove(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	if w := l.send("微信", l.notice(l.g.WeChatNotice, no, gateway.None)); w.Code != http.StatusNotFound {
		t.Errorf("after it was removed: %d", w.Code)
	}
}

// TestWhatKeepsAConnectionFromHearingIsToldOnce: the public key verifies, but the API
// key does not decrypt.
func TestWhatKeepsAConnectionFromHearingIsToldOnce(t *testing.T) {
	l := listen(t)
	w := l.g.WeChat()
	if _, err := l.s.Connect(t.Context(), book.Connection{Name: "W", Provider: "wechatpay"}, channels.Account{Gateway: w.URL, Fields: map[string]string{"mch_id": w.MchID, "serial": w.Serial,
		"private_key": w.PrivateKey, "public_key": w.PublicKey, "public_key_id": w.PublicKeyID, "apiv3_key": strings.Repeat("x", 32)}}); err != nil {
		t.Fatal(err)
	}
	no := paid(t, l.g, l.g.Books().WeChatTrades)
	for range 3 {
		n, err := l.g.WeChatNotice(no, false, gateway.None)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.send("W", n); got.Code/100 == 2 {
			t.Errorf("answered %d", got.Code)
		}
	}
	if len(l.failed) != 1 || l.failed[0] != "gateway_secret" {
		t.Errorf("failed %v", l.failed)
	}
}

// TestAlipayPoisonChangesNothing: a forged notification that names a certificate fetches
// none and spoils nothing that comes after it, over one and the same client.
func TestAlipayPoisonChangesNothing(t *testing.T) {
	l := listen(t)
	a := l.g.Alipay()
	for name, fields := range map[string]map[string]string{
		"key":  {"app_id": a.AppID, "private_key": a.PrivateKey, "public_key": a.PublicKey},
		"cert": {"app_id": a.AppID, "private_key": a.PrivateKey, "app_cert": a.AppCert, "alipay_cert": a.AlipayCert, "root_cert": a.RootCert},
	} {
		address := a.URL
		if name == "cert" { // the account of the other connection
			address = strings.Replace(a.URL, "127.0.0.1", "localhost", 1)
		}
		if _, err := l.s.Connect(t.Context(), book.Connection{Name: name, Provider: "alipay"}, channels.Account{Gateway: address, Fields: fields}); err != nil {
			t.Fatal(err)
		}
		no := paid(t, l.g, l.g.Books().AlipayTrades)
		for _, f := range []gateway.Fault{gateway.WrongSerial, gateway.WrongKey, gateway.Altered, gateway.Doubled, gateway.NoSignature, gateway.OtherAccount, gateway.None} {
			w := l.send(name, l.notice(l.g.AlipayNotice, no, f))
			want := f == gateway.None || f == gateway.WrongSerial && name == "key" // the number is not signed, and of no use with a key
			if gateway.Acknowledged("alipay", w.Code, w.Body.String()) != want {
				t.Errorf("%s %s: answered %s", name, f, w.Body)
			}
		}
		if err := l.s.Test(t.Context(), find(t, l.s, name)); err != nil {
			t.Errorf("%s afterwards: %v", name, err)
		}
	}
	if n := l.g.Calls(gateway.MethodAlipayCertificate); n != 0 || len(l.failed) != 0 {
		t.Errorf("%d certificates were fetched, failed %v", n, l.failed)
	}
}

func find(t *testing.T, s *Service, name string) book.Connection {
	t.Helper()
	c, err := s.Find(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// slow is a provider whose clients think long about some notifications.
type slow struct {
	*provider
	asked, answer chan struct{}
}

func (d slow) Open(a channels.Account, env channels.Env) (channels.Client, error) {
	c, err := d.provider.Open(a, env)
	return slowClient{c, d}, err
}

type slowClient struct {
	channels.Client
	d slow
}

func (c slowClient) Notify(_ context.Context, r *http.Request) (book.Notice, channels.Answer, error) {
	if r.Header.Get("Slow") != "" {
		close(c.d.asked)
		<-c.d.answer
		return book.Notice{}, channels.Answer{Status: http.StatusUnauthorized}, channels.Forged(nil)
	}
	return book.Notice{ID: "n1", Kind: book.KindPayment, OrderNo: "S1"}, channels.Answer{Status: http.StatusOK}, nil
}

// TestOneNotificationDoesNotWaitForAnother, though both go through one client.
func TestOneNotificationDoesNotWaitForAnother(t *testing.T) {
	s := newShop(t)
	d := slow{s.p, make(chan struct{}), make(chan struct{})}
	s.drivers[0] = d
	c := s.connect(march5)
	h := &hearing{s: s.Service}
	defer h.close()
	send := func(name, value string) int {
		r := httptest.NewRequest(http.MethodPost, "/notify/"+url.PathEscape(c.Name), strings.NewReader("{}"))
		r.Header.Set(name, value)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	ended := make(chan int, 1)
	go func() { ended <- send("Slow", "1") }()
	<-d.asked
	if code := send("Fast", "1"); code != http.StatusOK {
		t.Errorf("answered %d", code)
	}
	close(d.answer)
	if code := <-ended; code != http.StatusUnauthorized {
		t.Errorf("the slow one: %d", code)
	}
	if s.p.most != 1 {
		t.Errorf("%d clients", s.p.most)
	}
}
