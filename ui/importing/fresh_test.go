package importing

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

func TestWhatWasJustDroppedStandsOnTop(t *testing.T) {
	p := ready(t, earlier(), &log{})
	p.ShowReceipts([]book.Receipt{refused("生表.csv", "unknown_format")})
	s := p.State()
	if s.Waiting[0].File != "生表.csv" || s.Waiting[1].File != "年账.xlsx › 三月" {
		t.Errorf("%+v", s.Waiting)
	}
}

// crowd is a desk with so many files that wait.
func crowd(n int) *desk {
	d := filled()
	for i := range n {
		d.pending = append(d.pending, book.Pending{ID: book.PendingID(i + 1), At: time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC), Receipt: refused(fmt.Sprintf("%02d.csv", i), "unknown_format")})
	}
	return d
}

// TestEveryRowIsInReachOfTheKeyboard: what is not shown takes no keys, and the page
// follows the keyboard.
func TestEveryRowIsInReachOfTheKeyboard(t *testing.T) {
	v, w := shown(t, crowd(14), &log{}, "zh")
	w.Resize(fyne.NewSize(836, 640))
	list := v.waiting.rows
	if len(list.rows.Objects) != waitingAtMost || list.all.Text() != "还有 9 个，全部显示 ▾" {
		t.Fatalf("%d rows, %q", len(list.rows.Objects), list.all.Text())
	}
	list.all.Tapped(nil)
	if len(list.rows.Objects) != 14 || list.all.Text() != "只看前几个 ▴" {
		t.Fatalf("%d rows, %q", len(list.rows.Objects), list.all.Text())
	}
	drv := fyne.CurrentApp().Driver()
	for range 60 {
		w.Canvas().FocusNext()
		b, ok := w.Canvas().Focused().(*kit.Button)
		if !ok {
			continue
		}
		if y := drv.AbsolutePositionForObject(b).Y; y < 0 || y+b.Size().Height > 640 {
			t.Fatalf("%q has the keyboard at %v", b.Text(), y)
		}
	}
}

func TestAFileSeenBeforeTheBookChangedSaysSo(t *testing.T) {
	d := filled()
	held := book.Receipt{File: "十一月.csv", Path: "/w/十一月.csv", State: book.ReceiptHeld, Channel: "微信支付", Rows: 4, New: 4,
		Problem: &book.Problem{Code: "held_mojibake"},
		Notes:   []book.Note{{Code: "gap_before", Args: []string{"2025-10-24", "2025-10-31"}}, {Code: "mojibake", Suspicious: true}}}
	at := d.batches[0].At
	d.pending = []book.Pending{{ID: 1, At: at, Receipt: held}}
	p := ready(t, d, &log{})
	if r := p.Seen(0); len(r.Notes) != 2 {
		t.Errorf("nothing changed, but %+v", r.Notes)
	}
	d.batches[5].Undone = at.Add(time.Minute) // of the same channel
	p.Load()
	if r := p.Seen(0); len(r.Notes) != 2 || r.Notes[0].Code != "book_since" || r.Notes[1].Code != "mojibake" {
		t.Errorf("%+v", r.Notes)
	}
}

func TestABulkImportTellsWhyEachWaits(t *testing.T) {
	p := ready(t, filled(), &log{})
	p.ShowReceipts(dropped())
	rows := p.Bulk()
	if len(rows) != 2 || !strings.Contains(rows[0].Why, "像是被 Excel 改坏了") || rows[0].Will != "会导入 30,889 行新的" ||
		rows[1].Will != "会导入 2,508 行新的；3 行更新为新内容，旧内容仍保留；1 行拒收，不入账" {
		t.Errorf("%+v", rows)
	}
}

// TestTheSectionSaysThatAFileIsNotIn: its sentences do not say so once more.
func TestTheSectionSaysThatAFileIsNotIn(t *testing.T) {
	for locale, openings := range map[string][]string{"zh": {"先放着没有入账", "还没有写入"}, "en": {"waits for you", "not written yet"}} {
		text := testDeps(t, filled(), &log{}, nil, locale).Text
		for _, code := range []string{"held_totals", "held_lost_seconds", "held_net_differs", "held_order_in_parts", "which_channel"} {
			got := problemHere(text, &book.Problem{Code: code, File: "a.csv", Line: 3, Args: []string{"1", "2", "3", "4"}})
			for _, o := range openings {
				if strings.Contains(got, o) {
					t.Errorf("%s: %q", code, got)
				}
			}
		}
	}
}

func TestADropOfKnownFilesSaysSo(t *testing.T) {
	p := ready(t, filled(), &log{})
	p.ShowReceipts([]book.Receipt{{File: "a.csv", Path: "/a.csv", State: book.ReceiptKnown, Known: 3}, {File: "b.csv", Path: "/b.csv", State: book.ReceiptKnown, Known: 3}})
	if got := p.State().Summary; got != "2 个文件 · 以前都导入过，没有重复写入" {
		t.Errorf("%q", got)
	}
}

// TestATurnedTabLeavesNoHole: the record is shorter than the coverage of many
// channels, and so is the page then.
func TestATurnedTabLeavesNoHole(t *testing.T) {
	v, w := shown(t, crowd(14), &log{}, "zh")
	w.Resize(fyne.NewSize(836, 640))
	var page *container.Scroll
	for _, o := range test.LaidOutObjects(v.content) {
		if s, ok := o.(*container.Scroll); ok && page == nil {
			page = s
		}
	}
	v.waiting.rows.all.Tapped(nil)
	page.ScrollToBottom()
	v.waiting.rows.all.Tapped(nil)
	v.showBatch(4)
	if end := page.Content.MinSize().Height - page.Size().Height; page.Offset.Y > end+1 {
		t.Errorf("scrolled to %v of %v", page.Offset.Y, end)
	}
	if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.below).Y; y < 0 || y > 640-lowerHeight {
		t.Errorf("the record stands at %v", y)
	}
}
