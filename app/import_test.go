package app_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/app/sample"
)

// invented is the files of a small shop, and the name of its WeChat bill.
func invented(t *testing.T) (dir, bill string) {
	t.Helper()
	dir = t.TempDir()
	if _, err := sample.Write(context.Background(), sample.Spec{Seed: 5, Days: 12, PerDay: 30}, dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, sample.TruthFile)); err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(dir, "*All*.csv"))
	if err != nil || len(found) != 1 {
		t.Fatalf("WeChat bill: %v %v", found, err)
	}
	return dir, found[0]
}

func emptyBook(t *testing.T) *app.Book {
	t.Helper()
	b, err := app.Open(context.Background(), filepath.Join(t.TempDir(), "test.zfbook"), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		v, err := b.Upkeep.Verify(context.Background())
		if err != nil || len(v.Faults) > 0 {
			t.Errorf("the book after the test: %v %v", v.Faults, err)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func bring(t *testing.T, b *app.Book, opt intake.Options, paths ...string) []book.Receipt {
	t.Helper()
	receipts, err := b.Import(context.Background(), paths, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return receipts
}

func edit(t *testing.T, path string, change func([]byte) []byte) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), filepath.Base(path))
	if err := os.WriteFile(out, change(b), 0o644); err != nil {
		t.Fatal(err)
	}
	return out
}

func rows(t *testing.T, b *app.Book) int {
	t.Helper()
	all, err := b.Intake.Statuses(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range all {
		n += s.Rows
	}
	return n
}

func TestTheSameFilesTwiceAddNothing(t *testing.T) {
	dir, bill := invented(t)
	b := emptyBook(t)
	bring(t, b, intake.Options{}, dir)
	before := rows(t, b)
	for _, r := range bring(t, b, intake.Options{}, dir) {
		if r.State != book.ReceiptKnown && r.State != book.ReceiptSkipped || r.New != 0 {
			t.Errorf("%s again: %s, %d new", r.File, r.State, r.New)
		}
	}
	// Another file with the same rows: a blank line at its end makes other bytes.
	renamed := edit(t, bill, func(x []byte) []byte { return append(x, "\r\n"...) })
	r := bring(t, b, intake.Options{}, renamed)[0]
	if r.State != book.ReceiptKnown || r.Known == 0 || r.New+r.Changed != 0 {
		t.Errorf("the same rows in another file: %+v", r)
	}
	if now := rows(t, b); now != before {
		t.Errorf("%d rows, were %d", now, before)
	}
}

func TestOddFilesSayWhyAndTheOthersGoIn(t *testing.T) {
	dir, bill := invented(t)
	odd := t.TempDir()
	noise := make([]byte, 10<<20)
	if _, err := rand.Read(noise); err != nil {
		t.Fatal(err)
	}
	cut := func(x []byte) []byte { return x[:len(x)*2/3] }
	files := map[string][]byte{
		"noise.csv": noise, "noise.zip": noise[:1<<20], "noise.xlsx": noise[:1<<20], "empty.csv": nil, "blank.csv": []byte("\r\n\r\n"),
		"letter.txt": []byte("亲爱的店主，你好。\n"), "nul.csv": bytes.Repeat([]byte{0}, 1<<20), "one line.csv": bytes.Repeat([]byte("a,"), 4<<20),
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(odd, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b := emptyBook(t)
	receipts := bring(t, b, intake.Options{}, odd, edit(t, bill, cut), filepath.Join(odd, "nowhere.csv"), dir)
	applied := 0
	for _, r := range receipts {
		_, isOdd := files[r.File]
		switch {
		case r.State == book.ReceiptApplied:
			applied++
		case r.State == book.ReceiptSkipped:
		case r.State != book.ReceiptRefused || r.Problem == nil || r.Problem.Code == "":
			t.Errorf("%s: %s %v", r.File, r.State, r.Problem)
		}
		if isOdd && r.State == book.ReceiptApplied {
			t.Errorf("%s went in", r.File)
		}
	}
	if applied != 6 {
		t.Errorf("%d clean files went in, want 6", applied)
	}
}

func TestATruncatedBillNeedsTheOwnersWord(t *testing.T) {
	_, bill := invented(t)
	truncated := edit(t, bill, func(x []byte) []byte {
		lines := bytes.SplitAfter(x, []byte("\r\n"))
		return bytes.Join(lines[:len(lines)/2], nil)
	})
	b := emptyBook(t)
	if r := bring(t, b, intake.Options{}, truncated)[0]; r.State != book.ReceiptRefused {
		t.Fatalf("truncated: %s", r.State)
	}
	if r := bring(t, b, intake.Options{AcceptIncomplete: true}, truncated)[0]; r.State != book.ReceiptApplied || r.New == 0 {
		t.Errorf("accepted: %+v", r)
	}
}

func TestABadRowHoldsTheFile(t *testing.T) {
	_, bill := invented(t)
	spoiled := edit(t, bill, func(x []byte) []byte { return bytes.Replace(x, []byte("`CNY,`"), []byte("`CNY,`1,2O0."), 1) })
	b := emptyBook(t)
	r := bring(t, b, intake.Options{AcceptIncomplete: true}, spoiled)[0]
	if r.State != book.ReceiptHeld || r.Refused != 1 || r.Problem.Line == 0 || rows(t, b) != 0 {
		t.Fatalf("with a bad row: %+v", r)
	}
	r = bring(t, b, intake.Options{AcceptIncomplete: true, AcceptPartial: true}, spoiled)[0]
	if r.State != book.ReceiptApplied || r.Refused != 1 || r.New != r.Rows-1 {
		t.Errorf("taken in part: %+v", r)
	}
}

func TestUndoTakesABatchBackAndItsRowsComeAgain(t *testing.T) {
	ctx := context.Background()
	dir, bill := invented(t)
	b := emptyBook(t)
	receipts := bring(t, b, intake.Options{}, dir)
	before, counts := rows(t, b), legCounts(t, b)
	i := slices.IndexFunc(receipts, func(r book.Receipt) bool { return strings.Contains(r.File, "All") })
	plan, err := b.UndoBatch(ctx, receipts[i].Batch)
	if err != nil || plan.Remove != receipts[i].New {
		t.Fatalf("undo: %+v %v", plan, err)
	}
	if n := rows(t, b); n != before-receipts[i].New {
		t.Errorf("%d rows after undo", n)
	}
	if legCounts(t, b) == counts {
		t.Error("the rows are gone, the matches are not")
	}
	bring(t, b, intake.Options{}, bill)
	if n := rows(t, b); n != before || legCounts(t, b) != counts {
		t.Errorf("again in: %d rows, were %d; %+v, was %+v", n, before, legCounts(t, b), counts)
	}
}

func legCounts(t *testing.T, b *app.Book) (n [2]book.LegCounts) {
	t.Helper()
	for i, leg := range []book.Leg{book.LegSales, book.LegPayouts} {
		var err error
		if n[i], err = b.Review.Counts(context.Background(), book.EntryQuery{Leg: leg}); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func TestALateRowClosesItsException(t *testing.T) {
	ctx := context.Background()
	dir, bill := invented(t)
	late := edit(t, bill, func(x []byte) []byte { // one payment of the middle of the bill is not in it yet
		lines := bytes.SplitAfter(x, []byte("\r\n"))
		for i := len(lines) / 2; ; i++ {
			if bytes.Contains(lines[i], []byte("`SUCCESS`")) || bytes.Contains(lines[i], []byte("`SUCCESS,")) {
				return bytes.Join(slices.Delete(lines, i, i+1), nil)
			}
		}
	})
	b := emptyBook(t)
	orders, err := filepath.Glob(filepath.Join(dir, "店铺订单*.csv"))
	if err != nil || len(orders) == 0 {
		t.Fatal(orders, err)
	}
	bring(t, b, intake.Options{AcceptIncomplete: true}, late, orders[0])
	open, err := b.Review.Exceptions(ctx, book.ExceptionQuery{Types: []book.ExceptionType{book.MissingPayment}})
	if err != nil || len(open) != 1 {
		t.Fatalf("with a row missing: %+v %v", open, err)
	}
	bring(t, b, intake.Options{}, bill)
	all, err := b.Review.Exceptions(ctx, book.ExceptionQuery{Types: []book.ExceptionType{book.MissingPayment}, Resolved: true})
	if err != nil || len(all) != 1 || all[0].State != book.ExceptionResolved {
		t.Errorf("after the row came: %+v %v", all, err)
	}
}

func TestDecisionsHoldAndCanBeUndone(t *testing.T) {
	ctx := context.Background()
	dir, _ := invented(t)
	b := emptyBook(t)
	bring(t, b, intake.Options{}, dir)
	before := legCounts(t, b)
	ids, err := b.Review.EntryIDs(ctx, book.EntryQuery{Leg: book.LegSales, Side: book.Left, Show: book.ShowMatched})
	if err != nil || len(ids) == 0 {
		t.Fatal(ids, err)
	}
	m, err := b.Review.MatchOf(ctx, book.LegSales, ids[0])
	if err != nil || m == nil {
		t.Fatal(m, err)
	}
	if _, err := b.Review.Decline(ctx, book.LegSales, m.Left, m.Right); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Review.Reconcile(ctx, true, nil); err != nil {
		t.Fatal(err)
	}
	if again, err := b.Review.MatchOf(ctx, book.LegSales, ids[0]); err != nil || again != nil {
		t.Errorf("declined, and matched again: %+v %v", again, err)
	}
	if _, err := b.Review.WriteOff(ctx, book.LegSales, m.Left, nil, " "); book.CodeOf(err) != "note_missing" {
		t.Errorf("a write-off without a note: %v", err)
	}
	if _, err := b.Review.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if now := legCounts(t, b); now != before {
		t.Errorf("after undo %+v, before %+v", now, before)
	}
	if _, err := b.Review.Undo(ctx); book.CodeOf(err) != "no_decision" {
		t.Errorf("undo with nothing to undo: %v", err)
	}
}

func TestARowOfARepeatedKeyIsNotAChange(t *testing.T) {
	const head = "订单编号,付款时间,支付方式,实付金额,订单状态\n"
	const first, second = "D1,2025-10-02 10:00:00,微信支付,100.00,交易成功\n", "D1,2025-10-02 10:00:00,微信支付,30.00,交易成功\n"
	dir := t.TempDir()
	sheet := func(name, rows string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(head+rows), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	b := emptyBook(t)
	if r := bring(t, b, intake.Options{}, sheet("both.csv", first+second))[0]; r.New != 2 {
		t.Fatalf("both rows: %+v", r)
	}
	for name, content := range map[string]string{"second.csv": second, "swapped.csv": second + first, "first.csv": first} {
		if r := bring(t, b, intake.Options{}, sheet(name, content))[0]; r.New+r.Changed != 0 || r.Known == 0 {
			t.Errorf("%s: %d new, %d changed, %d known", name, r.New, r.Changed, r.Known)
		}
	}
	if n := rows(t, b); n != 2 {
		t.Errorf("%d rows", n)
	}
}

func TestAFileThatNamesItsAccountAtLast(t *testing.T) {
	const head = "交易日期,交易时间,收入,支出,余额,对方户名,摘要,交易流水号\n2025-10-09,10:00:00,100.00,,1100.00,财付通,结算,Z1\n2025-10-10,10:00:00,50.00,,1150.00,财付通,结算,Z2\n"
	dir := t.TempDir()
	for name, preamble := range map[string]string{"1.csv": "", "2.csv": "账号：,6229010001234567\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(preamble+head), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b := emptyBook(t)
	bring(t, b, intake.Options{Role: book.RoleBank}, filepath.Join(dir, "1.csv"))
	r := bring(t, b, intake.Options{Role: book.RoleBank}, filepath.Join(dir, "2.csv"))[0]
	if r.New != 0 || rows(t, b) != 2 {
		t.Errorf("the same rows with an account: %+v, %d rows", r, rows(t, b))
	}
	channels, err := b.Review.Channels(context.Background())
	if err != nil || len(channels) != 1 || channels[0].Account == "" {
		t.Errorf("channels %+v %v", channels, err)
	}
}
