package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

// What matches hold is known after every run without reading all matches again, and
// is what the database says.
func TestMatchedRowsFollowRuns(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	const n = 15
	var orders, payments []book.Entry
	for i := range n {
		no := fmt.Sprintf("N%03d", i)
		orders, payments = append(orders, order(no, march(1+i%28), 1000)), append(payments, payment(no, march(1+i%28), 1000))
	}
	_, o := importRows(t, s, shopChannel, "o.csv", orders...)
	_, p := importRows(t, s, wechatChannel, "p.csv", payments...)
	saveRun(t, s, true)
	if err := s.fill(ctx, 0); err != nil {
		t.Fatal(err)
	}
	type answer struct {
		Counts  book.LegCounts
		Matched [2][]book.EntryID
	}
	ask := func() (a answer) {
		q := book.EntryQuery{Leg: book.LegSales, Show: book.ShowMatched}
		var err error
		if a.Counts, err = s.Counts(ctx, q); err != nil {
			t.Fatal(err)
		}
		for _, q.Side = range []book.Side{book.Left, book.Right} {
			if a.Matched[q.Side], err = s.EntryIDs(ctx, q); err != nil {
				t.Fatal(err)
			}
		}
		return a
	}
	ask()
	copied := s.warm.Load()
	r := rand.New(rand.NewPCG(1, 2))
	most := 0
	for step := range 60 {
		saveRun(t, s, false, randomOutcome(r, o, p))
		var leg, length int64
		if err := s.read.QueryRow("SELECT (SELECT id FROM leg), audit_len FROM book").Scan(&leg, &length); err != nil {
			t.Fatal(err)
		}
		if copied.matchedAt(leg, length) == nil {
			t.Fatalf("step %d: the matches are to be read again", step)
		}
		got := ask()
		s.warm.Store(nil)
		want := ask()
		s.warm.Store(copied)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("step %d (-database +copy):\n%s", step, diff)
		}
		most = max(most, got.Counts.Matched[book.Left])
	}
	if most == 0 {
		t.Error("no match ever stood")
	}
}

// randomOutcome solves three orders and payments anew: a pair, a suggested one, a
// group, rows of one side, or nothing.
func randomOutcome(r *rand.Rand, orders, payments []book.EntryID) *book.Outcome {
	i := r.IntN(len(orders)/3) * 3
	left, right := orders[i:i+3], payments[i:i+3]
	m := pairOf(left[r.IntN(3)], right[r.IntN(3)])
	switch r.IntN(5) {
	case 0:
		m.State = book.MatchSuggested
	case 1:
		m.Left, m.Right = left[:2], right[1:]
	case 2:
		m.Left, m.Right = left, nil
	case 3:
		return &book.Outcome{Rows: slices.Concat(left, right)}
	}
	return &book.Outcome{Rows: slices.Concat(left, right), Matches: []book.Match{m}}
}
