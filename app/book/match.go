package book

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"strings"
)

// Leg names a row of data that is matched: two selectors of entries. A leg the
// owner picks is "LEFT~RIGHT", two channel names.
type Leg string

// The standing legs.
const (
	LegSales   Leg = "sales"   // orders <-> payments
	LegPayouts Leg = "payouts" // payments or wallet <-> bank
)

// PickedLeg is the leg between two channels that the owner picked, by their names.
func PickedLeg(left, right string) Leg { return Leg(left + "~" + right) }

// Picked is the channel names of a leg that the owner picked; ok is false for a
// standing leg.
func (l Leg) Picked() (left, right string, ok bool) { return strings.Cut(string(l), "~") }

// Side is a side of a leg.
type Side uint8

// The two sides: orders are left of payments, channels left of the bank.
const (
	Left Side = iota
	Right
)

var sideNames = []string{"left", "right"}

func (s Side) String() string { return enumText(sideNames, s) }

// Other is the side across.
func (s Side) Other() Side { return 1 - s }

// Rule is how a match came about, by a stable code.
type Rule string

// The rules, strongest evidence first.
const (
	RuleKey           Rule = "key"            // order number, amount and status agree
	RuleKeyDifference Rule = "key+difference" // order number agrees, amount does not
	RuleNearKey       Rule = "near_key"       // a damaged order number that is still recognised, amount agrees
	RuleAmountTime    Rule = "amount+time"    // no number: unique on both sides in amount and time
	RuleDayNet        Rule = "day_net"        // the net of a channel's day against a bank credit
	RuleWithdrawal    Rule = "withdrawal"     // a wallet's withdrawal against a bank credit
	RuleBatch         Rule = "batch"          // the channel's own settlement number
	RuleSum           Rule = "sum"            // rows whose amounts add up to the other side's
	RuleScore         Rule = "score"          // no number: amount, day, name and text weighed together
	RuleCancel        Rule = "cancel"         // rows of one side that cancel each other
	RuleIndistinct    Rule = "indistinct"     // rows that cannot be told apart, offered together
	RuleManual        Rule = "manual"         // linked by a person
	RuleWriteOff      Rule = "write_off"      // closed by a person without a counterpart
)

// MatchState says who stands behind a match.
type MatchState uint8

// The states of a match.
const (
	MatchAuto MatchState = iota
	MatchConfirmed
	MatchSuggested
)

var matchStateNames = []string{"auto", "confirmed", "suggested"}

func (s MatchState) String() string { return enumText(matchStateNames, s) }

// Fact is a piece of evidence: a code with arguments. Sentences are made of it
// at the edge, by the translation "fact.<code>" with {{.A}}, {{.B}}, {{.C}} for
// the arguments in order.
type Fact struct {
	Code string   `json:"code"`
	Args []string `json:"args,omitempty"`
}

// Match is entries of both sides that explain each other. Left and Right are in
// ascending order; one of them is empty for RuleCancel and RuleWriteOff.
type Match struct {
	Leg      Leg
	Rule     Rule
	State    MatchState
	Score    float64 // 0 to 1
	Evidence []Fact  // nil where the rule says it all
	Left     []EntryID
	Right    []EntryID
}

// ID is made of the leg and the members, so it stays while they stay.
func (m *Match) ID() string {
	h := sha256.New()
	h.Write([]byte(m.Leg))
	var b [8]byte
	for _, side := range [][]EntryID{m.Left, m.Right} {
		h.Write([]byte{0})
		for _, id := range side {
			binary.BigEndian.PutUint64(b[:], uint64(id))
			h.Write(b[:])
		}
	}
	sum := h.Sum(nil)
	return "M" + base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:10])
}

// Row is what matching looks at of an entry, kept small because a whole book of
// them is in memory at once.
type Row struct {
	ID        EntryID
	Key       string // NormalKey of the order number; "" where there is none
	At        int64  // Unix seconds; meaningless with PrecisionNone
	Gross     Minor
	Amount    Minor
	Fee       Minor
	Currency  Currency
	Text      *RowText // shared between equal rows; nil where nothing is known
	Channel   ChannelID
	Day       Day
	Settles   Day
	Role      Role
	Kind      Kind
	Status    Status
	Precision Precision
}

// RowText is the text of a Row. For orders and payments only Method, Terminal and
// Card are loaded, and on the sales leg Memo and TxnNo of a payment without an order
// number; for the bank, the wallet and on a leg the owner picked Counterparty, Memo
// and TxnNo too, and Batching where a row has one.
type RowText struct {
	Method, Terminal, Card    string
	Counterparty, Memo, TxnNo string
	Batching                  string
}

// Open is a row of a leg that no match of state auto or confirmed explains.
type Open struct {
	Leg   Leg
	Side  Side
	Entry EntryID
	Why   OpenReason
}

// OpenReason says what an open row waits for.
type OpenReason uint8

// The reasons.
const (
	OpenWaiting   OpenReason = iota // the other side is not covered yet: waits for a file
	OpenSuggested                   // a suggestion waits for a decision
	OpenException                   // an exception stands for it
	OpenInTransit                   // money not due yet
)

var openReasonNames = []string{"waiting", "suggested", "exception", "in_transit"}

func (r OpenReason) String() string { return enumText(openReasonNames, r) }

// Settlement is what a channel should have paid to the bank: the net of a day,
// or one withdrawal. It is an outcome of the payouts leg.
type Settlement struct {
	Channel   ChannelID
	Terminal  string  // of a channel that pays each terminal by itself; else ""
	Day       Day     // the day of the sales, or of the withdrawal
	Entry     EntryID // the withdrawal; 0 for the net of a day
	Currency  Currency
	Net       Minor
	Rows      int   // entries that add up to Net
	Arrived   Minor // what reached the bank for it
	ArrivedOn Day   // 0 while nothing did
	BankSeen  Day   // last day through which the bank is covered from Day on, as far as it matters
}
