package pull

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// held is a shop whose bill of a day waits for the owner.
func held(t *testing.T) *shop {
	t.Helper()
	s := newShop(t)
	s.connect(march5)
	s.answer = book.ReceiptHeld
	r := s.catchUp()
	if p := r[0].Pulls[0]; p.State != book.PullAside || p.Problem.Code != "bill_held" || p.Next.IsZero() || p.SHA256 == "" {
		t.Fatalf("pulled %+v", p)
	}
	s.mustLie()
	s.p.asked = nil
	return s
}

// mustLie fails where the bill that waits does not lie on disk.
func (s *shop) mustLie() {
	s.t.Helper()
	if left, _ := filepath.Glob(filepath.Join(s.dir, "*", "bill-2026-03-05.csv")); len(left) != 1 {
		s.t.Errorf("on disk: %v", left)
	}
}

// mustWait fails where march5 is not told to wait for the owner.
func (s *shop) mustWait() {
	s.t.Helper()
	st, err := s.Statuses(s.t.Context())
	if err != nil || st[0].Aside == 0 || st[0].Lag == 0 || st[0].Days[0].Problem == nil || st[0].Days[0].Problem.Code != "bill_held" {
		s.t.Errorf("status %+v, %v", st, err)
	}
	s.mustLie()
}

func TestABillThatWaitsIsNotHeldAgainAndAgain(t *testing.T) {
	s := held(t)
	for range 23 {
		s.now = s.now.Add(time.Hour)
		s.p.fail = func(_ string, day book.Day) error { return &book.Problem{Code: channels.CodeNotReady} }
		s.catchUp()
	}
	for _, day := range s.p.asked {
		if day == march5.String() {
			t.Error("asked for within a day")
		}
	}
	s.p.fail = nil
	s.now = s.now.Add(12 * time.Hour) // the next day: the same bytes
	if s.catchUp(); s.imported["bill of 2026-03-05"] != 1 {
		t.Errorf("brought again: %v", s.imported)
	}
	s.mustWait()
}

func TestABillThatTheProviderMendedIsBroughtAgain(t *testing.T) {
	s := held(t)
	pulls, err := s.book.Pulls(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	pulls[0].SHA256 = "of other bytes"
	if err := s.book.SavePull(t.Context(), &pulls[0]); err != nil {
		t.Fatal(err)
	}
	s.answer, s.now = book.ReceiptApplied, s.now.Add(31*time.Hour)
	if s.catchUp(); s.imported["bill of 2026-03-05"] != 2 {
		t.Errorf("brought: %v", s.imported)
	}
}

func TestABillThatTheOwnerLetInIsDoneAtOnce(t *testing.T) {
	for name, b := range map[string]func(p book.Pull) book.Batch{
		"by its bytes": func(p book.Pull) book.Batch { return book.Batch{SHA256: p.SHA256, File: "renamed.csv", At: p.At} },
		"as a zip": func(p book.Pull) book.Batch {
			return book.Batch{SHA256: "of the member", File: "bill-2026-03-05.csv!a.csv", At: p.At}
		},
	} {
		s := held(t)
		pulls, err := s.book.Pulls(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		s.batches = []book.Batch{b(pulls[0])}
		s.answer, s.now = book.ReceiptKnown, s.now.Add(time.Minute)
		s.catchUp()
		if left, _ := os.ReadDir(s.dir); s.imported["bill of 2026-03-05"] != 2 || len(left) != 0 {
			t.Errorf("%s: %v, on disk %v", name, s.imported, left)
		}
		if st, err := s.Statuses(t.Context()); err != nil || st[0].Aside != 0 || st[0].Lag != 0 {
			t.Errorf("%s: %+v, %v", name, st, err)
		}
	}
}

func TestTheOwnerMayAskForABillThatWaits(t *testing.T) {
	s := held(t)
	c, err := s.Find(t.Context(), "支付宝")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Pull(t.Context(), c, book.Period{}, nil); err != nil || s.imported["bill of 2026-03-05"] != 2 {
		t.Errorf("%v, %v", s.imported, err)
	}
}

func TestWhatWaitsStaysWhenAskingAgainFails(t *testing.T) {
	s := held(t)
	s.p.fail = func(string, book.Day) error { return &book.Problem{Code: channels.CodeUnavailable} }
	s.now = s.now.Add(31 * time.Hour)
	s.catchUp()
	s.mustWait()
}

// TestABillThatIsNotWhatWasAskedForIsNotHammered: its rows are in the book all the same,
// which is no word of the owner's.
func TestABillThatIsNotWhatWasAskedForIsNotHammered(t *testing.T) {
	s := newShop(t)
	s.connect(march5)
	s.format = "alipay.account"
	r := s.catchUp()
	if p := r[0].Pulls[0]; p.State != book.PullAside || p.Problem.Code != "bill_other" {
		t.Fatalf("%+v", p)
	}
	s.batches = []book.Batch{{SHA256: r[0].Pulls[0].SHA256, At: s.now.Add(-time.Second)}}
	for range 60 {
		s.now = s.now.Add(time.Minute)
		s.catchUp()
	}
	if n := s.imported["bill of 2026-03-05"]; n != 1 {
		t.Errorf("brought %d times", n)
	}
}
