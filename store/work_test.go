package store

import (
	"context"
	"slices"
	"testing"
	"time"

	"zhangfang/app/book"
)

// missing is an exception about an order, with a difference.
func missing(id book.EntryID, expected book.Minor) book.Exception {
	return book.Exception{Type: book.MissingPayment, Leg: book.LegSales, Entry: id, Channel: 1, Day: march(1), Expected: expected, Currency: book.CNY}
}

func raising(ids []book.EntryID, xs ...book.Exception) *book.Outcome {
	o := &book.Outcome{Rows: ids, Exceptions: xs}
	for _, id := range ids {
		o.Open = append(o.Open, book.Open{Leg: book.LegSales, Entry: id, Why: book.OpenException})
	}
	return o
}

// TestExceptionsComeAndGo follows one exception through runs and decisions.
func TestExceptionsComeAndGo(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	_, o := importRows(t, s, shopChannel, "o.csv", order("A", march(1), 100))
	x := missing(o[0], 100)
	state := func(step string, want book.ExceptionState) book.ExceptionLine {
		t.Helper()
		all, err := s.Exceptions(ctx)
		if err != nil || len(all) != 1 {
			t.Fatal(step, all, err)
		}
		if all[0].State != want {
			t.Errorf("%s: %s, want %s", step, all[0].State, want)
		}
		return all[0]
	}
	decide := func(to book.ExceptionState, work book.Work) book.Decision {
		t.Helper()
		d, err := s.Decide(ctx, book.Decision{Action: book.SetState, Leg: book.LegSales, Exception: x.Key(), State: to, Note: "看过", Work: work})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, full := range []bool{true, false} {
		saveRun(t, s, full, raising(o, x))
	}
	if line := state("raised", book.ExceptionOpen); line.Raised.IsZero() {
		t.Error("not told when")
	}
	work := book.Work{How: book.HowClaimed, Person: "王", Until: march(9), Files: []book.AttachmentID{1}}
	decide(book.ExceptionWaiting, work)
	if line := state("claimed", book.ExceptionWaiting); line.Note != "看过" || line.How != work.How || line.Person != "王" || line.Until != march(9) || len(line.Files) != 1 {
		t.Errorf("%+v", line.Work)
	}
	last := decide(book.ExceptionResolved, book.Work{How: book.HowAccepted})
	state("accepted", book.ExceptionResolved)
	saveRun(t, s, false, raising(o, missing(o[0], 130)))
	state("another difference", book.ExceptionReopened)
	saveRun(t, s, false, raising(o, x))
	state("the same again", book.ExceptionResolved)
	saveRun(t, s, false, raising(o))
	state("gone", book.ExceptionResolved)
	saveRun(t, s, true, raising(o, x))
	state("came back", book.ExceptionReopened)
	if _, err := s.UndoDecision(ctx, last.ID, noon); err != nil {
		t.Fatal(err)
	}
	if line := state("undone", book.ExceptionOpen); line.How != book.HowClaimed {
		t.Errorf("what stood before is not told: %+v", line.Work)
	}
	events, err := s.ExceptionEvents(ctx, x.Key())
	if err != nil {
		t.Fatal(err)
	}
	var what []string
	for _, e := range events {
		what = append(what, e.What)
	}
	if want := []string{"raised", "decided", "decided", "closed", "raised_again", "undone"}; !slices.Equal(what, want) {
		t.Errorf("%v, want %v", what, want)
	}
	if events[1].Person != "王" || events[2].State != book.ExceptionResolved || events[5].Decision != last.ID {
		t.Errorf("%+v", events)
	}
	mustVerify(t, s)
}

// TestExceptionOfATerminal keeps the terminal in the key, whatever it is called.
func TestExceptionOfATerminal(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	_, p := importRows(t, s, wechatChannel, "p.csv", payment("A", march(1), 100))
	x := book.Exception{Type: book.SettlementShort, Leg: book.LegPayouts, Channel: 1, Terminal: "店|e1", Day: march(1), Expected: 100, Actual: 90, Currency: book.CNY}
	out := &book.Outcome{Rows: p, Exceptions: []book.Exception{x}, Settlements: []book.Settlement{
		{Channel: 1, Terminal: "店|e1", Day: march(1), Currency: book.CNY, Net: 60, Rows: 1},
		{Channel: 1, Terminal: "2", Day: march(1), Currency: book.CNY, Net: 40, Rows: 1, Arrived: 40, ArrivedOn: march(2), BankSeen: march(9)},
	}}
	for range 2 {
		saveRunOf(t, s, book.LegPayouts, true, out)
	}
	all, err := s.Exceptions(ctx)
	if err != nil || len(all) != 1 || all[0].Key() != x.Key() {
		t.Error(all, err)
	}
	if id := exceptionEntry(x.Key()); id != 0 {
		t.Errorf("the key is taken for one of row %d", id)
	}
	settlements, err := s.Settlements(ctx)
	if err != nil || len(settlements) != 2 || settlements[0].Terminal != "2" || settlements[0].BankSeen != march(2) || settlements[1].Terminal != "店|e1" {
		t.Error(settlements, err)
	}
}

func TestDecideAllIsOneAct(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	_, o := importRows(t, s, shopChannel, "o.csv", order("A", march(1), 100), order("B", march(1), 100), order("C", march(1), 100))
	saveRun(t, s, true, raising(o))
	writeOff := func(ids ...book.EntryID) book.Decision {
		return book.Decision{Action: book.WriteOff, Leg: book.LegSales, Left: ids, Note: "小额", Score: 0.7}
	}
	one, err := s.Decide(ctx, writeOff(o[2]))
	if err != nil {
		t.Fatal(err)
	}
	before := mustVerify(t, s).Lines
	ds, err := s.DecideAll(ctx, []book.Decision{writeOff(o[0]), writeOff(o[1])})
	if err != nil || len(ds) != 2 || ds[0].Group == 0 || ds[0].Group != ds[1].Group || one.Group != 0 {
		t.Fatal(ds, err)
	}
	if v := mustVerify(t, s); v.Lines != before+1 {
		t.Errorf("%d lines for one act", v.Lines-before)
	}
	if touched, err := s.Touched(ctx, book.LegSales); err != nil || len(touched.Rows) != 3 {
		t.Error(touched, err)
	}
	if last, err := s.LastDecision(ctx); err != nil || last.ID != ds[0].ID || last.Score != 0.7 {
		t.Error(last, err)
	}
	if _, err := s.DecideAll(ctx, []book.Decision{writeOff(o[0]), writeOff(99)}); book.CodeOf(err) != "book_changed" {
		t.Error(err)
	}
	if first, err := s.UndoDecision(ctx, ds[1].ID, noon); err != nil || first.ID != ds[0].ID {
		t.Error(first, err)
	}
	if left, err := s.Decisions(ctx, ""); err != nil || len(left) != 1 || left[0].ID != one.ID {
		t.Error(left, err)
	}
	if last, err := s.LastDecision(ctx); err != nil || last.ID != one.ID {
		t.Error(last, err)
	}
	mustVerify(t, s)
}

func TestClassifyAndForget(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	_, b := importRows(t, s, bankChannel, "b.csv", book.Entry{Kind: book.KindExpense, TxnNo: "1", Day: march(1), Amount: -5})
	saveRun(t, s, true)
	saveRunOf(t, s, book.LegPayouts, true)
	if _, err := s.Decide(ctx, book.Decision{Action: book.Classify, Leg: book.LegPayouts, Right: b, Class: book.ClassRent}); err != nil {
		t.Fatal(err)
	}
	if touched, err := s.Touched(ctx, book.LegPayouts); err != nil || touched.Full || !slices.Equal(touched.Rows, b) {
		t.Error(touched, err)
	}
	if _, err := s.Decide(ctx, book.Decision{Action: book.Forget, Leg: book.LegPayouts, Lesson: "class|payouts|房东|rent"}); err != nil {
		t.Fatal(err)
	}
	ds, err := s.Decisions(ctx, book.LegPayouts)
	if err != nil || len(ds) != 2 || ds[0].Class != book.ClassRent || ds[1].Lesson != "class|payouts|房东|rent" {
		t.Error(ds, err)
	}
	if err := s.change(ctx, "touch", func(t *tx) error { return t.touchAll(book.LegPayouts) }); err != nil {
		t.Fatal(err)
	}
	if touched, err := s.Touched(ctx, book.LegPayouts); err != nil || !touched.Full {
		t.Error(touched, err)
	}
	if touched, err := s.Touched(ctx, book.LegSales); err != nil || touched.Full {
		t.Error(touched, err)
	}
	mustVerify(t, s)
}

// TestPickedLegs runs, decides on and drops a leg whose channels have any name.
func TestPickedLegs(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	bank, ledger := bankChannel, shopChannel
	bank.Name, ledger.Name, ledger.Role = "招行~基本户", "账|本", book.RoleLedger
	row := book.Entry{Kind: book.KindDeposit, OrderNo: "N1", TxnNo: "9", Day: march(1), Amount: 5, Gross: 5, Currency: book.CNY,
		Counterparty: "甲", Memo: "货款", Terminal: "T", Card: "1234", Method: "M", Batching: "B"}
	_, l := importRows(t, s, bank, "b.csv", row)
	_, r := importRows(t, s, ledger, "l.csv", row)
	leg := book.PickedLeg(bank.Name, ledger.Name)
	rows, err := s.Rows(ctx, book.RowScope{Leg: leg, Channels: [2][]book.ChannelID{{1}, {2}}})
	if err != nil || len(rows) != 2 {
		t.Fatal(rows, err)
	}
	for _, r := range rows {
		if want := (book.RowText{Method: "M", Terminal: "T", Card: "1234", Counterparty: "甲", Memo: "货款", TxnNo: "9", Batching: "B"}); *r.Text != want {
			t.Errorf("%+v", *r.Text)
		}
	}
	m := book.Match{Leg: leg, Rule: book.RuleScore, State: book.MatchSuggested, Left: l, Right: r}
	saveRunOf(t, s, leg, true, outcomeOf([]book.Match{m}))
	if legs, err := s.Legs(ctx); err != nil || !slices.Equal(legs, []book.Leg{leg}) {
		t.Error(legs, err)
	}
	if _, err := s.Decide(ctx, book.Decision{Action: book.Confirm, Leg: leg, Left: l, Right: r}); err != nil {
		t.Fatal(err)
	}
	if touched, err := s.Touched(ctx, leg); err != nil || !slices.Equal(touched.Rows, slices.Concat(l, r)) {
		t.Error(touched, err)
	}
	if err := s.DropLeg(ctx, book.LegSales, noon); book.CodeOf(err) != "no_leg" {
		t.Error(err)
	}
	if err := s.DropLeg(ctx, leg, noon); err != nil {
		t.Fatal(err)
	}
	if err := s.DropLeg(ctx, leg, noon); book.CodeOf(err) != "no_leg" {
		t.Error(err)
	}
	if found, err := s.MatchOf(ctx, leg, l[0]); err != nil || found != nil {
		t.Error(found, err)
	}
	legs, err := s.Legs(ctx)
	ds, errDecisions := s.Decisions(ctx, "")
	if err != nil || errDecisions != nil || len(legs)+len(ds) != 0 {
		t.Error(legs, ds, err, errDecisions)
	}
	mustVerify(t, s)
}

func TestNoteDerived(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	for range 2 {
		if err := s.NoteDerived(ctx, []string{"payouts|settlement_late|c1d1CNY"}, noon); err != nil {
			t.Fatal(err)
		}
	}
	if since, err := s.DerivedRaised(ctx); err != nil || len(since) != 1 || !since["payouts|settlement_late|c1d1CNY"].Equal(noon) {
		t.Error(since, err)
	}
	key := "payouts|settlement_late|c1d1CNY"
	if events, err := s.ExceptionEvents(ctx, key); err != nil || len(events) != 1 || events[0].What != "raised" {
		t.Error(events, err)
	}
	lines := mustVerify(t, s).Lines
	again := noon.Add(48 * time.Hour)
	for _, step := range []struct {
		keys []string
		at   time.Time
	}{{nil, noon.Add(24 * time.Hour)}, {nil, again}, {[]string{key, key}, again}} {
		if err := s.NoteDerived(ctx, step.keys, step.at); err != nil {
			t.Fatal(err)
		}
	}
	if since, err := s.DerivedRaised(ctx); err != nil || !since[key].Equal(again) {
		t.Errorf("late again since %v %v", since, err)
	}
	var what []string
	events, err := s.ExceptionEvents(ctx, key)
	for _, e := range events {
		what = append(what, e.What)
	}
	if want := []string{"raised", "closed", "raised_again"}; err != nil || !slices.Equal(what, want) {
		t.Errorf("%v, want %v (%v)", what, want, err)
	}
	if n := mustVerify(t, s).Lines; n != lines+2 {
		t.Errorf("%d lines on record for two changes", n-lines)
	}
}

// TestUndoneDayRaisesNothing takes back the file of a day that was paid short: of a
// day without rows nothing can be missing.
func TestUndoneDayRaisesNothing(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	batch, p := importRows(t, s, wechatChannel, "p.csv", payment("A", march(1), 100))
	_, b := importRows(t, s, bankChannel, "b.csv", book.Entry{Kind: book.KindDeposit, TxnNo: "1", Day: march(2), Gross: 90, Amount: 90, Currency: book.CNY})
	o := outcomeOf([]book.Match{{Leg: book.LegPayouts, Rule: book.RuleDayNet, Score: 1, Left: p, Right: b}})
	o.Settlements = []book.Settlement{{Channel: 1, Day: march(1), Currency: book.CNY, Net: 100, Rows: 1, Arrived: 90, ArrivedOn: march(2)}}
	o.Exceptions = []book.Exception{{Type: book.SettlementShort, Leg: book.LegPayouts, Channel: 1, Day: march(1), Expected: 100, Actual: 90, Currency: book.CNY, Other: b[0]}}
	saveRunOf(t, s, book.LegPayouts, true, o)
	if _, err := s.UndoBatch(ctx, batch.ID, noon); err != nil {
		t.Fatal(err)
	}
	saveRunOf(t, s, book.LegPayouts, false, outcomeOf(nil, book.Open{Leg: book.LegPayouts, Side: book.Right, Entry: b[0]}))
	if all, err := s.Exceptions(ctx); err != nil || len(all) != 0 {
		t.Error(all, err)
	}
	if events, err := s.ExceptionEvents(ctx, o.Exceptions[0].Key()); err != nil || len(events) != 0 {
		t.Error(events, err)
	}
	mustVerify(t, s)
}

// TestWhatARunWasTaughtIsKept tells the next run what the last one went by.
func TestWhatARunWasTaughtIsKept(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	mark := int64(0)
	for _, taught := range []string{"a", "b", ""} {
		if _, err := s.SaveRun(ctx, book.Run{Leg: book.LegSales, Full: true, Mark: mark, Taught: taught}, seqOf(), noon); err != nil {
			t.Fatal(err)
		}
		for _, full := range []bool{false, true} {
			touched, err := s.Touched(ctx, book.LegSales)
			if err != nil || touched.Taught != taught || touched.Full != full {
				t.Errorf("%+v %v, want %q", touched, err, taught)
			}
			mark = touched.Mark
			if err := s.change(ctx, "touch", func(t *tx) error { return t.touchAll(book.LegSales) }); err != nil {
				t.Fatal(err)
			}
		}
		mark++
	}
}

// TestAChannelTouchesAllPayouts: a new channel, and an account that a file tells at
// last, may change who pays any day.
func TestAChannelTouchesAllPayouts(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	saveRunOf(t, s, book.LegPayouts, true)
	touched := func(step string, want bool) {
		t.Helper()
		if found, err := s.Touched(ctx, book.LegPayouts); err != nil || found.Full != want {
			t.Errorf("%s: %+v %v", step, found, err)
		}
		saveRunOf(t, s, book.LegPayouts, true)
	}
	bare := wechatChannel
	bare.Account = ""
	importRows(t, s, bare, "a.csv", payment("A", march(1), 100))
	touched("a new channel", true)
	importRows(t, s, bare, "b.csv", payment("B", march(2), 100))
	touched("only rows", false)
	importRows(t, s, wechatChannel, "c.csv", payment("C", march(3), 100))
	touched("its account", true)
}

// TestTextOfPaymentsWithoutANumber loads where their order number may stand, and
// nothing of those that have one.
func TestTextOfPaymentsWithoutANumber(t *testing.T) {
	s := mustOpen(t)
	bare := payment("", march(1), 100)
	bare.TxnNo, bare.Memo, bare.Method = "T1", "订单 2025101300000012", "零钱"
	full := payment("A", march(1), 100)
	full.Memo = "订单 A"
	o := order("", march(1), 100)
	importRows(t, s, shopChannel, "o.csv", o)
	importRows(t, s, wechatChannel, "p.csv", bare, full)
	rows, err := s.Rows(context.Background(), book.RowScope{Leg: book.LegSales})
	if err != nil || len(rows) != 3 {
		t.Fatal(rows, err)
	}
	if want := (book.RowText{Method: "微信"}); *rows[0].Text != want {
		t.Errorf("order %+v", *rows[0].Text)
	}
	if want := (book.RowText{Method: "零钱", Memo: bare.Memo, TxnNo: "T1"}); *rows[1].Text != want {
		t.Errorf("payment without a number %+v", *rows[1].Text)
	}
	if rows[2].Text != nil {
		t.Errorf("payment with a number %+v", *rows[2].Text)
	}
}

// TestAnotherNumberTouchesTheOld marks the rows that a changed row leaves alone.
func TestAnotherNumberTouchesTheOld(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	first, second := order("A", march(1), 100), order("A", march(1), 90)
	first.TxnNo = "1"
	_, o := importRows(t, s, shopChannel, "o.csv", first, second)
	saveRun(t, s, true, raising(o))
	e := order("B", march(1), 100)
	_, err := s.Import(ctx, book.Channel{ID: 1}, book.Batch{File: "c.csv"}, func(w book.BatchWriter) error {
		return w.Change(o[0], &e, book.Mark{Ident: markOf(&first).Ident, Digest: 2})
	})
	if err != nil {
		t.Fatal(err)
	}
	if touched, err := s.Touched(ctx, book.LegSales); err != nil || !slices.Equal(touched.Rows, o) {
		t.Error(touched, err)
	}
}
