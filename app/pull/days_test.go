package pull

import (
	"context"
	"errors"
	"slices"
	"testing"

	"zhangfang/app/book"
)

// matching is a shop that notes after how many bills it was matched.
func matching(t *testing.T) (s *shop, after *[]int) {
	t.Helper()
	s = newShop(t)
	after = new([]int)
	s.opt.Match = func(ctx context.Context) error {
		*after = append(*after, len(s.imported))
		return ctx.Err()
	}
	for day := march5 - 60; day < march5-20; day++ {
		s.p.trades[day] = "bill of " + day.String()
	}
	return s, after
}

func TestTheFirstDayIsMatchedAtOnceAndThePastByTheDozen(t *testing.T) {
	s, after := matching(t)
	s.connect(march5 - 58)
	s.catchUp()
	if want := []int{1, 1 + atOnce, 59}; !slices.Equal(*after, want) {
		t.Errorf("matched after %v bills, want %v", *after, want)
	}
	s.now, *after = clockAt(7, 10, 0), nil
	if s.catchUp(); !slices.Equal(*after, []int{60}) {
		t.Errorf("the day after: %v", *after)
	}
	if s.catchUp(); len(*after) != 1 {
		t.Error("matched though nothing came in")
	}
}

func TestWhatCameInIsMatchedHoweverAPullEnds(t *testing.T) {
	for name, end := range map[string]func(s *shop, c book.Connection, cancel context.CancelFunc) error{
		"stopped":   func(s *shop, c book.Connection, _ context.CancelFunc) error { s.Stop(c); return nil },
		"cancelled": func(_ *shop, _ book.Connection, cancel context.CancelFunc) error { cancel(); return nil },
		"failed":    func(*shop, book.Connection, context.CancelFunc) error { return errors.New("broken") },
	} {
		s, after := matching(t)
		c := s.connect(march5 - 9)
		ctx, cancel := context.WithCancel(t.Context())
		s.p.fail = func(_ string, day book.Day) error {
			if day == march5-4 {
				return end(s, c, cancel)
			}
			return nil
		}
		if _, err := s.CatchUp(ctx, nil); err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		if n := len(*after); n != 2 || (*after)[n-1] != len(s.imported) {
			t.Errorf("%s: matched after %v of %d bills", name, *after, len(s.imported))
		}
		cancel()
	}
}

func TestAMatchThatFailsEndsThePull(t *testing.T) {
	s, _ := matching(t)
	c := s.connect(march5 - 9)
	broken := errors.New("disk full")
	s.opt.Match = func(context.Context) error { return broken }
	if _, err := s.Pull(t.Context(), c, book.Period{}, nil); !errors.Is(err, broken) || len(s.imported) != 1 {
		t.Errorf("%v after %d bills", err, len(s.imported))
	}
}
