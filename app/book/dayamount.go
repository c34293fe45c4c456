package book

// DayAmount is what is least likely to differ where a row is told in two ways: its
// business day and its amount.
type DayAmount struct {
	Day      Day
	Amount   Minor
	Currency Currency
}
