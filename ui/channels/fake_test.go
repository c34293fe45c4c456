package channels

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/channels/alipay"
	"zhangfang/app/channels/paypal"
	"zhangfang/app/channels/stripe"
	"zhangfang/app/channels/wechatpay"
	"zhangfang/app/pull"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// desk is a shop's connections, with the real drivers' rules for what is filled in.
type desk struct {
	statuses []pull.Status
	notices  []book.Notice
	err      error // of Statuses

	made    []book.Connection
	account pull.Account // of the last Connect
	changed []book.Connection
	removed []book.ConnectionID
	tried   []pull.Account
	answer  error // of Try and Test
	pulled  []book.Period
	woken   int
	listens string
	hearing pull.Hearing
	locked  bool
	stopped int
	stops   bool // Stop finds a pull under way
	result  pull.Result
	during  func(ctx context.Context, progress func(book.Progress)) // while a pull runs
}

func (d *desk) Drivers() []pull.Driver {
	return []pull.Driver{alipay.Driver{}, wechatpay.Driver{}, paypal.Driver{}, stripe.Driver{}}
}

func (d *desk) ListenAddress(context.Context) (string, error) { return d.listens, d.err }

func (d *desk) SetListenAddress(_ context.Context, address string) error {
	if address == "8.8.8.8:1" {
		return &book.Problem{Code: "listen_address", Args: []string{address}}
	}
	d.listens = address
	return nil
}

func (d *desk) Statuses(context.Context) ([]pull.Status, error) { return d.statuses, d.err }

func (d *desk) Connect(_ context.Context, c book.Connection, a pull.Account) (book.Connection, error) {
	for _, st := range d.statuses {
		if st.Connection.Name == c.Name && st.Connection.ID != c.ID {
			return c, &book.Problem{Code: "connection_twice", Args: []string{c.Name}}
		}
	}
	if c.ID == 0 {
		c.ID = book.ConnectionID(len(d.statuses) + 1)
		d.statuses = append(d.statuses, pull.Status{Connection: c})
	}
	d.made, d.account = append(d.made, c), a
	return c, nil
}

func (d *desk) Change(_ context.Context, c book.Connection) error {
	d.changed = append(d.changed, c)
	for i := range d.statuses {
		if d.statuses[i].Connection.ID == c.ID {
			d.statuses[i].Connection = c
		}
	}
	return nil
}

func (d *desk) Remove(_ context.Context, id book.ConnectionID) error {
	d.removed = append(d.removed, id)
	d.statuses = nil
	return nil
}

func (d *desk) Try(_ context.Context, _ string, a pull.Account) error {
	d.tried = append(d.tried, a)
	return d.answer
}

func (d *desk) Test(context.Context, book.Connection) error {
	d.locked = d.locked && d.answer != nil
	return d.answer
}

func (d *desk) Hearing() pull.Hearing { return d.hearing }

func (d *desk) Locked(context.Context) (bool, error) { return d.locked, d.err }

func (d *desk) Wake() { d.woken++ }

func (d *desk) Stop(book.Connection) bool {
	d.stopped++
	return d.stops
}

func (d *desk) Pull(ctx context.Context, _ book.Connection, p book.Period, progress func(book.Progress)) (pull.Result, error) {
	d.pulled = append(d.pulled, p)
	if d.during != nil {
		d.during(ctx, progress)
	}
	return d.result, ctx.Err()
}

func (d *desk) Notices(context.Context, book.Day) ([]book.Notice, error) { return d.notices, nil }

// now is a morning in China.
var now = time.Date(2025, 11, 23, 2, 30, 0, 0, time.UTC)

const today = 20415 // 2025-11-23

// newDesk is a shop with a connection that is well, one that fails, and one that is
// paused.
func newDesk() *desk {
	in := func(id book.ConnectionID, stream string, day book.Day) book.Pull {
		return book.Pull{Connection: id, Stream: stream, Day: day, State: book.PullDone, At: now.Add(-25 * time.Minute)}
	}
	var wechat, ali []book.Pull
	for day := book.Day(today - 31); day < today; day++ {
		wechat = append(wechat, in(1, "tradebill", day), in(1, "fundflowbill", day))
		if day < today-3 {
			ali = append(ali, in(2, "trade", day), in(2, "signcustomer", day))
		}
	}
	refused := &book.Problem{Code: "gateway_keys"}
	ali = append(ali,
		book.Pull{Connection: 2, Stream: "trade", Day: today - 1, State: book.PullFailed, At: now.Add(-time.Hour), Next: now.Add(5 * time.Hour), Problem: refused},
		book.Pull{Connection: 2, Stream: "signcustomer", Day: today - 1, State: book.PullWaiting, At: now.Add(-time.Hour), Next: now.Add(time.Minute)},
		book.Pull{Connection: 2, Stream: "trade", Day: today - 2, State: book.PullAside, At: now.Add(-25 * time.Hour), Problem: &book.Problem{Code: "bill_held"}})
	return &desk{statuses: []pull.Status{
		{Connection: book.Connection{ID: 1, Name: "微信支付", Provider: "wechatpay", From: today - 89}, Last: now.Add(-25 * time.Minute), LastDay: today - 1,
			Next: now.Add(24 * time.Hour), Days: wechat},
		{Connection: book.Connection{ID: 2, Name: "支付宝", Provider: "alipay", From: today - 60, Sandbox: true, At: "09:30",
			Fields: map[string]string{"app_id": "2021000000000001", "public_key": "-"}}, Last: now.Add(-25 * time.Hour),
			LastDay: today - 4, Next: now.Add(time.Minute), Lag: 3, Waiting: 1, Problem: refused, Days: ali},
		{Connection: book.Connection{ID: 3, Name: "Stripe 美元", Provider: "stripe", From: today - 10, Paused: true}, Lag: 10},
	}}
}

// told is what the view told the window.
type told struct {
	toasts  []string
	errors  []error
	changes int
	imports int
	sites   []string
	choose  func(string)
}

func testDeps(t testing.TB, d *desk, s *told, w fyne.Window, locale string) Deps {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	return Deps{Service: d, Text: text, Run: kit.InlineRunner, Post: func(f func()) { f() }, Now: func() time.Time { return now }, Window: w,
		ChooseFile: func(chosen func(string)) { s.choose = chosen },
		OpenSite:   func(url string) { s.sites = append(s.sites, url) },
		OpenImport: func() { s.imports++ },
		Changed:    func() { s.changes++ },
		Toast:      func(text, _ string, _ func()) { s.toasts = append(s.toasts, text) },
		ShowError:  func(err error) { s.errors = append(s.errors, err) }}
}

func testPresenter(t testing.TB, d *desk) (*Presenter, *told) {
	t.Helper()
	s := &told{}
	p := newPresenter(testDeps(t, d, s, nil, "zh"), func() {})
	p.Load()
	return p, s
}

// pair is a key pair as providers' tools write it.
type pair struct{ private, public string }

// keys are two pairs that do not belong together: the owner's and the provider's.
var keys = sync.OnceValue(func() [2]pair {
	var out [2]pair
	for i := range out {
		k, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err)
		}
		private, _ := x509.MarshalPKCS8PrivateKey(k)
		public, _ := x509.MarshalPKIXPublicKey(&k.PublicKey)
		out[i] = pair{string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})),
			string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public}))}
	}
	return out
})
