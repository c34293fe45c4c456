package pull

import (
	"context"
	"errors"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// TestOneEmptyAnswerSettlesNoRows: a bill whose rows are pending is asked for on, though
// the provider once said that there was no trade.
func TestOneEmptyAnswerSettlesNoRows(t *testing.T) {
	s := newShop(t)
	s.p.pending = 3
	s.connect(march5)
	s.catchUp()
	s.p.fail = func(string, book.Day) error { return &book.Problem{Code: channels.CodeNoTrade} }
	s.now = s.now.Add(40 * time.Hour)
	s.catchUp()
	s.p.fail, s.p.pending = nil, 0
	for range 3 {
		s.now = s.now.Add(24 * time.Hour)
		s.catchUp()
	}
	if n := s.imported["bill of "+march5.String()]; n != 2 {
		t.Errorf("the bill came in %d times, want once more when its rows had settled", n)
	}
}

// TestARefusedKeyIsToldBehindDaysThatWait: nor is it tried once for each of them.
func TestARefusedKeyIsToldBehindDaysThatWait(t *testing.T) {
	refused := func(string, book.Day) error { return &book.Problem{Code: channels.CodeKeys} }
	for name, begin := range map[string]func(*shop){
		"waiting for the owner": func(s *shop) { s.answer = book.ReceiptHeld },
		"in, with rows pending": func(s *shop) { s.p.pending = 3 },
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			begin(s)
			c := s.connect(march5 - 9)
			s.catchUp()
			s.p.asked, s.p.fail = nil, refused
			s.now = s.now.Add(32 * time.Hour) // the running day's bill is due as well
			pulls, err := s.book.Pulls(t.Context(), c.ID)
			if err != nil {
				t.Fatal(err)
			}
			for i := range pulls {
				pulls[i].Next = s.now.Add(-time.Hour)
				if err := s.book.SavePull(t.Context(), &pulls[i]); err != nil {
					t.Fatal(err)
				}
			}
			c.From = march5 - 9
			var told int
			for range 10 {
				for _, r := range s.catchUp() {
					if book.CodeOf(r.Problem) == channels.CodeKeys {
						told++
					}
				}
				s.now = s.now.Add(time.Minute)
			}
			st, err := s.Statuses(t.Context())
			if err != nil || told != 1 || len(s.p.asked) != 1 || book.CodeOf(st[0].Problem) != channels.CodeKeys || !st[0].Next.After(s.now.Add(time.Hour)) {
				t.Errorf("asked %v, told %d times, status %v until %v, %v", s.p.asked, told, st[0].Problem, st[0].Next, err)
			}
			s.p.fail = nil
			if r, err := s.Pull(t.Context(), c, book.Period{}, nil); err != nil || r.Problem != nil || len(r.Pulls) == 0 {
				t.Errorf("the owner's own pull: %+v, %v", r, err)
			}
		})
	}
}

// TestWhatWasTakenOutStaysOut: a later look at a day brings nothing back that the owner
// took out of the book, but their own pull does.
func TestWhatWasTakenOutStaysOut(t *testing.T) {
	s := newShop(t)
	s.p.late = 5 * 24 * time.Hour
	c := s.connect(march5)
	s.catchUp()
	pulls, err := s.book.Pulls(t.Context(), c.ID)
	if err != nil || len(pulls) != 1 {
		t.Fatal(pulls, err)
	}
	s.batches = []book.Batch{{SHA256: pulls[0].SHA256, At: s.now, Undone: s.now.Add(time.Hour)}}
	for range 20 {
		s.now = s.now.Add(24 * time.Hour)
		s.catchUp()
	}
	if n := s.imported["bill of "+march5.String()]; n != 1 {
		t.Errorf("the bill came in %d times", n)
	}
	if _, err := s.Pull(t.Context(), c, book.Period{From: march5, To: march5}, nil); err != nil {
		t.Fatal(err)
	}
	if n := s.imported["bill of "+march5.String()]; n != 2 {
		t.Errorf("with the owner's own pull the bill came in %d times", n)
	}
}

// TestAMatchThatFailedIsMadeUpFor by the next round, though nothing new came in.
func TestAMatchThatFailedIsMadeUpFor(t *testing.T) {
	s := newShop(t)
	matched, busy := 0, errors.New("busy")
	s.opt.Match = func(context.Context) error {
		matched++
		return busy
	}
	s.connect(march5)
	if _, err := s.CatchUp(t.Context(), nil); !errors.Is(err, busy) {
		t.Fatalf("the match failed untold: %v", err)
	}
	busy = nil
	for range 3 {
		s.now = s.now.Add(10 * time.Minute)
		s.catchUp()
	}
	if matched != 2 {
		t.Errorf("matched %d times, want once more and then not again", matched)
	}
}

// TestARefusedPullDoesNotEndAStop: what the owner stopped stays stopped.
func TestARefusedPullDoesNotEndAStop(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 4)
	var r Result
	s.p.fail = func(_ string, day book.Day) (err error) {
		if day == march5-1 {
			s.Stop(c)
			r, err = s.Pull(t.Context(), c, book.Period{}, nil)
		}
		return err
	}
	s.catchUp()
	if r.Refused == nil {
		t.Fatalf("two pulls at a time: %+v", r)
	}
	s.p.fail = nil
	s.now = s.now.Add(time.Minute)
	s.catchUp()
	if len(s.imported) != 1 {
		t.Errorf("it went on: %v", s.imported)
	}
}

// TestRemovingEndsAPull: what is just coming in is the last.
func TestRemovingEndsAPull(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 4)
	s.p.fail = func(_ string, day book.Day) error {
		if day == march5-2 {
			return s.Remove(t.Context(), c.ID)
		}
		return nil
	}
	if _, err := s.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if len(s.imported) != 2 {
		t.Errorf("bills came in of %v", s.imported)
	}
}
