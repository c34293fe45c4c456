package book

import "time"

// Outcome is what matching made of a block of rows: the result of an engine that
// is a function. Every row of Rows is in exactly one counting match, or open, or
// expects nothing; nothing outside the block depends on it.
type Outcome struct {
	Rows        []EntryID
	Matches     []Match
	Exceptions  []Exception
	Open        []Open
	Settlements []Settlement
}

// RowScope picks the rows that matching loads: all of a leg.
type RowScope struct {
	Leg      Leg
	Channels [2][]ChannelID // of a leg the owner picked; empty: by role, as the standing legs do, or by name
}

// Run is one run of matching over a leg.
type Run struct {
	Leg    Leg
	Full   bool // the outcomes are those of the whole leg: what they do not name is gone
	AsOf   Day
	Cards  []RateCard // read from the rows of this run, and saved with it where the channel has none
	Nets   []NetRows  // of channels that do not pay whole calendar days; of a full run over payouts
	Taught string     // a digest of the lessons that the run went by
	Mark   int64      // Touched.Mark as it was before the rows were loaded; what was touched later stays touched
}

// RunReceipt tells what a run changed.
type RunReceipt struct {
	Leg       Leg
	Matched   int // rows in matches that count, in the outcomes seen
	Suggested int
	Added     int // matches that were not there before
	Removed   int
	Raised    int // exceptions
	Closed    int
}

// Touched is what has changed since the last run.
type Touched struct {
	Full    bool          // nothing was ever matched, or a decision asks for all of it
	Period  Period        // days of the changed rows, and those of Covered
	Rows    []EntryID     // the changed rows; nil when Full
	Covered []CoveredDays // days that files cover now or covered before; nil when Full
	Taught  string        // Run.Taught of the last run
	Mark    int64         // goes into the Run that solves this
}

// CoveredDays is days of a channel that a file covers.
type CoveredDays struct {
	Channel ChannelID
	Period
}

// PartScope picks the rows that matching looks at to solve what was touched as a
// run over everything would.
type PartScope struct {
	Leg     Leg
	Touched Touched
	Near    int         // days around what was touched in which rows without a common number matter
	Reach   int         // days around it in which anything matters
	Decided [][]EntryID // rows that a decision holds together, whatever their days

	// Names is the days that the text of a bank credit says that it pays; the zero
	// Period where it names none. Payouts only; nil: no credit does.
	Names func(*Row) Period
}

// Part is a part of a leg, with what is around it.
type Part struct {
	Rows []Row            // by ascending id
	Core map[EntryID]bool // rows that the part decides: an outcome with none of them is context
	Cut  bool             // a channel around does not pay whole calendar days: only a run over all of the leg will do; nothing is loaded
	// Standing is what the last run made of rows that nothing touched is near to, and
	// that are no refunds; rows without an entry expect nothing. Sales only.
	Standing map[EntryID]Standing
}

// Standing is what the last run made of a row.
type Standing struct {
	Payment EntryID // of an order in a 1:1 match that counts: the row across; else 0
	Left    bool    // open for an exception or waiting, or cancelled with a refund
}

// BatchWriter writes the rows of one batch inside its transaction.
type BatchWriter interface {
	// Add writes a new entry and sets its ID, Batch and Channel.
	Add(e *Entry, m Mark) error
	// Known notes that this batch saw the entry again, at the line.
	Known(id EntryID, line int32) error
	// Change keeps the entry's present content as a version and writes the new one.
	Change(id EntryID, e *Entry, m Mark) error
	// Raw keeps a record's cells as they stood in the file; in file order.
	Raw(line int32, cells []string) error
	// Reject keeps a refused row in quarantine.
	Reject(r Refused) error
}

// UndoPlan is what undoing a batch would take back.
type UndoPlan struct {
	Batch     Batch
	Remove    int // entries that only this batch saw
	Keep      int // entries that another batch saw too
	Restore   int // entries that go back to the version before
	Decisions []Decision
}

// AuditLine is one link of the audit chain.
type AuditLine struct {
	Seq     int64
	At      int64  // Unix seconds
	Act     string // "import", "undo_import", "run", "decide", "undo_decision", "setting", ...
	Subject string // what it was done to, one JSON object
	Digest  string // SHA-256 of the rows it changed, hex
	Hash    string // SHA-256 over Prev and all of the above, hex
}

// Verification is what verify found.
type Verification struct {
	Lines   int64
	Entries int64
	Head    string
	Faults  []string // empty when the book is whole
}

// EntryLine is an entry with what a list shows beside it.
type EntryLine struct {
	Entry
	ChannelName string
	Role        Role
	File        string
	Zone        *time.Location
}

// MatchLine is an entry as a member of a match.
type MatchLine struct {
	EntryLine
	MatchID string
	Leg     Leg
	Rule    Rule
	Score   float64
	State   MatchState
	Side    Side
}

// ChannelDay sums a channel's rows of a day and kind.
type ChannelDay struct {
	Channel  ChannelID
	Day      Day
	Kind     Kind
	Currency Currency
	Rows     int
	Amount   Minor
	Fee      Minor
}
