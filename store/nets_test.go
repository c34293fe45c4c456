package store

import (
	"context"
	"slices"
	"testing"

	"zhangfang/app/book"
)

// TestSettlementRows lists the rows of a calendar day's net, and of nets that are cut
// otherwise those that the run filed, until rows come or go.
func TestSettlementRows(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	idle := payment("X", march(1), 100)
	idle.Status = book.StatusFailed
	foreign := payment("F", march(1), 100)
	foreign.Currency = "USD"
	batch, p := importRows(t, s, wechatChannel, "p.csv", payment("A", march(1), 60), payment("B", march(1), 40), idle, foreign,
		payment("C", march(2), 70), payment("D", march(3), 80))
	net := func(d int, cur book.Currency, terminal string, rows int) book.Settlement {
		return book.Settlement{Channel: 1, Day: march(d), Currency: cur, Terminal: terminal, Net: 100, Rows: rows}
	}
	o := &book.Outcome{Rows: p, Settlements: []book.Settlement{
		net(1, book.CNY, "", 2), net(1, "USD", "", 1), net(3, book.CNY, "", 1), net(3, book.CNY, "T1", 1),
	}}
	run := book.Run{Leg: book.LegPayouts, Full: true, Mark: 99, Nets: []book.NetRows{
		{Channel: 1, Day: march(3), Currency: book.CNY, Rows: p[4:5]},
		{Channel: 1, Day: march(3), Currency: book.CNY, Terminal: "T1", Rows: p[5:]},
	}}
	if _, err := s.SaveRun(ctx, run, seqOf(o), noon); err != nil {
		t.Fatal(err)
	}
	check := func(day int, cur book.Currency, terminal, problem string, want ...book.EntryID) {
		t.Helper()
		got, err := s.SettlementRows(ctx, 1, march(day), cur, terminal)
		if book.CodeOf(err) != problem || problem == "" && (err != nil || !slices.Equal(got, want)) {
			t.Errorf("day %d %s %q: %v %v, want %v %s", day, cur, terminal, got, err, want, problem)
		}
	}
	check(1, book.CNY, "", "", p[0], p[1])
	check(1, "USD", "", "", p[3])
	check(3, book.CNY, "", "", p[4])
	check(3, book.CNY, "T1", "", p[5])
	check(2, book.CNY, "", "row_gone")
	check(1, book.CNY, "T1", "row_gone")
	importRows(t, s, wechatChannel, "q.csv", payment("E", march(1), 5))
	check(1, book.CNY, "", "book_changed")
	if _, err := s.UndoBatch(ctx, batch.ID, noon); err != nil {
		t.Fatal(err)
	}
	check(1, "USD", "", "row_gone")
}

// TestNoPartNearACutDay: where a channel cuts its days otherwise only a full run
// will do, but not of days far from it.
func TestNoPartNearACutDay(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	_, p := importRows(t, s, wechatChannel, "p.csv", payment("A", march(1), 60))
	o := &book.Outcome{Rows: p, Settlements: []book.Settlement{{Channel: 1, Day: march(2), Currency: book.CNY, Net: 60, Rows: 1}}}
	run := book.Run{Leg: book.LegPayouts, Full: true, Mark: 99, Nets: []book.NetRows{{Channel: 1, Day: march(2), Currency: book.CNY, Rows: p}}}
	if _, err := s.SaveRun(ctx, run, seqOf(o), noon); err != nil {
		t.Fatal(err)
	}
	for day, cut := range map[book.Day]bool{march(2) + 80: true, march(2) + 81: false} {
		_, fresh := importRows(t, s, wechatChannel, day.String(), payment(day.String(), day, 10))
		part, err := s.Part(ctx, book.PartScope{Leg: book.LegPayouts, Touched: book.Touched{Rows: fresh}, Reach: 40})
		if err != nil || part.Cut != cut || part.Core[fresh[0]] == cut {
			t.Errorf("%s: %+v %v", day, part, err)
		}
	}
}

func TestSetSettingsAtOnce(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	before := mustVerify(t, s).Lines
	if err := s.SetSettings(ctx, map[string]string{"b": "2", "a": "1", "c": ""}, noon); err != nil {
		t.Fatal(err)
	}
	if err := s.SetSettings(ctx, map[string]string{"a": ""}, noon); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Settings(ctx); err != nil || len(all) != 1 || all["b"] != "2" {
		t.Error(all, err)
	}
	if n := mustVerify(t, s).Lines; n != before+4 {
		t.Errorf("%d lines", n-before)
	}
}
