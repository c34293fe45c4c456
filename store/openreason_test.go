package store

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

func TestOpenReasonsAreOfTheOpenRows(t *testing.T) {
	ctx := context.Background()
	s, o, p := shopOfThree(t)
	all := append(append([]book.EntryID{}, o...), p...)
	if got, err := s.OpenReasons(ctx, book.LegSales, all); err != nil || len(got) != 0 {
		t.Errorf("before the first run: %v %v", got, err)
	}
	saveRun(t, s, true, outcomeOf([]book.Match{pairOf(o[0], p[0])},
		book.Open{Entry: o[1], Why: book.OpenSuggested}, book.Open{Entry: p[1], Side: book.Right, Why: book.OpenSuggested},
		book.Open{Entry: o[2], Why: book.OpenException}, book.Open{Entry: p[2], Side: book.Right}))
	got, err := s.OpenReasons(ctx, book.LegSales, append(all[:5:5], 999))
	want := map[book.EntryID]book.OpenReason{o[1]: book.OpenSuggested, o[2]: book.OpenException, p[1]: book.OpenSuggested}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(d, err)
	}
	if got, err := s.OpenReasons(ctx, book.LegPayouts, all); err != nil || len(got) != 0 {
		t.Errorf("of another leg: %v %v", got, err)
	}
}
