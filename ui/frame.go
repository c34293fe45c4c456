package ui

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"

	"zhangfang/app/book"
	"zhangfang/ui/importing"
	"zhangfang/ui/kit"
)

// frame is what stands around the views: counts, channels, the audit chain.
type frame struct {
	name   string
	month  book.Period
	counts map[string]int
	foot   Foot
	severe int            // open exceptions of high severity
	head   book.AuditLine // the end of the audit chain
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
			s.name, s.head = f.name, f.head
			s.shell.SetBook(f.name, filepath.Base(s.book.Path), f.month)
			s.shell.SetCounts(f.counts)
			s.shell.SetFoot(f.foot)
			s.tellSevere(f.severe)
		}
		call(more)
		s.warm()
	})
}

// warm lets the book make what searches and sums of a large one are quick by, behind
// what is in sight. Without it they only take longer.
func (s *session) warm() {
	s.run(s.ctx, s.book.Upkeep.Warm, func(err error) {
		if err != nil {
			slog.Warn("searches stay slow", "error", err)
		}
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
			if open[i].Severity == book.High {
				f.severe++
			}
		}
	}
	waiting, err := s.book.Intake.Pending(ctx)
	if err != nil {
		return f, err
	}
	f.counts[idImport] = importing.FilesWaiting(waiting)
	statuses, err := s.book.Intake.Statuses(ctx)
	if err != nil {
		return f, err
	}
	if f.foot.Channels, err = s.connections(ctx); err != nil {
		return f, err
	}
	live := f.foot.Channels
	for _, st := range statuses {
		if !slices.ContainsFunc(live, func(c ChannelLine) bool { return c.Name == st.Name }) {
			f.foot.Channels = append(f.foot.Channels, ChannelLine{Name: st.Name, Through: st.Covered.To})
		}
	}
	head, whole, err := s.book.Upkeep.ChainHead(ctx)
	f.head = head
	f.foot.Chain = ChainBroken
	if whole {
		f.foot.Chain = ChainIntact
	}
	return f, err
}
