package pull

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
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
	mu     sync.Mutex
	now    func() time.Time
	trades map[book.Day]string // bills by day
	fail   func(stream string, day book.Day) error
	asked  []string
	open   int // clients that are open
	most   int
}

func (p *provider) Provider() string { return "alipay" }
func (p *provider) Fields() []channels.Field {
	return []channels.Field{{Name: "id"}, {Name: "secret", Secret: true}}
}
func (p *provider) Streams() []channels.Stream {
	return []channels.Stream{{Name: "trade", Ready: 9 * time.Hour, Back: 60}}
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
	return channels.Bill{Path: path, SHA256: sum}, err
}

// shop is a book in a temporary folder with a provider, a clock and what was imported.
type shop struct {
	*Service
	t        *testing.T
	p        *provider
	now      time.Time
	imported map[string]int // bills by their text
	answer   book.ReceiptState
	broken   error // of an import
	dir      string
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{t: t, now: clockAt(6, 11, 0), imported: map[string]int{}, answer: book.ReceiptApplied, dir: t.TempDir()}
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
		return []book.Receipt{{File: filepath.Base(path), State: s.answer, Covers: book.Coverage{Period: covers}}}, s.broken
	}
	s.Service = New(st, []channels.Driver{s.p}, bring, clock, Options{
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

func TestYesterdayIsThereInTheMorningAndThePastAfterIt(t *testing.T) {
	s := newShop(t)
	s.connect(march5 - 3)
	s.catchUp()
	if want := "2026-03-05 2026-03-04 2026-03-03 2026-03-02"; strings.Join(s.p.asked, " ") != want {
		t.Errorf("asked for %v", s.p.asked)
	}
	if s.catchUp(); len(s.p.asked) != 4 {
		t.Errorf("asked again for %v", s.p.asked[4:])
	}
	s.now = clockAt(7, 8, 59)
	if s.catchUp(); len(s.p.asked) != 4 {
		t.Error("asked before the bill is ready")
	}
	s.now = clockAt(7, 9, 0)
	if s.catchUp(); len(s.p.asked) != 5 || s.p.asked[4] != "2026-03-06" {
		t.Errorf("asked for %v", s.p.asked)
	}
	for text, n := range s.imported {
		if n != 1 {
			t.Errorf("%s came in %d times", text, n)
		}
	}
	if left, _ := os.ReadDir(s.dir); len(left) != 0 {
		t.Errorf("bills are left on disk: %v", left)
	}
}

func TestClosedForTenDays(t *testing.T) {
	s := newShop(t)
	s.connect(march5)
	s.catchUp()
	s.now = clockAt(16, 12, 0)
	s.catchUp()
	if len(s.imported) != 11 {
		t.Errorf("%d bills came in", len(s.imported))
	}
}

func TestNotReadyNoTradeAndNoneAreToldApart(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 2)
	delete(s.p.trades, march5-1)
	s.p.fail = func(_ string, day book.Day) error {
		switch {
		case day == march5-2:
			return &book.Problem{Code: channels.CodeNoBill}
		case day == march5 && s.now.Before(clockAt(6, 11, 30)):
			return &book.Problem{Code: channels.CodeNotReady}
		}
		return nil
	}
	s.catchUp()
	states := func() map[book.Day]book.PullState {
		pulls, err := s.book.Pulls(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		got := map[book.Day]book.PullState{}
		for _, p := range pulls {
			got[p.Day] = p.State
		}
		return got
	}
	if got := states(); got[march5] != book.PullWaiting || got[march5-1] != book.PullEmpty || got[march5-2] != book.PullNever {
		t.Errorf("states %v", got)
	}
	s.now = clockAt(6, 12, 0)
	if s.catchUp(); states()[march5] != book.PullDone {
		t.Errorf("after half an hour %v", states())
	}
	s.p.trades[march5-1] = "bill of " + (march5 - 1).String() // it was made late
	s.now = clockAt(7, 18, 0)
	if s.catchUp(); states()[march5-1] != book.PullDone {
		t.Errorf("the day after %v", states())
	}
	asked := len(s.p.asked)
	s.now = clockAt(8, 8, 0)
	if s.catchUp(); len(s.p.asked) != asked {
		t.Errorf("still asks for %v", s.p.asked[asked:])
	}
}

func TestFailuresAreTriedAgainAndAWrongKeyIsNotTriedOnEveryDay(t *testing.T) {
	s := newShop(t)
	s.connect(march5 - 5)
	bad := 2
	s.p.fail = func(string, book.Day) error {
		if bad--; bad >= 0 {
			return &book.Problem{Code: channels.CodeUnavailable}
		}
		return nil
	}
	if s.catchUp(); len(s.imported) != 6 { // two failures are got over at once
		t.Errorf("%d bills came in", len(s.imported))
	}
	s.now = clockAt(7, 9, 0)
	s.p.fail = func(string, book.Day) error { return &book.Problem{Code: channels.CodeKeys} }
	s.p.asked = nil
	r := s.catchUp()
	if len(s.p.asked) != 1 || len(r) != 1 || r[0].Problem.Code != channels.CodeKeys {
		t.Errorf("asked %v, told %+v", s.p.asked, r)
	}
	st, err := s.Statuses(t.Context())
	if err != nil || st[0].Problem == nil || st[0].Problem.Code != channels.CodeKeys || st[0].Lag != 1 {
		t.Errorf("status %+v, %v", st, err)
	}
}

func TestHeldBillsStayOnDiskForTheOwner(t *testing.T) {
	s := newShop(t)
	s.connect(march5)
	s.answer = book.ReceiptHeld
	r := s.catchUp()
	if p := r[0].Pulls[0]; p.State != book.PullAside || p.Problem.Code != "bill_held" || p.Next.IsZero() {
		t.Errorf("pulled %+v", p)
	}
	if left, _ := filepath.Glob(filepath.Join(s.dir, "*", "bill-2026-03-05.csv")); len(left) != 1 {
		t.Errorf("on disk: %v", left)
	}
	s.answer, s.now = book.ReceiptKnown, s.now.Add(8*time.Hour) // the owner let it in
	s.catchUp()
	if left, _ := os.ReadDir(s.dir); s.imported["bill of 2026-03-05"] != 2 || len(left) != 0 {
		t.Errorf("asked again: %v, on disk %v", s.imported, left)
	}
}

func TestSomeDaysAgain(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 3)
	s.catchUp()
	r, err := s.Pull(t.Context(), c, book.Period{From: march5 - 1, To: march5 + 9}, nil)
	if err != nil || len(r.Pulls) != 2 || s.imported["bill of 2026-03-04"] != 2 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestWhatIsInStaysInThoughAskingAgainFails(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5)
	s.catchUp()
	s.p.fail = func(string, book.Day) error { return &book.Problem{Code: channels.CodePermission} }
	r, err := s.Pull(t.Context(), c, book.Period{From: march5, To: march5}, nil)
	if err != nil || r.Problem == nil || r.Problem.Code != channels.CodePermission {
		t.Errorf("%+v, %v", r, err)
	}
	if st, err := s.Statuses(t.Context()); err != nil || st[0].Lag != 0 || st[0].LastDay != march5 {
		t.Errorf("%+v, %v", st, err)
	}
}

func TestOnePullAtATime(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 19)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if _, err := s.Pull(t.Context(), c, book.Period{}, nil); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if s.p.most != 1 {
		t.Errorf("%d at a time", s.p.most)
	}
	for text, n := range s.imported {
		if n != 1 {
			t.Errorf("%s came in %d times", text, n)
		}
	}
}

func TestCancelEndsAPullBetweenBills(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 19)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.Pull(ctx, c, book.Period{}, func(p book.Progress) {
		if p.Done == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || len(s.imported) < 3 || len(s.imported) > 4 {
		t.Errorf("%v after %d bills", err, len(s.imported))
	}
	if s.catchUp(); len(s.imported) != 20 {
		t.Errorf("afterwards %d bills are in", len(s.imported))
	}
}

func TestRunPullsWheneverSomethingIsDue(t *testing.T) {
	s := newShop(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	steps := make(chan time.Duration)
	s.opt.After = func(d time.Duration) <-chan time.Time {
		c := make(chan time.Time, 1)
		select {
		case steps <- d:
			c <- time.Time{}
		case <-ctx.Done():
		}
		return c
	}
	told := 0
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Run(ctx, nil, func([]Result, error) { told++ })
	}()
	if d := <-steps; d != longest {
		t.Errorf("with nothing connected it sleeps %s", d)
	}
	cancel()
	<-done
	s.connect(march5)
	ctx, cancel = context.WithCancel(t.Context())
	done = make(chan struct{})
	go func() {
		defer close(done)
		s.Run(ctx, nil, func([]Result, error) { told++ })
	}()
	if d := <-steps; d != longest || len(s.imported) != 1 {
		t.Errorf("it sleeps %s with %d bills in", d, len(s.imported))
	}
	cancel()
	<-done
	if told != 1 {
		t.Errorf("told %d times", told)
	}
}

func TestConnect(t *testing.T) {
	s := newShop(t)
	for name, c := range map[string]struct {
		x      book.Connection
		secret string
		want   string
	}{
		"no name": {book.Connection{Provider: "alipay"}, "hush", "connection_name"}, "provider": {book.Connection{Name: "x", Provider: "nobody"}, "hush", "connection_provider"},
		"no secret": {book.Connection{Name: "x", Provider: "alipay"}, "", "field_missing"}, "well": {book.Connection{Name: "x", Provider: "alipay"}, "hush", ""},
		"twice": {book.Connection{Name: "x ", Provider: "alipay"}, "hush", "connection_twice"},
	} {
		if name == "twice" {
			continue // after the one that is well
		}
		if _, err := s.Connect(t.Context(), c.x, channels.Account{Fields: map[string]string{"id": "1", "secret": c.secret}}); book.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Connect(t.Context(), book.Connection{Name: "x ", Provider: "alipay"}, channels.Account{Fields: map[string]string{"id": "1", "secret": "hush"}}); book.CodeOf(err) != "connection_twice" {
		t.Errorf("a twin: %v", err)
	}
	c, err := s.Find(t.Context(), "x")
	if err != nil || c.Fields["secret"] != "" || c.From != march5 {
		t.Errorf("%+v, %v", c, err)
	}
	if err := s.Test(t.Context(), c); err != nil {
		t.Errorf("test: %v", err)
	}
	again, err := s.Connect(t.Context(), c, channels.Account{Fields: map[string]string{"id": "1", "secret": "wrong"}})
	if err != nil || again.ID != c.ID {
		t.Fatalf("new keys: %+v, %v", again, err)
	}
	if err := s.Test(t.Context(), c); book.CodeOf(err) != channels.CodeKeys {
		t.Errorf("after new keys: %v", err)
	}
	if err := s.Remove(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Test(t.Context(), c); book.CodeOf(err) != "secrets_lost" {
		t.Errorf("after its removal: %v", err)
	}
}

func TestHearListensWhereTheOwnerWants(t *testing.T) {
	s := newShop(t)
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Hear(ctx, nil, func(err error) { failed <- err })
	}()
	for address, want := range map[string]string{"8.8.8.8:1": "listen_address", "127.0.0.1": "listen_address", "nonsense": "listen_address"} {
		if err := s.SetListenAddress(t.Context(), address); book.CodeOf(err) != want {
			t.Errorf("%s: %v", address, err)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	taken := l.Addr().String()
	if err := s.SetListenAddress(t.Context(), taken); err != nil {
		t.Fatal(err)
	}
	if err := <-failed; book.CodeOf(err) != "listen_address" {
		t.Errorf("a taken port: %v", err)
	}
	l.Close()
	if err := s.SetListenAddress(t.Context(), taken); err != nil {
		t.Fatal(err)
	}
	var res *http.Response
	for range 100 {
		if res, err = http.Post("http://"+taken+"/notify/nobody", "text/plain", nil); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err != nil || res.StatusCode != http.StatusNotFound {
		t.Fatalf("asked for nobody: %v, %v", res, err)
	}
	res.Body.Close()
	if err := s.SetListenAddress(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	cancel()
	<-done
	if _, err := http.Post("http://"+taken+"/notify/nobody", "text/plain", nil); err == nil {
		t.Error("it listens on")
	}
}

func TestWhatWaitsStaysWhenAskingAgainFails(t *testing.T) {
	s := newShop(t)
	s.connect(march5)
	s.answer = book.ReceiptHeld
	s.catchUp()
	s.p.fail = func(string, book.Day) error { return &book.Problem{Code: channels.CodeUnavailable} }
	s.now = s.now.Add(8 * time.Hour)
	r := s.catchUp()
	if p := r[0].Pulls[0]; p.State != book.PullAside || p.Problem.Code != "bill_held" {
		t.Errorf("%+v", p)
	}
	if left, _ := filepath.Glob(filepath.Join(s.dir, "*", "bill-2026-03-05.csv")); len(left) != 1 {
		t.Errorf("on disk: %v", left)
	}
}

func TestAWrongKeyIsNotHammered(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 20)
	s.p.fail = func(string, book.Day) error { return &book.Problem{Code: channels.CodeKeys} }
	for range 300 { // five hours of a window left open
		s.catchUp()
		s.now = s.now.Add(time.Minute)
	}
	if len(s.p.asked) != 1 {
		t.Errorf("asked %d times", len(s.p.asked))
	}
	if st, err := s.Statuses(t.Context()); err != nil || !st[0].Next.After(s.now) {
		t.Errorf("next %v, %v", st[0].Next, err)
	}
	s.p.fail, s.p.asked = nil, nil
	if _, err := s.Connect(t.Context(), c, channels.Account{Fields: map[string]string{"id": "1", "secret": "hush"}}); err != nil {
		t.Fatal(err)
	}
	if s.catchUp(); len(s.imported) != 21 {
		t.Errorf("with new keys %d bills came in", len(s.imported))
	}
}

func TestAnImportThatFailsBlocksNothingElse(t *testing.T) {
	s := newShop(t)
	s.connect(march5)
	s.broken = errors.New("disk full")
	r := s.catchUp()
	if p := r[0].Pulls[0]; p.State != book.PullFailed || p.Problem.Code != "pull_import" || p.Next.IsZero() {
		t.Errorf("%+v", p)
	}
	s.broken, s.now = nil, s.now.Add(8*time.Hour)
	if s.catchUp(); s.imported["bill of 2026-03-05"] != 2 {
		t.Errorf("afterwards %v", s.imported)
	}
}

func TestABillOfAnotherDayIsNotThatDays(t *testing.T) {
	of := func(day book.Day, state book.ReceiptState) []book.Receipt {
		return []book.Receipt{{State: state, Covers: book.Coverage{Period: book.Period{From: day, To: day}}}}
	}
	for name, c := range map[string]struct {
		receipts []book.Receipt
		want     book.PullState
	}{
		"the day's": {of(march5, book.ReceiptApplied), book.PullDone}, "known": {of(march5, book.ReceiptKnown), book.PullDone},
		"another's": {of(march5-1, book.ReceiptApplied), book.PullAside}, "a summary alone": {of(march5, book.ReceiptSkipped), book.PullAside}, "nothing": {nil, book.PullAside},
	} {
		if got, _ := outcome(c.receipts, march5); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestAClockThatWasSetBackHoldsNothingUp(t *testing.T) {
	s := newShop(t)
	s.connect(march5)
	s.now = clockAt(6, 11, 0).AddDate(1, 0, 0)
	s.p.fail = func(string, book.Day) error { return &book.Problem{Code: channels.CodePermission} }
	s.catchUp()
	s.p.fail, s.now = nil, clockAt(6, 11, 0)
	if s.catchUp(); s.imported["bill of 2026-03-05"] != 1 {
		t.Errorf("came in: %v", s.imported)
	}
}

func TestEmptyIsBelievedOnlyTheDayAfter(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5)
	bill := s.p.trades[march5]
	delete(s.p.trades, march5)
	s.catchUp()
	for range 3 { // the owner asks at once, again and again
		if _, err := s.Pull(t.Context(), c, book.Period{}, nil); err != nil {
			t.Fatal(err)
		}
	}
	s.p.trades[march5], s.now = bill, s.now.Add(31*time.Hour)
	if s.catchUp(); s.imported[bill] != 1 {
		t.Errorf("came in: %v", s.imported)
	}
}

func TestASecondAccountHasAChannelOfItsOwnForGood(t *testing.T) {
	s := newShop(t)
	s.drivers = append(s.drivers, second{s.p})
	var made [2]book.Connection
	for i, name := range []string{"一号", "二号"} {
		c, err := s.Connect(t.Context(), book.Connection{Name: name, Provider: "stripe"}, channels.Account{Fields: map[string]string{"secret": "hush"}})
		if err != nil {
			t.Fatal(err)
		}
		made[i] = c
	}
	if made[0].Fields[ownChannel] != "" || made[1].Fields[ownChannel] != "二号" {
		t.Errorf("channels %v", made)
	}
	made[1].Name = "改名"
	again, err := s.Connect(t.Context(), made[1], channels.Account{Fields: map[string]string{"secret": "new"}})
	if err != nil || again.Fields[ownChannel] != "二号" {
		t.Errorf("after new keys and name %+v, %v", again, err)
	}
}

// second is a provider whose bills name no account.
type second struct{ *provider }

func (second) Provider() string { return "stripe" }
