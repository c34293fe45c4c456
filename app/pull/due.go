package pull

import (
	"cmp"
	"slices"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// When the next try comes after one that did not bring the bill.
const (
	waitForBill = 30 * time.Minute // "not made yet"
	askAgain    = 24 * time.Hour   // "no trade that day" may mean "not made yet"
	firstRetry  = time.Minute      // after a failure, doubled with each
	lastRetry   = 2 * time.Hour
	needsOwner  = 6 * time.Hour // after one that the owner must cure

	// A bill that waits for the owner is looked at again, since the provider may mend
	// it: of the same bytes nothing is told again.
	asideSoon  = 24 * time.Hour
	asideLater = 7 * 24 * time.Hour // once its day is a week ago

	doubtYoung = 7 * 24 * time.Hour  // after a day: so long a "no bill" in doubt is asked for daily
	doubtLater = 30 * 24 * time.Hour // and then so often

	pendingAgain = 24 * time.Hour      // a bill with rows that are not settled
	pendingEnds  = 35 * 24 * time.Hour // after its day; PayPal takes back what nobody claimed in thirty days
)

// task is a day of a stream that is to be pulled, not before due.
type task struct {
	stream channels.Stream
	day    book.Day
	due    time.Time
	before book.Pull // the last try; zero for none
	asked  bool      // the owner asked for it
}

// tasks lists what of a connection is still to be pulled, newest day first: what the
// owner looks at in the morning comes before what fills up the past. Days that the
// provider has no more are left out, and those that it never had, unless that is in
// doubt.
func tasks(c *book.Connection, streams []channels.Stream, pulls []book.Pull, now time.Time) []task {
	today := dayIn(now)
	type key struct {
		stream string
		day    book.Day
	}
	last := make(map[key]book.Pull, len(pulls))
	for _, p := range pulls {
		last[key{p.Stream, p.Day}] = p
	}
	proved := proofOf(pulls)
	var all []task
	for _, s := range streams {
		for day := max(c.From, today-book.Day(s.Back)); day < today; day++ {
			t := task{stream: s, day: day, due: ready(c, s, day)}
			if p, tried := last[key{s.Name, day}]; tried {
				t.before, t.due = p, p.Next
				if t.due.IsZero() && proved.doubts(&p) {
					t.due = proved.due(&p)
				}
				if t.due.IsZero() {
					continue
				}
				if p.At.After(now) { // the clock was set back since
					t.due = now
				}
			}
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b task) int { return cmp.Compare(b.day, a.day) })
	return all
}

// dayIn is the day that it is in China at a moment.
func dayIn(now time.Time) book.Day { return book.DayOf(now.In(channels.China())) }

// ready is when the bill of a day may be asked for: when the provider has it, and not
// before the owner's hour of the day after.
func ready(c *book.Connection, s channels.Stream, day book.Day) time.Time {
	_, over := channels.DayBounds(day)
	after := s.Ready
	if at, err := time.Parse("15:04", c.At); err == nil {
		after = max(after, time.Duration(at.Hour())*time.Hour+time.Duration(at.Minute())*time.Minute)
	}
	return over.Add(after)
}

// resting is until when a connection is left alone: its newest try met what every
// other day would meet.
func resting(pulls []book.Pull, now time.Time) (until time.Time) {
	var newest *book.Pull
	for i := range pulls {
		if newest == nil || pulls[i].At.After(newest.At) {
			newest = &pulls[i]
		}
	}
	if newest == nil || !ends(newest) || newest.At.After(now) {
		return time.Time{}
	}
	return newest.Next
}

// settle fills in when a day is tried again, after a try that ended with a state.
// spread, from 0 to 1, keeps many shops from asking in the same second.
func settle(p *book.Pull, before book.Pull, temporary bool, spread float64) {
	p.Next = time.Time{}
	var wait time.Duration
	switch p.State {
	case book.PullWaiting:
		wait = waitForBill
	case book.PullAside: // the owner may have let it in, or the provider mended it
		wait = asideSoon
		if _, over := channels.DayBounds(p.Day); p.At.After(over.Add(asideLater)) {
			wait = asideLater
		}
	case book.PullEmpty:
		switch { // asked once more the day after, and then believed
		case before.State != book.PullEmpty:
			wait = askAgain
		case p.At.Before(before.Next):
			p.Next = before.Next
		}
	case book.PullFailed:
		p.Tries = before.Tries + 1
		wait = needsOwner
		if temporary {
			wait = min(lastRetry, firstRetry<<min(p.Tries-1, 10))
		}
	}
	if wait > 0 {
		p.Next = p.At.Add(wait + time.Duration(spread*float64(wait)/4))
	}
}

// again says when a day that is in, or empty, is asked for once more though nothing was
// wrong with it: some of its rows are not settled, or more may join them.
func (t task) again(p *book.Pull, pending int, spread float64) {
	if p.State != book.PullDone && p.State != book.PullEmpty || !p.Next.IsZero() {
		return
	}
	_, over := channels.DayBounds(p.Day)
	late := over.Add(t.stream.Late)
	switch {
	case pending > 0 && p.At.Before(over.Add(pendingEnds)):
		p.Next = p.At.Add(pendingAgain + time.Duration(spread*float64(pendingAgain)/4))
	case p.At.Before(late):
		p.Next = late.Add(time.Duration(spread * float64(time.Hour)))
	}
}
