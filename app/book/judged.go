package book

// Judged is how much people have decided in a book.
type Judged struct {
	Decisions int // that stand
	Cards     int // rate cards that were agreed to
	Closed    int // months that are closed
}
