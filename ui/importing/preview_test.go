package importing

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/kit"
)

func TestDetailCountsTheRows(t *testing.T) {
	p := ready(t, filled(), &log{})
	p.ShowReceipts(dropped())
	d, _ := p.Detail(0)
	if got := strings.Join(d.Counts, "|"); got != "期间 2025-10-01 至 2025-10-31|共 30,889 行：新 30,889，已有 0，变化 0 · 可疑 2 处，拒收 0 行" {
		t.Error(got)
	}
	if d, _ = p.Detail(2); len(d.Counts) != 0 {
		t.Errorf("a refused file counts %q", d.Counts)
	}
}

func TestFilesLikeThisAlwaysGoIn(t *testing.T) {
	d, l := filled(), &log{}
	v, w := shown(t, d, l, "zh")
	v.ShowReceipts(dropped())
	v.receipts.rows.Rows()[0].(*kit.Row).Tapped(nil)
	buttons := buttonsOf(w.Canvas().Overlays().Top())
	if len(buttons) != 3 {
		t.Fatalf("%d buttons", len(buttons))
	}
	test.Tap(buttons[1])
	if fmt.Sprint(d.always) != "[店铺订单.csv true]" || len(l.calls) != 2 || !strings.HasPrefix(l.calls[1], "start [/a/店铺订单.csv]") {
		t.Errorf("always %v, calls %q", d.always, l.calls)
	}
	if s := v.presenter.Standing(1); s != standingNone {
		t.Errorf("refused rows may always go in: %v", s)
	}
}

func TestTheOwnerWantsToBeAskedAgain(t *testing.T) {
	d, l := filled(), &log{}
	v, w := shown(t, d, l, "zh")
	v.ShowReceipts([]book.Receipt{{File: "a.csv", State: book.ReceiptApplied, Batch: 1, New: 1,
		Notes: []book.Note{{Code: "damaged_id", Suspicious: true}, {Code: intake.NoteAlways, Args: []string{"1"}}}}})
	v.receipts.rows.Rows()[0].(*kit.Row).Tapped(nil)
	test.Tap(buttonsOf(w.Canvas().Overlays().Top())[1])
	if fmt.Sprint(d.always) != "[a.csv false]" || len(l.calls) != 1 || !strings.HasPrefix(l.calls[0], "toast") {
		t.Errorf("always %v, calls %q", d.always, l.calls)
	}
	d.err = errors.New("broken")
	v.setAlways(v.presenter.receipts[0], true)
	if l.calls[1] != "error broken" || len(l.calls) != 2 {
		t.Errorf("calls %q", l.calls)
	}
}
