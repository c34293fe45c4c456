package intake_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/store"
)

const strange = "老板日记\n那天,钱数,做啥,记号\n2025-10-01 10:00:00,5.00,卖菜,T1\n2025-10-02 10:00:00,-2.00,买袋,T2\n"

func diary() *book.Profile {
	return &book.Profile{Name: "日记", Channel: "老板日记", Role: book.RoleLedger, Columns: []string{"那天", "钱数", "做啥", "记号"},
		Fields: map[book.ProfileField]string{book.FieldDate: "那天", book.FieldAmount: "钱数", book.FieldMemo: "做啥", book.FieldTxnNo: "记号"}}
}

// desk is a book with a folder of files beside it.
type desk struct {
	*intake.Service
	t   *testing.T
	st  *store.Store
	dir string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	now := func() time.Time { return time.Date(2025, 11, 1, 9, 0, 0, 0, book.Shanghai) }
	st, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "t.zfbook"), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if v, err := st.Verify(context.Background()); err != nil || len(v.Faults) > 0 {
			t.Errorf("the book after the test: %v %v", v.Faults, err)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return &desk{intake.New(st, now), t, st, t.TempDir()}
}

func (d *desk) write(name, text string) string {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func (d *desk) bring(paths ...string) []book.Receipt {
	d.t.Helper()
	return d.bringAs(intake.Options{}, paths...)
}

func (d *desk) bringAs(opt intake.Options, paths ...string) []book.Receipt {
	d.t.Helper()
	receipts, err := d.Import(context.Background(), paths, opt, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	return receipts
}

func TestATaughtSheetGoesIn(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	path := d.write("日记.csv", strange)
	r := d.bring(path)[0]
	if r.State != book.ReceiptRefused || !intake.CanTeach(&r) {
		t.Fatalf("untaught: %+v %v", r, r.Problem)
	}
	views, err := d.Sheets(ctx, r.Path, r.File, book.EncodingAuto)
	if err != nil || len(views) == 0 || views[0].Header != 1 || views[0].Guess.Fields[book.FieldAmount] != "钱数" {
		t.Fatalf("%+v %v", views, err)
	}
	p := diary()
	trial, err := d.TrySheet(ctx, r.Path, r.File, p)
	if err != nil || trial.Rows != 2 || trial.Entries != 2 || trial.Refused != 0 || trial.Sample[1].Amount != -200 {
		t.Fatalf("%+v %v", trial, err)
	}
	if err := d.SaveProfile(ctx, p); err != nil {
		t.Fatal(err)
	}
	r = d.bring(path)[0]
	if r.State != book.ReceiptApplied || r.New != 2 || r.Channel != "老板日记" || r.Format != "sheet.own" {
		t.Fatalf("%+v", r)
	}
	if own, err := d.ProfileOf(ctx, r.Notes); err != nil || own == nil || own.Name != "日记" {
		t.Errorf("which profile read it: %+v %v", own, err)
	}
	next := d.write("下月.csv", "做啥,那天,钱数,记号\n卖菜,2025-10-02 10:00:00,-2.00,T2\n卖菜,2025-11-01 10:00:00,7,T3\n卖瓜,胡说,7,T4\n")
	if r = d.bring(next)[0]; r.State != book.ReceiptHeld || r.New != 1 || r.Changed != 1 || r.Refused != 1 || r.Channel != "老板日记" {
		t.Errorf("columns in another order: %+v", r)
	}
	if views, err = d.Sheets(ctx, next, "下月.csv", book.EncodingAuto); err != nil || views[0].Guess.Name != "日记" {
		t.Errorf("the profile is not offered again: %v", err)
	}
	bad := d.write("坏月.csv", "做啥,那天,钱数,记号\n卖瓜,胡说,7,T4\n")
	if r = d.bring(bad)[0]; r.State != book.ReceiptRefused || !intake.CanTeach(&r) {
		t.Errorf("a profile that reads no row cannot be edited: %+v", r)
	}
	if own, err := d.ProfileOf(ctx, r.Notes); err != nil || own == nil {
		t.Errorf("refused by a profile that is not told: %v", err)
	}
	if err := d.RemoveProfile(ctx, p); err != nil {
		t.Fatal(err)
	}
	if own, err := d.ProfileOf(ctx, r.Notes); err != nil || own != nil {
		t.Errorf("a profile that is forgotten: %+v %v", own, err)
	}
	if r = d.bring(next)[0]; r.State != book.ReceiptRefused {
		t.Errorf("forgotten: %+v", r)
	}
}

func TestTryingTellsWhatWouldBeRefused(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	path := d.write("x.csv", strange+"胡说,1,x,T3\n")
	trial, err := d.TrySheet(ctx, path, "x.csv", diary())
	if err != nil || trial.Refused != 1 || trial.Rejects[0].Problem.Cell != "那天" || trial.Rejects[0].Problem.Line != 5 {
		t.Errorf("%+v %v", trial, err)
	}
	other := diary()
	other.Columns = append(other.Columns, "又")
	if _, err = d.TrySheet(ctx, path, "x.csv", other); book.CodeOf(err) != "profile_other" {
		t.Errorf("another header: %v", err)
	}
	if _, err = d.TrySheet(ctx, path, "y.csv", diary()); book.CodeOf(err) != "not_found" {
		t.Errorf("another file: %v", err)
	}
	if r := d.bring(path)[0]; r.State != book.ReceiptRefused {
		t.Errorf("trying taught it: %+v", r)
	}
}

func TestAProfileNeverShadowsAFormat(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	p := diary()
	p.Columns = []string{"日期", "摘要", "金额"}
	p.Fields = map[book.ProfileField]string{book.FieldDate: "日期", book.FieldAmount: "金额"}
	p.Signs = book.PlusIsOut
	if err := d.SaveProfile(ctx, p); err != nil {
		t.Fatal(err)
	}
	r := d.bring(d.write("a.csv", "日期,摘要,金额\n2025-10-01,菜,5.00\n"))[0]
	if r.State != book.ReceiptApplied || r.Format != "sheet.plain" {
		t.Errorf("%+v", r)
	}
}

func TestASharedProfileIsDropped(t *testing.T) {
	d := newDesk(t)
	share := func(name string, p *book.Profile) string {
		b, err := book.EncodeProfile(p)
		if err != nil {
			t.Fatal(err)
		}
		return d.write(name, string(b))
	}
	profile := share("日记.zfprofile", diary())
	sheet := d.write("日记.csv", strange)
	r := d.bring(sheet, profile)
	if len(r) != 2 || r[0].State != book.ReceiptApplied || r[0].Notes[0].Code != "profile_kept" || r[1].State != book.ReceiptApplied || r[1].New != 2 {
		t.Fatalf("%+v", r)
	}
	if r = d.bring(profile); r[0].State != book.ReceiptKnown {
		t.Errorf("again: %+v", r)
	}
	other := diary()
	other.Signs = book.PlusIsOut
	if r = d.bring(share("两样.ZFPROFILE", other)); r[0].State != book.ReceiptRefused || r[0].Problem.Code != "profile_differs" {
		t.Errorf("another one for the header: %+v", r)
	}
	if r = d.bring(d.write("坏.zfprofile", "{}")); r[0].State != book.ReceiptRefused || r[0].Problem.Code != "profile_damaged" {
		t.Errorf("damaged: %+v", r)
	}
}
