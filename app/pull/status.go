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
	NeedsKeys  bool          // its secrets are gone: see Service.NeedsKeys
	Stopped    bool          // the owner stopped its pull: it goes on at Next
	Last       time.Time     // when a bill last came in, or was said to be empty
	LastDay    book.Day      // the newest day of all streams that is in; 0 while no bill came at all
	Next       time.Time     // when it is tried next; zero: nothing is left to do
	Lag        int           // days up to yesterday that are not in; none of those without a bill, while no bill came at all
	Billed     int           // days with a bill that is in
	Unbilled   int           // days that the provider says it has no bill of, on any stream
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
		if st.NeedsKeys, err = s.NeedsKeys(ctx, c.ID); err != nil {
			return nil, err
		}
		s.mu.Lock()
		st.Busy = s.busy[c.ID] != nil
		s.mu.Unlock()
		if met, rests := s.hurdle(c.ID); rests {
			st.Problem, st.Next = met.Problem, later(met.Next, st.Next)
		}
		if until := s.stopped(c.ID); until.After(s.now()) {
			st.Stopped, st.Next = true, until
		}
		out = append(out, st)
	}
	return out, nil
}

func status(c book.Connection, streams []channels.Stream, pulls []book.Pull, now time.Time) Status {
	today := dayIn(now)
	st := Status{Connection: c, Days: pulls}
	in := map[string]map[book.Day]bool{}
	proved := proofOf(pulls)
	var newest time.Time
	for i := range pulls {
		p := &pulls[i]
		switch p.State {
		case book.PullDone, book.PullEmpty, book.PullNever:
			if in[p.Stream] == nil {
				in[p.Stream] = map[book.Day]bool{}
			}
			in[p.Stream][p.Day] = proved.day == 0 || p.State != book.PullNever || !proved.doubts(p)
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
	st.Next = later(st.Next, resting(pulls, now))
	st.Billed, st.Unbilled = billed(pulls)
	if st.LastDay, st.Lag = reach(&c, streams, in, today); proved.day == 0 {
		st.LastDay = 0 // that nothing is there is no reason to think that all is
	}
	return st
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// billed counts the days with a bill that is in, and those that the provider has none of.
func billed(pulls []book.Pull) (with, without int) {
	some := map[book.Day]bool{}
	none := map[book.Day]bool{}
	for i := range pulls {
		switch p := &pulls[i]; p.State {
		case book.PullDone:
			some[p.Day] = true
		case book.PullEmpty, book.PullNever:
			if _, told := none[p.Day]; !told {
				none[p.Day] = true
			}
		default:
			none[p.Day] = false // not known yet
		}
	}
	for day, is := range none {
		if is && !some[day] {
			without++
		}
	}
	return len(some), without
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
