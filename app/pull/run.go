package pull

import (
	"context"
	"errors"
	"slices"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Result is what a pull brought.
type Result struct {
	Connection string
	Pulls      []book.Pull // what was tried, newest day first
	Receipts   []book.Receipt
	Problem    *book.Problem // why it ended early
	Stopped    bool          // the owner stopped it: see Stop
	Refused    *book.Problem // another pull of the connection is under way: nothing was done. "pull_under_way", "pull_elsewhere"
}

// CatchUp pulls what is due now on the connections that are not paused, one after
// the other.
func (s *Service) CatchUp(ctx context.Context, progress func(book.Progress)) ([]Result, error) {
	all, err := s.book.Connections(ctx)
	if err != nil {
		return nil, err
	}
	unmatched := s.match(ctx) // what failed before: it keeps no bill from coming in
	var results []Result
	for _, c := range all {
		if c.Paused || s.stopped(c.ID).After(s.now()) {
			continue
		}
		lost, err := s.NeedsKeys(ctx, c.ID)
		if err != nil {
			return results, err
		}
		if lost { // which Statuses tells: not again every minute
			continue
		}
		pulls, err := s.book.Pulls(ctx, c.ID)
		if err != nil {
			return results, err
		}
		if err := s.answered(ctx, pulls); err != nil {
			return results, err
		}
		if _, rests := s.hurdle(c.ID); rests || resting(pulls, s.now()).After(s.now()) {
			continue
		}
		r, err := s.pull(ctx, c, false, func(t *task) bool { return !t.due.After(s.now()) }, nil, progress)
		if err != nil {
			return results, err
		}
		if r.Connection != "" && r.Refused == nil {
			results = append(results, r)
		}
	}
	return results, unmatched
}

// Pull pulls some days of a connection now, also such as came in already: what
// changed since then comes as changed rows. One that another is in the way of is
// refused, which its result tells. A zero period is what is still to come
// up to yesterday, due or not, but for what is in and only to be looked at once more.
func (s *Service) Pull(ctx context.Context, c book.Connection, p book.Period, progress func(book.Progress)) (Result, error) {
	if p == (book.Period{}) {
		return s.pull(ctx, c, true, func(t *task) bool {
			t.asked = true
			return t.before.State != book.PullDone || !t.due.After(s.now())
		}, nil, progress)
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
			t := task{stream: stream, day: day, asked: true}
			if i := slices.IndexFunc(pulls, func(p book.Pull) bool { return p.Stream == stream.Name && p.Day == day }); i >= 0 {
				t.before = pulls[i]
			}
			again = append(again, t)
		}
	}
	return s.pull(ctx, c, true, nil, again, progress)
}

// pull pulls given days of a connection, or those of its tasks that wants picks, asked
// for by the owner or by the schedule.
func (s *Service) pull(ctx context.Context, c book.Connection, asked bool, wants func(*task) bool, given []task, progress func(book.Progress)) (r Result, err error) {
	ctx, begun := s.begin(ctx, c.ID, asked)
	if !begun {
		return refused(c.Name, codeUnderWay), nil
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
	mine, let, err := s.lease(ctx, c.ID)
	switch {
	case err != nil:
		return r, err
	case !mine:
		return refused(c.Name, codeElsewhere), nil
	}
	defer func() {
		if freed := let(); err == nil {
			err = freed
		}
	}()
	r.Connection = c.Name
	err = s.client(ctx, c, func(_ channels.Driver, client channels.Client) error {
		return s.days(ctx, &c, client, list, &r, progress)
	})
	if r.Stopped = errors.Is(context.Cause(ctx), errStopped); r.Stopped && errors.Is(err, context.Canceled) {
		err = nil
	}
	var p *book.Problem
	if errors.As(err, &p) && (r.Stopped || ctx.Err() == nil) {
		r.Problem, err = p, nil
	}
	return r, err
}

// refused is the result of a pull that was not begun.
func refused(name, code string) Result {
	return Result{Connection: name, Refused: &book.Problem{Code: code, Args: []string{name}}}
}

// codeWhich is the problem of a bill whose channel the owner must say.
const codeWhich = "which_channel"

// ends tells whether the next day would meet what this one did: a wrong key is not
// tried a thousand times, and which channel the rows belong to is asked once.
func ends(p *book.Pull) bool {
	switch p.State {
	case book.PullFailed:
		return p.Problem.Code != channels.CodeDamaged && p.Problem.Code != channels.CodeUnexpected
	case book.PullAside:
		return p.Problem.Code == codeWhich
	}
	return false
}

// wanted lists the tasks of a connection that want picks.
func (s *Service) wanted(ctx context.Context, c *book.Connection, wants func(*task) bool) ([]task, error) {
	d := s.Driver(c.Provider)
	if d == nil {
		return nil, &book.Problem{Code: "connection_provider", Args: []string{c.Provider}}
	}
	pulls, err := s.book.Pulls(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	var list []task
	for _, t := range tasks(c, d.Streams(), pulls, s.now()) {
		if wants(&t) {
			list = append(list, t)
		}
	}
	return s.standing(ctx, list)
}

// longest is how long Run sleeps at most: a machine that wakes up, or a clock that
// was set, is noticed by then.
const longest = 10 * time.Minute

// idle is how long Run sleeps at least where nothing could be tried, due or not: a
// passphrase is missing, or another process pulls.
const idle = time.Minute

// Run pulls what is due, whenever it is, until the context ends; told is called after
// each round with what it brought, progress not more often than once a second.
func (s *Service) Run(ctx context.Context, progress func(book.Progress), told func([]Result, error)) {
	progress = s.paced(progress)
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
