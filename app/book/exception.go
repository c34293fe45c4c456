package book

import (
	"strconv"
	"time"
)

// ExceptionType is something that must not be, by a stable code.
type ExceptionType string

// The types of DESIGN 2.
const (
	MissingPayment      ExceptionType = "missing_payment"
	MissingOrder        ExceptionType = "missing_order"
	AmountMismatch      ExceptionType = "amount_mismatch"
	DuplicateCharge     ExceptionType = "duplicate_charge"
	RefundNotInOrders   ExceptionType = "refund_not_in_orders"
	RefundNotInChannel  ExceptionType = "refund_not_in_channel"
	FeeMismatch         ExceptionType = "fee_mismatch"
	SettlementLate      ExceptionType = "settlement_late"
	SettlementMissing   ExceptionType = "settlement_missing"
	SettlementShort     ExceptionType = "settlement_short"
	FXDifference        ExceptionType = "fx_difference"
	StatusMismatch      ExceptionType = "status_mismatch"
	BalanceGap          ExceptionType = "balance_gap"
	UnexplainedCredit   ExceptionType = "unexplained_credit"
	AmbiguousCandidates ExceptionType = "ambiguous"
)

// ExceptionTypes lists the types in the order they are shown.
var ExceptionTypes = []ExceptionType{
	MissingPayment, MissingOrder, AmountMismatch, DuplicateCharge, RefundNotInOrders, RefundNotInChannel,
	FeeMismatch, SettlementLate, SettlementMissing, SettlementShort, FXDifference, StatusMismatch,
	BalanceGap, UnexplainedCredit, AmbiguousCandidates,
}

// Severity ranks an exception by money and age.
type Severity uint8

// The severities, worst first.
const (
	High Severity = iota
	Medium
	Low
)

var severityNames = []string{"high", "medium", "low"}

func (s Severity) String() string { return enumText(severityNames, s) }

// ExceptionState is how far an exception has come.
type ExceptionState uint8

// The states.
const (
	ExceptionOpen ExceptionState = iota
	ExceptionInReview
	ExceptionWaiting
	ExceptionResolved
	ExceptionReopened // was resolved, and is open again
)

var exceptionStateNames = []string{"open", "in_review", "waiting", "resolved", "reopened"}

func (s ExceptionState) String() string { return enumText(exceptionStateNames, s) }

// Exception is a typed difference. It names the faulty row (the extra one, the
// later one); for a settlement there is no row but a channel and a day.
type Exception struct {
	Type     ExceptionType
	Leg      Leg
	Channel  ChannelID
	Terminal string  // of a settlement of one terminal; else ""
	Entry    EntryID // the faulty row; 0 for the net of a day
	Other    EntryID // the row across, where known
	Day      Day     // business day; for settlements the day of the sales
	Expected Minor
	Actual   Minor
	Currency Currency
	Evidence []Fact

	// What stands beside the engine's result: history and work.
	State    ExceptionState
	Severity Severity
	Age      int // days from Day to as-of
	Note     string
	Raised   time.Time // when it was first raised; zero for one derived from the day
	Deadline time.Time // by when it should be looked at; zero when resolved
	Work               // what a person did about it last
}

// Work is what a person does about an exception, beside its state and note.
type Work struct {
	How     Resolution     `json:"how,omitempty"`
	Person  string         `json:"person,omitempty"`
	Until   Day            `json:"until,omitempty"`   // for HowExpected: comes back when this day has passed
	Correct Minor          `json:"correct,omitempty"` // for HowCorrected: what the amount should have been
	About   Minor          `json:"about,omitempty"`   // the difference that was decided on
	Files   []AttachmentID `json:"files,omitempty"`   // evidence
}

// Resolution is how a person disposed of an exception, by a stable code.
type Resolution string

// The resolutions. HowNone: only state, person or note changed.
const (
	HowNone       Resolution = ""
	HowAccepted   Resolution = "accepted"    // the difference is right as it is
	HowWrittenOff Resolution = "written_off" // a loss, within the owner's limit
	HowCorrected  Resolution = "corrected"   // booked wrong; Correct says what is right
	HowClaimed    Resolution = "claimed"     // claimed from the channel; waits for it
	HowExpected   Resolution = "expected"    // will come later; waits until a day
	HowLinked     Resolution = "linked"      // linked by hand to the rows that explain it
)

// AttachmentID numbers an attached file within its book, from 1.
type AttachmentID int64

// Attachment is a file kept as evidence beside an exception.
type Attachment struct {
	ID     AttachmentID
	Name   string // base name
	Size   int64  // bytes
	SHA256 string // hex
	At     time.Time
}

// ExceptionEvent is a step in the life of an exception.
type ExceptionEvent struct {
	At       time.Time
	What     string     // "raised", "decided", "undone", "closed" (by itself), "raised_again"
	Decision DecisionID // for "decided" and "undone"
	State    ExceptionState
	Note     string
	Work
}

// Difference is Actual - Expected.
func (x *Exception) Difference() Money { return Money{x.Actual - x.Expected, x.Currency} }

// IsLoss tells whether the difference is the owner's to bear: money that did not
// come, or a fee that was too high.
func (x *Exception) IsLoss() bool {
	if x.Type == FeeMismatch {
		return x.Difference().Minor > 0
	}
	return x.Difference().Minor < 0
}

// Key is stable while the cause stays, so that state and notes hold over re-runs.
func (x *Exception) Key() string {
	k := string(x.Leg) + "|" + string(x.Type) + "|"
	if x.Entry != 0 {
		return k + "e" + strconv.FormatInt(int64(x.Entry), 10)
	}
	k += "c" + strconv.Itoa(int(x.Channel)) + "d" + strconv.Itoa(int(x.Day)) + string(x.Currency)
	if x.Terminal != "" {
		k += "t" + x.Terminal
	}
	return k
}
