package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

func TestImportKeepsEverything(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	balance := book.Minor(-5)
	e := book.Entry{Kind: book.KindWithdrawal, Status: book.StatusProcessing, OrderNo: "`a1", TxnNo: "T", RefundNo: "R",
		At: book.Instant{Unix: 1772000000, Precision: book.PrecisionMinute}, Day: march(1), Gross: -100, Amount: -90, Fee: 7, Currency: "JPY",
		Balance: &balance, Counterparty: "王小明", Memo: "备注", Method: "支付宝", Terminal: "T01", Card: "1234", Batching: "B9", Settles: march(3)}
	b, ids := importRows(t, s, walletChannel, "wallet.csv", e)
	lines, err := s.EntryLines(ctx, []book.EntryID{99, ids[0]})
	if err != nil {
		t.Fatal(err)
	}
	e.ID, e.Batch, e.Channel, e.Line = ids[0], b.ID, b.Channel, 2
	want := []book.EntryLine{{Entry: e, ChannelName: walletChannel.Name, Role: book.RoleWallet, File: "wallet.csv", Zone: book.Shanghai}}
	sameZone := cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })
	if d := cmp.Diff(want, lines, sameZone); d != "" {
		t.Error(d)
	}
	src, err := s.EntrySource(ctx, ids[0])
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(book.EntrySource{File: "wallet.csv", Line: 2, Columns: []string{"no", "fen"}, Cells: []string{"`a1", "-90"}, Seen: []book.BatchID{b.ID}}, src); d != "" {
		t.Error(d)
	}
	if _, err := s.EntrySource(ctx, 99); book.CodeOf(err) != "no_entry" {
		t.Error(err)
	}
}

func TestImportManyRows(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	var entries []book.Entry
	for i := range 3000 {
		entries = append(entries, order(fmt.Sprint("N", i), march(1+i%28), book.Minor(i)))
	}
	_, a := importRows(t, s, shopChannel, "a.csv", entries[:700]...)
	mustVerify(t, s)
	_, b := importRows(t, s, shopChannel, "b.csv", entries[500:]...)
	if v := mustVerify(t, s); v.Entries != 3000 {
		t.Fatalf("%d entries", v.Entries)
	}
	if a[699] != b[199] {
		t.Errorf("a known row got another id: %d, %d", a[699], b[199])
	}
	if n, err := s.EntryCount(ctx); n != 3000 || err != nil {
		t.Error(n, err)
	}
	rows, err := s.Rows(ctx, book.RowScope{Leg: book.LegSales})
	if err != nil || len(rows) != 3000 {
		t.Fatal(len(rows), err)
	}
	for i := range rows {
		if rows[i].Key != entries[i].OrderNo || rows[i].Day != entries[i].Day || rows[i].Amount != entries[i].Amount ||
			rows[i].Role != book.RoleOrders || rows[i].Text == nil || rows[i].Text.Method != "微信" || rows[i].Text.Memo != "" {
			t.Fatalf("row %d: %+v", i, rows[i])
		}
	}
	if rows[0].Text != rows[2999].Text && rows[0].Text != rows[1].Text {
		t.Error("equal texts are not shared")
	}
	src, err := s.EntrySource(ctx, b[2499])
	if err != nil || len(src.Cells) != 2 || src.Cells[0] != "N2999" {
		t.Error(src, err)
	}
}

func TestImportLeavesNothingOnError(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	boom := errors.New("boom")
	for name, write := range map[string]func(book.BatchWriter) error{
		"error": func(w book.BatchWriter) error {
			for i := range 2000 {
				e := order(fmt.Sprint(i), march(1), 1)
				if err := w.Add(&e, markOf(&e)); err != nil {
					return err
				}
				if err := w.Raw(int32(i+2), []string{"x"}); err != nil {
					return err
				}
			}
			return boom
		},
		"same identity twice": func(w book.BatchWriter) error {
			a, b := order("1", march(1), 1), order("2", march(1), 1)
			return errors.Join(w.Add(&a, book.Mark{Ident: 7}), w.Add(&b, book.Mark{Ident: 7}))
		},
		"row that is gone": func(w book.BatchWriter) error { return w.Known(12345, 2) },
		"change of a row that is gone": func(w book.BatchWriter) error {
			e := order("1", march(1), 1)
			return w.Change(12345, &e, book.Mark{})
		},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := s.Import(ctx, shopChannel, book.Batch{File: "a.csv"}, write); err == nil {
				t.Fatal("no error")
			} else if !errors.Is(err, boom) && book.CodeOf(err) != "book_changed" {
				t.Error(err)
			}
			if v := mustVerify(t, s); v.Entries != 0 || v.Lines != 1 {
				t.Errorf("left %d entries, %d lines", v.Entries, v.Lines)
			}
			if list, _ := s.Channels(ctx); len(list) != 0 {
				t.Errorf("left %v", list)
			}
		})
	}
	cancelled, cancel := context.WithCancel(ctx)
	_, err := s.Import(cancelled, shopChannel, book.Batch{File: "a.csv"}, func(book.BatchWriter) error {
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if list, _ := s.Batches(ctx); len(list) != 0 {
		t.Errorf("left %v", list)
	}
}

func TestChannelsAreFound(t *testing.T) {
	s := mustOpen(t)
	none := func(c book.Channel) book.ChannelID {
		b, err := s.Import(context.Background(), c, book.Batch{File: "x"}, func(book.BatchWriter) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		return b.Channel
	}
	shop := none(shopChannel)
	if again := none(shopChannel); again != shop {
		t.Error("the same shop twice")
	}
	second := shopChannel
	second.Name = "分店"
	if none(second) == shop {
		t.Error("two shops without an account are told apart by their names")
	}
	wechat := none(wechatChannel)
	renamed := wechatChannel
	renamed.Name = "微信 2"
	if none(renamed) != wechat {
		t.Error("an account is the same whatever its label")
	}
	clash := wechatChannel
	clash.Account = "1900000110"
	none(clash)
	list, err := s.Channels(context.Background())
	if err != nil || len(list) != 4 || list[3].Name != "微信支付 (2)" {
		t.Errorf("%v %v", list, err)
	}
}

func TestLockedMonth(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	b, ids := importRows(t, s, shopChannel, "a.csv", order("A1", march(5), 100))
	if _, err := s.CloseMonth(ctx, book.Closing{Month: book.Month(2026, 3), At: noon}); err != nil {
		t.Fatal(err)
	}
	e := order("A2", march(6), 100)
	for name, write := range map[string]func(book.BatchWriter) error{
		"add":    func(w book.BatchWriter) error { return w.Add(&e, markOf(&e)) },
		"change": func(w book.BatchWriter) error { return w.Change(ids[0], &e, markOf(&e)) },
		"change out of it": func(w book.BatchWriter) error {
			april := order("A1", book.NewDay(2026, 4, 1), 100)
			return w.Change(ids[0], &april, markOf(&april))
		},
	} {
		c := shopChannel
		c.ID = b.Channel
		if _, err := s.Import(ctx, c, book.Batch{File: "b.csv"}, write); book.CodeOf(err) != "month_locked" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.UndoBatch(ctx, b.ID, noon); book.CodeOf(err) != "month_locked" {
		t.Errorf("undo: %v", err)
	}
	if _, err := s.ReopenMonth(ctx, book.Closing{Month: book.Month(2026, 3), Note: "a late file", At: noon}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.UndoBatch(ctx, b.ID, noon); err != nil {
		t.Error(err)
	}
	mustVerify(t, s)
}

func TestQuarantine(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	why := &book.Problem{Code: "truncated", File: "a.csv", Line: 7}
	for range 2 {
		if err := s.Quarantine(ctx, "a.csv", "abc", make([]byte, 2<<20), why); err != nil {
			t.Fatal(err)
		}
	}
	var n, size int
	if err := s.read.QueryRow("SELECT count(*), max(length(raw)) FROM quarantine").Scan(&n, &size); err != nil || n != 1 || size != maxQuarantine {
		t.Error(n, size, err)
	}
	b, err := s.Import(ctx, shopChannel, book.Batch{File: "b.csv", SHA256: "def"}, func(w book.BatchWriter) error {
		return w.Reject(book.Refused{Problem: book.Problem{Code: "bad_amount", Line: 3, Cell: "金额"}, Raw: "x,y"})
	})
	if err != nil || b.Refused != 1 {
		t.Error(b, err)
	}
	if id, err := s.FileKnown(ctx, b.Channel, "def"); id != b.ID || err != nil {
		t.Error(id, err)
	}
	want := book.Refused{Problem: book.Problem{Code: "bad_amount", File: "b.csv", Line: 3, Cell: "金额"}, Raw: "x,y"}
	if rows, err := s.Rejected(ctx, b.ID); err != nil || len(rows) != 1 || !reflect.DeepEqual(rows[0], want) {
		t.Errorf("refused rows %+v, %v", rows, err)
	}
	if rows, err := s.Rejected(ctx, 0); err != nil || rows != nil {
		t.Errorf("refused rows of no batch %+v, %v", rows, err)
	}
	if _, err := s.UndoBatch(ctx, b.ID, noon); err != nil {
		t.Fatal(err)
	}
	if rows, err := s.Rejected(ctx, b.ID); err != nil || rows != nil {
		t.Errorf("refused rows of an undone batch %+v, %v", rows, err)
	}
	mustVerify(t, s)
}

func TestStatuses(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	importRows(t, s, shopChannel, "a.csv", order("A1", march(1), 1), order("A2", march(2), 1))
	importRows(t, s, shopChannel, "b.csv", order("A3", march(5), 1))
	list, err := s.Statuses(ctx)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	got := list[0]
	if got.Rows != 3 || got.LastFile != "b.csv" || got.Covered != (book.Period{From: march(1), To: march(5)}) ||
		len(got.Gaps) != 1 || got.Gaps[0] != (book.Period{From: march(3), To: march(4)}) {
		t.Errorf("%+v", got)
	}
	covers, err := s.Coverage(ctx)
	if err != nil || len(covers[got.ID]) != 2 {
		t.Error(covers, err)
	}
	for id, want := range map[book.ChannelID]book.Day{got.ID: march(5), got.ID + 1: 0} {
		if last, err := s.CoveredTo(ctx, id); err != nil || last != want {
			t.Errorf("channel %d is covered to %s, %v", id, last, err)
		}
	}
	if batches, err := s.Batches(ctx); err != nil || len(batches) != 2 || batches[0].File != "b.csv" || batches[0].New != 1 || batches[0].Columns[0] != "no" {
		t.Error(batches, err)
	}
}
