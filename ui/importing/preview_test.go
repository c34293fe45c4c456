package importing

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/kit"
)

// heldWithAll is a file in which everything is odd that can be.
func heldWithAll() book.Receipt {
	yuan := func(fen book.Minor) book.Money { return book.Money{Minor: fen, Currency: book.CNY} }
	return book.Receipt{
		File: "2088_202510.zip!业务明细.csv", Path: "/a/2088.zip", State: book.ReceiptHeld, Format: "alipay.trade", Channel: "支付宝", Role: book.RolePayments,
		Covers: covers(1, 31), Rows: 4515, New: 4391, Known: 120, Changed: 2, Suspicious: 3, Refused: 2,
		Problem: &book.Problem{Code: "rows_refused", File: "2088_202510.zip!业务明细.csv", Line: 41, Cell: "商家实收（元）", Args: []string{"2"}},
		Notes: []book.Note{{Code: "overlap", Args: []string{"120"}}, {Code: "totals", Args: []string{"交易合计", "12,034.50", "11,998.40"}, Suspicious: true},
			{Code: "mojibake", Args: []string{"3"}, Line: 12, Suspicious: true}, {Code: "gap_before", Args: []string{"2025-09-28", "2025-09-30"}}},
		Changes: []book.Change{{Line: 18, Number: "YH20251018001", Was: yuan(12000), Is: yuan(9900)}, {Line: 20, Number: "YH20251018007", Was: yuan(500), Is: yuan(500)}},
		Rejects: []book.Refused{
			{Problem: book.Problem{Code: "bad_amount", Line: 41, Cell: "商家实收（元）", Args: []string{"1,2O0.00"}}, Raw: "2025-10-12,1,2O0.00,成功"},
			{Problem: book.Problem{Code: "bad_date", Line: 77, Cell: "创建时间", Args: []string{"2025-13-40"}}, Raw: "2025-13-40,35.00,成功"}},
	}
}

func TestPreviewTellsEverything(t *testing.T) {
	r := heldWithAll()
	p := preview(testDeps(t, filled(), &log{}, nil, "zh").Text, &r)
	var counts, remarks []string
	for _, c := range p.Counts {
		counts = append(counts, c.Caption+" "+c.Value)
	}
	if got := strings.Join(counts, "，"); got != "共几行 4,515，新行 4,391，已有 120，变化 2，疑点 3，拒收 2" {
		t.Error(got)
	}
	for _, m := range p.Remarks {
		remarks = append(remarks, m.Line+":"+string([]rune(m.Text)[:4]))
	}
	if got := strings.Join(remarks, " "); got != "12:有 3  :120  :2025" {
		t.Errorf("remarks %q", got)
	}
	if len(p.Totals) != 1 || p.Totals[0] != (Total{"交易合计", "12,034.50", "11,998.40"}) {
		t.Errorf("totals %+v", p.Totals)
	}
	if p.Changes[0] != (ChangeRow{"18", "YH20251018001", "¥120.00", "¥99.00", "-¥21.00"}) || p.Changes[1].Difference != "–" {
		t.Errorf("changes %+v", p.Changes)
	}
	if x := p.Rejects[0]; x.Line != "" || x.Raw != "2025-10-12,1,2O0.00,成功" || !strings.Contains(x.Reason, "第 41 行的“商家实收（元）”不是金额：1,2O0.00") {
		t.Errorf("reject %+v", x)
	}
	if p.Title != "2088_202510.zip › 业务明细.csv" || p.Facts[2].Value != "2025-10-01 至 2025-10-31（31 天）" || !strings.Contains(p.Accept, "4,391 行新的") || p.Always {
		t.Errorf("%+v", p)
	}
}

func TestPreviewOfAFileThatCannotBeRead(t *testing.T) {
	r := refused("a.pdf", "unsupported.pdf")
	if p := preview(testDeps(t, filled(), &log{}, nil, "zh").Text, &r); len(p.Counts) != 0 || p.Accept != "" || p.Why == "" || p.Always {
		t.Errorf("%+v", p)
	}
}

func TestMoneyThatChangedIsToldFirst(t *testing.T) {
	notes := worstFirst([]book.Note{{Code: "overlap"}, {Code: "mojibake", Suspicious: true}, {Code: "changed_amounts"}})
	if notes[0].Code != "changed_amounts" || notes[1].Code != "mojibake" || notes[2].Code != "overlap" {
		t.Errorf("%+v", notes)
	}
}

func TestFilesLikeThisAlwaysGoIn(t *testing.T) {
	d, l := filled(), &log{}
	v, w := shown(t, d, l, "zh")
	v.ShowReceipts(dropped())
	v.waiting.rows.rows.Objects[0].(*kit.Row).Tapped(nil)
	var tick *kit.Check
	for _, x := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if c, ok := x.(*kit.Check); ok {
			tick = c
		}
	}
	if tick == nil {
		t.Fatal("it cannot be said")
	}
	tick.Tapped(nil)
	tick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if fmt.Sprint(d.always) != "[店铺订单.csv true]" || len(l.calls) != 2 || !strings.HasPrefix(l.calls[1], "start [/a/店铺订单.csv]") {
		t.Errorf("always %v, calls %q", d.always, l.calls)
	}
	if r := dropped()[3]; intake.CanAlways(&r) {
		t.Error("refused rows may always go in")
	}
}

func TestTheOwnerWantsToBeAskedAgain(t *testing.T) {
	d, l := filled(), &log{}
	v, w := shown(t, d, l, "zh")
	v.ShowReceipts([]book.Receipt{{File: "a.csv", State: book.ReceiptApplied, Batch: 1, New: 1,
		Notes: []book.Note{{Code: "damaged_id", Suspicious: true}, {Code: intake.NoteAlways, Args: []string{"1"}}}}})
	v.receipts.rows.rows.Objects[0].(*kit.Row).Tapped(nil)
	test.Tap(buttonsOf(w.Canvas().Overlays().Top())[0])
	if fmt.Sprint(d.always) != "[a.csv false]" || len(l.calls) != 1 || !strings.HasPrefix(l.calls[0], "toast") {
		t.Errorf("always %v, calls %q", d.always, l.calls)
	}
	d.err = errors.New("broken")
	v.letIn(v.presenter.receipts[0], intake.Options{})
	if l.calls[1] != "error broken" || len(l.calls) != 2 {
		t.Errorf("calls %q", l.calls)
	}
}

func TestEnterImportsAndEscapeCloses(t *testing.T) {
	l := &log{}
	v, w := shown(t, filled(), l, "zh")
	v.ShowReceipts(dropped())
	for i, key := range []fyne.KeyName{fyne.KeyEscape, fyne.KeyReturn} {
		v.openWaiting(0)
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
		if w.Canvas().Overlays().Top() != nil || len(l.calls) != i {
			t.Errorf("%s: calls %q", key, l.calls)
		}
	}
}

func TestTheSheetFitsTheSmallestWindow(t *testing.T) {
	for _, locale := range []string{"zh", "en"} {
		v, w := shown(t, filled(), &log{}, locale)
		w.Resize(fyne.NewSize(1024, 640))
		v.openFile(heldWithAll(), func() {})
		if s := w.Canvas().Overlays().Top().MinSize(); s.Width > 1024 || s.Height > 640 {
			t.Errorf("%s: %v", locale, s)
		}
	}
}
