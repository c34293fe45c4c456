package pull

import (
	"context"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Status is how far a connection has come.
type Status struct {
	Connection book.Connection
	Busy       bool          // it is being pulled
	Last       time.Time     // when a bill last came in, or was said to be empty
	LastDay    book.Day      // the newest day of all streams that is in
	Next       time.Time     // when it is tried next; zero: nothing is left to do
	Lag        int           // days up to yesterday that are not in
	Problem    *book.Problem // of the newest try, where that failed or is aside
	Waiting    int           // days whose bill is not made yet
	Aside      int           // days whose bill came but waits for the owner
	Days       []book.Pull   // by stream and day
}

// Statuses tells how far the connections have come, by name.
func (s *Service) Statuses(ctx context.Context) ([]Status, error) {
	all, err := s.book.Connections(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Status, 0, len(all))
	for _, c := range all {
		pulls, err := s.book.Pulls(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		var streams []channels.Stream
		if d := s.Driver(c.Provider); d != nil {
			streams = d.Streams()
		}
		st := status(c, streams, pulls, s.now())
		s.mu.Lock()
		st.Busy = s.busy[c.ID]
		s.mu.Unlock()
		out = append(out, st)
	}
	return out, nil
}

func status(c book.Connection, streams []channels.Stream, pulls []book.Pull, now time.Time) Status {
	today := dayIn(now)
	st := Status{Connection: c, Days: pulls}
	in := map[string]map[book.Day]bool{}
	var newest time.Time
	for i := range pulls {
		p := &pulls[i]
		switch p.State {
		case book.PullDone, book.PullEmpty, book.PullNever:
			if in[p.Stream] == nil {
				in[p.Stream] = map[book.Day]bool{}
			}
			in[p.Stream][p.Day] = true
			if p.At.After(st.Last) {
				st.Last = p.At
			}
		case book.PullWaiting:
			st.Waiting++
		case book.PullAside:
			st.Aside++
		}
		if p.At.After(newest) {
			newest, st.Problem = p.At, p.Problem
		}
	}
	for _, t := range tasks(&c, streams, pulls, now) {
		if st.Next.IsZero() || t.due.Before(st.Next) {
			st.Next = t.due
		}
	}
	for _, s := range streams { // tomorrow, today's bill
		if due := ready(&c, s, today); st.Next.IsZero() || due.Before(st.Next) {
			st.Next = due
		}
	}
	if rest := resting(pulls, now); rest.After(st.Next) {
		st.Next = rest
	}
	st.LastDay, st.Lag = reach(&c, streams, in, today)
	return st
}

// reach is the newest day that is in on all streams, and how many days up to
// yesterday are missing on one.
func reach(c *book.Connection, streams []channels.Stream, in map[string]map[book.Day]bool, today book.Day) (newest book.Day, lag int) {
	back := book.Day(0)
	for _, s := range streams {
		back = max(back, book.Day(s.Back))
	}
	for day := max(c.From, today-back); day < today; day++ {
		whole := true
		for _, s := range streams {
			whole = whole && (in[s.Name][day] || day < today-book.Day(s.Back))
		}
		if whole {
			newest = day
		} else {
			lag++
		}
	}
	return newest, lag
}
