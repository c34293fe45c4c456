package book

import "time"

// Mark is what intake remembers of a parsed row between observing and applying.
// Ident is the 64-bit digest of the row's identity, Digest that of its content.
type Mark struct {
	Ident  uint64
	Digest uint64
}

// Held is what the book holds under an identity.
type Held struct {
	Entry  EntryID
	Digest uint64
}

// Verdict sorts a row of a plan.
type Verdict uint8

// The verdicts.
const (
	VerdictNew Verdict = iota
	VerdictKnown
	VerdictChanged
)

// Refused is a row that made no entry: it stays in quarantine with its bytes.
type Refused struct {
	Problem Problem
	Raw     string
}

// ReceiptState says what became of a file.
type ReceiptState string

// The states of a receipt.
const (
	ReceiptApplied ReceiptState = "applied" // its rows are in the book
	ReceiptKnown   ReceiptState = "known"   // the book held every row already
	ReceiptHeld    ReceiptState = "held"    // waits for the owner's eye; nothing was written
	ReceiptRefused ReceiptState = "refused" // no entries; bytes and reason are in quarantine
	ReceiptSkipped ReceiptState = "skipped" // a summary of rows that stand in another file
)

// Receipt tells the owner what became of a file.
type Receipt struct {
	File       string
	Path       string // where it was read from
	State      ReceiptState
	Batch      BatchID // 0 where nothing was written
	Format     string
	Channel    string
	Role       Role
	Covers     Coverage
	Rows       int // records in the file
	New        int
	Known      int
	Changed    int
	Suspicious int
	Refused    int
	Problem    *Problem  // why it was refused, or its first refused row
	Notes      []Note    // what was noticed
	Rejects    []Refused // the refused rows, at most MaxRejects of them
	Changes    []Change  // the changed rows, at most MaxChanges of them
	Choices    []string  // the channels it may belong to, where the owner must say which (problem "which_channel")
	SHA256     string    // of the file's bytes, in hex; "" where it could not be read
}

// Change is a row that the book held otherwise until now: the money as it was and
// as it is, which are the same where only words or the state changed.
type Change struct {
	Line   int
	Number string // the number that the owner knows the row by
	Was    Money
	Is     Money
}

// MaxChanges bounds the changed rows that a receipt carries.
const MaxChanges = 100

// PendingID names a file that waits.
type PendingID int64

// Pending is a file that did not go in: it waits for the owner's eye, or was
// refused. It stands until the file goes in or the owner puts it aside.
type Pending struct {
	ID      PendingID
	At      time.Time
	Receipt Receipt
}

// MaxRejects bounds the refused rows that a receipt carries.
const MaxRejects = 100

// Progress of long work. Total is 0 while unknown.
type Progress struct {
	Stage string // translation key "stage.<Stage>": "read", "write", "match"
	What  string // a file's name
	Done  int64
	Total int64
}
