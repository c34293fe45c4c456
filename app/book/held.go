package book

// HeldMoney is what the book holds of a row's money, to tell how a row changed.
type HeldMoney struct {
	Gross    Minor
	Amount   Minor
	Fee      Minor
	Currency Currency
	Day      Day // its business day, which may lie in a closed month
}
