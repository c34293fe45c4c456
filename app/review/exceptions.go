package review

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/transit"
)

// Exceptions lists what must not be, worst first: what matching raised, what is
// late or missing as of the latest day covered, and where balances do not run on.
func (s *Service) Exceptions(ctx context.Context, q book.ExceptionQuery) ([]book.ExceptionLine, error) {
	stored, err := s.book.Exceptions(ctx)
	if err != nil {
		return nil, err
	}
	day := q.AsOf
	if day == 0 {
		if day, err = s.AsOf(ctx); err != nil {
			return nil, err
		}
	}
	derived, err := s.derived(ctx, q.AsOf)
	if err != nil {
		return nil, err
	}
	settings, err := s.Settings(ctx)
	if err != nil {
		return nil, err
	}
	all := append(stored, derived...)
	out := all[:0]
	for _, x := range all {
		rank(&x.Exception, day, &settings)
		if picks(q, &x) {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, worstFirst)
	return out, nil
}

// rank sets what an exception's work depends on: its age by a day, its severity,
// and by when it should be looked at. One that was to come by a day that has
// passed is open again.
func rank(x *book.Exception, day book.Day, settings *Settings) {
	if x.Day != 0 && day > x.Day {
		x.Age = int(day - x.Day)
	}
	if x.State == book.ExceptionWaiting && x.Until != 0 && day > x.Until {
		x.State = book.ExceptionReopened
	}
	x.Severity = transit.Severity(*x, settings.ReviewLimit)
	switch {
	case x.State == book.ExceptionResolved, x.State == book.ExceptionWaiting && x.Until == 0:
	case x.State == book.ExceptionWaiting && x.Until != 0:
		x.Deadline = time.Unix(dayStart(x.Until+1).Unix, 0)
	case !x.Raised.IsZero():
		x.Deadline = x.Raised.Add(settings.Within[x.Severity])
	}
}

// derived is the exceptions that no run of matching raises: late and missing
// payouts, as of the latest day that the payouts leg covers where none is given,
// and the gaps of balances.
func (s *Service) derived(ctx context.Context, day book.Day) ([]book.ExceptionLine, error) {
	if day == 0 {
		var err error
		if day, err = s.LegAsOf(ctx, book.LegPayouts); err != nil {
			return nil, err
		}
	}
	raised, err := s.derivedExceptions(ctx, day)
	if err != nil {
		return nil, err
	}
	since, err := s.book.DerivedRaised(ctx)
	if err != nil {
		return nil, err
	}
	decided, err := s.decidedStates(ctx)
	if err != nil {
		return nil, err
	}
	names, err := s.channelNames(ctx)
	if err != nil {
		return nil, err
	}
	var lines []book.ExceptionLine
	var withdrawals []book.EntryID
	for _, x := range raised {
		x.Raised = since[x.Key()]
		if d, ok := decided[x.Key()]; ok {
			x.Note, x.Work = d.Note, d.Work
			switch {
			case x.State == book.ExceptionResolved:
			case d.State == book.ExceptionResolved && d.About != 0 && d.About != x.Difference().Minor:
				x.State = book.ExceptionReopened // other money than was decided on
			default:
				x.State = d.State
			}
		}
		if x.Entry != 0 {
			withdrawals = append(withdrawals, x.Entry)
		}
		x.ChannelName = names[x.Channel].Name
		lines = append(lines, x)
	}
	rows, err := s.book.EntryLines(ctx, withdrawals)
	if err != nil {
		return nil, err
	}
	for i := range lines {
		for j := range rows {
			if rows[j].ID == lines[i].Entry {
				fillRow(&lines[i], &rows[j])
			}
		}
	}
	return lines, nil
}

func fillRow(x *book.ExceptionLine, e *book.EntryLine) {
	x.Kind, x.File, x.Line = e.Kind, e.File, e.Line
	x.OrderNo, x.TxnNo, x.RefundNo, x.Party = e.OrderNo, e.TxnNo, e.RefundNo, e.Counterparty
}

// decidedStates is the newest standing decision on each exception.
func (s *Service) decidedStates(ctx context.Context) (map[string]book.Decision, error) {
	decisions, err := s.book.Decisions(ctx, "")
	if err != nil {
		return nil, err
	}
	out := map[string]book.Decision{}
	for _, d := range decisions {
		if d.Action == book.SetState {
			out[d.Exception] = d
		}
	}
	return out, nil
}

func picks(q book.ExceptionQuery, x *book.ExceptionLine) bool {
	switch {
	case !q.Resolved && x.State == book.ExceptionResolved,
		len(q.Types) > 0 && !slices.Contains(q.Types, x.Type),
		len(q.Channels) > 0 && !slices.Contains(q.Channels, x.Channel),
		!q.Period.Has(x.Day), q.AsOf != 0 && x.Day > q.AsOf:
		return false
	}
	return q.Text == "" || containsFold(q.Text, x.OrderNo, x.TxnNo, x.RefundNo, x.Party, x.ChannelName, x.Note,
		book.Money{Minor: x.Expected, Currency: x.Currency}.Plain(), book.Money{Minor: x.Actual, Currency: x.Currency}.Plain())
}

func containsFold(text string, in ...string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	return slices.ContainsFunc(in, func(s string) bool { return strings.Contains(strings.ToLower(s), text) })
}

// worstFirst orders by what is still to do, severity, money and age.
func worstFirst(a, b book.ExceptionLine) int {
	resolved := func(x *book.ExceptionLine) int {
		if x.State == book.ExceptionResolved {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(resolved(&a), resolved(&b)),
		cmp.Compare(a.Severity, b.Severity),
		-cmp.Compare(a.Difference().Minor.Abs(), b.Difference().Minor.Abs()),
		-cmp.Compare(a.Age, b.Age),
		strings.Compare(a.Exception.Key(), b.Exception.Key()),
	)
}
