package intake

import (
	"testing"

	"pgregory.net/rapid"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// TestOccurrences: the table tells what a map of identities would.
func TestOccurrences(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type first struct {
			digest uint64
			count  uint32
		}
		var s occurrences
		var marks []book.Mark
		told := map[uint64]first{}
		for range rapid.IntRange(0, 3000).Draw(t, "rows") {
			ident := rapid.Uint64Range(0, 900).Draw(t, "ident") * 4
			keyless := ident%8 == 0
			e := bill.Entry{Ident: ident, Keyless: keyless, Digest: rapid.Uint64Range(1, 3).Draw(t, "digest")}
			want, repeat, twin := book.Mark{Ident: ident, Digest: e.Digest}, false, false
			before, again := told[ident]
			switch {
			case !again:
				told[ident] = first{e.Digest, 0}
			case keyless:
				before.count++
				told[ident] = before
				want.Ident, twin = nth(ident, before.count), true
			case before.digest == e.Digest:
				repeat = true
			default:
				want.Ident = another(ident, e.Digest)
				_, repeat = told[want.Ident]
				told[want.Ident] = first{e.Digest, 0}
			}
			m, isRepeat, isTwin := s.mark(marks, &e)
			if m != want || isRepeat != repeat || isTwin != twin {
				t.Fatalf("row %d: %v %v %v, want %v %v %v", len(marks), m, isRepeat, isTwin, want, repeat, twin)
			}
			marks = append(marks, m)
		}
	})
}
