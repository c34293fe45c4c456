package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// waiting are the names of the files that wait, newest first.
func (d *desk) waiting() (names []string) {
	d.t.Helper()
	all, err := d.Pending(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	for _, p := range all {
		names = append(names, p.Receipt.File)
	}
	return names
}

func (d *desk) mustWait(what string, names ...string) {
	d.t.Helper()
	if got := d.waiting(); !slices.Equal(got, names) {
		d.t.Errorf("%s: %q wait, want %q", what, got, names)
	}
}

const (
	sheetHead = "日期,摘要,金额,流水号\n"
	goodRow   = "2025-10-01,菜,5.00,T1\n"
	badRow    = "2025-10-01,菜,五块,T2\n"
)

func TestWhatDidNotGoInStaysTold(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	held := d.write("held.csv", sheetHead+goodRow+badRow)
	refused := d.write("refused.csv", strange)
	d.bring(d.write("good.csv", sheetHead+"2025-10-01,瓜,5.00,T9\n"), held, refused, d.dir+"/nowhere.csv")
	d.mustWait("after the drop", "refused.csv", "held.csv")
	all, err := d.Pending(ctx)
	if err != nil {
		t.Fatal(err)
	}
	r := all[1].Receipt
	if r.Path != held || r.State != book.ReceiptHeld || r.Problem.Code != "rows_refused" || len(r.Rejects) != 1 || len(r.SHA256) != 64 || r.New != 1 {
		t.Errorf("%+v", r)
	}
	if u := all[0].Receipt; u.State != book.ReceiptRefused || !intake.CanTeach(&u) || len(u.SHA256) != 64 {
		t.Errorf("%+v", u)
	}
	d.bring(held)
	d.mustWait("tried again", "refused.csv", "held.csv")
	opt, ok := intake.Accepts(&r)
	if opt != (intake.Options{AcceptPartial: true, Only: "held.csv"}) || !ok {
		t.Errorf("needs %+v", opt)
	}
	if r := d.bringAs(opt, held)[0]; r.State != book.ReceiptApplied {
		t.Errorf("accepted: %+v", r)
	}
	d.mustWait("accepted", "refused.csv")

	if err := os.Remove(refused); err != nil {
		t.Fatal(err)
	}
	if r := d.bring(refused)[0]; r.State != book.ReceiptRefused || r.Problem.Code != "not_found" || r.Problem.File != "refused.csv" {
		t.Errorf("a file that is gone: %+v", r.Problem)
	}
	d.mustWait("gone from its path", "refused.csv")
	if all, err = d.Pending(ctx); err != nil || all[0].Receipt.Problem.Code == "not_found" {
		t.Errorf("why it was refused is forgotten: %v", err)
	}
	if err := d.PutAside(ctx, all[0].ID); err != nil {
		t.Fatal(err)
	}
	d.mustWait("put aside")
	if err := d.PutAside(ctx, all[0].ID); book.CodeOf(err) != "no_pending" {
		t.Errorf("put aside twice: %v", err)
	}
}

func TestTheSameBytesWaitOnce(t *testing.T) {
	d := newDesk(t)
	d.bring(d.write("a.csv", strange))
	d.bring(d.write("b.csv", strange))
	d.mustWait("the same bytes", "b.csv")
	d.bring(d.write("b.csv", strange+"2025-10-03 10:00:00,7.00,卖瓜,T3\n"))
	d.mustWait("other bytes in the same place", "b.csv")
	if err := d.SaveProfile(context.Background(), diary()); err != nil {
		t.Fatal(err)
	}
	d.bring(d.write("c.csv", strange+"2025-10-03 10:00:00,7.00,卖瓜,T3\n"))
	d.mustWait("taught, and went in from elsewhere")
}

// TestKilledBetweenImportAndList: the file is in and waits still. The next try finds
// it known, and it waits no longer.
func TestKilledBetweenImportAndList(t *testing.T) {
	d := newDesk(t)
	path := d.write("a.csv", sheetHead+goodRow)
	r := d.bring(path)[0]
	r.State = book.ReceiptHeld
	if err := d.st.KeepPending(context.Background(), &r, time.Now()); err != nil {
		t.Fatal(err)
	}
	d.mustWait("killed", "a.csv")
	if r = d.bring(path)[0]; r.State != book.ReceiptKnown || len(r.SHA256) != 64 {
		t.Errorf("%+v", r)
	}
	d.mustWait("known")
}

func zipOf(t *testing.T, members map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range members {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestOneMemberOfAZip: what the owner says of a member that waits is said of no other.
func TestOneMemberOfAZip(t *testing.T) {
	d := newDesk(t)
	path := d.write("两份.zip", zipOf(t, map[string]string{
		"good.csv": "日期,摘要,金额,流水号\n2025-10-02,瓜,7.00,T7\n", "held.csv": sheetHead + goodRow + badRow,
	}))
	if n := len(d.bring(path)); n != 2 {
		t.Fatalf("%d receipts", n)
	}
	d.mustWait("the bad one", "两份.zip!held.csv")
	receipts := d.bringAs(intake.Options{Only: "两份.zip!held.csv", AcceptPartial: true, Channel: "别的"}, path)
	if len(receipts) != 1 || receipts[0].State != book.ReceiptApplied || receipts[0].Channel != "别的" {
		t.Errorf("%+v", receipts)
	}
	d.mustWait("taken")
	channels, err := d.st.Channels(context.Background())
	if err != nil || len(channels) != 2 {
		t.Errorf("%+v %v", channels, err)
	}
	receipts = d.bringAs(intake.Options{Only: "两份.zip!third.csv"}, path)
	if len(receipts) != 1 || receipts[0].Problem == nil || receipts[0].Problem.Code != "not_found" {
		t.Errorf("a member that is not there: %+v", receipts)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	receipts = d.bringAs(intake.Options{Only: "两份.zip!held.csv"}, path)
	if len(receipts) != 1 || receipts[0].Problem == nil || receipts[0].Problem.Code != "not_found" {
		t.Errorf("a zip that is gone: %+v", receipts)
	}
}

func (d *desk) close(month book.Period) {
	d.t.Helper()
	if _, err := d.st.CloseMonth(context.Background(), book.Closing{Month: month}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) reopen(month book.Period) {
	d.t.Helper()
	if _, err := d.st.ReopenMonth(context.Background(), book.Closing{Month: month, Note: "漏了一笔"}); err != nil {
		d.t.Fatal(err)
	}
}

// TestRowsOfAClosedMonthWait: a file with rows that a closed month refuses is told
// until they are in, whether they are all of it or a part.
func TestRowsOfAClosedMonthWait(t *testing.T) {
	september := book.Month(2025, 9)
	const late, now = "2025-09-30,瓜,7.00,S1\n", "2025-10-02,瓜,8.00,T2\n"
	t.Run("all of it", func(t *testing.T) {
		d := newDesk(t)
		d.close(september)
		path := d.write("九月.csv", sheetHead+late)
		for range 2 {
			r := d.bringAs(intake.Options{AcceptPartial: true}, path)[0]
			if r.State != book.ReceiptRefused || r.Problem.Code != "month_locked" || r.Problem.Args[0] != "2025-09" {
				t.Fatalf("%+v %v", r, r.Problem)
			}
		}
		d.mustWait("closed", "九月.csv")
		d.reopen(september)
		if r := d.bring(path)[0]; r.State != book.ReceiptApplied || r.New != 1 {
			t.Errorf("open again: %+v", r)
		}
		d.mustWait("open again")
	})
	t.Run("a part", func(t *testing.T) {
		d := newDesk(t)
		d.close(september)
		path := d.write("两月.csv", sheetHead+late+now)
		r := d.bring(path)[0]
		if r.State != book.ReceiptHeld || r.Problem.Code != "held_month_locked" || r.New != 1 || r.Refused != 1 || r.Rejects[0].Problem.Line != 2 {
			t.Fatalf("%+v %v", r, r.Problem)
		}
		d.mustWait("closed", "两月.csv")
		opt, _ := intake.Accepts(&r)
		if r = d.bringAs(opt, path)[0]; r.State != book.ReceiptApplied || r.New != 1 || r.Refused != 1 {
			t.Fatalf("the rest: %+v %v", r, r.Problem)
		}
		d.mustWait("the rest is in")
		d.reopen(september)
		if r = d.bring(path)[0]; r.State != book.ReceiptApplied || r.New != 1 || r.Known != 1 {
			t.Errorf("open again, the same bytes: %+v", r)
		}
	})
	t.Run("a change that would leave it", func(t *testing.T) {
		d := newDesk(t)
		d.bring(d.write("a.csv", sheetHead+late+now))
		d.close(september)
		path := d.write("b.csv", sheetHead+strings.Replace(late, "2025-09-30", "2025-10-01", 1)+now)
		r := d.bring(path)[0]
		if r.State != book.ReceiptRefused || r.Problem.Code != "month_locked" || r.Problem.Args[0] != "2025-09" || r.Problem.Line != 2 {
			t.Errorf("%+v %v", r, r.Problem)
		}
	})
	t.Run("known rows", func(t *testing.T) {
		d := newDesk(t)
		d.bring(d.write("a.csv", sheetHead+late))
		d.close(september)
		if r := d.bring(d.write("b.csv", sheetHead+late+now))[0]; r.State != book.ReceiptApplied || r.New != 1 || r.Known != 1 {
			t.Errorf("%+v %v", r, r.Problem)
		}
	})
}
