package pull

import (
	"context"
	"errors"
	"slices"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// claim is for how long a process may pull for a connection before another may think
// that it died.
const claim = 10 * time.Minute

// Result is what a pull brought.
type Result struct {
	Connection string
	Pulls      []book.Pull // what was tried, newest day first
	Receipts   []book.Receipt
	Problem    *book.Problem // why it ended early
}

// CatchUp pulls what is due now on the connections that are not paused, one after
// the other.
func (s *Service) CatchUp(ctx context.Context, progress func(book.Progress)) ([]Result, error) {
	all, err := s.book.Connections(ctx)
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, c := range all {
		if c.Paused {
			continue
		}
		pulls, err := s.book.Pulls(ctx, c.ID)
		if err != nil {
			return results, err
		}
		if resting(pulls, s.now()).After(s.now()) {
			continue
		}
		r, err := s.pull(ctx, c, func(t task) bool { return !t.due.After(s.now()) }, nil, progress)
		if err != nil {
			return results, err
		}
		if r.Connection != "" {
			results = append(results, r)
		}
	}
	return results, nil
}

// Pull pulls some days of a connection now, also such as came in already: what
// changed since then comes as changed rows. A zero period is what is still to come
// up to yesterday, due or not.
func (s *Service) Pull(ctx context.Context, c book.Connection, p book.Period, progress func(book.Progress)) (Result, error) {
	if p == (book.Period{}) {
		return s.pull(ctx, c, func(task) bool { return true }, nil, progress)
	}
	d := s.Driver(c.Provider)
	if d == nil {
		return Result{}, &book.Problem{Code: "connection_provider", Args: []string{c.Provider}}
	}
	pulls, err := s.book.Pulls(ctx, c.ID)
	if err != nil {
		return Result{}, err
	}
	var again []task
	for _, stream := range d.Streams() {
		for day := min(p.To, s.today()-1); day >= p.From; day-- {
			t := task{stream: stream, day: day}
			if i := slices.IndexFunc(pulls, func(p book.Pull) bool { return p.Stream == stream.Name && p.Day == day }); i >= 0 {
				t.before = pulls[i]
			}
			again = append(again, t)
		}
	}
	return s.pull(ctx, c, nil, again, progress)
}

// pull pulls given days of a connection, or those of its tasks that want picks.
func (s *Service) pull(ctx context.Context, c book.Connection, wants func(task) bool, given []task, progress func(book.Progress)) (r Result, err error) {
	if !s.begin(c.ID) {
		return r, nil
	}
	defer s.end(c.ID)
	list := given
	if wants != nil {
		if list, err = s.wanted(ctx, &c, wants); err != nil {
			return r, err
		}
	}
	if len(list) == 0 {
		return r, nil
	}
	now := s.now()
	if mine, err := s.book.Claim(ctx, c.ID, s.token, now, now.Add(claim)); err != nil || !mine {
		return r, err
	}
	defer func() {
		if freed := s.book.Release(context.WithoutCancel(ctx), c.ID, s.token); err == nil {
			err = freed
		}
	}()
	r.Connection = c.Name
	err = s.client(ctx, c, func(_ channels.Driver, client channels.Client) error {
		return s.days(ctx, &c, client, list, &r, progress)
	})
	var p *book.Problem
	if errors.As(err, &p) && ctx.Err() == nil {
		r.Problem, err = p, nil
	}
	return r, err
}

// ends tells whether the next day would meet what this one did: a wrong key is not
// tried a thousand times, and which channel the rows belong to is asked once.
func ends(p *book.Pull) bool {
	switch p.State {
	case book.PullFailed:
		return p.Problem.Code != channels.CodeDamaged && p.Problem.Code != channels.CodeUnexpected
	case book.PullAside:
		return p.Problem.Code == "which_channel"
	}
	return false
}

// days pulls one day after the other.
func (s *Service) days(ctx context.Context, c *book.Connection, client channels.Client, list []task, r *Result, progress func(book.Progress)) error {
	for i, t := range list {
		if progress != nil {
			progress(book.Progress{Stage: "pull", What: c.Name + " " + t.day.String(), Done: int64(i), Total: int64(len(list))})
		}
		now := s.now()
		if mine, err := s.book.Claim(ctx, c.ID, s.token, now, now.Add(claim)); err != nil || !mine { // hold it on
			return err // else another program took over, or the connection is gone
		}
		p, receipts, err := s.day(ctx, c, client, t)
		r.Receipts = append(r.Receipts, receipts...)
		if err != nil {
			return err
		}
		r.Pulls = append(r.Pulls, p)
		if ends(&p) {
			return p.Problem
		}
	}
	return nil
}

// wanted lists the tasks of a connection that want picks.
func (s *Service) wanted(ctx context.Context, c *book.Connection, wants func(task) bool) ([]task, error) {
	d := s.Driver(c.Provider)
	if d == nil {
		return nil, &book.Problem{Code: "connection_provider", Args: []string{c.Provider}}
	}
	pulls, err := s.book.Pulls(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(tasks(c, d.Streams(), pulls, s.now()), func(t task) bool { return !wants(t) }), nil
}

// begin tells whether nothing else of this process pulls for the connection.
func (s *Service) begin(id book.ConnectionID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy[id] {
		return false
	}
	s.busy[id] = true
	return true
}

func (s *Service) end(id book.ConnectionID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.busy, id)
}

// longest is how long Run sleeps at most: a machine that wakes up, or a clock that
// was set, is noticed by then.
const longest = 10 * time.Minute

// idle is how long Run sleeps at least where nothing could be tried, due or not: a
// passphrase is missing, or another process pulls.
const idle = time.Minute

// Run pulls what is due, whenever it is, until the context ends; told is called after
// each pull with what it brought.
func (s *Service) Run(ctx context.Context, progress func(book.Progress), told func([]Result, error)) {
	for ctx.Err() == nil {
		woken := s.woken()
		results, err := s.CatchUp(ctx, progress)
		if ctx.Err() != nil {
			return
		}
		if len(results) > 0 || err != nil {
			told(results, err)
		}
		pause := s.untilNext(ctx)
		if !slices.ContainsFunc(results, func(r Result) bool { return len(r.Pulls) > 0 }) {
			pause = max(pause, idle)
		}
		s.wait(ctx, pause, woken)
	}
}

// untilNext is how long nothing is due, at least a second and at most longest.
func (s *Service) untilNext(ctx context.Context) time.Duration {
	wait := longest
	statuses, err := s.Statuses(ctx)
	if err != nil {
		return wait
	}
	for _, st := range statuses {
		if !st.Next.IsZero() && !st.Connection.Paused {
			wait = min(wait, st.Next.Sub(s.now()))
		}
	}
	return max(wait, time.Second)
}
