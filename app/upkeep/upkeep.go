// Package upkeep is the use case of looking after a book: export, verify, backup.
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
	// Warm copies what searches and sums look at into memory, where that is out of date.
	Warm(ctx context.Context) error
	// ChainHead is the newest line of the audit chain, and whether the chain is whole.
	ChainHead(ctx context.Context) (head book.AuditLine, whole bool, err error)
	// Name is the shop's name; SetName changes it, on record.
	Name(ctx context.Context) (string, error)
	SetName(ctx context.Context, name string) error
	// Copy writes a copy of the book to a path where nothing is yet.
	Copy(ctx context.Context, path string) error
	// RenameChannel gives a channel another name, on record.
	RenameChannel(ctx context.Context, id book.ChannelID, name string) error
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
	keep   []string // files that no export may replace, the book first
	origin string   // of the book; "" where copies go by its name alone
}

// New is the use case over a book; no export replaces one of the files to keep, the
// first of which is the book itself.
func New(b Book, j Judged, keep ...string) *Service {
	return &Service{book: b, judged: j, keep: keep}
}

// WithOrigin lets copies of the book be told from those of another of the same name,
// by the hash of its first audit line in hex, and returns the service.
func (s *Service) WithOrigin(hash string) *Service {
	s.origin = hash
	return s
}

// Verify walks the audit chain and the rows.
func (s *Service) Verify(ctx context.Context) (book.Verification, error) { return s.book.Verify(ctx) }

// Version moves when anybody changed the book.
func (s *Service) Version(ctx context.Context) (int64, error) { return s.book.Version(ctx) }

// Warm makes searches, orders and sums of a large book quick, in a second or two;
// it does nothing where they are.
func (s *Service) Warm(ctx context.Context) error { return s.book.Warm(ctx) }

// ChainHead is the newest line of the audit chain, and whether the chain is whole.
func (s *Service) ChainHead(ctx context.Context) (head book.AuditLine, whole bool, err error) {
	return s.book.ChainHead(ctx)
}

// Name is the shop's name.
func (s *Service) Name(ctx context.Context) (string, error) { return s.book.Name(ctx) }

// SetName gives the shop its name.
func (s *Service) SetName(ctx context.Context, name string) error { return s.book.SetName(ctx, name) }

// RenameChannel gives a channel another name; no row changes by it. Problems:
// "channel_name", "channel_name_taken", "channel_named".
func (s *Service) RenameChannel(ctx context.Context, id book.ChannelID, name string) error {
	return s.book.RenameChannel(ctx, id, name)
}
