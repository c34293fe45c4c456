package book

import "time"

// ConnectionID numbers a connection within its book, from 1.
type ConnectionID int32

// Connection is a provider's account that bills are pulled from. Its secrets are
// not in it: they lie in a key ring, or in the book under a passphrase.
type Connection struct {
	ID       ConnectionID
	Name     string            // the owner's label, no two alike
	Provider string            // "alipay", "wechatpay", "paypal", "stripe"
	Gateway  string            // full base address; "" is the provider's own
	Sandbox  bool              // the provider's sandbox, where Gateway names none
	Fields   map[string]string // what is no secret, by the names of the provider's fields: ids, public keys, certificates
	From     Day               // the first day to pull
	At       string            // "09:30", Beijing time: from when the day before is pulled; "" is when the provider has it ready
	Paused   bool              // the owner wants nothing pulled by itself for now
	Made     time.Time
}

// PullState says what became of a day's bill.
type PullState string

// The states of a day's bill.
const (
	PullDone    PullState = "done"    // its rows are in the book
	PullEmpty   PullState = "empty"   // no trade that day, as the provider says; asked once more the next day
	PullWaiting PullState = "waiting" // not made yet by the provider
	PullAside   PullState = "aside"   // came, but is held or refused: see its receipt
	PullNever   PullState = "no_bill" // the provider has none: before the account was opened, or too old
	PullFailed  PullState = "failed"  // tried, and failed: tried again later
)

// Pull is what was last tried for a day of one of a connection's streams.
type Pull struct {
	Connection ConnectionID
	Stream     string // the provider's name of a kind of bill, such as "trade"
	Day        Day
	State      PullState
	Tries      int       // since it last came in
	At         time.Time // of the last try
	Next       time.Time // not before; zero: nothing more to do
	SHA256     string    // of the bill's bytes, in hex
	Problem    *Problem  // why not
}

// Notice is what a provider told by itself about a payment or refund. It makes no
// entry: the bill does. ID is the provider's own, by which a repeat is known.
type Notice struct {
	Connection ConnectionID
	ID         string
	Kind       Kind // payment or refund
	State      string
	OrderNo    string
	TxnNo      string
	RefundNo   string
	Amount     Money
	At         time.Time // when it happened, as the provider says
}
