package pull

import (
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

var march5 = book.NewDay(2026, 3, 5)

// clockAt is a moment of March 2026 in China.
func clockAt(day, hour, minute int) time.Time {
	return time.Date(2026, 3, day, hour, minute, 0, 0, channels.China())
}

func TestTasksAreWhatIsStillToCome(t *testing.T) {
	streams := []channels.Stream{{Name: "a", Ready: 9 * time.Hour, Back: 30}, {Name: "b", Ready: 10 * time.Hour, Back: 2}}
	c := &book.Connection{From: march5 - 4}
	pulls := []book.Pull{
		{Stream: "a", Day: march5, State: book.PullDone},
		{Stream: "a", Day: march5 - 1, State: book.PullWaiting, Next: clockAt(6, 9, 30)},
		{Stream: "a", Day: march5 - 2, State: book.PullAside},
		{Stream: "a", Day: march5 - 4, State: book.PullNever},
	}
	var got []string
	for _, x := range tasks(c, streams, pulls, clockAt(6, 11, 0)) {
		got = append(got, x.stream.Name+" "+x.day.String()+" "+x.due.Format("01-02 15:04"))
	}
	want := []string{"b 2026-03-05 03-06 10:00", "a 2026-03-04 03-06 09:30", "b 2026-03-04 03-05 10:00", "a 2026-03-02 03-03 09:00"}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("task %d is %s, want %s", i, got[i], want[i])
		}
	}
}

func TestReadyIsTheOwnersHourOrTheProviders(t *testing.T) {
	s := channels.Stream{Ready: 9 * time.Hour}
	for at, want := range map[string]time.Time{"": clockAt(6, 9, 0), "07:45": clockAt(6, 9, 0), "11:30": clockAt(6, 11, 30), "nonsense": clockAt(6, 9, 0)} {
		if got := ready(&book.Connection{At: at}, s, march5); !got.Equal(want) {
			t.Errorf("%q: %s", at, got)
		}
	}
}

func TestSettleSaysWhenToTryAgain(t *testing.T) {
	at := clockAt(6, 9, 0)
	for name, c := range map[string]struct {
		state     book.PullState
		before    book.Pull
		temporary bool
		want      time.Duration // 0: never
	}{
		"done":               {book.PullDone, book.Pull{}, false, 0},
		"none":               {book.PullNever, book.Pull{}, false, 0},
		"aside":              {book.PullAside, book.Pull{}, false, 24 * time.Hour},
		"waiting":            {book.PullWaiting, book.Pull{}, true, 30 * time.Minute},
		"empty":              {book.PullEmpty, book.Pull{}, false, 24 * time.Hour},
		"empty again":        {book.PullEmpty, book.Pull{State: book.PullEmpty}, false, 0},
		"failed":             {book.PullFailed, book.Pull{}, true, time.Minute},
		"failed often":       {book.PullFailed, book.Pull{Tries: 3}, true, 8 * time.Minute},
		"failed for long":    {book.PullFailed, book.Pull{Tries: 200}, true, 2 * time.Hour},
		"wants the owner":    {book.PullFailed, book.Pull{Tries: 1}, false, 6 * time.Hour},
		"failed, then in":    {book.PullDone, book.Pull{State: book.PullFailed, Tries: 5}, false, 0},
		"waited, then empty": {book.PullEmpty, book.Pull{State: book.PullWaiting}, false, 24 * time.Hour},
	} {
		p := book.Pull{State: c.state, Day: march5, At: at}
		settle(&p, c.before, c.temporary, 0)
		if got := p.Next; c.want == 0 && !got.IsZero() || c.want != 0 && !got.Equal(at.Add(c.want)) {
			t.Errorf("%s: next %s", name, got)
		}
		settle(&p, c.before, c.temporary, 1)
		if got := p.Next; c.want != 0 && got.Sub(at) != c.want*5/4 {
			t.Errorf("%s, spread: next after %s", name, got.Sub(at))
		}
	}
}

func TestStatusTellsLagAndNext(t *testing.T) {
	streams := []channels.Stream{{Name: "a", Ready: 9 * time.Hour, Back: 30}, {Name: "b", Ready: 10 * time.Hour, Back: 30}}
	c := book.Connection{From: march5 - 2}
	today := march5 + 1
	st := status(c, streams, nil, clockAt(6, 11, 0))
	if st.Lag != 3 || st.LastDay != 0 || !st.Next.Equal(clockAt(4, 9, 0)) {
		t.Errorf("nothing pulled: %+v", st)
	}
	var pulls []book.Pull
	for _, s := range streams {
		for day := c.From; day < today; day++ {
			pulls = append(pulls, book.Pull{Stream: s.Name, Day: day, State: book.PullDone, At: clockAt(6, 10, 5)})
		}
	}
	st = status(c, streams, pulls, clockAt(6, 11, 30))
	if st.Lag != 0 || st.LastDay != march5 || !st.Next.Equal(clockAt(7, 9, 0)) || !st.Last.Equal(clockAt(6, 10, 5)) || st.Problem != nil {
		t.Errorf("all in: %+v", st)
	}
	why := &book.Problem{Code: channels.CodeKeys}
	pulls[1] = book.Pull{Stream: "a", Day: march5 - 1, State: book.PullFailed, At: clockAt(6, 11, 0), Next: clockAt(6, 17, 0), Problem: why}
	st = status(c, streams, pulls, clockAt(6, 11, 30))
	if st.Lag != 1 || st.LastDay != march5 || st.Problem != why || !st.Next.Equal(clockAt(6, 17, 0)) {
		t.Errorf("one failed: %+v", st)
	}
}
