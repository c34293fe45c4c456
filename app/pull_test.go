package app

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
	"zhangfang/app/channels/gateway"
	"zhangfang/app/intake"
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
}

func connectAll(t *testing.T, days, perDay int, providers ...string) *connected {
	t.Helper()
	keys, err := gatewayKeys()
	if err != nil {
		t.Fatal(err)
	}
	_, over := channels.DayBounds(firstPulled + book.Day(days) - 1)
	c := &connected{t: t, now: over.Add(12 * time.Hour), dir: t.TempDir()}
	clock := func() time.Time { return c.now }
	if c.g, err = gateway.Start(gateway.Options{Now: clock, Keys: keys, Seed: 11, From: firstPulled, Days: days, PerDay: perDay, Dir: c.dir}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.g.Close() })
	if c.b, err = Open(t.Context(), filepath.Join(t.TempDir(), "shop.zfbook"), clock); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.b.Close() })
	c.b.Pull = pull.New(c.b.store, Drivers(), c.b.importPulled, clock, pull.Options{
		Ring: ring{}, Pause: time.Millisecond, Dir: t.TempDir(), Limits: channels.Limits{Whole: 3 * time.Second, Head: time.Second, Bytes: 64 << 20},
	})
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

func TestPulledBillsAreTheRowsOfTheGatewaysBooks(t *testing.T) {
	c := connectAll(t, 7, 60)
	c.catchUp()
	if n := c.lag(); n != 0 {
		t.Fatalf("%d days are behind", n)
	}
	before := c.rows()
	if len(before) < 400 {
		t.Fatalf("%d rows", len(before))
	}
	for i := 1; i < len(before); i++ {
		if before[i] == before[i-1] {
			t.Errorf("twice: %s", before[i])
		}
	}
	for _, name := range []string{"alipay", "wechatpay", "paypal", "stripe"} {
		x, err := c.b.Pull.Find(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.b.Pull.Pull(t.Context(), x, c.g.Span(), nil)
		if err != nil || r.Problem != nil {
			t.Fatalf("%s again: %v %v", name, err, r.Problem)
		}
		for _, receipt := range r.Receipts {
			if receipt.New+receipt.Changed != 0 {
				t.Errorf("%s again: %s brought %d new, %d changed", name, receipt.File, receipt.New, receipt.Changed)
			}
		}
	}
	if after := c.rows(); !slices.Equal(before, after) {
		t.Errorf("%d rows became %d", len(before), len(after))
	}
	c.mustVerify()
}

func TestOrdersFindWhatWasPulled(t *testing.T) {
	c := connectAll(t, 7, 60, "alipay", "wechatpay")
	c.catchUp()
	files, err := filepath.Glob(filepath.Join(c.dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, ".json") })
	if _, err := c.b.Import(t.Context(), files, intake.Options{}, nil); err != nil {
		t.Fatal(err)
	}
	counts, err := c.b.Review.Counts(t.Context(), book.EntryQuery{Leg: book.LegSales})
	if err != nil || counts.Matched[book.Left] < 380 || counts.Open[book.Left]*50 > counts.Matched[book.Left] {
		t.Errorf("sales: %+v, %v", counts, err)
	}
	status, err := c.b.Intake.Statuses(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, st := range status {
		if st.Role == book.RolePayments && st.Provider != "pos" && (st.Covered != c.g.Span() || len(st.Gaps) > 0) {
			t.Errorf("%s covers %v with gaps %v, want %v", st.Name, st.Covered, st.Gaps, c.g.Span())
		}
	}
}

func TestAWeekOfRandomFaultsEndsComplete(t *testing.T) {
	calm := connectAll(t, 7, 40)
	calm.until(1)
	want := calm.rows()
	seeds := 3
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		wild := connectAll(t, 7, 40)
		wild.g.Chance(0.3, uint64(seed))
		wild.until(72)
		if n := wild.lag(); n != 0 {
			t.Errorf("seed %d: %d days are behind after three days", seed, n)
		}
		if got := wild.rows(); !slices.Equal(got, want) {
			t.Errorf("seed %d: %d rows, want %d", seed, len(got), len(want))
		}
		wild.mustVerify()
	}
}

// TestEveryFaultEndsInOnceOrAside: whatever goes wrong with one call, in the end each
// day's bill is in the book exactly once, or aside with a reason.
func TestEveryFaultEndsInOnceOrAside(t *testing.T) {
	calm := map[string][]string{}
	methods := map[string][]string{
		"alipay":    {gateway.MethodAlipayBill, gateway.MethodAlipayDownload},
		"wechatpay": {gateway.MethodWeChatTradeBill, gateway.MethodWeChatFundBill, gateway.MethodWeChatDownload},
		"paypal":    {gateway.MethodPayPalToken, gateway.MethodPayPalTransactions},
		"stripe":    {gateway.MethodStripeTransactions},
	}
	const days = 2
	n := 0
	for provider, all := range methods {
		c := connectAll(t, days, 12, provider)
		c.until(1)
		calm[provider] = c.rows()
		for _, method := range all {
			for _, fault := range gateway.Faults(method) {
				if n++; testing.Short() && n%8 != 0 {
					continue
				}
				t.Run(fmt.Sprintf("%s/%s/%s", provider, strings.Trim(strings.ReplaceAll(method, "/", "-"), "-"), fault), func(t *testing.T) {
					faultOnce(t, provider, method, fault, days, calm[provider])
				})
			}
		}
	}
}

func faultOnce(t *testing.T, provider, method string, fault gateway.Fault, days int, want []string) {
	c := connectAll(t, days, 12, provider)
	c.g.On(method).Nth(1).Then(fault)
	c.catchUp()
	if fault == gateway.Rotated {
		c.g.Clear() // else the owner must give the new key
	}
	c.until(40)
	c.now = c.now.Add(32 * time.Hour) // a day that was called empty is asked for once more
	c.catchUp()
	c.mustVerify()
	if c.lag() == 0 {
		got := c.rows()
		if fault == gateway.LateRow || fault == gateway.AmountChanged || fault == gateway.RowTwice || fault == gateway.EmptyBill || fault == gateway.CommaInName || fault == gateway.BeforeAccount {
			c.pullAgain(provider) // what the provider said otherwise comes when it is asked again
			got = c.rows()
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d rows, want %d: %s", len(got), len(want), firstOdd(got, want))
		}
		return
	}
	all, err := c.b.Pull.Statuses(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("aside: %v", all[0].Problem)
	for _, p := range all[0].Days {
		if (p.State == book.PullAside || p.State == book.PullFailed) && p.Problem == nil {
			t.Errorf("%s %s is %s without a reason", p.Stream, p.Day, p.State)
		}
	}
	if all[0].Aside == 0 {
		t.Errorf("days are behind and not aside: %+v", all[0].Days)
	}
	if rows := c.rows(); len(rows) >= len(want) {
		t.Errorf("%d rows though a bill is aside, of %d", len(rows), len(want))
	}
	c.pullAgain(provider)
	if got := c.rows(); c.lag() != 0 || !slices.Equal(got, want) {
		t.Errorf("asked again: %d days behind, %d rows, want %d", c.lag(), len(got), len(want))
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
