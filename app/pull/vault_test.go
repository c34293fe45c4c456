package pull

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"zhangfang/app/book"
)

// memory is the few things of a book that the vault needs.
type memory struct {
	Book
	sealed   map[book.ConnectionID][]byte
	settings map[string]string
	all      []book.Connection
	broken   error // of writing
}

func newMemory() *memory {
	return &memory{sealed: map[book.ConnectionID][]byte{}, settings: map[string]string{}}
}

func (m *memory) Sealed(_ context.Context, id book.ConnectionID) ([]byte, error) {
	return m.sealed[id], nil
}
func (m *memory) Connections(context.Context) ([]book.Connection, error) { return m.all, nil }
func (m *memory) SealKey(_ context.Context, b []byte) error {
	if m.broken == nil {
		m.sealed[0] = b
	}
	return m.broken
}
func (m *memory) Setting(_ context.Context, name string) (string, error) {
	return m.settings[name], nil
}
func (m *memory) SetSetting(_ context.Context, name, value string, _ time.Time) error {
	if m.broken == nil {
		m.settings[name] = value
	}
	return m.broken
}

// fast is how little work it is to open a passphrase in tests.
const fast = 6

// ring is a key ring in memory; broken, there is none.
type ring struct {
	kept   map[string]string
	broken bool
}

var errNoRing = errors.New("no key ring here")

func (r *ring) Get(name string) (string, error) {
	if r.broken {
		return "", errNoRing
	}
	if s, ok := r.kept[name]; ok {
		return s, nil
	}
	return "", keyring.ErrNotFound
}

func (r *ring) Set(name, secret string) error {
	if r.broken {
		return errNoRing
	}
	r.kept[name] = secret
	return nil
}

func (r *ring) Delete(name string) error { delete(r.kept, name); return nil }

func TestSecretsLieUnderAKeyInTheRing(t *testing.T) {
	ctx, m, r := t.Context(), newMemory(), &ring{kept: map[string]string{}}
	v := &vault{book: m, ring: r, now: time.Now, work: fast}
	sealed, err := v.seal(ctx, map[string]string{"private_key": "hush"})
	if err != nil {
		t.Fatal(err)
	}
	m.sealed[1] = sealed
	if m.sealed[0] != nil || len(r.kept) != 1 {
		t.Errorf("key under a passphrase: %v, in the ring: %d", m.sealed[0] != nil, len(r.kept))
	}
	again := &vault{book: m, ring: r, now: time.Now, work: fast} // the next start
	if got, err := again.unseal(ctx, 1); err != nil || got["private_key"] != "hush" {
		t.Errorf("%v, %v", got, err)
	}
	closed := &vault{book: m, ring: &ring{broken: true}, now: time.Now, work: fast}
	if _, err := closed.unseal(ctx, 1); book.CodeOf(err) != "ring_closed" {
		t.Errorf("a ring that does not open: %v", err)
	}
	// One more connection then is not to make a key that hides what the others have.
	closed.askWith(func(context.Context, bool) (string, error) { t.Error("asked"); return "correct horse", nil })
	if _, err := closed.seal(ctx, map[string]string{"private_key": "other"}); book.CodeOf(err) != "ring_closed" || m.sealed[0] != nil {
		t.Errorf("sealed while the ring is closed: %v", err)
	}
	if got, err := again.unseal(ctx, 1); err != nil || got["private_key"] != "hush" {
		t.Errorf("afterwards: %v, %v", got, err)
	}
	elsewhere := &vault{book: m, ring: &ring{kept: map[string]string{}}, now: time.Now, work: fast} // a copy of the book on another machine
	if _, err := elsewhere.unseal(ctx, 1); book.CodeOf(err) != "secrets_lost" {
		t.Errorf("elsewhere: %v", err)
	}
	if sealed, err := elsewhere.seal(ctx, map[string]string{"private_key": "new"}); err != nil {
		t.Errorf("keys filled in once more: %v", err)
	} else if m.sealed[1] = sealed; true {
		if got, err := elsewhere.unseal(ctx, 1); err != nil || got["private_key"] != "new" {
			t.Errorf("%v, %v", got, err)
		}
	}
}

func TestWithoutARingThePassphraseIsAskedForOnce(t *testing.T) {
	ctx, m := t.Context(), newMemory()
	asked, pass := 0, "correct horse"
	open := func() *vault {
		v := &vault{book: m, ring: &ring{broken: true}, now: time.Now, work: fast}
		v.askWith(func(_ context.Context, fresh bool) (string, error) {
			asked++
			return pass, nil
		})
		return v
	}
	v := open()
	for id := range book.ConnectionID(3) {
		sealed, err := v.seal(ctx, map[string]string{"secret": "hush"})
		if err != nil {
			t.Fatal(err)
		}
		m.sealed[id+1] = sealed
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
	again := open()
	for id := range book.ConnectionID(3) {
		if got, err := again.unseal(ctx, id+1); err != nil || got["secret"] != "hush" {
			t.Errorf("%v, %v", got, err)
		}
	}
	if asked != 2 {
		t.Errorf("asked %d times after the second start", asked)
	}
	for wrong, code := range map[string]string{"another one": "wrong_passphrase", "": "passphrase"} {
		pass = wrong
		if _, err := open().unseal(ctx, 1); book.CodeOf(err) != code {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	pass = "short"
	m.sealed = map[book.ConnectionID][]byte{}
	if _, err := open().seal(ctx, nil); book.CodeOf(err) != "short_passphrase" {
		t.Errorf("a short one: %v", err)
	}
	if _, err := (&vault{book: m, ring: &ring{broken: true}, now: time.Now, work: fast}).seal(ctx, nil); book.CodeOf(err) != "passphrase" {
		t.Errorf("nobody to ask: %v", err)
	}
}

func TestAKeyThatCouldNotBeKeptSealsNothing(t *testing.T) {
	for _, noRing := range []bool{false, true} {
		ctx, m, r := t.Context(), newMemory(), &ring{kept: map[string]string{}, broken: noRing}
		v := &vault{book: m, ring: r, now: time.Now, work: fast}
		v.askWith(func(context.Context, bool) (string, error) { return "correct horse", nil })
		m.broken = errors.New("disk full")
		for range 2 {
			if _, err := v.seal(ctx, nil); !errors.Is(err, m.broken) {
				t.Errorf("sealed by a key that is lost: %v", err)
			}
		}
		if len(r.kept) != 0 {
			t.Error("a key that nothing knows stays in the ring")
		}
		m.broken = nil
		sealed, err := v.seal(ctx, map[string]string{"secret": "hush"})
		if err != nil {
			t.Fatal(err)
		}
		m.sealed[1] = sealed
		next := &vault{book: m, ring: r, now: time.Now, work: fast}
		next.askWith(func(context.Context, bool) (string, error) { return "correct horse", nil })
		if got, err := next.unseal(ctx, 1); err != nil || got["secret"] != "hush" {
			t.Errorf("%v, %v", got, err)
		}
	}
}

// lockedAway is a book whose key lies under "correct horse", with a connection.
func lockedAway(t *testing.T) *memory {
	t.Helper()
	m := newMemory()
	v := &vault{book: m, ring: &ring{broken: true}, now: time.Now, work: fast}
	v.askWith(func(context.Context, bool) (string, error) { return "correct horse", nil })
	sealed, err := v.seal(t.Context(), map[string]string{"secret": "hush"})
	if err != nil {
		t.Fatal(err)
	}
	m.sealed[1] = sealed
	return m
}

func TestNobodyIsAskedTwiceOnOneErrand(t *testing.T) {
	m, now := lockedAway(t), time.Date(2026, 3, 6, 9, 0, 0, 0, time.UTC)
	for pass, code := range map[string]string{"another one": "wrong_passphrase", "": "passphrase"} {
		asked := 0
		v := &vault{book: m, ring: &ring{broken: true}, now: func() time.Time { return now }, work: fast}
		ask := func(context.Context, bool) (string, error) { asked++; return pass, nil }
		v.askWith(ask)
		round, cancel := context.WithCancel(t.Context())
		defer cancel()
		try := func(ctx context.Context, want int) {
			t.Helper()
			if _, err := v.unseal(ctx, 1); book.CodeOf(err) != code || asked != want {
				t.Errorf("%q: %v after %d questions, want %d", pass, err, asked, want)
			}
		}
		for range 4 {
			try(round, 1)
		}
		try(t.Context(), 2) // an errand of its own
		v.askWith(ask)
		try(t.Context(), 3)
		now = now.Add(time.Minute)
		try(t.Context(), 4)
	}
}

func TestWhoWaitsForTheOwnerCanBeCalledOff(t *testing.T) {
	m := lockedAway(t)
	v := &vault{book: m, ring: &ring{broken: true}, now: time.Now, work: fast}
	asked, answer := make(chan struct{}), make(chan string)
	v.askWith(func(context.Context, bool) (string, error) { close(asked); return <-answer, nil })
	first := make(chan error, 1)
	go func() { _, err := v.unseal(t.Context(), 1); first <- err }()
	<-asked
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := v.unseal(ctx, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
	if v.isOpen(t.Context()) {
		t.Error("open before the owner answered")
	}
	second := make(chan error, 1)
	go func() { _, err := v.unseal(t.Context(), 1); second <- err }() // takes the key that the first opens
	answer <- "correct horse"
	if err := errors.Join(<-first, <-second); err != nil || !v.isOpen(t.Context()) {
		t.Errorf("%v", err)
	}
}

func TestAStrangersNotificationAsksNobody(t *testing.T) {
	m := lockedAway(t)
	m.all = []book.Connection{{ID: 1, Name: "shop", Provider: "none"}}
	s := New(m, nil, nil, time.Now, Options{Ring: &ring{broken: true}, Work: fast})
	s.AskPassphrase(func(context.Context, bool) (string, error) { t.Error("asked"); return "correct horse", nil })
	w := httptest.NewRecorder()
	s.Notifications(nil).ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/notify/shop", nil))
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("answered %d", w.Code)
	}
}

func TestWhoListensOpensTheVault(t *testing.T) {
	s := New(lockedAway(t), nil, nil, time.Now, Options{Ring: &ring{broken: true}, Work: fast})
	asked := make(chan struct{})
	s.AskPassphrase(func(context.Context, bool) (string, error) { close(asked); return "correct horse", nil })
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- s.Listen(ctx, "127.0.0.1:0", nil, nil) }()
	<-asked
	if _, err := s.vault.open(t.Context(), false); err != nil {
		t.Error(err)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestTheSystemsRingTakesTheKey(t *testing.T) {
	keyring.MockInit()
	m := newMemory()
	v := &vault{book: m, ring: systemRing{}, now: time.Now, work: fast}
	sealed, err := v.seal(t.Context(), map[string]string{"secret": "hush"})
	if err != nil {
		t.Fatal(err)
	}
	m.sealed[1] = sealed
	again := &vault{book: m, ring: systemRing{}, now: time.Now, work: fast}
	if got, err := again.unseal(t.Context(), 1); err != nil || got["secret"] != "hush" {
		t.Errorf("%v, %v", got, err)
	}
}
