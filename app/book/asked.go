package book

import "time"

// PaymentNumbers name a payment at a provider, or a refund of it. What is not known
// is "".
type PaymentNumbers struct {
	OrderNo  string // the merchant's number of the order
	TxnNo    string // the provider's number of the payment
	RefundNo string // of a refund: the merchant's number of it, at Stripe and PayPal the provider's
}

// PaymentState is what a provider says of a payment or a refund, in one word for all
// providers.
type PaymentState string

// The states of a payment.
const (
	PaymentUnknown  PaymentState = "unknown"  // a word that the contract does not have: not settled
	PaymentAbsent   PaymentState = "absent"   // the provider knows none by this number
	PaymentUnpaid   PaymentState = "unpaid"   // made, and waits for the customer
	PaymentPaid     PaymentState = "paid"     // paid; Alipay says so too when a part went back
	PaymentRefunded PaymentState = "refunded" // paid, and a part or all of it went back
	PaymentClosed   PaymentState = "closed"   // ended without money
)

// The states of a refund, beside PaymentUnknown and PaymentAbsent.
const (
	RefundDone     PaymentState = "refund_done"     // the money went back
	RefundUnderway PaymentState = "refund_underway" // on its way
	RefundFailed   PaymentState = "refund_failed"   // it did not go back, and will not by itself
)

// PaymentAnswer is what a provider knows of a payment or a refund at a moment. It is
// only shown: what it tells comes into the book with the bill.
type PaymentAnswer struct {
	Connection string // the name of the connection that was asked
	Provider   string
	Numbers    PaymentNumbers // as the provider has them
	State      PaymentState
	Said       string    // the provider's own word for the state
	Amount     Money     // what the customer was billed; the zero Money where it is not told
	Refunded   Money     // what went back, positive, of the refund asked for or in all; the zero Money where it is not told
	Paid       time.Time // zero where it is not told
	RefundedAt time.Time // zero where it is not told
	Asked      time.Time
	Since      time.Time // how far back the provider was searched; zero: all it has
}

// AccountBalance is what lies in an account at a provider, in one currency. What the
// provider does not tell is the zero Money.
type AccountBalance struct {
	Available Money
	Pending   Money     // comes in, and is not free yet
	Held      Money     // frozen, or held back
	At        time.Time // of when it is
	FromBill  bool      // the provider does not tell: it is the newest balance of its bills, of the end of a day
}

// WalletMove is a movement of a wallet as its provider tells it before the bill is made.
type WalletMove struct {
	No           string // the provider's number of the movement
	TxnNo        string
	OrderNo      string
	RefundNo     string // the merchant's
	At           time.Time
	Amount       Money // signed
	Balance      Money // the zero Money where it is not told
	Type         string
	Counterparty string
	Memo         string
}

// WalletToday is what moved in a wallet since midnight in China, in the order in which
// the provider tells it. It is only shown: its rows come into the book with the bill.
type WalletToday struct {
	Connection string
	From, To   time.Time
	Moves      []WalletMove
}

// Sums are what came in and what went out (as a minus). ErrCurrency, ErrOverflow.
func (t *WalletToday) Sums() (in, out Money, err error) {
	for i := range t.Moves {
		to := &in
		if t.Moves[i].Amount.Minor < 0 {
			to = &out
		}
		if *to, err = to.Add(t.Moves[i].Amount); err != nil {
			return in, out, err
		}
	}
	return in, out, nil
}
