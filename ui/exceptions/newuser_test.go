package exceptions

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

// TestATypeHasOneColour compares the chip of a type in the list with that beside it.
func TestATypeHasOneColour(t *testing.T) {
	d := newDesk()
	d.lines[4].Type, d.lines[4].Severity = book.UnexplainedCredit, book.High
	v, _, _ := shown(t, d)
	for i := range v.presenter.Rows() {
		v.grid.Select(i)
		cells, _ := v.Row(i)
		if detail := v.presenter.Detail(); cells[0].Color != detail.Tone.Color() || cells[0].Color != kit.ExceptionTone(v.presenter.at().Type).Color() {
			t.Errorf("row %d %s: %v in the list, %v beside it", i, cells[0].Text, cells[0].Color, detail.Tone.Color())
		}
	}
}

func TestANarrowListTellsTheDeadline(t *testing.T) {
	v, w, _ := shown(t, newDesk())
	w.Resize(fyne.NewSize(836, 640))
	if c := v.columns(); c[1].ID != "deadline" || c[3].ID != "what" || !c[3].Below {
		t.Errorf("columns %+v", c)
	}
	for i, want := range map[int]string{0: "剩 48 分钟", 3: "剩 26 小时"} {
		if cells, _ := v.Row(i); cells[1].Text != want {
			t.Errorf("row %d: %+v", i, cells)
		}
	}
	if cells, _ := v.Row(3); !strings.HasPrefix(cells[3].Text, "处理中 · ") {
		t.Errorf("in review: %q", cells[3].Text)
	}
}

// TestLargeOnesAreToldBeforeTheNote ticks rows that must be looked at one by one.
func TestLargeOnesAreToldBeforeTheNote(t *testing.T) {
	d := newDesk()
	d.lines[1].Actual = 900_00
	p, w := ready(t, d)
	p.Tick([]int{0, 1})
	if _, ok := p.Ask(WayAccept); ok || len(w.toasts) != 1 || !strings.Contains(w.toasts[0], "¥500.00") {
		t.Errorf("asked %t, said %q", ok, w.toasts)
	}
	p.Tick([]int{0, 2})
	if q, ok := p.Ask(WayAccept); !ok || !strings.Contains(q.About, "1 笔的差额达到 ¥500.00") {
		t.Errorf("asked %t: %s", ok, q.About)
	}
	p.Tick([]int{2, 4})
	if q, _ := p.Ask(WayAccept); strings.Contains(q.About, "¥500.00") {
		t.Errorf("of small ones: %s", q.About)
	}
}

func TestASourceHasNoEmptyPart(t *testing.T) {
	zh := testText(t, "zh")
	l := book.EntryLine{Entry: book.Entry{Kind: book.KindRefund, Amount: -5280, Currency: book.CNY, Day: october.From}, ChannelName: "店铺订单"}
	if got := sourceText(zh, &l); got != "店铺订单 · 退款 · 2025-10-01 · -¥52.80" {
		t.Error(got)
	}
}
