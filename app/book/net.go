package book

// NetRows is the rows that add up to a net of a channel that does not pay whole
// calendar days: it pays each terminal by itself, or ends its day at another hour.
// Channel, terminal, day and currency are those of the Settlement.
type NetRows struct {
	Channel  ChannelID
	Terminal string
	Day      Day
	Currency Currency
	Rows     []EntryID // ascending
}
