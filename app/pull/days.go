package pull

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// days pulls one day after the other, and matches what came in: the first day at once,
// since it is what the owner looks at in the morning, those that fill up the past by the
// dozen. What a kill leaves unmatched is matched when the book is opened again.
func (s *Service) days(ctx context.Context, c *book.Connection, client channels.Client, list []task, r *Result, progress func(book.Progress)) (err error) {
	m := matcher{s: s, first: list[0].day}
	defer func() {
		if failed := m.flush(context.WithoutCancel(ctx)); failed != nil {
			err = failed // it weighs more than a cancel, or a bill that did not come
		}
	}()
	for i, t := range list {
		if progress != nil {
			progress(book.Progress{Stage: "pull", What: c.Name + " " + t.day.String(), Done: int64(i), Total: int64(len(list))})
		}
		if mine, err := s.renew(ctx, c.ID); err != nil || !mine {
			return err // else another program took over, or the connection is gone
		}
		if err := m.before(ctx, t.day); err != nil {
			return err
		}
		p, receipts, err := s.day(ctx, c, client, t)
		r.Receipts = append(r.Receipts, receipts...)
		m.in(receipts)
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

// matcher matches what bills brought in, not after each of them: every run looks at the
// whole book once, however little was touched.
type matcher struct {
	s     *Service
	first book.Day // that comes in first
	bills int      // since the last run
}

// atOnce is how many bills of days past are matched in one run.
const atOnce = 50

// in counts a bill that changed the book.
func (m *matcher) in(receipts []book.Receipt) {
	for i := range receipts {
		if receipts[i].State == book.ReceiptApplied {
			m.bills++
			return
		}
	}
}

// before matches what is in before a day is pulled, where it is time to.
func (m *matcher) before(ctx context.Context, day book.Day) error {
	if m.first != 0 && day != m.first || m.bills >= atOnce {
		m.first = 0
		return m.flush(ctx)
	}
	return nil
}

// flush matches what is not matched yet.
func (m *matcher) flush(ctx context.Context) error {
	if m.bills == 0 {
		return nil
	}
	m.bills = 0
	m.s.unmatched.Store(true)
	return m.s.match(ctx)
}

// match matches what bills brought in and no run has looked at, as after one that failed.
func (s *Service) match(ctx context.Context) error {
	if s.opt.Match == nil || !s.unmatched.Swap(false) {
		return nil
	}
	err := s.opt.Match(ctx)
	if err != nil {
		s.unmatched.Store(true)
	}
	return err
}
