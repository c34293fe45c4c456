package app

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// TestAKillBetweenBillsAndTheirMatchLosesNothing: bills of days past are matched by the
// dozen. Where the program ends before, the book matches them when it is opened again.
func TestAKillBetweenBillsAndTheirMatchLosesNothing(t *testing.T) {
	counts := func(c *connected) book.LegCounts {
		t.Helper()
		n, err := c.b.Review.Counts(t.Context(), book.EntryQuery{Leg: book.LegSales})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	begin := func() *connected {
		t.Helper()
		c := connectAll(t, 7, 40, "alipay")
		orders, err := filepath.Glob(filepath.Join(c.dir, "*.csv"))
		if err != nil || len(orders) == 0 {
			t.Fatal(orders, err)
		}
		if _, err := c.b.Import(t.Context(), orders, intake.Options{}, nil); err != nil {
			t.Fatal(err)
		}
		return c
	}
	calm := begin()
	calm.catchUp()
	want := counts(calm)
	if want.Matched[book.Left] < 100 {
		t.Fatalf("%+v", want)
	}
	killed := begin()
	killed.match = func(context.Context) error { return errors.New("the power went") }
	killed.b.Pull = killed.service(killed.b.importPulled)
	for range 7 { // each try ends at its first match
		if _, err := killed.b.Pull.CatchUp(t.Context(), nil); err == nil {
			break
		}
	}
	if n := killed.lag(); n != 0 {
		t.Fatalf("%d days behind", n)
	}
	if err := killed.b.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := counts(killed); got.Matched != want.Matched || got.Open != want.Open {
		t.Errorf("got %+v, want %+v", got, want)
	}
	killed.mustVerify()
}

// TestClosingTheBookDoesNotWaitForTheMatchOfAPull: a whole run takes as long as the book
// is large, and opening it again makes up for it.
func TestClosingTheBookDoesNotWaitForTheMatchOfAPull(t *testing.T) {
	c := connectAll(t, 4, 40, "alipay")
	ctx, cancel := context.WithCancel(t.Context())
	matched, ended := 0, error(nil)
	c.match = func(ctx context.Context) error {
		matched++
		ended = c.b.matchPulled(ctx)
		return ended
	}
	c.b.Pull = c.service(c.b.importPulled)
	_, err := c.b.Pull.CatchUp(ctx, func(p book.Progress) {
		if p.Done == 3 { // two streams: the first day is matched already
			c.b.Leave()
			cancel()
		}
	})
	if matched != 2 || !errors.Is(ended, context.Canceled) || !errors.Is(err, context.Canceled) {
		t.Errorf("matched %d times, the last %v; %v", matched, ended, err)
	}
}
