package pull

import (
	"slices"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

func TestWhatIsBelievedOfDaysWithoutABill(t *testing.T) {
	morning, noon := clockAt(6, 9, 0), clockAt(6, 12, 0)
	bill := func(day book.Day, at time.Time) book.Pull {
		return book.Pull{Day: day, State: book.PullDone, At: at}
	}
	said := func(state book.PullState, day book.Day, at time.Time) book.Pull {
		return book.Pull{Day: day, State: state, At: at}
	}
	for name, c := range map[string]struct {
		pulls []book.Pull // what is judged is the last
		due   time.Time   // zero: believed
	}{
		"before the first bill":               {[]book.Pull{bill(march5, morning), said(book.PullNever, march5-1, morning)}, time.Time{}},
		"after the first bill":                {[]book.Pull{bill(march5-2, morning), said(book.PullNever, march5, morning)}, morning.Add(askAgain)},
		"no trade after the first bill":       {[]book.Pull{bill(march5-2, morning), said(book.PullEmpty, march5, morning)}, time.Time{}},
		"said before any bill came":           {[]book.Pull{bill(march5, noon), said(book.PullNever, march5-1, morning)}, morning},
		"no trade, said before any bill came": {[]book.Pull{bill(march5, noon), said(book.PullEmpty, march5-1, morning)}, morning},
		"without any bill":                    {[]book.Pull{said(book.PullNever, march5, morning)}, morning.Add(askAgain)},
		"no trade, without any bill":          {[]book.Pull{said(book.PullEmpty, march5, morning)}, morning.Add(askAgain)},
		"long ago, without any bill":          {[]book.Pull{said(book.PullNever, march5-20, morning)}, morning.Add(doubtLater)},
		"before a bill that waits for the owner": {[]book.Pull{
			{Day: march5, State: book.PullAside, At: morning, Next: noon}, said(book.PullNever, march5-1, morning)}, time.Time{}},
	} {
		for i := range c.pulls {
			c.pulls[i].Stream = "trade"
		}
		judged := c.pulls[len(c.pulls)-1].Day
		streams := []channels.Stream{{Name: "trade", Ready: 9 * time.Hour, Back: 60}}
		list := tasks(&book.Connection{From: judged}, streams, c.pulls, clockAt(6, 13, 0))
		i := slices.IndexFunc(list, func(x task) bool { return x.day == judged })
		switch {
		case c.due.IsZero() && i >= 0:
			t.Errorf("%s: asked again at %s", name, list[i].due)
		case !c.due.IsZero() && i < 0:
			t.Errorf("%s: believed", name)
		case i >= 0 && !list[i].due.Equal(c.due):
			t.Errorf("%s: asked again at %s, want %s", name, list[i].due, c.due)
		}
	}
}

// A new account, or one without the permission, is asked again every day, and for all
// that it had once a first bill comes.
func TestAChannelThatGotNothingGoesOnAsking(t *testing.T) {
	s := newShop(t)
	denies := true
	s.p.fail = func(string, book.Day) error {
		if denies {
			return &book.Problem{Code: channels.CodeNoBill}
		}
		return nil
	}
	s.connect(march5 - 19)
	s.catchUp()
	st := s.status()
	if len(s.imported) != 0 || st.LastDay != 0 || st.Billed != 0 || st.Unbilled != 20 || !st.Next.Equal(clockAt(7, 9, 0)) {
		t.Fatalf("nothing came: %+v", st)
	}
	if s.catchUp(); len(s.p.asked) != 20 {
		t.Errorf("asked again at once: %v", s.p.asked[20:])
	}
	s.now = clockAt(7, 12, 0)
	if s.catchUp(); len(s.p.asked) <= 21 || len(s.p.asked) > 29 {
		t.Errorf("a day later it asked %d times", len(s.p.asked)-20)
	}
	denies = false
	s.now = clockAt(8, 12, 0)
	s.catchUp()
	s.catchUp()
	if st = s.status(); len(s.imported) != 22 || st.Lag != 0 || st.LastDay != march5+2 || st.Billed != 22 || st.Unbilled != 0 {
		t.Errorf("%d bills are in: lag %d, last day %s, %d with and %d without a bill", len(s.imported), st.Lag, st.LastDay, st.Billed, st.Unbilled)
	}
	for text, n := range s.imported {
		if n != 1 {
			t.Errorf("%s came in %d times", text, n)
		}
	}
}

func TestDaysBeforeTheAccountAreBelieved(t *testing.T) {
	s := newShop(t)
	s.p.fail = func(_ string, day book.Day) error {
		if day < march5-2 {
			return &book.Problem{Code: channels.CodeNoBill}
		}
		return nil
	}
	s.connect(march5 - 9)
	s.catchUp()
	s.now = clockAt(20, 12, 0)
	s.catchUp()
	if st := s.status(); len(s.p.asked) != 24 || st.Lag != 0 || st.Billed != 17 || st.Unbilled != 7 {
		t.Errorf("asked %d times: %+v", len(s.p.asked), st)
	}
}

// status is that of the only connection.
func (s *shop) status() Status {
	s.t.Helper()
	all, err := s.Statuses(s.t.Context())
	if err != nil || len(all) != 1 {
		s.t.Fatal(all, err)
	}
	return all[0]
}
