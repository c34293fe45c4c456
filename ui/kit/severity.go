package kit

import "zhangfang/app/book"

// Pending tells whether an exception is for the owner to deal with: open, in review
// or reopened. One that waits for somebody else is not, nor is a resolved one.
func Pending(s book.ExceptionState) bool {
	return s != book.ExceptionWaiting && s != book.ExceptionResolved
}

// SeverityTone is the colour of a severity: red for what cannot wait, amber for
// what must be looked at, none for what may wait.
func SeverityTone(s book.Severity) Tone {
	switch s {
	case book.High:
		return ToneException
	case book.Medium:
		return ToneSuggestion
	}
	return ToneNeutral
}
