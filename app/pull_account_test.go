package app

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels/gateway"
	"zhangfang/app/pull"
)

// another is the gateways of another shop, whose accounts have other numbers.
func (c *connected) another() *gateway.Gateway {
	c.t.Helper()
	keys, err := gatewayKeys()
	if err != nil {
		c.t.Fatal(err)
	}
	span := c.g.Span()
	g, err := gateway.Start(gateway.Options{Now: func() time.Time { return c.now }, Keys: keys, Seed: 12, Alipay: "2088029999999999", From: span.From, Days: int(span.To-span.From) + 1, PerDay: 4})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { g.Close() })
	return g
}

func (c *connected) connect(name, provider string, g *gateway.Gateway) (book.Connection, error) {
	return c.b.Pull.Connect(c.t.Context(), book.Connection{Name: name, Provider: provider, From: firstPulled}, accounts(g)[provider])
}

func (c *connected) mustConnect(name, provider string, g *gateway.Gateway) book.Connection {
	c.t.Helper()
	x, err := c.connect(name, provider, g)
	if err != nil {
		c.t.Fatalf("%s: %v", name, err)
	}
	return x
}

// accountsOf lists the accounts of the channels, by the names of the channels.
func (c *connected) accountsOf() map[string]string {
	c.t.Helper()
	all, err := c.b.Intake.Statuses(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	of := map[string]string{}
	for _, st := range all {
		of[st.Name] = st.Account
	}
	return of
}

func TestAnAccountIsItselfUnderAnyName(t *testing.T) {
	for _, provider := range []string{"paypal", "stripe"} {
		t.Run(provider, func(t *testing.T) {
			c := connectAll(t, 4, 4, provider)
			other := c.another()
			first, err := c.b.Pull.Find(t.Context(), provider)
			if err != nil {
				t.Fatal(err)
			}
			second := c.mustConnect("二号", provider, other)
			a, b := pull.AccountNumber(&first), pull.AccountNumber(&second)
			if a == "" || b == "" || a == b {
				t.Fatalf("accounts %q and %q", a, b)
			}
			c.catchUp()
			rows := c.rows()
			if of := c.accountsOf(); c.lag() != 0 || len(of) != 2 || of["二号"] != b {
				t.Fatalf("%d days behind, accounts %v", c.lag(), of)
			}
			if _, err := c.connect("又一个", provider, other); book.CodeOf(err) != "account_connected" || !strings.Contains(err.Error(), "二号") {
				t.Errorf("connected twice: %v", err)
			}
			if _, err := c.b.Pull.Connect(t.Context(), second, accounts(c.g)[provider]); book.CodeOf(err) != "account_other" {
				t.Errorf("keys of the other account: %v", err)
			}
			if again, err := c.b.Pull.Connect(t.Context(), second, accounts(other)[provider]); err != nil || pull.AccountNumber(&again) != b {
				t.Errorf("new keys of the same account: %+v, %v", again, err)
			}
			for _, x := range []book.Connection{second, first} { // both go, and come back by other names in another order
				if err := c.b.Pull.Remove(t.Context(), x.ID); err != nil {
					t.Fatal(err)
				}
			}
			c.mustConnect("丙", provider, other)
			c.mustConnect("丁", provider, c.g)
			c.catchUp()
			if after := c.rows(); c.lag() != 0 || !slices.Equal(rows, after) {
				t.Errorf("%d days behind; %d rows became %d: %s", c.lag(), len(rows), len(after), firstOdd(after, rows))
			}
			c.mustVerify()
		})
	}
}

// TestBooksOfBeforeGoOnWithoutDoubles: in a book of before accounts were asked for, the
// rows are in channels without a number. The first bill that comes with one gives it to
// the channel that took the connection's bills until then.
func TestBooksOfBeforeGoOnWithoutDoubles(t *testing.T) {
	for _, provider := range []string{"paypal", "stripe"} {
		t.Run(provider, func(t *testing.T) {
			c := connectAll(t, 6, 4, provider)
			other := c.another()
			now := c.now
			c.mustConnect("二号", provider, other)
			c.now = now.AddDate(0, 0, -2)
			c.b.Pull = c.service(func(ctx context.Context, path string, from pull.Origin) ([]book.Receipt, error) {
				from.Account = ""
				return c.b.importPulled(ctx, path, from)
			})
			c.catchUp()
			c.forgetAccounts()
			before := c.accountsOf()
			if len(before) != 2 || before["二号"] != "" {
				t.Fatalf("channels of before %v", before)
			}
			c.now, c.b.Pull = now, c.service(c.b.importPulled)
			c.catchUp()
			after := c.accountsOf()
			if n := c.lag(); n != 0 || len(after) != 2 {
				t.Fatalf("%d days behind, channels %v", n, after)
			}
			for name, account := range after {
				if _, was := before[name]; !was || account == "" {
					t.Errorf("channels of before %v are now %v", before, after)
				}
			}
			rows := c.rows()
			c.pullAgain(provider)
			c.pullAgain("二号")
			if again := c.rows(); !slices.Equal(rows, again) {
				t.Errorf("%d rows became %d: %s", len(rows), len(again), firstOdd(again, rows))
			}
			fresh := connectAll(t, 6, 4, provider)
			fresh.mustConnect("二号", provider, other)
			fresh.catchUp()
			if want := fresh.rows(); !slices.Equal(rows, want) {
				t.Errorf("%d rows, in a fresh book %d: %s", len(rows), len(want), firstOdd(rows, want))
			}
			c.mustVerify()
		})
	}
}

// forgetAccounts makes the connections what they were when nobody asked for accounts.
func (c *connected) forgetAccounts() {
	c.t.Helper()
	all, err := c.b.store.Connections(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	for _, x := range all {
		delete(x.Fields, "account")
		if err := c.b.store.SaveConnection(c.t.Context(), &x, nil, c.now); err != nil {
			c.t.Fatal(err)
		}
	}
}

// TestAKeyThatMayNotNameItsAccountHasAChannelOfItsOwn: a restricted key of Stripe's
// mostly may not read the account. Then all is as it was: a second connection has a
// channel by its first name, and who connects one account twice is not found out.
func TestAKeyThatMayNotNameItsAccountHasAChannelOfItsOwn(t *testing.T) {
	c := connectAll(t, 3, 4, "paypal") // Stripe is connected below
	other := c.another()
	for _, g := range []*gateway.Gateway{c.g, other} {
		g.On(gateway.MethodStripeAccount).Always(gateway.NoPermission)
	}
	c.mustConnect("一号", "stripe", c.g)
	second := c.mustConnect("二号", "stripe", other)
	c.now = c.now.AddDate(0, 0, -1)
	c.catchUp()
	if of := c.accountsOf(); len(of) != 3 || of["二号"] != "" || of["Stripe"] != "" || pull.AccountNumber(&second) != "" {
		t.Errorf("channels %v", of)
	}
	other.On(gateway.MethodStripeAccount).Always(gateway.None) // the owner gave the key the permission
	c.now = c.now.AddDate(0, 0, 1)
	c.catchUp()
	c.pullAgain("二号")
	if of := c.accountsOf(); c.lag() != 0 || len(of) != 3 || of["二号"] == "" || of["Stripe"] != "" {
		t.Errorf("with the permission: %d days behind, channels %v", c.lag(), of)
	}
	rows := c.rows()
	if once := slices.Compact(slices.Clone(rows)); len(once) != len(rows) {
		t.Errorf("%d rows, %d of them different", len(rows), len(once))
	}
}

// TestOneAccountTwiceInABookOfBeforeIsFoundOut: the second connection stops, and names
// the first.
func TestOneAccountTwiceInABookOfBeforeIsFoundOut(t *testing.T) {
	c := connectAll(t, 3, 4, "paypal")
	c.forgetAccounts()
	c.g.On(gateway.MethodPayPalToken).Always(gateway.Unavailable) // so that nothing is told now
	c.mustConnect("又一个", "paypal", c.g)
	c.g.Clear()
	c.catchUp()
	all, err := c.b.Pull.Statuses(t.Context())
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	if p := all[1].Problem; all[0].Lag != 0 || all[1].Lag == 0 || p == nil || p.Code != "account_connected" || p.Args[0] != "paypal" {
		t.Errorf("%+v, %+v", all[0].Problem, all[1])
	}
	if of := c.accountsOf(); len(of) != 1 {
		t.Errorf("channels %v", of)
	}
}

// TestTestModeOfStripeNeverMeetsWhatIsTrue: its keys are told the number of the account
// that has the money.
func TestTestModeOfStripeNeverMeetsWhatIsTrue(t *testing.T) {
	c := connectAll(t, 4, 4, "paypal") // Stripe is connected below
	live := pull.Account{Gateway: c.g.StripeLive().URL, Fields: map[string]string{"secret": c.g.StripeLive().Secret}}
	x, err := c.b.Pull.Connect(t.Context(), book.Connection{Name: "真", Provider: "stripe", From: firstPulled}, live)
	if err != nil || x.Sandbox {
		t.Fatal(x, err)
	}
	c.catchUp()
	rows := len(c.rows())
	if _, err := c.b.Pull.Renew(t.Context(), x, accounts(c.g)["stripe"]); book.CodeOf(err) != "account_sandbox" {
		t.Errorf("a test key for it: %v", err)
	}
	y := c.mustConnect("试", "stripe", c.g)
	c.catchUp()
	a, b := pull.AccountNumber(&x), pull.AccountNumber(&y)
	if of := c.accountsOf(); c.lag() != 0 || a == b || of["试"] != b || len(of) != 3 || len(c.rows()) <= rows {
		t.Errorf("%d days behind, channels %v, %d rows of %d", c.lag(), of, len(c.rows()), rows)
	}
	if again, err := c.b.Pull.Renew(t.Context(), x, live); err != nil || pull.AccountNumber(&again) != a {
		t.Errorf("new keys: %+v, %v", again, err)
	}
}

// TestKeysOfAnotherMerchantAreNotTaken: days past would never be asked for.
func TestKeysOfAnotherMerchantAreNotTaken(t *testing.T) {
	c := connectAll(t, 2, 4, "wechatpay")
	x, err := c.b.Pull.Find(t.Context(), "wechatpay")
	if err != nil {
		t.Fatal(err)
	}
	a := accounts(c.g)["wechatpay"]
	a.Fields["mch_id"] = "1999999999"
	if _, err := c.b.Pull.Renew(t.Context(), x, a); book.CodeOf(err) != "account_other" || !strings.Contains(err.Error(), "1999999999") {
		t.Errorf("%v", err)
	}
}

// TestTheRowsOfTwoAlipayAccountsNeverMeet: only Alipay's bills tell whose they are. Keys
// of another account bring rows into channels of that account.
func TestTheRowsOfTwoAlipayAccountsNeverMeet(t *testing.T) {
	c := connectAll(t, 6, 40, "alipay")
	other := c.another()
	c.catchUp()
	before := c.accountsOf()
	x, err := c.b.Pull.Find(t.Context(), "alipay")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.b.Pull.Renew(t.Context(), x, accounts(other)["alipay"]); err != nil {
		t.Fatal(err)
	}
	rows := c.rows()
	c.pullAgain("alipay")
	after := c.accountsOf()
	for name, account := range after {
		if had, was := before[name]; was == (account == "20880299999999990156") || was && had != account {
			t.Errorf("channels %v became %v", before, after)
		}
	}
	if len(after) <= len(before) || len(c.rows()) <= len(rows) {
		t.Errorf("%d channels became %d, %d rows %d", len(before), len(after), len(rows), len(c.rows()))
	}
	c.mustVerify()
}
