package importing

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

func TestAnUnknownFileCanBeTaught(t *testing.T) {
	l := &log{}
	v, w := shown(t, filled(), l, "zh")
	v.deps.Teach = func(path, file string) { l.add("teach %s %s", path, file) }
	v.ShowReceipts(dropped())
	v.waiting.rows.rows.Objects[2].(*kit.Row).Tapped(nil)
	buttons := buttonsOf(w.Canvas().Overlays().Top())
	if len(buttons) != 3 {
		t.Fatalf("%d buttons", len(buttons))
	}
	test.Tap(buttons[2])
	if len(l.calls) != 1 || l.calls[0] != "teach /a/对公账户交易明细.xls 对公账户交易明细.xls" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("calls %q", l.calls)
	}
	if stepOf(v.presenter.Waits(0)) == StepTeach {
		t.Error("a file of a known format can be taught")
	}
	v.ShowReceipts([]book.Receipt{{File: "对公账户交易明细.xls", Path: "/a/对公账户交易明细.xls", State: book.ReceiptApplied, Format: "sheet.own", New: 3}})
	if s := v.presenter.State(); len(s.Receipts) != 4 || len(s.Waiting) != 2 {
		t.Errorf("the taught file shows %d receipts, %d wait", len(s.Receipts), len(s.Waiting))
	}
}
