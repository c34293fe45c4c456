package store

import (
	"math/rand/v2"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/store/columns"
)

func within(spans []columns.Span, amount book.Minor) bool {
	for _, s := range spans {
		if s.From <= amount && amount <= s.To {
			return true
		}
	}
	return false
}

// TestAmountSpans asks of amounts of all lengths whether they are found by each
// beginning of what is written, and by nothing else.
func TestAmountSpans(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	size := func() book.Minor {
		n := int64(1)
		for range r.IntN(17) {
			n *= 10
		}
		return book.Minor(r.Int64N(n))
	}
	for range 20_000 {
		a, other := size(), size()
		plain := book.Money{Minor: a, Currency: book.CNY}.Plain()
		begin := plain[:1+r.IntN(len(plain))]
		spans := amountSpans(begin)
		if !within(spans, a) {
			t.Fatalf("%q does not find %s: %v", begin, plain, spans)
		}
		foreign := book.Money{Minor: other, Currency: book.CNY}.Plain()
		if got, want := within(spans, other), strings.HasPrefix(foreign, begin); got != want {
			t.Fatalf("%q finds %s: %t", begin, foreign, got)
		}
	}
	for _, text := range []string{"2,710", "¥2710", "-2710.7", " 2710.74 ", "2710."} {
		if !within(amountSpans(text), 271074) {
			t.Errorf("%q does not find 2710.74", text)
		}
	}
	for _, text := range []string{"", "¥", ".", "-", "A2710", "2710.745", "02710", "1e3", "27.1.0", "2025-10", "99999999999999999999", "9223372036854775807"} {
		if spans := amountSpans(text); spans != nil {
			t.Errorf("%q looks for %v", text, spans)
		}
	}
}
