package book

import "time"

// DecisionID numbers a decision within its book, from 1.
type DecisionID int64

// Action is what a person decided.
type Action string

// The actions.
const (
	Confirm  Action = "confirm"   // these rows belong together (a suggestion, or linked by hand)
	Decline  Action = "decline"   // these rows do not belong together
	WriteOff Action = "write_off" // these rows (of one side or both) are done with, with a note
	SetState Action = "set_state" // an exception's state, note and Work
	Classify Action = "classify"  // what the rows of Right (bank lines) are: Class
	Forget   Action = "forget"    // a lesson, by its key, counts no more; later decisions may teach it again
)

// Decision is what a person did. Decisions are input to the engine, which never
// overrides them; an undone decision stays in the book but no longer counts.
type Decision struct {
	ID        DecisionID
	Action    Action
	Leg       Leg
	Left      []EntryID
	Right     []EntryID
	Exception string         // the key of the exception, for SetState
	State     ExceptionState // for SetState
	Note      string
	Work              // for SetState
	Score     float64 // of the suggestion it decided; 0: there was none
	Class     Class   // for Classify
	Lesson    string  // for Forget: the key of the lesson
	Group     int64   // decisions taken in one act are undone in one; 0: alone
	At        time.Time
	Undone    time.Time // zero while it counts
}
