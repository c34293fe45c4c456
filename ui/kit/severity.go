package kit

import (
	"zhangfang/app/book"
	"zhangfang/ui/kit/draw"
)

// Pending tells whether an exception is for the owner to deal with: open, in review
// or reopened. One that waits for somebody else is not, nor is a resolved one.
func Pending(s book.ExceptionState) bool {
	return s != book.ExceptionWaiting && s != book.ExceptionResolved
}

// SeverityTone is the colour of a severity: red for what cannot wait, amber for
// what must be looked at, none for what may wait.
func SeverityTone(s book.Severity) draw.Tone {
	switch s {
	case book.High:
		return draw.ToneException
	case book.Medium:
		return draw.ToneSuggestion
	}
	return draw.ToneNeutral
}

// ExceptionTone is the colour of a type: red where money is missing or a customer
// paid too much, blue where it is only late, amber for all that wants a look.
func ExceptionTone(x book.ExceptionType) draw.Tone {
	switch x {
	case book.MissingPayment, book.AmountMismatch, book.DuplicateCharge, book.RefundNotInChannel,
		book.SettlementMissing, book.SettlementShort:
		return draw.ToneException
	case book.SettlementLate:
		return draw.ToneUnderway
	}
	return draw.ToneSuggestion
}
