// Package channels is what a live connection to a provider is: bytes of bills come
// out of it, which the importers read like the files that the owner drops. One
// package below it per provider; gateway has their fakes, for tests and trying.
package channels

import (
	"context"
	"net/http"
	"time"

	"zhangfang/app/book"
)

// FieldKind says what the owner fills into a field.
type FieldKind uint8

// The kinds of fields.
const (
	FieldText        FieldKind = iota // one line, trimmed
	FieldPrivateKey                   // RSA, PEM or bare base64, PKCS#1 or PKCS#8
	FieldPublicKey                    // RSA, PEM or bare base64, PKIX
	FieldCertificate                  // X.509, PEM; a bundle for roots
)

// Field is something that the owner fills in to connect. Name is also the flag of
// the command line; the text of a field is the translation "field.<provider>.<name>".
type Field struct {
	Name     string
	Kind     FieldKind
	Secret   bool
	Optional bool
}

// Account is everything that opens a connection: what the owner filled in, secrets
// among it, by the names of the fields.
type Account struct {
	Gateway string // full base address; "" is the provider's own
	Sandbox bool
	Fields  map[string]string
}

// Stream is a kind of bill that a provider makes for each day.
type Stream struct {
	Name  string        // the provider's, such as "trade" or "fundflow/basic"
	Ready time.Duration // after midnight in China of the following day
	Back  int           // days back from today that the provider still has
	Late  time.Duration // after midnight in China of the following day: until then rows may join a bill; 0 where a bill that is made stays as it is
}

// Driver knows one provider.
type Driver interface {
	Provider() string
	Fields() []Field
	Streams() []Stream
	// Check trims what was filled in and tells, without any network, what cannot
	// be right: a missing field, a key that is none, two keys that are no pair.
	// The account comes back as it is to be kept. Problems "field_missing",
	// "field_key", "field_pair", "field_id", each with Cell the field's name.
	Check(Account) (Account, error)
	// Address is where an account's requests go: a full base address, and the other
	// hosts that it leads to, as NewHTTP takes them.
	Address(Account) (gateway string, hosts []string)
	// Open makes a client of a checked account. Nothing goes over the network yet.
	Open(Account, Env) (Client, error)
}

// Env is the world around a client.
type Env struct {
	Now  func() time.Time
	HTTP *http.Client // that of NewHTTP for the account's Address
}

// Client talks to a provider for one account. Its errors are *book.Problem: see
// the Code constants.
type Client interface {
	// Test asks the provider something harmless that needs every permission that
	// pulling needs.
	Test(ctx context.Context) error
	// Bill writes the bill of a day into dir, under the name that the provider
	// gives such files, after checking it against what the provider says of it.
	Bill(ctx context.Context, stream string, day book.Day, dir string) (Bill, error)
	Close() error
}

// Notifier is a client whose provider tells of payments by itself. Notify reads
// such a notification and verifies it: problem CodeForged where the provider did
// not send it. The answer is what the provider wants to hear, also then.
type Notifier interface {
	Notify(ctx context.Context, r *http.Request) (book.Notice, Answer, error)
}

// Identifier is a client whose provider tells the number of the account that the keys
// are of; "" where they may not ask.
type Identifier interface {
	AccountNumber(ctx context.Context) (string, error)
}

// Bill is a bill on disk.
type Bill struct {
	Path    string
	SHA256  string // in hex
	Account string // the provider's number of the account, where it tells one and the bill does not
	Pending int    // rows whose state may change yet
}

// Answer is what a notification is answered with.
type Answer struct {
	Status int
	Type   string // of the content
	Body   string
}

// The codes of problems of providers; each has its sentence and what to do.
const (
	CodeNotReady    = "bill_not_ready"     // not made yet: ask later
	CodeNoTrade     = "bill_no_trade"      // the provider says that there was none that day
	CodeNoBill      = "bill_none"          // the provider has none and never will: too old, before the account
	CodeDamaged     = "bill_damaged"       // hash, checksum or length do not fit what came
	CodeClock       = "gateway_clock"      // this machine's clock is off
	CodeKeys        = "gateway_keys"       // the provider does not accept our signature
	CodeForged      = "gateway_forged"     // an answer or notification is not signed by the provider
	CodePermission  = "gateway_permission" // the product is not signed for, or the key may not
	CodeAddress     = "gateway_address"    // this machine's address is not allowed
	CodeAccount     = "gateway_account"    // no such app, merchant or client
	CodeLimited     = "gateway_limited"    // too many requests
	CodeUnavailable = "gateway_down"       // not reached, or timed out
	CodeBusy        = "gateway_busy"       // reached, but busy or broken on their side
	CodeStranger    = "gateway_stranger"   // what answered is not the provider: a wrong address, a redirect, the sign-in page of a network
	CodeUnexpected  = "gateway_unexpected" // an answer that the contract does not have; A: what it said
)

// Temporary tells whether trying again later may help without the owner.
func Temporary(err error) bool {
	switch book.CodeOf(err) {
	case CodeNotReady, CodeDamaged, CodeForged, CodeLimited, CodeUnavailable, CodeBusy, CodeStranger, CodeUnexpected:
		return true
	}
	return false
}
