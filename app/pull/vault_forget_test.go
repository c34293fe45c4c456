package pull

import (
	"context"
	"maps"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// keysOf are the shop's key ring and where its book says that the key lies.
func (s *shop) keysOf() (r *ring, at place) {
	s.t.Helper()
	at, err := s.vault.place(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return s.opt.Ring.(*ring), at
}

func (s *shop) needsKeys(id book.ConnectionID) bool {
	s.t.Helper()
	needs, err := s.NeedsKeys(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return needs
}

// elsewhere is the shop's book on another machine, or in another start of the program.
func (s *shop) elsewhere(r Ring, pass string) *Service {
	o := New(s.book, s.drivers, s.bring, s.Service.now, Options{Ring: r, Dir: s.dir, After: s.opt.After, Work: fast})
	if pass != "" {
		o.AskPassphrase(func(context.Context, bool) (string, error) { return pass, nil })
	}
	return o
}

func secrets(v string) channels.Account {
	return channels.Account{Fields: map[string]string{"id": "1", "secret": v}}
}

func TestTheLastConnectionTakesTheKeyWithIt(t *testing.T) {
	s := newShop(t)
	first := s.connect(march5)
	other, err := s.Connect(t.Context(), book.Connection{Name: "second", Provider: "alipay"}, channels.Account{Fields: map[string]string{"id": "2", "secret": "hush"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Remove(t.Context(), first.ID); err != nil {
		t.Fatal(err)
	}
	if r, at := s.keysOf(); len(r.kept) != 1 || at.name == "" {
		t.Errorf("the key is gone while it is needed: %v, %+v", r.kept, at)
	}
	if err := s.Test(t.Context(), other); err != nil {
		t.Errorf("the one that stays: %v", err)
	}
	if err := s.Remove(t.Context(), other.ID); err != nil {
		t.Fatal(err)
	}
	if r, at := s.keysOf(); len(r.kept) != 0 || at != (place{}) {
		t.Errorf("left of the key: %v, %+v", r.kept, at)
	}
	again := s.connect(march5)
	if err := s.Test(t.Context(), again); err != nil {
		t.Errorf("connected again: %v", err)
	}
	if r, at := s.keysOf(); len(r.kept) != 1 || r.kept[at.name] == "" {
		t.Errorf("no key in its place: %v, %+v", r.kept, at)
	}
}

// TestABookMovedToAMachineWithoutARing: its key is not there and nothing can be
// connected, until its owner gives the old keys up.
func TestABookMovedToAMachineWithoutARing(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5)
	s.catchUp()
	for what, here := range map[string]Ring{"a ring that does not open": &ring{broken: true}, "a ring without the key": &ring{kept: map[string]string{}}} {
		moved := s.elsewhere(here, "correct horse")
		if err := moved.Test(t.Context(), c); book.CodeOf(err) != "ring_closed" && book.CodeOf(err) != "secrets_lost" {
			t.Errorf("%s: %v", what, err)
		}
	}
	moved := s.elsewhere(&ring{broken: true}, "correct horse")
	if _, err := moved.Renew(t.Context(), c, secrets("hush")); book.CodeOf(err) != "ring_closed" {
		t.Errorf("before: %v", err)
	}
	if err := moved.ForgetKeys(t.Context()); err != nil {
		t.Fatal(err)
	}
	if needs, err := moved.NeedsKeys(t.Context(), c.ID); err != nil || !needs {
		t.Errorf("not listed as needing keys: %v", err)
	}
	if err := moved.Test(t.Context(), c); book.CodeOf(err) != "secrets_lost" {
		t.Errorf("between: %v", err)
	}
	s.now = s.now.AddDate(0, 0, 1)
	if r, err := moved.CatchUp(t.Context(), nil); err != nil || len(r) != 0 {
		t.Errorf("pulled without keys: %+v, %v", r, err)
	}
	all, err := moved.Statuses(t.Context())
	if err != nil || len(all) != 1 || !all[0].NeedsKeys {
		t.Errorf("%+v, %v", all, err)
	}
	if _, err := moved.Renew(t.Context(), c, secrets("hush")); err != nil {
		t.Fatal(err)
	}
	if err := moved.Test(t.Context(), c); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	if needs, err := moved.NeedsKeys(t.Context(), c.ID); err != nil || needs {
		t.Errorf("still listed: %v", err)
	}
	if err := s.elsewhere(&ring{broken: true}, "correct horse").Test(t.Context(), c); err != nil {
		t.Errorf("the next start: %v", err)
	}
}

func TestForgettingAForgottenPassphrase(t *testing.T) {
	s := newShop(t)
	s.Service = s.elsewhere(&ring{broken: true}, "correct horse")
	c := s.connect(march5)
	s.catchUp()
	pulls, err := s.book.Pulls(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	forgot := s.elsewhere(&ring{broken: true}, "another one")
	if err := forgot.Test(t.Context(), c); book.CodeOf(err) != "wrong_passphrase" {
		t.Errorf("before: %v", err)
	}
	if err := forgot.ForgetKeys(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := forgot.Renew(t.Context(), c, secrets("hush")); err != nil {
		t.Fatal(err)
	}
	if err := forgot.Test(t.Context(), c); err != nil {
		t.Errorf("under the new passphrase: %v", err)
	}
	after, err := s.book.Pulls(t.Context(), c.ID)
	if err != nil || len(after) != len(pulls) || len(after) == 0 {
		t.Errorf("%d days known, %d before: %v", len(after), len(pulls), err)
	}
	// A program that had the book open has the old key still, which is no key any more.
	if err := s.Test(t.Context(), c); book.CodeOf(err) != "wrong_passphrase" {
		t.Errorf("by the old key: %v", err)
	}
}

func TestAKeyGivenUpByAnotherProgramSealsNothing(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5)
	command := s.elsewhere(s.opt.Ring, "")
	if err := command.Remove(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	c = s.connect(march5) // by the one that has the old key at hand
	if err := s.elsewhere(s.opt.Ring, "").Test(t.Context(), c); err != nil {
		t.Errorf("the next start: %v", err)
	}
}

func TestConnectionsSealedToAnotherKeyNeedKeys(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5)
	r, at := s.keysOf()
	lost := maps.Clone(r.kept)
	delete(r.kept, at.name) // the ring was cleared
	s.Service = s.elsewhere(r, "")
	if s.needsKeys(c.ID) {
		t.Error("told before anybody looked")
	}
	other, err := s.Connect(t.Context(), book.Connection{Name: "second", Provider: "alipay"}, channels.Account{Fields: map[string]string{"id": "2", "secret": "hush"}})
	if err != nil {
		t.Fatal(err)
	}
	if !s.needsKeys(c.ID) || s.needsKeys(other.ID) || len(lost) != 1 {
		t.Errorf("%v, %v", s.needsKeys(c.ID), s.needsKeys(other.ID))
	}
}

func TestNewKeysKeepHowFarAConnectionHasCome(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 2)
	c.At, c.Paused = "10:30", true
	if err := s.Change(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Pull(t.Context(), c, book.Period{}, nil); err != nil {
		t.Fatal(err)
	}
	asked := len(s.p.asked)
	got, err := s.Renew(t.Context(), c, channels.Account{Fields: map[string]string{"secret": "new"}})
	if err != nil || got.ID != c.ID || got.Fields["id"] != "1" || got.From != c.From || got.At != c.At || !got.Paused {
		t.Errorf("%+v, %v", got, err)
	}
	if kept, err := s.vault.unseal(t.Context(), c.ID); err != nil || kept["secret"] != "new" {
		t.Errorf("%v, %v", kept, err)
	}
	if got, err = s.Renew(t.Context(), got, channels.Account{Fields: map[string]string{"id": "9"}}); err != nil || got.Fields["id"] != "9" { // the secret stays
		t.Errorf("%+v, %v", got, err)
	}
	if kept, err := s.vault.unseal(t.Context(), c.ID); err != nil || kept["secret"] != "new" {
		t.Errorf("%v, %v", kept, err)
	}
	s.now = s.now.Add(time.Hour)
	if _, err := s.Pull(t.Context(), got, book.Period{}, nil); err != nil || len(s.p.asked) != asked {
		t.Errorf("asked again for %v, %v", s.p.asked[asked:], err)
	}
}

func TestARingThatKeepsWhatItShouldDeleteIsTold(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5)
	r, _ := s.keysOf()
	stubborn := s.elsewhere(stubbornRing{r}, "")
	if err := stubborn.Remove(t.Context(), c.ID); book.CodeOf(err) != "ring_closed" {
		t.Errorf("the key lies in the ring still: %v", err)
	}
	if err := s.elsewhere(r, "").ForgetKeys(t.Context()); err != nil || len(r.kept) != 0 {
		t.Errorf("later: %v, %v", err, r.kept)
	}
}

// stubbornRing deletes nothing.
type stubbornRing struct{ *ring }

func (stubbornRing) Delete(string) error { return errNoRing }

// interrupted is a ring under which something else happens when it is first asked.
type interrupted struct {
	*ring
	by func()
}

func (r *interrupted) Get(name string) (string, error) {
	text, err := r.ring.Get(name)
	if by := r.by; by != nil {
		r.by = nil
		by()
	}
	return text, err
}

// TestAKeyThatIsGivenUpWhileItIsReadSealsNothing: what is sealed afterwards is sealed to
// a key that the next start finds.
func TestAKeyThatIsGivenUpWhileItIsReadSealsNothing(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5)
	r, _ := s.keysOf()
	slow := &interrupted{ring: r}
	s.Service = s.elsewhere(slow, "")
	slow.by = func() {
		if err := s.ForgetKeys(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if err := s.Test(t.Context(), c); book.CodeOf(err) != "secrets_lost" {
		t.Errorf("by the key that was given up: %v", err)
	}
	if _, err := s.Renew(t.Context(), c, secrets("hush")); err != nil {
		t.Fatal(err)
	}
	if at, err := s.vault.place(t.Context()); err != nil || r.kept[at.name] == "" {
		t.Errorf("the key is not in its place: %+v, %v", at, err)
	}
	if err := s.elsewhere(r, "").Test(t.Context(), c); err != nil {
		t.Errorf("the next start: %v", err)
	}
}
