package ui

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

// frame is what stands around the views: counts, channels, the audit chain.
type frame struct {
	name   string
	month  book.Period
	counts map[string]int
	foot   Foot
}

// readFrame reads what stands around the views, shows it, and then does more.
func (s *session) readFrame(more func()) {
	var f frame
	s.run(s.ctx, func(ctx context.Context) (err error) {
		f, err = s.loadFrame(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.showError(err)
		} else {
			s.name = f.name
			s.shell.SetBook(f.name, f.month)
			s.shell.SetCounts(f.counts)
			s.shell.SetFoot(f.foot)
		}
		call(more)
	})
}

func (s *session) loadFrame(ctx context.Context) (f frame, err error) {
	if f.name, err = s.book.Upkeep.Name(ctx); err != nil {
		return f, err
	}
	months, err := s.book.Monthly.Months(ctx)
	if err != nil {
		return f, err
	}
	if len(months) > 0 {
		f.month = months[0]
	}
	f.counts = map[string]int{}
	for _, leg := range []book.Leg{book.LegSales, book.LegPayouts} {
		n, err := s.book.Review.Counts(ctx, book.EntryQuery{Leg: leg})
		if err != nil {
			return f, err
		}
		f.counts[idReconcile] += n.Suggested[book.Left]
	}
	open, err := s.book.Review.Exceptions(ctx, book.ExceptionQuery{})
	if err != nil {
		return f, err
	}
	for i := range open {
		if kit.Pending(open[i].State) {
			f.counts[idExceptions]++
		}
	}
	statuses, err := s.book.Intake.Statuses(ctx)
	if err != nil {
		return f, err
	}
	for _, st := range statuses {
		f.foot.Channels = append(f.foot.Channels, ChannelLine{Name: st.Name, Through: st.Covered.To})
	}
	whole, err := s.book.Monthly.ChainWhole(ctx)
	f.foot.Chain = ChainBroken
	if whole {
		f.foot.Chain = ChainIntact
	}
	return f, err
}
