package pull

import (
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// proof is what the bills of a connection prove: that there is an account, and from
// which day on. Until one came, "no bill" and "before the account" may as well mean the
// wrong account, or one without the permission.
type proof struct {
	at  time.Time // when the first bill came
	day book.Day  // the oldest day that a bill came of; 0 while none did
}

// proofOf is that of what was pulled.
func proofOf(pulls []book.Pull) (f proof) {
	for i := range pulls {
		p := &pulls[i]
		if p.State != book.PullDone && p.State != book.PullAside {
			continue
		}
		if f.day == 0 || p.At.Before(f.at) {
			f.at = p.At
		}
		if f.day == 0 || p.Day < f.day {
			f.day = p.Day
		}
	}
	return f
}

// doubts tells whether it is not believed that the provider has nothing of a day: it
// was said before any bill came, or the day is said to be before the account though a
// bill of an older day came.
func (f proof) doubts(p *book.Pull) bool {
	switch p.State {
	case book.PullEmpty:
		return f.day == 0 || p.At.Before(f.at)
	case book.PullNever:
		return f.day == 0 || p.At.Before(f.at) || p.Day > f.day
	}
	return false
}

// due is when a day in doubt is asked for again: at once where bills come by now, daily
// while it is young, and then once in a while.
func (f proof) due(p *book.Pull) time.Time {
	_, over := channels.DayBounds(p.Day)
	switch {
	case f.day != 0 && p.At.Before(f.at):
		return p.At
	case p.At.Before(over.Add(doubtYoung)):
		return p.At.Add(askAgain)
	}
	return p.At.Add(doubtLater)
}
