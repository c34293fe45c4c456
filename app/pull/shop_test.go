package pull

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
	"zhangfang/store"
)

// provider is a small true provider: it has a bill for each day on which there was
// trade, from an hour of the day after on, and fails as it is told to.
type provider struct {
	mu      sync.Mutex
	now     func() time.Time
	trades  map[book.Day]string // bills by day
	fail    func(stream string, day book.Day) error
	asked   []string
	open    int // clients that are open
	most    int
	late    time.Duration // until when rows may join a bill
	pending int           // rows of each bill that are not settled
}

func (p *provider) Provider() string { return "alipay" }

func (p *provider) Fields() []channels.Field {
	return []channels.Field{{Name: "id"}, {Name: "secret", Secret: true}}
}

func (p *provider) Streams() []channels.Stream {
	return []channels.Stream{{Name: "trade", Ready: 9 * time.Hour, Back: 60, Late: p.late}}
}

func (p *provider) Check(a channels.Account) (channels.Account, error) {
	if a.Fields["secret"] == "" {
		return a, &book.Problem{Code: "field_missing", Cell: "secret"}
	}
	return a, nil
}

func (p *provider) Address(channels.Account) (string, []string) { return "https://example.com", nil }

func (p *provider) Open(a channels.Account, _ channels.Env) (channels.Client, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open++
	p.most = max(p.most, p.open)
	return &providerClient{p, a}, nil
}

type providerClient struct {
	p *provider
	a channels.Account
}

func (c *providerClient) Close() error {
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	c.p.open--
	return nil
}

func (c *providerClient) Test(context.Context) error {
	if c.a.Fields["secret"] != "hush" {
		return &book.Problem{Code: channels.CodeKeys}
	}
	return nil
}

func (c *providerClient) Bill(ctx context.Context, stream string, day book.Day, dir string) (channels.Bill, error) {
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	c.p.asked = append(c.p.asked, day.String())
	if c.p.fail != nil {
		if err := c.p.fail(stream, day); err != nil {
			return channels.Bill{}, err
		}
	}
	_, over := channels.DayBounds(day)
	text, traded := c.p.trades[day]
	switch {
	case c.p.now().Before(over.Add(9 * time.Hour)):
		return channels.Bill{}, &book.Problem{Code: channels.CodeNotReady}
	case !traded:
		return channels.Bill{}, &book.Problem{Code: channels.CodeNoTrade}
	}
	path := filepath.Join(dir, "bill-"+day.String()+".csv")
	sum, err := channels.Save(path, func(w io.Writer) error { _, err := io.WriteString(w, text); return err })
	return channels.Bill{Path: path, SHA256: sum, Pending: c.p.pending}, err
}

// shop is a book in a temporary folder with a provider, a clock and what was imported.
type shop struct {
	*Service
	t        *testing.T
	p        *provider
	now      time.Time
	imported map[string]int // bills by their text
	answer   book.ReceiptState
	format   string
	broken   error // of an import
	dir      string
	batches  []book.Batch // in the book by other ways
}

// shelf is a book that holds what a shop says.
type shelf struct {
	*store.Store
	s *shop
}

func (b shelf) Batches(context.Context) ([]book.Batch, error) { return b.s.batches, nil }

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{t: t, now: clockAt(6, 11, 0), imported: map[string]int{}, answer: book.ReceiptApplied, format: "alipay.trade", dir: t.TempDir()}
	clock := func() time.Time { return s.now }
	s.p = &provider{now: clock, trades: map[book.Day]string{}}
	for day := march5 - 20; day <= march5+20; day++ {
		s.p.trades[day] = "bill of " + day.String()
	}
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "shop.zfbook"), clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	bring := func(_ context.Context, path string, from Origin) ([]book.Receipt, error) {
		covers := from.Covers
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if want := "bill of " + covers.From.String(); string(b) != want || covers.From != covers.To {
			t.Errorf("imported %q for %v", b, covers)
		}
		s.imported[string(b)]++
		return []book.Receipt{{File: filepath.Base(path), State: s.answer, Format: s.format, Covers: book.Coverage{Period: covers}}}, s.broken
	}
	s.Service = New(shelf{st, s}, []channels.Driver{s.p}, bring, clock, Options{
		Ring: &ring{kept: map[string]string{}}, Dir: s.dir, After: func(time.Duration) <-chan time.Time { c := make(chan time.Time, 1); c <- clock(); return c },
	})
	return s
}

func (s *shop) connect(from book.Day) book.Connection {
	s.t.Helper()
	c, err := s.Connect(s.t.Context(), book.Connection{Name: "支付宝", Provider: "alipay", From: from}, channels.Account{Fields: map[string]string{"id": "1", "secret": "hush"}})
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

func (s *shop) catchUp() []Result {
	s.t.Helper()
	r, err := s.CatchUp(s.t.Context(), nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

// second is a provider whose bills name no account.
type second struct{ *provider }

func (second) Provider() string { return "stripe" }
