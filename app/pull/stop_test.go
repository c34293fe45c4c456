package pull

import (
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

func TestTheOwnerStopsAPullThatNobodyAskedFor(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 19)
	if s.Stop(c) || s.Busy() {
		t.Error("nothing was under way")
	}
	stop := func(_ string, day book.Day) error {
		if !s.Busy() || day == march5-3 && !s.Stop(c) {
			t.Error("it was under way")
		}
		return nil
	}
	s.p.fail = stop
	r := s.catchUp()
	if len(r) != 1 || !r[0].Stopped || r[0].Problem != nil || len(r[0].Pulls) != 3 || len(s.imported) > 4 {
		t.Fatalf("%+v, %d bills", r, len(s.imported))
	}
	for range 100 { // a window left open
		s.now = s.now.Add(10 * time.Minute)
		s.catchUp()
	}
	st, err := s.Statuses(t.Context())
	if err != nil || !st[0].Stopped || st[0].Busy || st[0].Lag != 18 || !st[0].Next.Equal(clockAt(7, 9, 0)) || st[0].Problem != nil {
		t.Errorf("%+v, %v", st[0], err)
	}
	s.p.fail = nil
	s.now = clockAt(7, 9, 0)
	if s.catchUp(); len(s.imported) != 21 {
		t.Errorf("the day after %d bills are in", len(s.imported))
	}
	for text, n := range s.imported {
		if n != 1 {
			t.Errorf("%s came in %d times", text, n)
		}
	}
	if st, err := s.Statuses(t.Context()); err != nil || st[0].Stopped {
		t.Errorf("%+v, %v", st, err)
	}
}

func TestWhoStoppedAPullMayLetItGoOn(t *testing.T) {
	for name, act := range map[string]func(s *shop, c book.Connection) error{
		"pull": func(s *shop, c book.Connection) error {
			_, err := s.Pull(t.Context(), c, book.Period{}, nil)
			return err
		},
		"test":   func(s *shop, c book.Connection) error { return s.Test(t.Context(), c) },
		"change": func(s *shop, c book.Connection) error { return s.Change(t.Context(), c) },
		"new keys": func(s *shop, c book.Connection) error {
			_, err := s.Connect(t.Context(), c, channels.Account{Fields: map[string]string{"id": "1", "secret": "hush"}})
			return err
		},
	} {
		s := newShop(t)
		c := s.connect(march5 - 9)
		s.p.fail = func(string, book.Day) error { s.Stop(c); return nil }
		s.catchUp()
		s.p.fail = nil
		if s.catchUp(); len(s.imported) > 1 {
			t.Fatalf("%s: %d bills are in", name, len(s.imported))
		}
		if err := act(s, c); err != nil {
			t.Fatal(err)
		}
		if s.catchUp(); len(s.imported) != 10 {
			t.Errorf("%s: %d bills are in", name, len(s.imported))
		}
	}
}

func TestProgressIsToldByASteadyPace(t *testing.T) {
	s := newShop(t)
	told := 0
	progress := s.paced(func(book.Progress) { told++ })
	for done := range 1000 {
		s.now = s.now.Add(20 * time.Millisecond)
		progress(book.Progress{Done: int64(done), Total: 1000})
	}
	if told < 15 || told > 21 {
		t.Errorf("told %d times in twenty seconds", told)
	}
}
