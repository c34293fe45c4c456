package pull

import (
	"context"
	"testing"
	"time"

	"zhangfang/app/book"
)

func TestAPullInTheWayIsTold(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 3)
	other := "another process"
	if mine, err := s.book.Claim(t.Context(), c.ID, other, s.now, s.now.Add(claim)); err != nil || !mine {
		t.Fatal(mine, err)
	}
	for _, days := range []book.Period{{}, {From: march5, To: march5}} {
		r, err := s.Pull(t.Context(), c, days, nil)
		if err != nil || r.Connection != c.Name || book.CodeOf(r.Refused) != codeElsewhere || len(r.Pulls) != 0 {
			t.Errorf("pull of %v while another pulls: %+v, %v", days, r, err)
		}
	}
	if r := s.catchUp(); len(r) != 0 {
		t.Errorf("the schedule tells of it: %+v", r)
	}
	s.now = s.now.Add(claim + time.Second) // it was killed
	if r, err := s.Pull(t.Context(), c, book.Period{}, nil); err != nil || r.Refused != nil || len(r.Pulls) != 4 {
		t.Errorf("after its claim ended: %+v, %v", r, err)
	}
}

func TestASecondPullOfThisProcessIsTold(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 3)
	var inside Result
	if _, err := s.Pull(t.Context(), c, book.Period{}, func(book.Progress) {
		if r, err := s.Pull(t.Context(), c, book.Period{}, nil); err != nil || book.CodeOf(r.Refused) != codeUnderWay {
			t.Errorf("%+v, %v", r, err)
		} else {
			inside = r
		}
	}); err != nil || inside.Refused == nil {
		t.Errorf("%+v, %v", inside, err)
	}
}

func TestAClaimIsHeldWhileABillIsSlow(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5)
	if mine, err := s.renew(t.Context(), c.ID); err != nil || !mine {
		t.Fatal(mine, err)
	}
	s.now = s.now.Add(claim - time.Second)
	ctx, cancel := context.WithCancel(t.Context())
	renewed := make(chan struct{}, 1)
	s.book = counted{s.book, renewed}
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.hold(ctx, c.ID, time.Millisecond)
	}()
	held := func() bool { // until a moment that the first claim does not reach
		later := s.now.Add(2 * time.Second)
		mine, err := s.book.Claim(t.Context(), c.ID, "another process", later, later.Add(claim))
		if err != nil {
			t.Fatal(err)
		}
		return !mine
	}
	<-renewed
	if !held() {
		t.Error("the claim was not renewed")
	}
	cancel()
	<-done
	s.now = s.now.Add(claim + time.Second)
	if held() {
		t.Error("the claim is renewed though nobody pulls")
	}
}

// counted is a book that says when it was claimed.
type counted struct {
	Book
	claimed chan struct{}
}

func (b counted) Claim(ctx context.Context, id book.ConnectionID, owner string, now, until time.Time) (bool, error) {
	mine, err := b.Book.Claim(ctx, id, owner, now, until)
	select {
	case b.claimed <- struct{}{}:
	default:
	}
	return mine, err
}

func TestACancelledPullLetsOthersPull(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 5)
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := s.Pull(ctx, c, book.Period{}, func(p book.Progress) {
		if p.Done == 2 {
			cancel()
		}
	}); err == nil {
		t.Fatal("it went on")
	}
	if mine, err := s.book.Claim(t.Context(), c.ID, "another process", s.now, s.now.Add(claim)); err != nil || !mine {
		t.Errorf("after SIGTERM the connection is claimed still: %v", err)
	}
}
