package book

import "time"

// Closing is an act of closing a month, or of opening it again. A closed month
// takes no new rows, and neither its rows nor what was decided on them change.
type Closing struct {
	Month    Period
	Reopened bool   // the act opened the month again
	By       string // who did it, as they signed; may be empty
	Note     string // what was left open when it was closed; why it was opened again
	At       time.Time
	Seq      int64  // number of its line in the audit chain
	Head     string // the hash of that line: what the chain's head was then, hex
}
