package pull

import (
	"context"
	"errors"
	"testing"

	"zhangfang/app/book"
)

// lockedShop is a shop whose key lies under a passphrase, as it is after a start.
func lockedShop(t *testing.T) *shop {
	t.Helper()
	s := newShop(t)
	s.opt.Ring, s.opt.Work = &ring{broken: true}, fast
	s.Service = New(s.book, s.drivers, s.bring, s.Service.now, s.opt)
	s.AskPassphrase(func(context.Context, bool) (string, error) { return "correct horse", nil })
	s.connect(march5)
	s.Service = New(s.book, s.drivers, s.bring, s.Service.now, s.opt)
	return s
}

func (s *shop) locked() bool {
	s.t.Helper()
	locked, err := s.Locked(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return locked
}

func TestUnlockAsksNobody(t *testing.T) {
	s := lockedShop(t)
	s.AskPassphrase(func(context.Context, bool) (string, error) { return "", errors.New("asked") })
	for pass, code := range map[string]string{"": "passphrase", "another one": "wrong_passphrase"} {
		if err := s.Unlock(t.Context(), pass); book.CodeOf(err) != code || !s.locked() {
			t.Errorf("%q: %v", pass, err)
		}
	}
	if err := s.Unlock(t.Context(), "correct horse"); err != nil || s.locked() {
		t.Fatalf("%v, locked %v", err, s.locked())
	}
	if err := s.Test(t.Context(), find(t, s.Service, "支付宝")); err != nil {
		t.Error(err)
	}
	if err := s.Unlock(t.Context(), "whatever"); err != nil {
		t.Errorf("unlocked twice: %v", err)
	}
}

// Who is asked for the passphrase may try it by Unlock, as often as the owner likes, and
// answers what it likes then.
func TestUnlockWhileItIsAskedFor(t *testing.T) {
	s := lockedShop(t)
	s.AskPassphrase(func(ctx context.Context, _ bool) (string, error) {
		if err := s.Unlock(ctx, "another one"); book.CodeOf(err) != "wrong_passphrase" {
			t.Error(err)
		}
		if err := s.Unlock(ctx, "correct horse"); err != nil {
			t.Error(err)
		}
		return "", nil
	})
	if err := s.Test(t.Context(), find(t, s.Service, "支付宝")); err != nil || s.locked() {
		t.Errorf("%v, locked %v", err, s.locked())
	}
}

func TestNothingIsLockedInARing(t *testing.T) {
	s := newShop(t)
	if s.locked() {
		t.Error("locked without a connection")
	}
	s.connect(march5)
	if err := s.Unlock(t.Context(), "whatever"); err != nil || s.locked() {
		t.Errorf("with a ring: %v", err)
	}
}
