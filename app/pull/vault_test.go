package pull

import (
	"context"
	"errors"
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
}

func newMemory() *memory {
	return &memory{sealed: map[book.ConnectionID][]byte{}, settings: map[string]string{}}
}

func (m *memory) Sealed(_ context.Context, id book.ConnectionID) ([]byte, error) {
	return m.sealed[id], nil
}
func (m *memory) SealKey(_ context.Context, b []byte) error { m.sealed[0] = b; return nil }
func (m *memory) Setting(_ context.Context, name string) (string, error) {
	return m.settings[name], nil
}
func (m *memory) SetSetting(_ context.Context, name, value string, _ time.Time) error {
	m.settings[name] = value
	return nil
}

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
	v := &vault{book: m, ring: r, now: time.Now}
	sealed, err := v.seal(ctx, map[string]string{"private_key": "hush"})
	if err != nil {
		t.Fatal(err)
	}
	m.sealed[1] = sealed
	if m.sealed[0] != nil || len(r.kept) != 1 {
		t.Errorf("key under a passphrase: %v, in the ring: %d", m.sealed[0] != nil, len(r.kept))
	}
	again := &vault{book: m, ring: r, now: time.Now} // the next start
	if got, err := again.unseal(ctx, 1); err != nil || got["private_key"] != "hush" {
		t.Errorf("%v, %v", got, err)
	}
	closed := &vault{book: m, ring: &ring{broken: true}, now: time.Now}
	if _, err := closed.unseal(ctx, 1); book.CodeOf(err) != "ring_closed" {
		t.Errorf("a ring that does not open: %v", err)
	}
	elsewhere := &vault{book: m, ring: &ring{kept: map[string]string{}}, now: time.Now} // a copy of the book on another machine
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
		v := &vault{book: m, ring: &ring{broken: true}, now: time.Now}
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
	if _, err := (&vault{book: m, ring: &ring{broken: true}, now: time.Now}).seal(ctx, nil); book.CodeOf(err) != "passphrase" {
		t.Errorf("nobody to ask: %v", err)
	}
}

func TestTheSystemsRingTakesTheKey(t *testing.T) {
	keyring.MockInit()
	m := newMemory()
	v := &vault{book: m, ring: systemRing{}, now: time.Now}
	sealed, err := v.seal(t.Context(), map[string]string{"secret": "hush"})
	if err != nil {
		t.Fatal(err)
	}
	m.sealed[1] = sealed
	again := &vault{book: m, ring: systemRing{}, now: time.Now}
	if got, err := again.unseal(t.Context(), 1); err != nil || got["secret"] != "hush" {
		t.Errorf("%v, %v", got, err)
	}
}
