// Package upkeep is the use case of looking after a book: export, verify, status.
package upkeep

import (
	"context"
	"iter"

	"zhangfang/app/book"
	"zhangfang/app/fees"
	"zhangfang/app/transit"
)

// Book is what upkeep needs of the store.
type Book interface {
	// Channels lists the channels of the book.
	Channels(ctx context.Context) ([]book.Channel, error)
	// ExportEntries streams every entry by ascending id.
	ExportEntries(ctx context.Context) iter.Seq2[*book.EntryLine, error]
	// ExportMatches streams every member of every match; the members of a match
	// stand together, left before right.
	ExportMatches(ctx context.Context) iter.Seq2[*book.MatchLine, error]
	// Verify walks the audit chain and the rows, and runs the database's own check.
	Verify(ctx context.Context) (book.Verification, error)
	// Version moves when anybody changed the book.
	Version(ctx context.Context) (int64, error)
	// Name is the shop's name; SetName changes it, on record.
	Name(ctx context.Context) (string, error)
	SetName(ctx context.Context, name string) error
}

// Judged is what is derived from the rows of a book; review has it.
type Judged interface {
	Exceptions(ctx context.Context, q book.ExceptionQuery) ([]book.ExceptionLine, error)
	// Transit is where every expected payout stands.
	Transit(ctx context.Context) ([]transit.Expectation, error)
	// FeeClaims is what channels took too much, in groups to send to them.
	FeeClaims(ctx context.Context, q book.ExceptionQuery) ([]fees.ClaimGroup, error)
	// FeeChecker measures fees by the book's rate cards.
	FeeChecker(ctx context.Context) (*fees.Checker, error)
}

// Service looks after a book.
type Service struct {
	book   Book
	judged Judged
	keep   []string // files that no export may replace
}

// New is the use case over a book; no export replaces one of the files to keep.
func New(b Book, j Judged, keep ...string) *Service {
	return &Service{book: b, judged: j, keep: keep}
}

// Verify walks the audit chain and the rows.
func (s *Service) Verify(ctx context.Context) (book.Verification, error) { return s.book.Verify(ctx) }

// Version moves when anybody changed the book.
func (s *Service) Version(ctx context.Context) (int64, error) { return s.book.Version(ctx) }

// Name is the shop's name.
func (s *Service) Name(ctx context.Context) (string, error) { return s.book.Name(ctx) }

// SetName gives the shop its name.
func (s *Service) SetName(ctx context.Context, name string) error { return s.book.SetName(ctx, name) }
