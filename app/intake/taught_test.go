package intake_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// TestEachSheetOfATaughtWorkbookGoesIn under the one header that was taught.
func TestEachSheetOfATaughtWorkbookGoesIn(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	x := excelize.NewFile()
	for m, name := range []string{"九月", "十月"} {
		if _, err := x.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range [][]any{{"那天", "钱数", "做啥", "记号"}, {fmt.Sprintf("2025-%02d-01", 9+m), 5, "卖菜", fmt.Sprint("T", m)}} {
			if err := x.SetSheetRow(name, fmt.Sprint("A", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(d.dir, "年.xlsx")
	if err := x.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	trial, err := d.TrySheet(ctx, path, "年.xlsx", diary())
	if err != nil || trial.Rows != 2 || trial.Covers.From.String() != "2025-09-01" || trial.Covers.To.String() != "2025-10-01" {
		t.Fatalf("%+v %v", trial, err)
	}
	if err := d.SaveProfile(ctx, diary()); err != nil {
		t.Fatal(err)
	}
	got := d.bring(path)
	if len(got) != 2 || got[0].File != "年.xlsx!九月" || got[1].File != "年.xlsx!十月" || got[0].State != book.ReceiptApplied || got[1].New != 1 || got[0].Channel != "老板日记" {
		t.Errorf("%+v", got)
	}
	if views, err := d.Sheets(ctx, path, got[1].File, book.EncodingAuto); err != nil || len(views) < 2 {
		t.Errorf("the profile cannot be edited from a part: %+v %v", views, err)
	}
}

// TestASheetWithoutAHeaderIsLookedAt: it is known by its shape, and waits.
func TestASheetWithoutAHeaderIsLookedAt(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	path := d.write("流水.csv", "03/10/2025,卖菜,5.00\n31/10/2025,买袋,-2.00\n")
	views, err := d.Sheets(ctx, path, "流水.csv", book.EncodingAuto)
	if err != nil || views[0].Header != -1 {
		t.Fatalf("%+v %v", views, err)
	}
	p := d.GuessSheet(views[0], -1)
	p.Name, p.Channel, p.Dates = "流水", "流水", book.DateAuto
	if trial, err := d.TrySheet(ctx, path, "流水.csv", &p); err != nil || trial.Entries != 2 || trial.Dates != book.DateDayFirst {
		t.Fatalf("%+v %v", trial, err)
	}
	if err := d.SaveProfile(ctx, &p); err != nil {
		t.Fatal(err)
	}
	if views, err = d.Sheets(ctx, path, "流水.csv", book.EncodingAuto); err != nil || views[0].Guess.Name != "流水" {
		t.Errorf("the profile is not offered again: %+v %v", views, err)
	}
	r := d.bring(path)[0]
	if r.State != book.ReceiptHeld || r.Problem.Code != "held_headless" {
		t.Fatalf("%+v %v", r, r.Problem)
	}
	if r = d.bringAs(intake.Options{AcceptIncomplete: true}, path)[0]; r.State != book.ReceiptApplied || r.New != 2 {
		t.Errorf("%+v %v", r, r.Problem)
	}
}

// TestAnOrderInTwoFilesIsHeld: two exports share out the items of an order; neither
// sum may take the place of the other unseen.
func TestAnOrderInTwoFilesIsHeld(t *testing.T) {
	const head = "子订单编号,主订单编号,买家实际支付金额,订单状态,订单付款时间,退款金额\n"
	const first, second = "101,100,10.00,交易成功,2025-10-01 10:00:05,0.00\n", "102,100,20.00,交易成功,2025-10-01 10:00:05,0.00\n"
	d := newDesk(t)
	d.bring(d.write("一.csv", head+first))
	r := d.bring(d.write("二.csv", head+second))[0]
	if r.State != book.ReceiptHeld || r.Problem.Code != "held_order_in_parts" || fmt.Sprint(r.Problem.Args) != "[1 100 10.00 20.00]" {
		t.Fatalf("%+v %v", r, r.Problem)
	}
	if intake.CanAlways(&r) {
		t.Error("such files could be let in for good")
	}
	if r = d.bring(d.write("一二.csv", head+first+second))[0]; r.State != book.ReceiptHeld {
		t.Errorf("the whole order must be looked at too: %+v", r)
	}
	if r = d.bringAs(intake.Options{AcceptIncomplete: true}, d.write("一二.csv", head+first+second))[0]; r.State != book.ReceiptApplied || r.Changed != 1 {
		t.Errorf("%+v", r)
	}
	if r = d.bring(d.write("一二便宜.csv", strings.Replace(head+first+second, "20.00", "18.00", 1)))[0]; r.State != book.ReceiptApplied || r.Changed != 1 {
		t.Errorf("another price is no part: %+v %v", r, r.Problem)
	}
	back := strings.Replace(head+first+second, "0.00\n", "5.00\n", 1)
	if r = d.bring(d.write("退.csv", back))[0]; r.State != book.ReceiptApplied || r.New != 1 {
		t.Errorf("a refund is no part: %+v %v", r, r.Problem)
	}
	if r = d.bring(d.write("再退.csv", strings.Replace(back, "0.00\n", "7.00\n", 1)))[0]; r.State != book.ReceiptApplied || r.Changed != 1 {
		t.Errorf("nor is a second one: %+v %v", r, r.Problem)
	}
}

// TestALockedWorkbookIsTaught once its password is known.
func TestALockedWorkbookIsTaught(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	x := excelize.NewFile()
	for i, row := range [][]any{{"那天", "钱数", "做啥", "记号"}, {"2025-10-01", 5, "卖菜", "T1"}} {
		if err := x.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(d.dir, "锁.xlsx")
	if err := x.SaveAs(path, excelize.Options{Password: "2468"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{{"", "password"}, {"1357", "wrong_password"}} {
		if _, err := d.Unlocked(c[0]).Sheets(ctx, path, "锁.xlsx", book.EncodingAuto); book.CodeOf(err) != c[1] {
			t.Errorf("with %q: %v", c[0], err)
		}
	}
	open := d.Unlocked("2468")
	r := d.bringAs(intake.Options{Password: "2468"}, path)[0]
	if !intake.CanTeach(&r) {
		t.Fatalf("%+v %v", r, r.Problem)
	}
	if views, err := open.Sheets(ctx, path, r.File, book.EncodingAuto); err != nil || views[0].Guess.Fields[book.FieldAmount] != "钱数" {
		t.Fatalf("%+v %v", views, err)
	}
	if trial, err := open.TrySheet(ctx, path, r.File, diary()); err != nil || trial.Entries != 1 {
		t.Fatalf("%+v %v", trial, err)
	}
	if err := d.SaveProfile(ctx, diary()); err != nil {
		t.Fatal(err)
	}
	if r = d.bringAs(intake.Options{Password: "2468"}, path)[0]; r.State != book.ReceiptApplied || r.New != 1 || r.Channel != "老板日记" {
		t.Errorf("%+v %v", r, r.Problem)
	}
	d.mustWait("taught")
}
