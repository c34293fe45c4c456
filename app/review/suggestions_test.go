package review

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// newTills is a book of orders and card payments without order numbers: three pairs
// of orders that cannot be told apart, each with the payments of both.
func newTills(t *testing.T) *Service {
	t.Helper()
	a := newAccount(t)
	bring := func(name string, role book.Role, head string, lines ...string) {
		path := filepath.Join(t.TempDir(), name+".csv")
		if err := os.WriteFile(path, []byte(head+strings.Join(lines, "")), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := a.in.Import(t.Context(), []string{path}, intake.Options{Channel: name, Role: role}, nil)
		if err != nil || len(got) != 1 || got[0].State != book.ReceiptApplied {
			t.Fatalf("%+v %v", got, err)
		}
	}
	bring("店铺", book.RoleOrders, "订单号,时间,金额,支付方式\n",
		"S1,2025-10-01 10:00:00,57.80,刷卡\n", "S2,2025-10-01 10:00:20,57.80,刷卡\n",
		"S3,2025-10-01 13:00:00,45.00,刷卡\n", "S4,2025-10-01 13:00:20,45.00,刷卡\n",
		"S5,2025-10-01 16:00:00,12.00,刷卡\n", "S6,2025-10-01 16:00:20,12.00,刷卡\n")
	bring("刷卡", book.RolePayments, "流水号,时间,金额\n",
		"P1,2025-10-01 10:00:30,57.80\n", "P2,2025-10-01 10:00:40,57.80\n",
		"P3,2025-10-01 13:00:30,45.00\n", "P4,2025-10-01 13:00:40,45.00\n",
		"P5,2025-10-01 16:00:30,12.00\n", "P6,2025-10-01 16:00:40,12.00\n")
	a.match()
	return a.s
}

// TestSuggestionsAreAcceptedTogether accepts what is suggested in one act and takes
// it back.
func TestSuggestionsAreAcceptedTogether(t *testing.T) {
	ctx := t.Context()
	s := newTills(t)
	list, err := s.Suggestions(ctx, book.LegSales, openOrders(t, s, book.Left))
	if err != nil {
		t.Fatal(err)
	}
	var all []book.Match
	for _, x := range list {
		if len(x.LeftLines) != len(x.Left) || len(x.RightLines) != len(x.Right) {
			t.Errorf("%v: %d and %d lines", x.Match, len(x.LeftLines), len(x.RightLines))
		}
		all = append(all, x.Match)
	}
	if len(all) < 3 {
		t.Fatalf("%d suggestions", len(all))
	}
	before, open := standing(t, s), openOrders(t, s, book.Left)
	done, err := s.AcceptAll(ctx, all, "")
	if err != nil || len(done) != len(all) || done[0].Group == 0 {
		t.Fatalf("%+v %v", done, err)
	}
	for _, m := range all {
		now, err := s.MatchOf(ctx, m.Leg, m.Left[0])
		if err != nil || now == nil || now.State != book.MatchConfirmed || !slices.Equal(now.Right, m.Right) {
			t.Errorf("%+v %v", now, err)
		}
	}
	if _, err := s.AcceptAll(ctx, all, ""); book.CodeOf(err) != "book_changed" {
		t.Errorf("twice: %v", err)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := standing(t, s); !sameDecisions(got, before) {
		t.Errorf("one undo leaves %+v", got)
	}
	if got := openOrders(t, s, book.Left); !slices.Equal(got, open) {
		t.Errorf("%d rows are open, were %d", len(got), len(open))
	}
	if _, err := s.AcceptAll(ctx, nil, ""); book.CodeOf(err) != "nothing_picked" {
		t.Error(err)
	}
}

// TestTheRestOfALinkWaits links rows of unequal amounts and lets the rest wait.
func TestTheRestOfALinkWaits(t *testing.T) {
	ctx := t.Context()
	_, s := newShop(t, 7, 3)
	orders, payments := openOrders(t, s, book.Left), openOrders(t, s, book.Right)
	until := book.NewDay(2025, 11, 20)
	if _, err := s.AcceptPart(ctx, book.LegSales, orders[:1], payments[:2], " ", until); book.CodeOf(err) != "note_missing" {
		t.Error(err)
	}
	if _, err := s.AcceptPart(ctx, book.LegSales, orders[:1], payments[:2], "分两次付", book.NewDay(2025, 10, 1)); book.CodeOf(err) != "until_missing" {
		t.Error(err)
	}
	if _, err := s.AcceptPart(ctx, book.LegSales, orders[:1], payments[:2], "分两次付", until); err != nil {
		t.Fatal(err)
	}
	rest := func() (found []book.ExceptionLine) {
		all, err := s.Exceptions(ctx, book.ExceptionQuery{Types: []book.ExceptionType{book.AmountMismatch}})
		if err != nil {
			t.Fatal(err)
		}
		return slices.DeleteFunc(all, func(x book.ExceptionLine) bool { return x.Entry != payments[1] })
	}
	got := rest()
	if len(got) != 1 || got[0].State != book.ExceptionWaiting || got[0].Until != until || got[0].Note != "分两次付" || got[0].Difference().Minor == 0 {
		t.Fatalf("%+v", got)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if len(rest()) != 0 || len(openOrders(t, s, book.Left)) != len(orders) {
		t.Error("one undo leaves something")
	}
	if _, err := s.Redo(ctx); err != nil || len(rest()) != 1 {
		t.Errorf("%+v %v", rest(), err)
	}
}

// TestRowsArePutOff hides rows until a day, the last word counting.
func TestRowsArePutOff(t *testing.T) {
	ctx := t.Context()
	_, s := newShop(t, 7, 3) // the clock stands at 2025-11-05
	orders := openOrders(t, s, book.Left)
	off := func() map[book.EntryID]book.Decision {
		m, err := s.PutOffRows(ctx, book.LegSales)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	if _, err := s.PutOff(ctx, book.LegSales, orders[:2], nil, book.NewDay(2025, 11, 5), ""); book.CodeOf(err) != "until_missing" {
		t.Error(err)
	}
	if _, err := s.PutOff(ctx, book.LegSales, orders[:2], nil, book.NewDay(2025, 11, 7), "等"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.PutOff(ctx, book.LegSales, orders[1:2], nil, book.NewDay(2025, 11, 9), "再等"); err != nil {
		t.Fatal(err)
	}
	if m := off(); len(m) != 2 || m[orders[0]].Until != book.NewDay(2025, 11, 7) || m[orders[1]].Note != "再等" {
		t.Errorf("%+v", m)
	}
	if got := openOrders(t, s, book.Left); !slices.Equal(got, orders) {
		t.Error("what is put off is open all the same")
	}
	if _, err := s.Undo(ctx); err != nil || off()[orders[1]].Note != "等" {
		t.Errorf("%+v %v", off(), err)
	}
	ids, err := s.EntryIDs(ctx, book.EntryQuery{Leg: book.LegPayouts, Side: book.Left})
	if err != nil {
		t.Fatal(err)
	}
	if len(ids) > 0 {
		if _, err := s.PutOff(ctx, book.LegPayouts, ids[:1], nil, book.NewDay(2025, 11, 7), ""); err != nil {
			t.Fatal(err)
		}
		m, err := s.PutOffRows(ctx, book.LegPayouts)
		if _, ok := m[ids[0]]; err != nil || !ok || len(m) != 1 {
			t.Errorf("a day's net: %+v %v", m, err)
		}
	}
}
