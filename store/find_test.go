package store

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zhangfang/app/book"
)

func TestEntryIDs(t *testing.T) {
	ctx := context.Background()
	s, o, p := shopOfThree(t)
	refund := payment("A1", march(5), -100)
	refund.Kind, refund.RefundNo, refund.Memo = book.KindRefund, "R_50%", "退 茶叶"
	_, r := importRows(t, s, wechatChannel, "r.csv", refund)
	suggested := pairOf(o[1], p[1])
	suggested.State = book.MatchSuggested
	saveRun(t, s, true, outcomeOf([]book.Match{pairOf(o[0], p[0]), suggested},
		book.Open{Entry: o[1], Why: book.OpenSuggested}, book.Open{Entry: o[2]}, book.Open{Entry: p[1], Side: book.Right, Why: book.OpenSuggested}))
	sales := func(side book.Side, show book.Show) book.EntryQuery {
		return book.EntryQuery{Leg: book.LegSales, Side: side, Show: show}
	}
	by := func(by string, desc bool) book.EntryQuery {
		return book.EntryQuery{Order: book.Order{By: by, Desc: desc}}
	}
	for name, c := range map[string]struct {
		q    book.EntryQuery
		want []book.EntryID
	}{
		"all":           {book.EntryQuery{}, slices.Concat(o, p, r)},
		"open left":     {sales(book.Left, book.ShowOpen), o[1:]},
		"open right":    {sales(book.Right, book.ShowOpen), p[1:2]},
		"matched left":  {sales(book.Left, book.ShowMatched), o[:1]},
		"matched right": {sales(book.Right, book.ShowMatched), p[:1]},
		"all right":     {sales(book.Right, book.ShowAll), slices.Concat(p, r)},
		"other leg":     {book.EntryQuery{Leg: book.LegPayouts, Show: book.ShowOpen}, nil},
		"own leg":       {book.EntryQuery{Leg: "微信支付~店铺", Side: book.Right, Show: book.ShowAll}, o},
		"channel":       {book.EntryQuery{Channels: []book.ChannelID{1}}, o},
		"role":          {book.EntryQuery{Roles: []book.Role{book.RolePayments}}, slices.Concat(p, r)},
		"period":        {book.EntryQuery{Period: book.Period{From: march(3)}}, []book.EntryID{o[2], p[2], r[0]}},
		"number":        {book.EntryQuery{Text: "a2"}, []book.EntryID{o[1], p[1]}},
		"txn":           {book.EntryQuery{Text: "4200b"}, p[2:]},
		"escaped":       {book.EntryQuery{Text: "_50%"}, r},
		"memo":          {book.EntryQuery{Text: "退 茶"}, r},
		"amount":        {book.EntryQuery{Text: "¥3.00"}, []book.EntryID{o[2], p[2]}},
		"begun amount":  {book.EntryQuery{Text: "3."}, []book.EntryID{o[2], p[2]}},
		"negative":      {book.EntryQuery{Text: "-1"}, []book.EntryID{o[0], p[0], r[0]}},
		"open by text":  {book.EntryQuery{Leg: book.LegSales, Text: "A3"}, o[2:]},
		"nothing":       {book.EntryQuery{Text: "没有"}, nil},
		"time":          {by("time", false), []book.EntryID{o[0], p[0], o[1], p[1], o[2], p[2], r[0]}},
		"amount down":   {by("amount", true), []book.EntryID{p[2], o[2], p[1], o[1], p[0], o[0], r[0]}},
		"order number":  {by("order_no", false), []book.EntryID{o[0], p[0], r[0], o[1], p[1], o[2], p[2]}},
		"by channel":    {by("channel", false), slices.Concat(o, p, r)},
		"by party":      {by("counterparty", false), slices.Concat(o, p, r)},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := s.EntryIDs(ctx, c.q)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v (%v)", got, c.want, err)
			}
		})
	}
}

func TestRows(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	_, o := importRows(t, s, shopChannel, "o.csv", order("a1", march(1), 100), order("A2", march(2), 200), order("", march(1), 5))
	_, p := importRows(t, s, wechatChannel, "p.csv", payment("`A1", march(4), 100), payment("A2", march(2), 200))
	_, b := importRows(t, s, bankChannel, "b.csv", book.Entry{Kind: book.KindDeposit, TxnNo: "9", Day: march(1), Amount: 5, Counterparty: "财付通", Memo: "结算"})
	for name, c := range map[string]struct {
		scope book.RowScope
		want  []book.EntryID
	}{
		"whole":   {book.RowScope{Leg: book.LegSales}, slices.Concat(o, p)},
		"payouts": {book.RowScope{Leg: book.LegPayouts}, slices.Concat(p, b)},
		"picked":  {book.RowScope{Leg: "a~b", Channels: [2][]book.ChannelID{{1}, {3}}}, slices.Concat(o, b)},
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := s.Rows(ctx, c.scope)
			var got []book.EntryID
			for _, r := range rows {
				got = append(got, r.ID)
			}
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v (%v)", got, c.want, err)
			}
		})
	}
	rows, err := s.Rows(ctx, book.RowScope{Leg: book.LegPayouts})
	if err != nil {
		t.Fatal(err)
	}
	want := book.Row{ID: b[0], Amount: 5, Channel: 3, Day: march(1), Role: book.RoleBank, Kind: book.KindDeposit,
		Text: &book.RowText{Counterparty: "财付通", Memo: "结算", TxnNo: "9"}}
	if d := cmp.Diff(want, rows[2]); d != "" {
		t.Error(d)
	}
	if rows[0].Text != nil {
		t.Errorf("a payment without terminal and card has text: %+v", rows[0].Text)
	}
}

func TestHashIndex(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := reopen(t, t.TempDir()+"/x.zfbook")
		defer s.Close()
		ctx := context.Background()
		model := map[uint64][]int64{}
		for range rapid.IntRange(1, 4).Draw(rt, "rounds") {
			keys := rapid.SliceOfN(rapid.Uint64Range(0, 20), 1, 30).Draw(rt, "keys")
			var pairs []pair
			for i, k := range keys {
				k |= uint64(k%3) << 62 // some share a bucket, some do not
				pairs = append(pairs, pair{key: k, entry: int64(i % 7)})
				if !slices.Contains(model[k], int64(i%7)) {
					model[k] = append(model[k], int64(i%7))
				}
			}
			if err := s.change(ctx, "index", func(t *tx) error { return orderIndex().add(t, pairs) }); err != nil {
				rt.Fatal(err)
			}
		}
		conn, err := s.read.Conn(ctx)
		if err != nil {
			rt.Fatal(err)
		}
		defer conn.Close()
		got := map[uint64][]int64{}
		if err := orderIndex().find(ctx, conn, sortedKeys(model), func(p pair) { got[p.key] = append(got[p.key], p.entry) }); err != nil {
			rt.Fatal(err)
		}
		for k := range model {
			slices.Sort(model[k])
		}
		if d := cmp.Diff(model, got); d != "" {
			rt.Fatal(d)
		}
	})
}

func TestFigures(t *testing.T) {
	ctx := context.Background()
	s, o, p := shopOfThree(t)
	pending := payment("A7", march(1), 700)
	pending.Status = book.StatusPending
	importRows(t, s, wechatChannel, "pending.csv", pending)
	_, b := importRows(t, s, bankChannel, "bank.csv",
		book.Entry{Kind: book.KindDeposit, TxnNo: "1", Day: march(2), Amount: 99, Currency: book.CNY},
		book.Entry{Kind: book.KindDeposit, TxnNo: "2", Day: march(2), Amount: 50, Currency: book.CNY},
		book.Entry{Kind: book.KindExpense, TxnNo: "3", Day: book.NewDay(2026, 5, 1), Amount: -20, Currency: book.CNY})
	saveRun(t, s, true, outcomeOf([]book.Match{pairOf(o[0], p[0])}, book.Open{Entry: o[1]}))
	payout := book.Match{Leg: book.LegPayouts, Rule: book.RuleDayNet, Score: 1, Left: p[:2], Right: b[:1]}
	if _, err := s.SaveRun(ctx, book.Run{Leg: book.LegPayouts, Full: true}, seqOf(outcomeOf([]book.Match{payout})), noon); err != nil {
		t.Fatal(err)
	}
	month := book.Month(2026, 3)

	days, err := s.ChannelDays(ctx, book.Period{From: march(1), To: march(1)})
	want := []book.ChannelDay{{Channel: 1, Day: march(1), Kind: book.KindOrder, Currency: book.CNY, Rows: 1, Amount: 100},
		{Channel: 2, Day: march(1), Kind: book.KindPayment, Currency: book.CNY, Rows: 1, Amount: 100}}
	if d := cmp.Diff(want, days); d != "" || err != nil {
		t.Error(d, err)
	}
	explained, err := s.Explained(ctx, month)
	want = []book.ChannelDay{{Channel: 3, Kind: book.KindDeposit, Currency: book.CNY, Rows: 1, Amount: 99}}
	if d := cmp.Diff(want, explained); d != "" || err != nil {
		t.Error(d, err)
	}
	legRows, err := s.LegRows(ctx, month)
	if d := cmp.Diff(map[book.ChannelID][2]int{1: {2, 1}, 2: {1, 1}}, legRows); d != "" || err != nil {
		t.Error(d, err)
	}
	months, err := s.Months(ctx)
	if d := cmp.Diff([]book.Period{book.Month(2026, 5), month}, months); d != "" || err != nil {
		t.Error(d, err)
	}
}

func TestWalletBalances(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	row := func(no string, day int, amount, after book.Minor) book.Entry {
		return book.Entry{Kind: book.KindTransfer, TxnNo: no, Day: march(day), At: book.At(march(day).Time(), book.PrecisionSecond),
			Amount: amount, Currency: book.CNY, Balance: &after}
	}
	// Newest first, two of the same second.
	importRows(t, s, walletChannel, "w.csv", row("5", 9, -5, 95), row("4", 2, -20, 100), row("3", 2, 70, 120), row("2", 2, 50, 50), row("1", 1, 0, 0))
	for upTo, want := range map[int]book.Minor{1: 0, 2: 100, 8: 100, 9: 95} {
		got, err := s.WalletBalances(ctx, march(upTo))
		if err != nil || got[1] != (book.Money{Minor: want, Currency: book.CNY}) {
			t.Errorf("to March %d: %v, want %d (%v)", upTo, got, want, err)
		}
	}
	if got, err := s.WalletBalances(ctx, march(1)-1); len(got) != 0 || err != nil {
		t.Error(got, err)
	}
}

func TestExport(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	const n = exportMatches + 50
	var orders, payments []book.Entry
	for i := range n {
		orders = append(orders, order(fmt.Sprint("N", i), march(1), 100))
		payments = append(payments, payment(fmt.Sprint("N", i), march(1), 100))
	}
	_, o := importRows(t, s, shopChannel, "o.csv", orders...)
	_, p := importRows(t, s, wechatChannel, "p.csv", payments...)
	matches := []book.Match{{Leg: book.LegSales, Rule: book.RuleIndistinct, Score: 0.5, State: book.MatchSuggested, Left: o[:2], Right: p[:2]}}
	for i := 2; i < n; i++ {
		matches = append(matches, pairOf(o[i], p[n+1-i]))
	}
	saveRun(t, s, true, outcomeOf(matches))
	byID := map[string]*book.Match{}
	for i := range matches {
		byID[matches[i].ID()] = &matches[i]
	}
	var last string
	members := map[string][]book.EntryID{}
	for l, err := range s.ExportMatches(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if l.MatchID != last && members[l.MatchID] != nil {
			t.Fatalf("the members of %s do not stand together", l.MatchID)
		}
		last = l.MatchID
		members[last] = append(members[last], l.ID)
		if m := byID[last]; m == nil || m.Rule != l.Rule || m.Score != l.Score || m.State != l.State || l.File == "" || (l.Side == book.Left) != (l.Role == book.RoleOrders) {
			t.Fatalf("%+v", l)
		}
	}
	for id, m := range byID {
		if !slices.Equal(members[id], slices.Concat(m.Left, m.Right)) {
			t.Fatalf("%s: %v", id, members[id])
		}
	}
	count := 0
	for e, err := range s.ExportEntries(ctx) {
		if err != nil || e.ChannelName == "" || e.Zone == nil {
			t.Fatal(e, err)
		}
		if count++; count == 5 {
			break // leaving early is fine
		}
	}
	if err := s.SetName(ctx, "x"); err != nil {
		t.Error(err)
	}
}
