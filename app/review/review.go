// Package review is the use case of matching and deciding: reconcile, look at
// what is left, decide, undo.
package review

import (
	"context"
	"iter"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// Book is what review needs of the store.
type Book interface {
	Parts
	DayRules
	Channels(ctx context.Context) ([]book.Channel, error)
	// Coverage lists what standing batches cover, by channel.
	Coverage(ctx context.Context) (map[book.ChannelID][]book.Coverage, error)
	// Batches lists every batch, newest first, undone ones too.
	Batches(ctx context.Context) ([]book.Batch, error)
	// Touched tells what has changed on a leg since its last run.
	Touched(ctx context.Context, leg book.Leg) (book.Touched, error)
	// Rows loads the rows of a leg that matching looks at, by ascending id.
	Rows(ctx context.Context, scope book.RowScope) ([]book.Row, error)
	// EachRow hands over those rows one after the other, without holding them.
	EachRow(ctx context.Context, scope book.RowScope, do func(*book.Row)) error
	// SaveRun writes the outcomes in one transaction with a line of the audit
	// chain. For each row of an outcome what was there before is replaced; a
	// match that stays is not touched. Exceptions that are gone are resolved.
	SaveRun(ctx context.Context, run book.Run, outcomes iter.Seq[*book.Outcome], at time.Time) (book.RunReceipt, error)

	// Decisions lists the standing decisions of a leg; "" for every leg.
	Decisions(ctx context.Context, leg book.Leg) ([]book.Decision, error)
	// Decide records a decision with a line of the audit chain and marks its rows as touched.
	Decide(ctx context.Context, d book.Decision) (book.Decision, error)
	// UndoDecision records that a decision no longer counts. Problem "no_decision".
	UndoDecision(ctx context.Context, id book.DecisionID, at time.Time) (book.Decision, error)
	// DecideAll records decisions as one act, which one undo takes back.
	DecideAll(ctx context.Context, ds []book.Decision) ([]book.Decision, error)
	// LastDecision is the newest standing decision; Problem "no_decision" when there is none.
	LastDecision(ctx context.Context) (book.Decision, error)

	// Legs lists the legs that the owner picked.
	Legs(ctx context.Context) ([]book.Leg, error)
	// DropLeg forgets one, with its matches; its decisions are recorded as undone.
	DropLeg(ctx context.Context, leg book.Leg, at time.Time) error

	// RateCards lists the rate cards, by channel, method and day.
	RateCards(ctx context.Context) ([]book.RateCard, error)
	// CheckRateCard fails where SaveRateCard would.
	CheckRateCard(ctx context.Context, card book.RateCard) error
	// SaveRateCard writes a card, a new one where its ID is 0, and marks the sales leg to be looked at as a whole.
	SaveRateCard(ctx context.Context, card book.RateCard, at time.Time) (book.RateCard, error)
	RemoveRateCard(ctx context.Context, id book.RateCardID, at time.Time) error
	// FXRates lists exchange rates, by currencies and day.
	FXRates(ctx context.Context) ([]book.FXRate, error)
	// SaveFXRates writes exchange rates and marks the payouts leg to be looked at as a whole.
	SaveFXRates(ctx context.Context, rates []book.FXRate, at time.Time) error
	// RemoveFXRate deletes the rate of its currencies, day and source.
	RemoveFXRate(ctx context.Context, r book.FXRate, at time.Time) error
	// ChannelDays sums entries by channel, day, kind and currency.
	ChannelDays(ctx context.Context, p book.Period) ([]book.ChannelDay, error)

	// LockedMonths lists the months that are closed.
	LockedMonths(ctx context.Context) ([]book.Period, error)
	// Settings is every setting by its name.
	Settings(ctx context.Context) (map[string]string, error)
	// SetSettings keeps settings by name, in one act on record.
	SetSettings(ctx context.Context, values map[string]string, at time.Time) error

	// Attach keeps a file. Problem "attachment_too_big".
	Attach(ctx context.Context, name string, data []byte, at time.Time) (book.Attachment, error)
	Attachments(ctx context.Context, ids []book.AttachmentID) ([]book.Attachment, error)
	AttachmentData(ctx context.Context, id book.AttachmentID) ([]byte, error)
	// ExceptionEvents is the life of an exception, oldest step first.
	ExceptionEvents(ctx context.Context, key string) ([]book.ExceptionEvent, error)
	// NoteDerived keeps that the exceptions of these keys, which no run raises,
	// stand since now, where they did not yet, and that others no longer do.
	NoteDerived(ctx context.Context, keys []string, at time.Time) error
	// DerivedRaised is since when such exceptions have stood, by their key.
	DerivedRaised(ctx context.Context) (map[string]time.Time, error)

	// EntryCount is the number of entries in the book.
	EntryCount(ctx context.Context) (int, error)
	// EntryIDs lists the entries of a query in its order.
	EntryIDs(ctx context.Context, q book.EntryQuery) ([]book.EntryID, error)
	// EntryLines loads entries in the order of ids; ids that are gone are left out.
	EntryLines(ctx context.Context, ids []book.EntryID) ([]book.EntryLine, error)
	// Counts tells how far a leg has come.
	Counts(ctx context.Context, q book.EntryQuery) (book.LegCounts, error)
	// MatchOf is the match that an entry is in on a leg; nil when it is in none.
	MatchOf(ctx context.Context, leg book.Leg, id book.EntryID) (*book.Match, error)
	// OpenReasons tells what the open ones of some entries wait for on a leg;
	// entries that are not open there are left out.
	OpenReasons(ctx context.Context, leg book.Leg, ids []book.EntryID) (map[book.EntryID]book.OpenReason, error)
	// EntrySource is where an entry came from, with its raw cells.
	EntrySource(ctx context.Context, id book.EntryID) (book.EntrySource, error)
	// Exceptions lists the stored exceptions with their rows, resolved ones too.
	Exceptions(ctx context.Context) ([]book.ExceptionLine, error)
	// Settlements lists what channels should have paid, and what arrived for it.
	Settlements(ctx context.Context) ([]book.Settlement, error)
	// SettlementRows lists exactly the rows that add up to the net of a settlement.
	// Problem "row_gone".
	SettlementRows(ctx context.Context, ch book.ChannelID, day book.Day, currency book.Currency, terminal string) ([]book.EntryID, error)
}

// Service matches and records decisions.
type Service struct {
	book  Book
	now   func() time.Time
	china *calendar.China
	whole int // entries up to which a run takes the whole leg

	undone undone
}

// New is the use case over a book, with a clock and the bank calendar.
func New(b Book, now func() time.Time, china *calendar.China) *Service {
	return &Service{book: b, now: now, china: china, whole: wholeBook}
}

// Candidate is a row across that may explain a row.
type Candidate struct {
	book.EntryLine
	Score      float64
	Difference book.Money // candidate minus row
	Lag        time.Duration
	LagKnown   bool
	Evidence   []book.Fact
	Suggested  bool // the engine suggests it
	// Group is the rows of both sides that a suggestion offers together, when it
	// offers more than a pair.
	Left, Right []book.EntryID
}

// Channels lists the channels of the book.
func (s *Service) Channels(ctx context.Context) ([]book.Channel, error) { return s.book.Channels(ctx) }
