package pull

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"zhangfang/app/book"
)

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

func TestSomeDaysAgain(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 3)
	s.catchUp()
	r, err := s.Pull(t.Context(), c, book.Period{From: march5 - 1, To: march5 + 9}, nil)
	if err != nil || len(r.Pulls) != 2 || s.imported["bill of 2026-03-04"] != 2 {
		t.Errorf("%+v, %v", r, err)
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
