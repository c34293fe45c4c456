package pull

import (
	"errors"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

func TestNotReadyNoTradeAndNoneAreToldApart(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 2)
	delete(s.p.trades, march5-1)
	s.p.fail = func(_ string, day book.Day) error {
		switch {
		case day == march5-2:
			return &book.Problem{Code: channels.CodeNoBill}
		case day == march5 && s.now.Before(clockAt(6, 11, 30)):
			return &book.Problem{Code: channels.CodeNotReady}
		}
		return nil
	}
	s.catchUp()
	states := func() map[book.Day]book.PullState {
		pulls, err := s.book.Pulls(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		got := map[book.Day]book.PullState{}
		for _, p := range pulls {
			got[p.Day] = p.State
		}
		return got
	}
	if got := states(); got[march5] != book.PullWaiting || got[march5-1] != book.PullEmpty || got[march5-2] != book.PullNever {
		t.Errorf("states %v", got)
	}
	s.now = clockAt(6, 12, 0)
	if s.catchUp(); states()[march5] != book.PullDone {
		t.Errorf("after half an hour %v", states())
	}
	s.p.trades[march5-1] = "bill of " + (march5 - 1).String() // it was made late
	s.now = clockAt(7, 18, 0)
	if s.catchUp(); states()[march5-1] != book.PullDone {
		t.Errorf("the day after %v", states())
	}
	asked := len(s.p.asked)
	s.now = clockAt(8, 8, 0)
	if s.catchUp(); len(s.p.asked) != asked {
		t.Errorf("still asks for %v", s.p.asked[asked:])
	}
}

func TestFailuresAreTriedAgainAndAWrongKeyIsNotTriedOnEveryDay(t *testing.T) {
	s := newShop(t)
	s.connect(march5 - 5)
	bad := 2
	s.p.fail = func(string, book.Day) error {
		if bad--; bad >= 0 {
			return &book.Problem{Code: channels.CodeUnavailable}
		}
		return nil
	}
	if s.catchUp(); len(s.imported) != 6 { // two failures are got over at once
		t.Errorf("%d bills came in", len(s.imported))
	}
	s.now = clockAt(7, 9, 0)
	s.p.fail = func(string, book.Day) error { return &book.Problem{Code: channels.CodeKeys} }
	s.p.asked = nil
	r := s.catchUp()
	if len(s.p.asked) != 1 || len(r) != 1 || r[0].Problem.Code != channels.CodeKeys {
		t.Errorf("asked %v, told %+v", s.p.asked, r)
	}
	st, err := s.Statuses(t.Context())
	if err != nil || st[0].Problem == nil || st[0].Problem.Code != channels.CodeKeys || st[0].Lag != 1 {
		t.Errorf("status %+v, %v", st, err)
	}
}

func TestWhatIsInStaysInThoughAskingAgainFails(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5)
	s.catchUp()
	s.p.fail = func(string, book.Day) error { return &book.Problem{Code: channels.CodePermission} }
	r, err := s.Pull(t.Context(), c, book.Period{From: march5, To: march5}, nil)
	if err != nil || r.Problem == nil || r.Problem.Code != channels.CodePermission {
		t.Errorf("%+v, %v", r, err)
	}
	if st, err := s.Statuses(t.Context()); err != nil || st[0].Lag != 0 || st[0].LastDay != march5 {
		t.Errorf("%+v, %v", st, err)
	}
}

func TestAWrongKeyIsNotHammered(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5 - 20)
	s.p.fail = func(string, book.Day) error { return &book.Problem{Code: channels.CodeKeys} }
	for range 300 { // five hours of a window left open
		s.catchUp()
		s.now = s.now.Add(time.Minute)
	}
	if len(s.p.asked) != 1 {
		t.Errorf("asked %d times", len(s.p.asked))
	}
	if st, err := s.Statuses(t.Context()); err != nil || !st[0].Next.After(s.now) {
		t.Errorf("next %v, %v", st[0].Next, err)
	}
	s.p.fail, s.p.asked = nil, nil
	if _, err := s.Connect(t.Context(), c, channels.Account{Fields: map[string]string{"id": "1", "secret": "hush"}}); err != nil {
		t.Fatal(err)
	}
	if s.catchUp(); len(s.imported) != 21 {
		t.Errorf("with new keys %d bills came in", len(s.imported))
	}
}

func TestAnImportThatFailsBlocksNothingElse(t *testing.T) {
	s := newShop(t)
	s.connect(march5)
	s.broken = errors.New("disk full")
	r := s.catchUp()
	if p := r[0].Pulls[0]; p.State != book.PullFailed || p.Problem.Code != "pull_import" || p.Next.IsZero() {
		t.Errorf("%+v", p)
	}
	s.broken, s.now = nil, s.now.Add(8*time.Hour)
	if s.catchUp(); s.imported["bill of 2026-03-05"] != 2 {
		t.Errorf("afterwards %v", s.imported)
	}
}

func TestABillOfAnotherDayOrKindIsNotWhatWasAskedFor(t *testing.T) {
	of := func(day book.Day, state book.ReceiptState, format string) []book.Receipt {
		return []book.Receipt{{State: state, Format: format, Covers: book.Coverage{Period: book.Period{From: day, To: day}}}}
	}
	const trade, account = "alipay.trade", "alipay.account"
	for name, c := range map[string]struct {
		receipts []book.Receipt
		want     book.PullState
	}{
		"the day's": {of(march5, book.ReceiptApplied, trade), book.PullDone}, "known": {of(march5, book.ReceiptKnown, trade), book.PullDone},
		"another's": {of(march5-1, book.ReceiptApplied, trade), book.PullAside}, "a summary alone": {of(march5, book.ReceiptSkipped, trade), book.PullAside}, "nothing": {nil, book.PullAside},
		"another kind":            {of(march5, book.ReceiptApplied, account), book.PullAside},
		"both":                    {append(of(march5, book.ReceiptKnown, account), of(march5, book.ReceiptApplied, trade)...), book.PullDone},
		"the kind of another day": {append(of(march5, book.ReceiptApplied, account), of(march5-1, book.ReceiptApplied, trade)...), book.PullAside},
	} {
		got, why := outcome(c.receipts, march5, formatOf("alipay", "trade"))
		if got != c.want || (why == nil) != (got == book.PullDone) {
			t.Errorf("%s: %s, %v", name, got, why)
		}
	}
}

func TestAClockThatWasSetBackHoldsNothingUp(t *testing.T) {
	s := newShop(t)
	s.connect(march5)
	s.now = clockAt(6, 11, 0).AddDate(1, 0, 0)
	s.p.fail = func(string, book.Day) error { return &book.Problem{Code: channels.CodePermission} }
	s.catchUp()
	s.p.fail, s.now = nil, clockAt(6, 11, 0)
	if s.catchUp(); s.imported["bill of 2026-03-05"] != 1 {
		t.Errorf("came in: %v", s.imported)
	}
}

func TestEmptyIsBelievedOnlyTheDayAfter(t *testing.T) {
	s := newShop(t)
	c := s.connect(march5)
	bill := s.p.trades[march5]
	delete(s.p.trades, march5)
	s.catchUp()
	for range 3 { // the owner asks at once, again and again
		if _, err := s.Pull(t.Context(), c, book.Period{}, nil); err != nil {
			t.Fatal(err)
		}
	}
	s.p.trades[march5], s.now = bill, s.now.Add(31*time.Hour)
	if s.catchUp(); s.imported[bill] != 1 {
		t.Errorf("came in: %v", s.imported)
	}
}

// TestALaterLookEnds: a provider that lets rows join a bill is asked for each day once
// more, and not much oftener where that brings nothing.
func TestALaterLookEnds(t *testing.T) {
	for name, x := range map[string]struct {
		fail error
		most int // tries of the later look
	}{
		"as it was":  {nil, 1},
		"no trade":   {&book.Problem{Code: channels.CodeNoTrade}, 10}, // daily, while its rows may still settle
		"none":       {&book.Problem{Code: channels.CodeNoBill}, 1},
		"permission": {&book.Problem{Code: channels.CodePermission}, 4 * 10},
	} {
		s := newShop(t)
		s.p.late = 5 * 24 * time.Hour
		s.connect(march5)
		s.catchUp()
		s.p.fail = func(_ string, day book.Day) error {
			if day == march5 {
				return x.fail
			}
			return &book.Problem{Code: channels.CodeNoBill}
		}
		s.p.asked = nil
		asked := func() (n int) {
			for _, day := range s.p.asked {
				if day == march5.String() {
					n++
				}
			}
			return n
		}
		for s.now = clockAt(7, 11, 0); s.now.Before(clockAt(10, 23, 0)); s.now = s.now.Add(time.Hour) {
			s.catchUp()
		}
		if asked() != 0 {
			t.Errorf("%s: asked before it is time", name)
		}
		for ; s.now.Before(clockAt(20, 23, 0)); s.now = s.now.Add(time.Hour) {
			s.catchUp()
		}
		if n := asked(); n == 0 || n > x.most {
			t.Errorf("%s: asked %d times in ten days", name, n)
		}
		if st, err := s.Statuses(t.Context()); err != nil || st[0].Days[0].State != book.PullDone {
			t.Errorf("%s: %+v, %v", name, st[0].Days[0], err)
		}
	}
}
