package columns

import "zhangfang/app/book"

// Span is amounts from one to another, both among them, by their size: the sign of an
// amount does not matter.
type Span struct{ From, To book.Minor }

// inSpans tells whether the size of an amount lies in one of some spans, which ascend.
func inSpans(spans []Span, amount book.Minor) bool {
	if amount < 0 {
		amount = -amount
	}
	for _, s := range spans {
		if amount <= s.To {
			return amount >= s.From
		}
	}
	return false
}
