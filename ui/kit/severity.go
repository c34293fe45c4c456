package kit

import "zhangfang/app/book"

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
