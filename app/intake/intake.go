// Package intake is the use case of bringing files in: observe, plan, apply, undo.
package intake

import (
	"context"
	"time"

	"zhangfang/app/book"
)

// Book is what intake needs of the store.
type Book interface {
	// Channels lists the channels of the book.
	Channels(ctx context.Context) ([]book.Channel, error)
	// Held tells which of the identities the channel holds.
	Held(ctx context.Context, channel book.ChannelID, idents []uint64) (map[uint64]book.Held, error)
	// HeldMoney is the money of entries; one that is not there is left out.
	HeldMoney(ctx context.Context, ids []book.EntryID) (map[book.EntryID]book.HeldMoney, error)
	// HoldsCurrency tells whether the channel holds a row in the currency.
	HoldsCurrency(ctx context.Context, channel book.ChannelID, currency book.Currency) (bool, error)
	// DayAmounts counts the rows of a channel in a period by their day and amount.
	DayAmounts(ctx context.Context, channel book.ChannelID, in book.Period) (map[book.DayAmount]int, error)
	// LockedMonths lists the months that take no new rows.
	LockedMonths(ctx context.Context) ([]book.Period, error)
	// FileKnown finds the standing batch that holds the very same bytes for the channel; 0 when none does.
	FileKnown(ctx context.Context, channel book.ChannelID, sha256 string) (book.BatchID, error)
	// Import writes one batch in one transaction: the channel (made when its ID
	// is 0), the batch, what write adds, and a line of the audit chain. An error
	// of write leaves the book as it was.
	Import(ctx context.Context, channel book.Channel, batch book.Batch, write func(book.BatchWriter) error) (book.Batch, error)
	// Quarantine keeps the bytes of a refused file (at most 1 MiB of them) and the reason.
	Quarantine(ctx context.Context, file, sha256 string, head []byte, why *book.Problem) error
	// Rejected lists the refused rows of a batch, in the order of the file.
	Rejected(ctx context.Context, id book.BatchID) ([]book.Refused, error)
	// Pending lists the files that wait, newest first.
	Pending(ctx context.Context) ([]book.Pending, error)
	// KeepPending keeps the receipt of a file that did not go in, in the place of
	// what an earlier try of the same file left.
	KeepPending(ctx context.Context, r *book.Receipt, at time.Time) error
	// DropPending forgets that a file waits, since it is in the book.
	DropPending(ctx context.Context, r *book.Receipt, at time.Time) error
	// PutAside takes a file off those that wait. Problem "no_pending".
	PutAside(ctx context.Context, id book.PendingID, at time.Time) error
	// Settings is every setting by name.
	Settings(ctx context.Context) (map[string]string, error)
	// SetSetting changes a setting, on record; "" unsets it.
	SetSetting(ctx context.Context, name, value string, at time.Time) error
	// Profiles lists how the owner taught the program to read sheets, by name.
	Profiles(ctx context.Context) ([]book.Profile, error)
	// SaveProfile keeps a profile, in the place of one for the same header.
	SaveProfile(ctx context.Context, p *book.Profile, at time.Time) error
	// RemoveProfile deletes the profile for a header. Problem "no_profile".
	RemoveProfile(ctx context.Context, header string, at time.Time) error
	// Batches lists the batches, newest first.
	Batches(ctx context.Context) ([]book.Batch, error)
	// CoveredTo is the last day that any batch of a channel covers; 0 where none does.
	CoveredTo(ctx context.Context, id book.ChannelID) (book.Day, error)
	// Statuses lists the channels with what the book holds of them.
	Statuses(ctx context.Context) ([]book.ChannelStatus, error)
	// PlanUndo tells what undoing the batch would take back. Problem "no_batch".
	PlanUndo(ctx context.Context, id book.BatchID) (book.UndoPlan, error)
	// UndoBatch takes the batch back in one transaction and records the
	// decisions that hung on its rows as undone.
	UndoBatch(ctx context.Context, id book.BatchID, at time.Time) (book.UndoPlan, error)
	// ForgetAccount makes a channel one without an account, on record.
	ForgetAccount(ctx context.Context, id book.ChannelID, at time.Time) error
}

// Options is what the owner said about the files of an import.
type Options struct {
	Channel          string    // the owner's label of the channel; "" finds or names it by the file
	Role             book.Role // forces what a plain sheet is
	Password         string    // of an encrypted zip
	AcceptPartial    bool      // take the good rows of a file that has refused ones
	AcceptIncomplete bool      // take a bill without its footer
	AcceptSuspicious bool      // take damaged ids, lost seconds, mojibake

	// Only is the one file to take of all that lies at the paths, by the name in its
	// receipt, such as a member of a zip or a sheet of a workbook; "" takes all.
	Only string

	// Covers are the days that the files cover as a whole, where who brings them knows
	// that better than they do: a bill that was pulled for a day covers it, though
	// its last sale was at noon, and one without rows too.
	Covers book.Period

	// Account is the provider's number of the account that the files are of, where they
	// name none.
	Account string
}

// Service brings files into a book.
type Service struct {
	book Book
	now  func() time.Time
}

// New is the use case over a book, with a clock.
func New(b Book, now func() time.Time) *Service { return &Service{book: b, now: now} }

// Batches lists the batches, newest first.
func (s *Service) Batches(ctx context.Context) ([]book.Batch, error) { return s.book.Batches(ctx) }

// Statuses lists the channels with what the book holds of them.
func (s *Service) Statuses(ctx context.Context) ([]book.ChannelStatus, error) {
	return s.book.Statuses(ctx)
}

// Rejected lists the refused rows of a batch that quarantine keeps, with why each
// made no entry. An undone batch has none.
func (s *Service) Rejected(ctx context.Context, id book.BatchID) ([]book.Refused, error) {
	return s.book.Rejected(ctx, id)
}

// PlanUndo tells what undoing the batch would take back.
func (s *Service) PlanUndo(ctx context.Context, id book.BatchID) (book.UndoPlan, error) {
	return s.book.PlanUndo(ctx, id)
}

// Undo takes a batch back as a whole; its rows that another batch saw survive.
func (s *Service) Undo(ctx context.Context, id book.BatchID) (book.UndoPlan, error) {
	plan, err := s.book.UndoBatch(ctx, id, s.now())
	if err != nil {
		return plan, err
	}
	return plan, s.unlearn(ctx, plan.Batch.Channel)
}
