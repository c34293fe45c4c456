package book

// Order is a column to sort by.
type Order struct {
	By   string // "time", "amount", "order_no", "channel", "counterparty"
	Desc bool
}

// Show picks rows of a leg by how far they are explained.
type Show uint8

// What a pane shows.
const (
	ShowOpen    Show = iota // rows without an automatic or confirmed match
	ShowMatched             // rows with one
	ShowAll
)

// EntryQuery picks entries. Zero fields do not restrict.
type EntryQuery struct {
	Leg      Leg // with Side and Show: rows of a side of a leg
	Side     Side
	Show     Show
	Channels []ChannelID
	Roles    []Role
	Period   Period
	Text     string // in order, transaction or refund number, counterparty, memo, or an amount
	Order    Order
}

// ExceptionQuery picks exceptions. Zero fields do not restrict.
type ExceptionQuery struct {
	Types    []ExceptionType
	Channels []ChannelID
	Period   Period
	Text     string
	Resolved bool // resolved ones too
	AsOf     Day  // deadlines as of this day; 0: the latest day covered
}

// LegCounts is how far a leg has come within a query's channels and period.
type LegCounts struct {
	Matched   [2]int // rows by side with an automatic or confirmed match
	Suggested [2]int // open rows with a suggestion
	Open      [2]int // open rows in all, suggested ones too
}

// EntrySource is where an entry came from, for the eye of a doubter.
type EntrySource struct {
	File    string
	Line    int
	Columns []string
	Cells   []string
	Seen    []BatchID // every batch that held the row
}
