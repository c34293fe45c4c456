package book

// Holiday is days on which banks do other than the weekday says: off for a public
// holiday, or at work on a weekend instead; or what the owner said of a day.
type Holiday struct {
	Period
	Working   bool // a weekend on which banks work
	Estimated bool // of a year that was not announced to this program
	Own       bool // the owner said so
}
