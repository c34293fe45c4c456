package gateway_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
	"zhangfang/app/channels/alipay"
	"zhangfang/app/channels/gateway"
	"zhangfang/app/channels/paypal"
	"zhangfang/app/channels/stripe"
	"zhangfang/app/channels/wechatpay"
)

var keys = sync.OnceValues(gateway.NewKeys)

// from is the first day of the shop of these tests, which is ten days old at noon.
var from = book.NewDay(2026, 3, 2)

func noon() time.Time { return time.Date(2026, 3, 12, 12, 0, 0, 0, book.Shanghai) }

// open starts the gateways for a test.
func open(t *testing.T, now func() time.Time) *gateway.Gateway {
	t.Helper()
	k, err := keys()
	if err != nil {
		t.Fatal(err)
	}
	g, err := gateway.Start(gateway.Options{Now: now, Keys: k, Seed: 7, From: from, Days: 10, PerDay: 40})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	return g
}

// drivers are our own clients, by provider, with what connects them.
func drivers(g *gateway.Gateway) map[string]struct {
	channels.Driver
	channels.Account
} {
	a, w, p, s := g.Alipay(), g.WeChat(), g.PayPal(), g.Stripe()
	type connection = struct {
		channels.Driver
		channels.Account
	}
	return map[string]connection{
		"alipay":              {alipay.Driver{}, channels.Account{Gateway: a.URL, Fields: map[string]string{"app_id": a.AppID, "private_key": a.PrivateKey, "public_key": a.PublicKey}}},
		"alipay certificates": {alipay.Driver{}, channels.Account{Gateway: a.URL, Fields: map[string]string{"app_id": a.AppID, "private_key": a.PrivateKey, "app_cert": a.AppCert, "alipay_cert": a.AlipayCert, "root_cert": a.RootCert}}},
		"wechatpay": {wechatpay.Driver{}, channels.Account{Gateway: w.URL, Fields: map[string]string{"mch_id": w.MchID, "serial": w.Serial, "private_key": w.PrivateKey,
			"public_key": w.PublicKey, "public_key_id": w.PublicKeyID, "apiv3_key": w.APIv3Key}}},
		"wechatpay certificates": {wechatpay.Driver{}, channels.Account{Gateway: w.URL, Fields: map[string]string{"mch_id": w.MchID, "serial": w.Serial, "private_key": w.PrivateKey, "apiv3_key": w.APIv3Key}}},
		"paypal":                 {paypal.Driver{}, channels.Account{Gateway: p.URL, Fields: map[string]string{"client_id": p.ClientID, "secret": p.Secret}}},
		"stripe":                 {stripe.Driver{}, channels.Account{Gateway: s.URL, Fields: map[string]string{"secret": s.Secret}}},
	}
}

func connect(t *testing.T, g *gateway.Gateway, name string, now func() time.Time) channels.Client {
	t.Helper()
	return connectWithin(t, g, name, now, 10*time.Second)
}

// connectWithin connects a client that waits only so long for an answer.
func connectWithin(t *testing.T, g *gateway.Gateway, name string, now func() time.Time, whole time.Duration) channels.Client {
	t.Helper()
	d := drivers(g)[name]
	a, err := d.Check(d.Account)
	if err != nil {
		t.Fatal(err)
	}
	address, hosts := d.Address(a)
	hc, err := channels.NewHTTP(address, channels.Limits{Whole: whole, Bytes: 8 << 20}, hosts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(hc.CloseIdleConnections)
	c, err := d.Open(a, channels.Env{Now: now, HTTP: hc})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestEveryBillCanBePulled(t *testing.T) {
	g := open(t, noon)
	for name, d := range drivers(g) {
		t.Run(name, func(t *testing.T) {
			c := connect(t, g, name, noon)
			if err := c.Test(t.Context()); err != nil {
				t.Fatal(err)
			}
			for _, s := range d.Streams() {
				for day := from; day < from+10; day++ {
					b, err := c.Bill(t.Context(), s.Name, day, t.TempDir())
					if err != nil {
						t.Errorf("%s %s: %v", s.Name, day, err)
						continue
					}
					if st, err := os.Stat(b.Path); err != nil || st.Size() < 300 || !strings.Contains(filepath.Base(b.Path), day.String()[:4]) {
						t.Errorf("%s: %v", b.Path, err)
					}
				}
				if _, err := c.Bill(t.Context(), s.Name, from+10, t.TempDir()); err == nil {
					t.Errorf("today's %s: %v", s.Name, err)
				}
			}
		})
	}
}

func TestListensOnThisMachineAlone(t *testing.T) {
	k, err := keys()
	if err != nil {
		t.Fatal(err)
	}
	for _, addr := range []string{"0.0.0.0:0", "nowhere", strings.TrimPrefix(open(t, noon).Stripe().URL, "http://")} {
		if g, err := gateway.Start(gateway.Options{Keys: k, Days: 1, Addr: addr}); err == nil || g != nil {
			t.Errorf("%s is listened on", addr)
		}
	}
}
