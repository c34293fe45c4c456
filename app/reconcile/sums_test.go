package reconcile

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"zhangfang/app/book"
)

func TestSubsets(t *testing.T) {
	for name, c := range map[string]struct {
		amounts []book.Minor
		target  book.Minor
		upTo    int
		limit   int
		want    []subset
	}{
		"two of three":             {[]book.Minor{100, 250, 400}, 500, 9, 9, []subset{0b101}},
		"none":                     {[]book.Minor{100, 250, 400}, 501, 9, 9, nil},
		"one alone is none":        {[]book.Minor{100, 250, 400}, 400, 9, 9, nil},
		"two solutions":            {[]book.Minor{100, 200, 300, 400}, 500, 9, 9, []subset{0b0110, 0b1001}},
		"no more than asked for":   {[]book.Minor{100, 200, 300, 400}, 500, 9, 1, []subset{0b0110}},
		"one takes away":           {[]book.Minor{1000, -300, 50}, 700, 9, 9, []subset{0b011}},
		"too many members":         {[]book.Minor{1, 10, 100}, 111, 2, 9, nil},
		"out of range":             {[]book.Minor{math.MaxInt64, math.MaxInt64, 5}, math.MaxInt64, 9, 9, nil},
		"too many to look through": {make([]book.Minor, most+1), 0, 9, 9, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := subsets(c.amounts, c.target, c.upTo, c.limit); !slices.Equal(got, c.want) {
				t.Errorf("got %b, want %b", got, c.want)
			}
		})
	}
}

// The halves that meet find what looking at every choice finds.
func TestSubsetsAgreesWithEveryChoice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) book.Minor { return book.Minor(rapid.IntRange(-9, 20).Draw(t, "amount")) }), 2, 9).Draw(t, "amounts")
		target := book.Minor(rapid.IntRange(1, 60).Draw(t, "target"))
		var want []subset
		for s := subset(1); s < 1<<len(amounts); s++ {
			var total book.Minor
			for i, a := range amounts {
				if s.has(i) {
					total += a
				}
			}
			if total == target && s.size() >= 2 && s.size() <= 4 {
				want = append(want, s)
			}
		}
		got := subsets(amounts, target, 4, 1<<9)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("got %b, want %b", got, want)
		}
	})
}

func BenchmarkSubsets(b *testing.B) {
	amounts := make([]book.Minor, most)
	for i := range amounts {
		amounts[i] = book.Minor(81_204 + i*i*7919)
	}
	for b.Loop() {
		subsets(amounts, 1_000_003, most, 2)
	}
}
