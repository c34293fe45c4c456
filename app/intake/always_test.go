package intake_test

import (
	"context"
	"slices"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

func has(r *book.Receipt, code string) bool {
	return slices.ContainsFunc(r.Notes, func(n book.Note) bool { return n.Code == code })
}

// TestFilesLikeThisAlwaysGoIn: a kind of remark is let in for a format, and nothing
// else is.
func TestFilesLikeThisAlwaysGoIn(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	damaged := func(name, no, more string) book.Receipt {
		return d.bring(d.write(name, "日期,摘要,金额,流水号\n2025-10-01,菜,5.00,"+no+"\n"+more))[0]
	}
	r := damaged("1.csv", "4.00123E+27", "")
	if r.State != book.ReceiptHeld || !intake.CanAlways(&r) {
		t.Fatalf("%+v", r)
	}
	if err := d.Always(ctx, &r, true); err != nil {
		t.Fatal(err)
	}
	r = damaged("2.csv", "4.00124E+27", "")
	if r.State != book.ReceiptApplied || !has(&r, intake.NoteAlways) || !has(&r, "damaged_id") {
		t.Errorf("%+v", r)
	}
	worse := damaged("3.csv", "4.00125E+27", "胡说,菜,5.00,T2\n")
	if worse.State != book.ReceiptHeld || worse.Problem.Code != "rows_refused" || intake.CanAlways(&worse) || has(&worse, intake.NoteAlways) {
		t.Errorf("refused rows go in: %+v", worse)
	}
	if other := d.bring(d.write("4.csv", "日期,摘要,金额,余额\n2025-10-01,a,5.00,100\n2025-10-01,b,7.00,93\n2025-10-01,c,9.00,84\n"))[0]; other.State != book.ReceiptHeld {
		t.Errorf("another kind of remark goes in: %+v", other)
	}
	list, err := d.AlwaysList(ctx)
	if err != nil || !slices.Equal(list, []intake.Always{{Format: "sheet.plain", Code: "damaged_id"}}) {
		t.Errorf("%+v %v", list, err)
	}
	if err := d.DropAlways(ctx, list[0]); err != nil {
		t.Fatal(err)
	}
	if list, err = d.AlwaysList(ctx); err != nil || len(list) != 0 {
		t.Errorf("%+v %v", list, err)
	}
	if r = damaged("5.csv", "4.00126E+27", ""); r.State != book.ReceiptHeld {
		t.Errorf("asked to be asked again: %+v", r)
	}
}

// TestEachTaughtSheetIsLetInByItself: what is said of one profile is not said of another.
func TestEachTaughtSheetIsLetInByItself(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	second := diary()
	second.Name, second.Channel, second.Columns = "周记", "老板周记", []string{"那周", "钱数", "做啥", "记号"}
	second.Fields = map[book.ProfileField]string{book.FieldDate: "那周", book.FieldAmount: "钱数", book.FieldTxnNo: "记号"}
	for _, p := range []*book.Profile{diary(), second} {
		if err := d.SaveProfile(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	damaged := func(day, no string) book.Receipt {
		return d.bring(d.write("记.csv", day+",钱数,做啥,记号\n2025-10-01 10:00:00,5.00,卖菜,"+no+"\n"))[0]
	}
	r := damaged("那天", "4.00123E+27")
	if r.State != book.ReceiptHeld || !intake.CanAlways(&r) {
		t.Fatalf("%+v %v", r, r.Problem)
	}
	if err := d.Always(ctx, &r, true); err != nil {
		t.Fatal(err)
	}
	if r = damaged("那天", "4.00124E+27"); r.State != book.ReceiptApplied {
		t.Errorf("%+v %v", r, r.Problem)
	}
	if r = damaged("那周", "4.00125E+27"); r.State != book.ReceiptHeld {
		t.Errorf("another profile: %+v", r)
	}
	list, err := d.AlwaysList(ctx)
	if err != nil || !slices.Equal(list, []intake.Always{{Format: "sheet.own", Profile: diary().Print(), Code: "damaged_id"}}) {
		t.Fatalf("%+v %v", list, err)
	}
	if err := d.DropAlways(ctx, list[0]); err != nil {
		t.Fatal(err)
	}
	if r = damaged("那天", "4.00126E+27"); r.State != book.ReceiptHeld {
		t.Errorf("asked to be asked again: %+v", r)
	}
}
