package app

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
	"zhangfang/app/channels/gateway"
	"zhangfang/app/pull"
)

var gatewayKeys = sync.OnceValues(gateway.NewKeys)

// firstPulled is the first day of the gateways' shop.
var firstPulled = book.NewDay(2026, 3, 2)

// ring is a key ring in memory.
type ring map[string]string

func (r ring) Get(name string) (string, error) { return r[name], nil }
func (r ring) Set(name, secret string) error   { r[name] = secret; return nil }
func (r ring) Delete(name string) error        { delete(r, name); return nil }

// connected is a book whose four channels are connected to the gateways, under a clock.
type connected struct {
	t   *testing.T
	g   *gateway.Gateway
	b   *Book
	now time.Time
	dir string // of the shop's orders, card sales and bank statement

	ring  ring
	bills string // where they lie until they are in
	match func(context.Context) error
}

// service pulls for the book, and brings bills in by a way of the test's own.
func (c *connected) service(bring pull.Import) *pull.Service {
	return pull.New(c.b.store, Drivers(), bring, func() time.Time { return c.now }, pull.Options{
		Ring: c.ring, Pause: time.Millisecond, Dir: c.bills, Match: c.match, Limits: channels.Limits{Whole: 3 * time.Second, Head: time.Second, Bytes: 64 << 20},
	})
}

func connectAll(t *testing.T, days, perDay int, providers ...string) *connected {
	t.Helper()
	return connectTo(t, gateway.Options{Days: days, PerDay: perDay}, providers...)
}

// connectTo lets the gateways be unusual.
func connectTo(t *testing.T, o gateway.Options, providers ...string) *connected {
	t.Helper()
	keys, err := gatewayKeys()
	if err != nil {
		t.Fatal(err)
	}
	_, over := channels.DayBounds(firstPulled + book.Day(o.Days) - 1)
	c := &connected{t: t, now: over.Add(12 * time.Hour), dir: t.TempDir(), ring: ring{}, bills: t.TempDir()}
	clock := func() time.Time { return c.now }
	o.Now, o.Keys, o.Seed, o.From, o.Dir = clock, keys, 11, firstPulled, c.dir
	if c.g, err = gateway.Start(o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.g.Close() })
	if c.b, err = Open(t.Context(), filepath.Join(t.TempDir(), "shop.zfbook"), clock); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.b.Close() })
	c.match = c.b.matchPulled
	c.b.Pull = c.service(c.b.importPulled)
	for provider, a := range accounts(c.g) {
		if len(providers) > 0 && !slices.Contains(providers, provider) {
			continue
		}
		if _, err := c.b.Pull.Connect(t.Context(), book.Connection{Name: provider, Provider: provider, From: firstPulled}, a); err != nil {
			t.Fatalf("%s: %v", provider, err)
		}
	}
	return c
}

func accounts(g *gateway.Gateway) map[string]pull.Account {
	a, w, p, s := g.Alipay(), g.WeChat(), g.PayPal(), g.Stripe()
	return map[string]pull.Account{
		"alipay": {Gateway: a.URL, Fields: map[string]string{"app_id": a.AppID, "private_key": a.PrivateKey, "public_key": a.PublicKey}},
		"wechatpay": {Gateway: w.URL, Fields: map[string]string{"mch_id": w.MchID, "serial": w.Serial, "private_key": w.PrivateKey,
			"public_key": w.PublicKey, "public_key_id": w.PublicKeyID, "apiv3_key": w.APIv3Key}},
		"paypal": {Gateway: p.URL, Fields: map[string]string{"client_id": p.ClientID, "secret": p.Secret}},
		"stripe": {Gateway: s.URL, Fields: map[string]string{"secret": s.Secret}},
	}
}

func (c *connected) catchUp() []pull.Result {
	c.t.Helper()
	r, err := c.b.Pull.CatchUp(c.t.Context(), nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

// until catches up again and again, as a window left open would, until nothing is
// behind or the hours are over.
func (c *connected) until(hours int) {
	c.t.Helper()
	for range hours * 2 {
		c.catchUp()
		if c.lag() == 0 {
			return
		}
		c.now = c.now.Add(30 * time.Minute)
	}
}

// lag is how many bills of the shop's days are not in, nor said to be none.
func (c *connected) lag() (bills int) {
	c.t.Helper()
	all, err := c.b.Pull.Statuses(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	span := c.g.Span()
	for _, st := range all {
		bills += len(c.b.Pull.Driver(st.Connection.Provider).Streams()) * (int(span.To-span.From) + 1)
		for _, p := range st.Days {
			if span.Has(p.Day) && (p.State == book.PullDone || p.State == book.PullEmpty || p.State == book.PullNever) {
				bills--
			}
		}
	}
	return bills
}

// rows is what the book holds, each row with what makes it what it is, in order.
func (c *connected) rows() []string {
	c.t.Helper()
	var rows []string
	for e, err := range c.b.store.ExportEntries(c.t.Context()) {
		if err != nil {
			c.t.Fatal(err)
		}
		rows = append(rows, fmt.Sprintf("%s %s %s %s %s %d %d %d %s", e.ChannelName, e.Kind, e.OrderNo, e.TxnNo, e.RefundNo, e.Amount, e.Fee, e.At.Unix, e.Currency))
	}
	slices.Sort(rows)
	return rows
}

func (c *connected) mustVerify() {
	c.t.Helper()
	v, err := c.b.Upkeep.Verify(c.t.Context())
	if err != nil || len(v.Faults) > 0 {
		c.t.Fatalf("verify: %v %v", v.Faults, err)
	}
}

// pullAgain asks for all days once more, as the owner would.
func (c *connected) pullAgain(name string) {
	c.t.Helper()
	x, err := c.b.Pull.Find(c.t.Context(), name)
	if err != nil {
		c.t.Fatal(err)
	}
	if r, err := c.b.Pull.Pull(c.t.Context(), x, c.g.Span(), nil); err != nil || r.Problem != nil {
		c.t.Errorf("again: %v %v", err, r.Problem)
	}
}

// firstOdd is the first row that only one of two lists has.
func firstOdd(got, want []string) string {
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || cmp.Compare(got[i], want[i]) != 0 {
			return fmt.Sprintf("at %d: got %q, want %q", i, got[i:min(i+1, len(got))], want[i:min(i+1, len(want))])
		}
	}
	return ""
}
