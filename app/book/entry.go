package book

import (
	"fmt"
	"strings"
)

// enum is the text form shared by the small enumerations of this package.
func enumText[T ~uint8](names []string, v T) string {
	if int(v) < len(names) {
		return names[v]
	}
	return fmt.Sprintf("?%d", v)
}

func parseEnum[T ~uint8](what string, names []string, s string) (T, error) {
	for i, n := range names {
		if n != "" && n == s {
			return T(i), nil
		}
	}
	return 0, fmt.Errorf("%s %q: must be one of %s", what, s, strings.Join(names[1:], ", "))
}

// Role says what the rows of a channel are evidence of.
type Role uint8

// The roles. RoleNone is "not known yet".
const (
	RoleNone     Role = iota
	RoleOrders        // the shop's orders
	RolePayments      // trade bills: what customers paid through a channel
	RoleWallet        // account bills: what moved in the channel's own account
	RoleBank          // bank statements
	RoleLedger        // an accounting book; takes part only in legs that name it
)

var roleNames = []string{"", "orders", "payments", "wallet", "bank", "ledger"}

func (r Role) String() string { return enumText(roleNames, r) }

// ParseRole reads the text form of a role.
func ParseRole(s string) (Role, error) { return parseEnum[Role]("role", roleNames, s) }

// Kind says what a row is.
type Kind uint8

// The kinds of entries.
const (
	KindNone       Kind = iota
	KindOrder           // a shop order
	KindPayment         // a customer's payment
	KindRefund          // money back to a customer; an order's refund too
	KindFee             // a cost of the channel
	KindWithdrawal      // wallet to bank
	KindDeposit         // bank credit
	KindExpense         // bank debit
	KindTransfer
	KindOther
)

var kindNames = []string{"", "order", "payment", "refund", "fee", "withdrawal", "deposit", "expense", "transfer", "other"}

func (k Kind) String() string { return enumText(kindNames, k) }

// ParseKind reads the text form of a kind.
func ParseKind(s string) (Kind, error) { return parseEnum[Kind]("kind", kindNames, s) }

// Status is the state that the provider gives a row, in one vocabulary.
type Status uint8

// The states. StatusNone: the file gives none.
const (
	StatusNone       Status = iota
	StatusPaid              // paid, successful, finished
	StatusPending           // not paid yet
	StatusClosed            // closed without ever being paid: expects nothing
	StatusRefunded          // closed after payment, or wholly refunded
	StatusReversed          // voided or revoked by the channel
	StatusFailed            // did not happen
	StatusProcessing        // started, not finished (a refund under way)
)

var statusNames = []string{"", "paid", "pending", "closed", "refunded", "reversed", "failed", "processing"}

func (s Status) String() string { return enumText(statusNames, s) }

// EntryID numbers an entry within its book, from 1.
type EntryID int64

// Entry is one row in normal form. Gross is what was billed, Amount what the
// merchant gets before the fee, Fee > 0 a cost, all in minor units of Currency;
// plus is in, minus is out, refunds are negative.
type Entry struct {
	ID      EntryID
	Batch   BatchID
	Channel ChannelID
	Line    int32 // physical line or sheet row where the record starts, from 1
	Kind    Kind
	Status  Status

	OrderNo  string // the merchant's order number
	TxnNo    string // the channel's own number of the row
	RefundNo string // the channel's refund number (the merchant's where it gives none)

	At     Instant // when it was paid (an order: else made; a refund: when refunded)
	Day    Day     // business day in the channel's zone and cut-off
	Stated Day     // the day to which its file counts it, where that is not Day; else 0

	Gross    Minor
	Amount   Minor
	Fee      Minor
	Currency Currency
	Balance  *Minor // running balance after the row, where the file gives one

	Counterparty string
	Memo         string
	Method       string // an order's payment method, as written
	Terminal     string
	Card         string // the tail of a card number, four digits at most
	Batching     string // the channel's own settlement or withdrawal number, where given
	Settles      Day    // the settlement day that the channel states, where it does
}

// Net is Amount - Fee: what should reach the bank.
func (e *Entry) Net() Money {
	return Money{e.Amount - e.Fee, e.Currency}
}

// MovesMoney tells whether a channel's row is part of what the channel pays out: a
// payment or refund that happened. A reversal counts where it is a row of its own
// that takes a payment back; a payment that is itself marked as reversed brought
// nothing.
func MovesMoney(k Kind, s Status, amount Minor) bool {
	if k != KindPayment && k != KindRefund {
		return false
	}
	switch s {
	case StatusFailed, StatusPending, StatusClosed:
		return false
	case StatusReversed:
		return amount < 0
	}
	return true
}

// Key is the order number as matching compares it: see NormalKey.
func (e *Entry) Key() string { return NormalKey(e.OrderNo) }

// NormalKey folds what spreadsheets and channels add to a number: surrounding
// space, tabs and quotes, a leading backtick or apostrophe, the ="..." wrapping,
// full-width forms and letter case.
func NormalKey(s string) string {
	if plainKey(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '\u3000', r == '\u00a0', r == '\ufeff':
			return ' '
		}
		return r
	}, s)
	s = strings.Trim(s, " \t\r\n`'\"=")
	return strings.ToUpper(s)
}

// plainKey tells whether s needs no folding, which is nearly always.
func plainKey(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '-' || c == '_') {
			return false
		}
	}
	return true
}
