// Package monthly is the use case of a period's figures and its report.
package monthly

import (
	"context"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// Book is what monthly needs of the store.
type Book interface {
	Channels(ctx context.Context) ([]book.Channel, error)
	Statuses(ctx context.Context) ([]book.ChannelStatus, error)
	// Name is the shop's name.
	Name(ctx context.Context) (string, error)
	// ChannelDays sums entries by channel, day, kind and currency; failed, never
	// paid and reversed rows are left out.
	ChannelDays(ctx context.Context, p book.Period) ([]book.ChannelDay, error)
	// LegRows counts, by channel, the rows of the sales leg in the period that
	// expect a match, and those that have one that counts.
	LegRows(ctx context.Context, p book.Period) (map[book.ChannelID][2]int, error)
	Settlements(ctx context.Context) ([]book.Settlement, error)
	// Setting is one of the owner's settings; "" while it is not set.
	Setting(ctx context.Context, name string) (string, error)
	// Explained sums, by bank channel and currency, the credits of the period that a payouts match explains.
	Explained(ctx context.Context, p book.Period) ([]book.ChannelDay, error)
	// WalletBalances is the newest running balance of each wallet channel up to a day.
	WalletBalances(ctx context.Context, upTo book.Day) (map[book.ChannelID]book.Money, error)
	// Months lists the months that have entries, newest first.
	Months(ctx context.Context) ([]book.Period, error)
	// ChainHead is the newest line of the audit chain, and whether the chain is whole.
	ChainHead(ctx context.Context) (head book.AuditLine, whole bool, err error)
	Bookkeeping
	Closer
}

// Bookkeeping is what the accounting export needs of the store besides.
type Bookkeeping interface {
	// Arrivals sums the explained bank credits of the period by bank, day and payer.
	Arrivals(ctx context.Context, p book.Period) ([]book.Arrival, error)
	// SetSettings changes settings of the owner's, all or none, on record.
	SetSettings(ctx context.Context, values map[string]string, at time.Time) error
}

// Closer is what closing a month needs of the store besides.
type Closer interface {
	// Counts is how far a leg has come within the query's period.
	Counts(ctx context.Context, q book.EntryQuery) (book.LegCounts, error)
	// CloseMonth closes a month on record; ReopenMonth opens it again.
	CloseMonth(ctx context.Context, c book.Closing) (book.Closing, error)
	ReopenMonth(ctx context.Context, c book.Closing) (book.Closing, error)
	// Closings lists every act of either, oldest first.
	Closings(ctx context.Context) ([]book.Closing, error)
}

// Exceptions lists the exceptions of a period; review has them.
type Exceptions func(ctx context.Context, q book.ExceptionQuery) ([]book.ExceptionLine, error)

// Service makes the figures of a period.
type Service struct {
	book       Book
	exceptions Exceptions
	now        func() time.Time
	china      *calendar.China
	keep       []string // files that no report may replace
}

// New is the use case over a book; no report replaces one of the files to keep.
func New(b Book, x Exceptions, now func() time.Time, china *calendar.China, keep ...string) *Service {
	return &Service{book: b, exceptions: x, now: now, china: china, keep: keep}
}

// Months lists the months that have entries, newest first.
func (s *Service) Months(ctx context.Context) ([]book.Period, error) { return s.book.Months(ctx) }

// ChainWhole tells whether the audit chain is unbroken.
func (s *Service) ChainWhole(ctx context.Context) (bool, error) {
	_, whole, err := s.book.ChainHead(ctx)
	return whole, err
}
