package monthly

import (
	"context"
	"fmt"
	"strings"
	"time"

	"zhangfang/app/book"
)

// Closings lists every act of closing a month and of opening it again, oldest first.
func (s *Service) Closings(ctx context.Context) ([]book.Closing, error) { return s.book.Closings(ctx) }

// ClosedAs is the act by which a month is closed; ok is false where it is open.
func ClosedAs(month book.Period, all []book.Closing) (c book.Closing, ok bool) {
	for i := range all {
		if all[i].Month == month {
			c, ok = all[i], !all[i].Reopened
		}
	}
	return c, ok
}

// CloseMonth closes a month: it takes no new rows, and neither its rows nor what was
// decided on them change. A month of which something on the checklist is open needs
// a note that says why it is closed all the same; backup is as in Checklist. Problems: "month_not_whole" for a
// period that is no month, "month_not_over" (A: its last day), "chain_broken",
// "close_needs_note" (A: how many points are open), "month_locked" when it is closed.
func (s *Service) CloseMonth(ctx context.Context, month book.Period, by, note string, backup time.Time) (book.Closing, error) {
	list, err := s.Checklist(ctx, month, backup)
	if err != nil {
		return book.Closing{}, err
	}
	note = strings.TrimSpace(note)
	switch open := list.Open(); {
	case list.Closed != nil:
		return book.Closing{}, &book.Problem{Code: "month_locked", Args: []string{monthText(month)}}
	case !list.Over:
		return book.Closing{}, &book.Problem{Code: "month_not_over", Args: []string{month.To.String()}}
	case !list.check(CheckChain).OK:
		return book.Closing{}, &book.Problem{Code: "chain_broken"}
	case open > 0 && note == "":
		return book.Closing{}, &book.Problem{Code: "close_needs_note", Args: []string{fmt.Sprint(open)}}
	}
	return s.book.CloseMonth(ctx, book.Closing{Month: month, By: strings.TrimSpace(by), Note: note, At: s.now()})
}

// ReopenMonth opens a closed month again. Problems "reopen_needs_reason" and
// "month_not_closed" (A: the month).
func (s *Service) ReopenMonth(ctx context.Context, month book.Period, by, reason string) (book.Closing, error) {
	if reason = strings.TrimSpace(reason); reason == "" {
		return book.Closing{}, &book.Problem{Code: "reopen_needs_reason"}
	}
	return s.book.ReopenMonth(ctx, book.Closing{Month: month, By: strings.TrimSpace(by), Note: reason, At: s.now()})
}

// isMonth tells whether a period is a calendar month.
func isMonth(p book.Period) bool {
	t := p.From.Time()
	return p.From != 0 && p == book.Month(t.Year(), t.Month())
}

func monthText(p book.Period) string { return p.From.Time().Format("2006-01") }
