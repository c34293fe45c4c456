package monthly

import (
	"context"
	"fmt"
	"slices"
	"time"

	"zhangfang/app/book"
)

// CheckCode is a point of the checklist, by a stable code.
type CheckCode string

// The points, in the order in which an owner goes through them.
const (
	CheckFiles       CheckCode = "files"       // every channel's files cover the month
	CheckSuggestions CheckCode = "suggestions" // no suggestion waits for a decision
	CheckUnmatched   CheckCode = "unmatched"   // no row of the month is without its other side
	CheckHigh        CheckCode = "high"        // no grave exception is open
	CheckClaims      CheckCode = "claims"      // what channels took too much is claimed
	CheckChain       CheckCode = "chain"       // the audit chain is whole
	CheckBackup      CheckCode = "backup"      // a copy of the book was made since the month ended, and holds all of it
)

// Check is a point of the checklist with its figure.
type Check struct {
	Code  CheckCode
	OK    bool
	Count int
	Sums  []book.Money // what the money of it comes to, by currency
	Gaps  []book.Gap   // of CheckFiles: the days of the month that no file covers
	At    time.Time    // of CheckBackup: when the last one was made; zero for never
}

// Checklist is how far a month is from being closed.
type Checklist struct {
	Month   book.Period
	Over    bool          // its last day has passed
	Closed  *book.Closing // the act that closed it; nil while it is open
	History []book.Closing
	Checks  []Check
}

// Open is the number of points that are not as they should be.
func (l *Checklist) Open() int {
	n := 0
	for i := range l.Checks {
		if !l.Checks[i].OK {
			n++
		}
	}
	return n
}

func (l *Checklist) check(code CheckCode) Check {
	for i := range l.Checks {
		if l.Checks[i].Code == code {
			return l.Checks[i]
		}
	}
	return Check{Code: code}
}

// Checklist tells how far a month is from being closed. backup is when the newest
// copy of the book was made, the zero time for never: whoever makes the copies knows.
// Problem "month_not_whole" for a period that is no month.
func (s *Service) Checklist(ctx context.Context, month book.Period, backup time.Time) (Checklist, error) {
	l := Checklist{Month: month, Over: book.DayOf(s.now().In(book.Shanghai)) > month.To}
	if !isMonth(month) {
		return l, &book.Problem{Code: "month_not_whole"}
	}
	all, err := s.book.Closings(ctx)
	if err != nil {
		return l, err
	}
	for _, c := range all {
		if c.Month == month {
			l.History = append(l.History, c)
		}
	}
	if c, ok := ClosedAs(month, all); ok {
		l.Closed = &c
	}
	for _, check := range []func(context.Context, book.Period) ([]Check, error){s.checkFiles, s.checkRows, s.checkExceptions, s.checkChain} {
		points, err := check(ctx, month)
		if err != nil {
			return l, fmt.Errorf("checklist of %s: %w", monthText(month), err)
		}
		l.Checks = append(l.Checks, points...)
	}
	head, _, err := s.book.ChainHead(ctx)
	if err != nil {
		return l, fmt.Errorf("checklist of %s: %w", monthText(month), err)
	}
	// A copy from before the last change does not hold what is about to be closed.
	copied := !backup.IsZero() && book.DayOf(backup.In(book.Shanghai)) > month.To && backup.Unix() >= head.At
	l.Checks = append(l.Checks, Check{Code: CheckBackup, OK: copied, At: backup})
	return l, nil
}

// checkFiles finds the days of the month that no file of a channel covers, from the
// first day that one ever did.
func (s *Service) checkFiles(ctx context.Context, month book.Period) ([]Check, error) {
	statuses, err := s.book.Statuses(ctx)
	if err != nil {
		return nil, err
	}
	c := Check{Code: CheckFiles, Gaps: missing(statuses, month, month.To+behind)}
	for _, g := range c.Gaps {
		c.Count += g.Period.Days()
	}
	c.OK = len(c.Gaps) == 0
	return []Check{c}, nil
}

// checkRows counts the rows of the month that wait for a decision or for their other
// side; of payouts those of the bank, since the rows of a day stand there as one.
func (s *Service) checkRows(ctx context.Context, month book.Period) ([]Check, error) {
	suggested, open := 0, 0
	for _, leg := range []book.Leg{book.LegSales, book.LegPayouts} {
		n, err := s.book.Counts(ctx, book.EntryQuery{Leg: leg, Period: month})
		if err != nil {
			return nil, err
		}
		if leg == book.LegPayouts {
			n.Open[book.Left], n.Suggested[book.Left] = 0, 0
		}
		for side := range n.Open {
			suggested += n.Suggested[side]
			open += n.Open[side] - n.Suggested[side]
		}
	}
	return []Check{{Code: CheckSuggestions, OK: suggested == 0, Count: suggested}, {Code: CheckUnmatched, OK: open == 0, Count: open}}, nil
}

// checkExceptions sums the grave exceptions of the month that are open, and the fees
// taken too much that nobody claimed.
func (s *Service) checkExceptions(ctx context.Context, month book.Period) ([]Check, error) {
	lines, err := s.exceptions(ctx, book.ExceptionQuery{Period: month})
	if err != nil {
		return nil, err
	}
	high, claims := Check{Code: CheckHigh}, Check{Code: CheckClaims}
	for i := range lines {
		x := &lines[i]
		if x.State == book.ExceptionResolved {
			continue
		}
		if x.Severity == book.High && x.State != book.ExceptionWaiting {
			if err := high.count(x); err != nil {
				return nil, err
			}
		}
		if x.Type == book.FeeMismatch && x.IsLoss() && x.How != book.HowClaimed {
			if err := claims.count(x); err != nil {
				return nil, err
			}
		}
	}
	high.OK, claims.OK = high.Count == 0, claims.Count == 0
	return []Check{high, claims}, nil
}

// count takes in an exception and the size of its difference.
func (c *Check) count(x *book.ExceptionLine) error {
	c.Count++
	size := x.Difference()
	size.Minor = size.Minor.Abs()
	i := slices.IndexFunc(c.Sums, func(m book.Money) bool { return m.Currency == size.Currency })
	if i < 0 {
		c.Sums = append(c.Sums, size)
		return nil
	}
	sum, err := c.Sums[i].Add(size)
	c.Sums[i] = sum
	return err
}

func (s *Service) checkChain(ctx context.Context, _ book.Period) ([]Check, error) {
	head, whole, err := s.book.ChainHead(ctx)
	return []Check{{Code: CheckChain, OK: whole, Count: int(head.Seq)}}, err
}
