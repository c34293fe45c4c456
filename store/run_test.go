package store

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

func TestMembersPack(t *testing.T) {
	for name, m := range map[string]book.Match{
		"pair":      {Left: []book.EntryID{5}, Right: []book.EntryID{9}},
		"one side":  {Left: []book.EntryID{5, 7, 300}},
		"right":     {Right: []book.EntryID{2, 1 << 40}},
		"many":      {Left: []book.EntryID{5, 6}, Right: []book.EntryID{1, 2, 3}, Evidence: []book.Fact{{Code: "x", Args: []string{"1"}}}},
		"suggested": {Left: []book.EntryID{1, 2}, Right: []book.EntryID{3}, State: book.MatchSuggested, Score: 0.25},
	} {
		t.Run(name, func(t *testing.T) {
			m.Leg, m.Rule = book.LegSales, book.RuleIndistinct
			r, err := recordOf(&m)
			if err != nil {
				t.Fatal(err)
			}
			got, err := r.match(book.LegSales)
			if d := cmp.Diff(m, got); d != "" || err != nil || m.ID() != got.ID() {
				t.Error(d, err)
			}
		})
	}
	if _, err := recordOf(&book.Match{}); err == nil {
		t.Error("a match of nothing")
	}
}

// shopOfThree is three orders and payments, of which the third has another number.
func shopOfThree(t *testing.T) (s *Store, o, p []book.EntryID) {
	s = mustOpen(t)
	_, o = importRows(t, s, shopChannel, "o.csv", order("A1", march(1), 100), order("A2", march(2), 200), order("A3", march(3), 300))
	_, p = importRows(t, s, wechatChannel, "p.csv", payment("A1", march(1), 100), payment("A2", march(2), 200), payment("B3", march(3), 300))
	return s, o, p
}

func TestRunReplacesOnlyWhatDiffers(t *testing.T) {
	for _, full := range []bool{true, false} {
		ctx := context.Background()
		s, o, p := shopOfThree(t)
		x := book.Exception{Type: book.MissingPayment, Leg: book.LegSales, Entry: o[2], Day: march(3), Expected: 300, Currency: book.CNY,
			Evidence: []book.Fact{{Code: "covered", Args: []string{"2026-03-03"}}}}
		first := outcomeOf([]book.Match{pairOf(o[0], p[0]), pairOf(o[1], p[1])}, book.Open{Entry: o[2], Why: book.OpenException}, book.Open{Entry: p[2], Side: book.Right})
		first.Exceptions = []book.Exception{x}
		want := book.RunReceipt{Leg: book.LegSales, Matched: 4, Added: 2, Raised: 1}
		if r := saveRun(t, s, true, first); r != want {
			t.Errorf("first: %+v", r)
		}
		want.Added, want.Raised = 0, 0
		if r := saveRun(t, s, full, first); r != want {
			t.Errorf("full %v, again: %+v", full, r)
		}
		// The third order finds its payment, the first pair becomes a suggestion.
		suggested := pairOf(o[0], p[0])
		suggested.State, suggested.Score = book.MatchSuggested, 0.5
		second := outcomeOf([]book.Match{suggested, pairOf(o[1], p[1]), pairOf(o[2], p[2])},
			book.Open{Entry: o[0], Why: book.OpenSuggested}, book.Open{Entry: p[0], Side: book.Right, Why: book.OpenSuggested})
		if r, want := saveRun(t, s, full, second), (book.RunReceipt{Leg: book.LegSales, Matched: 4, Suggested: 2, Added: 1, Closed: 1}); r != want {
			t.Errorf("full %v, second: %+v", full, r)
		}
		if all, err := s.Exceptions(ctx); err != nil || len(all) != 1 || all[0].State != book.ExceptionResolved || all[0].Evidence[0].Code != "covered" {
			t.Errorf("%+v %v", all, err)
		}
		c, err := s.Counts(ctx, book.EntryQuery{Leg: book.LegSales})
		if want := (book.LegCounts{Matched: [2]int{2, 2}, Suggested: [2]int{1, 1}, Open: [2]int{1, 1}}); c != want || err != nil {
			t.Errorf("full %v: %+v %v", full, c, err)
		}
		filtered, err := s.Counts(ctx, book.EntryQuery{Leg: book.LegSales, Period: book.Period{From: march(1), To: march(3)}})
		if filtered != c || err != nil {
			t.Errorf("filtered: %+v %v", filtered, err)
		}
		// All goes but a group of three.
		third := outcomeOf([]book.Match{{Leg: book.LegSales, Rule: book.RuleIndistinct, Score: 1, Left: o[1:], Right: p[1:2]}})
		third.Rows = append(slices.Clone(o), p...)
		third.Exceptions = []book.Exception{x}
		if r, want := saveRun(t, s, full, third), (book.RunReceipt{Leg: book.LegSales, Matched: 3, Added: 1, Removed: 3, Raised: 1}); r != want {
			t.Errorf("full %v, third: %+v", full, r)
		}
		mustVerify(t, s)
		if m, err := s.MatchOf(ctx, book.LegSales, p[2]); m != nil || err != nil {
			t.Error(m, err)
		}
	}
}

func TestTouched(t *testing.T) {
	ctx := context.Background()
	s, o, p := shopOfThree(t)
	touched := func() book.Touched {
		got, err := s.Touched(ctx, book.LegSales)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := touched(); !got.Full || got.Rows != nil {
		t.Errorf("never matched: %+v", got)
	}
	saveRun(t, s, true, outcomeOf([]book.Match{pairOf(o[0], p[0]), pairOf(o[1], p[1]), pairOf(o[2], p[2])}))
	if got := touched(); got.Full || len(got.Rows) != 0 || got.Period != (book.Period{}) {
		t.Errorf("just matched: %+v", got)
	}
	importRows(t, s, bankChannel, "bank.csv", book.Entry{Kind: book.KindDeposit, TxnNo: "1", Day: march(9), Amount: 1})
	if got := touched(); len(got.Rows) != 0 || got.Period != (book.Period{}) {
		t.Errorf("the bank is not of this leg: %+v", got)
	}
	// A changed row brings the row that it is matched with.
	importRows(t, s, shopChannel, "o2.csv", order("A2", march(2), 222))
	if got := touched(); !slices.Equal(got.Rows, []book.EntryID{o[1], p[1]}) || got.Period != (book.Period{From: march(2), To: march(2)}) {
		t.Errorf("changed: %+v", got)
	}
	mark := touched().Mark
	d, err := s.Decide(ctx, book.Decision{Action: book.Decline, Leg: book.LegSales, Left: o[:1], Right: p[:1]})
	if err != nil {
		t.Fatal(err)
	}
	// A run that began before the decision leaves it pending.
	if _, err := s.SaveRun(ctx, book.Run{Leg: book.LegSales, Mark: mark}, seqOf(), noon); err != nil {
		t.Fatal(err)
	}
	if got := touched(); !slices.Equal(got.Rows, []book.EntryID{o[0], p[0]}) {
		t.Errorf("decided: %+v", got)
	}
	saveRun(t, s, false)
	if _, err := s.UndoDecision(ctx, d.ID, noon); err != nil {
		t.Fatal(err)
	}
	if got := touched(); !slices.Equal(got.Rows, []book.EntryID{o[0], p[0]}) {
		t.Errorf("taken back: %+v", got)
	}
	saveRun(t, s, false)
	// Known rows only: what the file covers may matter.
	importRows(t, s, shopChannel, "o3.csv", order("A1", march(1), 100))
	if got := touched(); len(got.Rows) != 0 || got.Period != (book.Period{From: march(1), To: march(1)}) {
		t.Errorf("coverage: %+v", got)
	}
	// An older run than the last is not saved.
	saveRun(t, s, false)
	stale := outcomeOf([]book.Match{pairOf(o[0], p[1])})
	if r, err := s.SaveRun(ctx, book.Run{Leg: book.LegSales, Mark: 1}, seqOf(stale), noon); err != nil || r.Added != 0 {
		t.Error(r, err)
	}
	if _, err := s.SaveRun(ctx, book.Run{Leg: book.LegSales, Mark: 1, Full: true}, seqOf(stale), noon); book.CodeOf(err) != "run_outdated" {
		t.Error(err)
	}
	mustVerify(t, s)
}

func TestDroppedMatchTouchesTheRest(t *testing.T) {
	ctx := context.Background()
	s, o, p := shopOfThree(t)
	saveRun(t, s, true, outcomeOf([]book.Match{{Leg: book.LegSales, Rule: book.RuleIndistinct, Score: 1, Left: o[:2], Right: p[:2]}}))
	saveRun(t, s, false, outcomeOf([]book.Match{pairOf(o[0], p[0])}))
	got, err := s.Touched(ctx, book.LegSales)
	if err != nil || !slices.Equal(got.Rows, []book.EntryID{o[1], p[1]}) {
		t.Errorf("%+v %v", got, err)
	}
	mustVerify(t, s)
}

func TestRunStops(t *testing.T) {
	s, o, p := shopOfThree(t)
	ctx, cancel := context.WithCancel(context.Background())
	endless := iter.Seq[*book.Outcome](func(yield func(*book.Outcome) bool) {
		for n := 0; ; n++ {
			if n == 3 {
				cancel()
			}
			if ctx.Err() != nil || !yield(outcomeOf([]book.Match{pairOf(o[0], p[0])})) {
				return
			}
		}
	})
	if _, err := s.SaveRun(ctx, book.Run{Leg: book.LegSales, Full: true}, endless, noon); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if got, _ := s.Touched(context.Background(), book.LegSales); !got.Full {
		t.Error("half a run was saved")
	}
	broken := &book.Outcome{Matches: []book.Match{{}}}
	if _, err := s.SaveRun(context.Background(), book.Run{Leg: book.LegSales}, seqOf(broken), noon); err == nil {
		t.Error("a match of nothing was saved")
	}
	mustVerify(t, s)
}

func TestSettlements(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	_, p := importRows(t, s, wechatChannel, "p.csv", payment("A1", march(1), 100), payment("A2", march(2), 200))
	save := func(full bool, o ...*book.Outcome) {
		touched, err := s.Touched(ctx, book.LegPayouts)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.SaveRun(ctx, book.Run{Leg: book.LegPayouts, Full: full, Mark: touched.Mark}, seqOf(o...), noon); err != nil {
			t.Fatal(err)
		}
	}
	day := func(d int, arrived book.Minor) book.Settlement {
		return book.Settlement{Channel: 1, Day: march(d), Currency: book.CNY, Net: book.Minor(d) * 100, Rows: 1, Arrived: arrived}
	}
	short := book.Exception{Type: book.SettlementShort, Leg: book.LegPayouts, Channel: 1, Day: march(2), Expected: 200, Actual: 100, Currency: book.CNY}
	save(true, &book.Outcome{Rows: p[:1], Settlements: []book.Settlement{day(1, 0)}},
		&book.Outcome{Rows: p[1:], Settlements: []book.Settlement{day(2, 100)}, Exceptions: []book.Exception{short}})
	save(false, &book.Outcome{Rows: p[1:], Settlements: []book.Settlement{day(2, 200)}})
	got, err := s.Settlements(ctx)
	if d := cmp.Diff([]book.Settlement{day(1, 0), day(2, 200)}, got); d != "" || err != nil {
		t.Error(d, err)
	}
	if all, err := s.Exceptions(ctx); err != nil || len(all) != 1 || all[0].State != book.ExceptionResolved || all[0].ChannelName != wechatChannel.Name {
		t.Errorf("%+v %v", all, err)
	}
	// The day is paid by withdrawals now.
	save(false, &book.Outcome{Rows: p[1:]})
	if got, _ := s.Settlements(ctx); len(got) != 1 {
		t.Errorf("%+v", got)
	}
	save(true)
	if got, _ := s.Settlements(ctx); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestDecisions(t *testing.T) {
	ctx := context.Background()
	s, o, p := shopOfThree(t)
	if _, err := s.LastDecision(ctx); book.CodeOf(err) != "no_decision" {
		t.Error(err)
	}
	x := book.Exception{Type: book.MissingPayment, Leg: book.LegSales, Entry: o[2], Other: p[2], Day: march(3), Currency: book.CNY}
	block := outcomeOf(nil, book.Open{Entry: o[2]})
	block.Exceptions = []book.Exception{x}
	saveRun(t, s, true, block)
	d, err := s.Decide(ctx, book.Decision{Action: book.SetState, Leg: book.LegSales, Exception: x.Key(), State: book.ExceptionResolved, Note: "现金", At: noon})
	if err != nil {
		t.Fatal(err)
	}
	state := func() book.ExceptionLine {
		all, err := s.Exceptions(ctx)
		if err != nil || len(all) != 1 {
			t.Fatal(all, err)
		}
		return all[0]
	}
	saveRun(t, s, true, block)
	if got := state(); got.State != book.ExceptionResolved || got.Note != "现金" || got.OrderNo != "A3" || got.TxnNo != "4200B3" || got.File != "o.csv" {
		t.Errorf("%+v", got)
	}
	if last, err := s.LastDecision(ctx); err != nil || cmp.Diff(d, last) != "" {
		t.Error(cmp.Diff(d, last), err)
	}
	if _, err := s.UndoDecision(ctx, d.ID, noon); err != nil {
		t.Fatal(err)
	}
	if got := state(); got.State != book.ExceptionOpen || got.Note != "" {
		t.Errorf("%+v", got)
	}
	if _, err := s.UndoDecision(ctx, d.ID, noon); book.CodeOf(err) != "no_decision" {
		t.Error(err)
	}
	if _, err := s.Decide(ctx, book.Decision{Action: book.Confirm, Leg: book.LegSales, Left: []book.EntryID{o[0], 999}}); book.CodeOf(err) != "book_changed" {
		t.Error(err)
	}
	if all, err := s.Decisions(ctx, book.LegPayouts); len(all) != 0 || err != nil {
		t.Error(all, err)
	}
	mustVerify(t, s)
}
