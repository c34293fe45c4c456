package book

import "strconv"

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
)

var exceptionStateNames = []string{"open", "in_review", "waiting", "resolved"}

func (s ExceptionState) String() string { return enumText(exceptionStateNames, s) }

// Exception is a typed difference. It names the faulty row (the extra one, the
// later one); for a settlement there is no row but a channel and a day.
type Exception struct {
	Type     ExceptionType
	Leg      Leg
	Channel  ChannelID
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
}

// Difference is Actual - Expected.
func (x *Exception) Difference() Money { return Money{x.Actual - x.Expected, x.Currency} }

// Key is stable while the cause stays, so that state and notes hold over re-runs.
func (x *Exception) Key() string {
	k := string(x.Leg) + "|" + string(x.Type) + "|"
	if x.Entry != 0 {
		return k + "e" + strconv.FormatInt(int64(x.Entry), 10)
	}
	return k + "c" + strconv.Itoa(int(x.Channel)) + "d" + strconv.Itoa(int(x.Day)) + string(x.Currency)
}
