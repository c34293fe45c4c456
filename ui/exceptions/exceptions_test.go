package exceptions

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

var october = book.Month(2025, time.October)

// desk is a few made-up exceptions behind the interface of the view.
type desk struct {
	lines []book.ExceptionLine
	log   []book.Decision
	calls []string
	err   error
	bare  bool // there are no channels yet
}

func newDesk() *desk {
	d := &desk{}
	add := func(t book.ExceptionType, leg book.Leg, day int, want, got book.Minor, id book.EntryID, age int, facts ...book.Fact) {
		d.lines = append(d.lines, book.ExceptionLine{Exception: book.Exception{Type: t, Leg: leg, Channel: 2, Entry: id,
			Day: october.From + book.Day(day-1), Expected: want, Actual: got, Currency: book.CNY, Age: age, Severity: book.Medium, Evidence: facts},
			ChannelName: "拉卡拉", Kind: book.KindPayment, File: "拉卡拉交易明细.csv", Line: 4212, OrderNo: "S20251026024411", TxnNo: "715794366811", Party: "买家02214"})
	}
	add(book.SettlementMissing, book.LegPayouts, 24, 812_040, 0, 0, 7)
	add(book.DuplicateCharge, book.LegSales, 26, 0, 19_800, 11, 5)
	add(book.MissingPayment, book.LegSales, 26, 12_800, 0, 12, 5)
	add(book.FeeMismatch, book.LegSales, 28, 4_100, 10_410, 13, 3)
	add(book.AmountMismatch, book.LegSales, 31, 5_870, 5_780, 15, 0)
	add(book.SettlementLate, book.LegPayouts, 20, 4_120_618, 4_120_618, 0, 11)
	d.lines[1].Other = 10
	d.lines[3].State, d.lines[3].Note = book.ExceptionInReview, "已问客服，等回复"
	d.lines[5].State = book.ExceptionResolved
	return d
}

func (d *desk) Channels(context.Context) ([]book.Channel, error) {
	if d.bare {
		return nil, d.err
	}
	return []book.Channel{{ID: 1, Name: "店铺订单"}, {ID: 2, Name: "拉卡拉"}}, d.err
}

func (d *desk) Months(context.Context) ([]book.Period, error) { return []book.Period{october}, d.err }

func (d *desk) Exceptions(_ context.Context, q book.ExceptionQuery) ([]book.ExceptionLine, error) {
	var out []book.ExceptionLine
	for _, x := range d.lines {
		if x.State == book.ExceptionResolved && !q.Resolved || len(q.Types) > 0 && q.Types[0] != x.Type ||
			len(q.Channels) > 0 && q.Channels[0] != x.Channel || !strings.Contains(x.OrderNo+x.Party, q.Text) {
			continue
		}
		out = append(out, x)
	}
	return out, d.err
}

func (d *desk) EntryLines(_ context.Context, ids []book.EntryID) ([]book.EntryLine, error) {
	var out []book.EntryLine
	for _, id := range ids {
		out = append(out, book.EntryLine{Entry: book.Entry{ID: id, Line: int32(4200 + id), Kind: book.KindPayment, Amount: 19_800, Currency: book.CNY,
			At: book.At(time.Date(2025, 10, 26, 12, 4, int(id), 0, book.Shanghai), book.PrecisionSecond)}, ChannelName: "拉卡拉", File: "拉卡拉交易明细.csv"})
	}
	return out, d.err
}

func (d *desk) SetException(_ context.Context, key string, leg book.Leg, s book.ExceptionState, note string) (book.Decision, error) {
	if d.err != nil {
		return book.Decision{}, d.err
	}
	for i := range d.lines {
		if d.lines[i].Key() == key {
			d.lines[i].State, d.lines[i].Note = s, note
		}
	}
	x := book.Decision{ID: book.DecisionID(len(d.log) + 1), Action: book.SetState, Exception: key, State: s, Note: note}
	d.log = append(d.log, x)
	d.calls = append(d.calls, fmt.Sprintf("%s %s %q", key, s, note))
	return x, nil
}

func (d *desk) Undo(ctx context.Context) (book.Decision, error) {
	if len(d.log) == 0 {
		return book.Decision{}, &book.Problem{Code: "no_decision"}
	}
	return d.UndoDecision(ctx, d.log[len(d.log)-1].ID)
}

func (d *desk) UndoDecision(_ context.Context, id book.DecisionID) (book.Decision, error) {
	i := slices.IndexFunc(d.log, func(x book.Decision) bool { return x.ID == id })
	x := d.log[i]
	d.log = slices.Delete(d.log, i, i+1)
	for j := range d.lines {
		if d.lines[j].Key() == x.Exception {
			d.lines[j].State, d.lines[j].Note = book.ExceptionOpen, ""
		}
	}
	return x, nil
}

// told is what the view told the window.
type told struct {
	toasts []string
	undo   func()
	calls  []string
}

func testDeps(t *testing.T, d *desk, w *told, window fyne.Window, locale string) Deps {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	return Deps{
		Review: d, Months: d.Months, Text: text, Run: kit.InlineRunner, Window: window,
		OpenReconcile: func(leg book.Leg, id book.EntryID) { w.calls = append(w.calls, fmt.Sprint(leg, " ", id)) },
		Decided:       func() { w.calls = append(w.calls, "decided") },
		Toast:         func(s, _ string, undo func()) { w.toasts, w.undo = append(w.toasts, s), undo },
		ShowError:     func(err error) { w.calls = append(w.calls, "error "+err.Error()) },
	}
}

func ready(t *testing.T, d *desk) (*Presenter, *told) {
	t.Helper()
	w := &told{}
	p := newPresenter(testDeps(t, d, w, nil, "zh"), func(Part) {})
	p.Load()
	return p, w
}

func TestRows(t *testing.T) {
	p, _ := ready(t, newDesk())
	rows := p.Rows()
	if len(rows) != 5 || p.Cursor() != 0 || p.Summary() != "5 笔待处理，涉及 ¥8,510.40" {
		t.Fatalf("%d rows, at %d, %q", len(rows), p.Cursor(), p.Summary())
	}
	r := rows[4]
	if r.Type != "金额不符" || r.Text != "订单 S20251026024411 应收 ¥58.70，实收 ¥57.80，差 ¥0.90" || r.Difference != "-¥0.90" || r.Age != "今天" || r.Day != "10-31" {
		t.Errorf("row %+v", r)
	}
	if rows[3].State != "处理中" || rows[3].StateTone != kit.ToneSuggestion {
		t.Errorf("row %+v", rows[3])
	}
}

func TestDetailTellsTheRows(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.Select(1)
	d := p.Detail()
	if d.Chip != "重复扣款" || len(d.Sources) != 2 || d.Sources[0] != "拉卡拉 · 收款 · 2025-10-26 12:04:11 · ¥198.00 · 拉卡拉交易明细.csv 第 4,211 行" {
		t.Errorf("detail %+v", d)
	}
	p.Select(0)
	if d := p.Detail(); len(d.Sources) != 0 || d.Loading {
		t.Errorf("detail %+v", d)
	}
}

func TestFilters(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.PickKind(1 + slices.Index(book.ExceptionTypes, book.DuplicateCharge))
	if rows := p.Rows(); len(rows) != 1 || rows[0].Type != "重复扣款" {
		t.Errorf("rows %+v", rows)
	}
	if _, picked := p.Kinds(); picked != 4 {
		t.Errorf("picked %d", picked)
	}
	p.Search("没有")
	if phase, _ := p.Phase(); phase != NotFound {
		t.Errorf("phase %d", phase)
	}
	p.ClearFilter()
	p.ShowResolved(true)
	if len(p.Rows()) != 6 {
		t.Errorf("%d rows", len(p.Rows()))
	}
}

func TestSortKeepsTheRow(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.Select(1)
	key := p.Rows()[1].Key
	p.SortBy("difference", false)
	if p.Rows()[0].Type != "金额不符" || p.Rows()[p.Cursor()].Key != key {
		t.Errorf("first %s, at %s", p.Rows()[0].Type, p.Rows()[p.Cursor()].Key)
	}
	p.SortBy("difference", true)
	if p.Rows()[0].Type != "未到账" {
		t.Errorf("first %s", p.Rows()[0].Type)
	}
}

func TestResolveGoesOnAndCanBeUndone(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Select(1)
	p.Resolve("  ")
	if len(d.log) != 0 {
		t.Fatal("resolved without a note")
	}
	p.Resolve("已退")
	if d.calls[0] != `sales|duplicate_charge|e11 resolved "已退"` || len(p.Rows()) != 4 || p.Rows()[p.Cursor()].Type != "有单无款" {
		t.Fatalf("%v, %d rows, at %s", d.calls, len(p.Rows()), p.Rows()[p.Cursor()].Type)
	}
	if w.toasts[0] != "已解决" || w.calls[0] != "decided" {
		t.Errorf("%q %q", w.toasts, w.calls)
	}
	w.undo()
	if len(p.Rows()) != 5 || p.Rows()[p.Cursor()].Type != "重复扣款" {
		t.Errorf("%d rows, at %s", len(p.Rows()), p.Rows()[p.Cursor()].Type)
	}
}

func TestStatesAndNotes(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.SetState(book.ExceptionWaiting)
	if can := p.Can(); can.Wait || !can.Review || !can.Reopen {
		t.Errorf("can %+v", can)
	}
	p.SetNote("等银行")
	if last := d.calls[len(d.calls)-1]; !strings.HasSuffix(last, `waiting "等银行"`) || w.toasts[1] != "备注已保存" {
		t.Errorf("%s, %q", last, w.toasts)
	}
	p.SetState(book.ExceptionOpen)
	if w.toasts[2] != "已重新打开" || p.Detail().Note != "等银行" {
		t.Errorf("%q, note %q", w.toasts, p.Detail().Note)
	}
}

func TestOpenReconcileLeadsToTheRowOrTheLeg(t *testing.T) {
	p, w := ready(t, newDesk())
	p.OpenReconcile()
	p.Select(2)
	p.OpenReconcile()
	if fmt.Sprint(w.calls) != "[payouts 0 sales 12]" {
		t.Errorf("calls %q", w.calls)
	}
}

func TestAnEmptyBookIsNotClear(t *testing.T) {
	d := newDesk()
	d.lines, d.bare = nil, true
	p, _ := ready(t, d)
	if phase, _ := p.Phase(); phase != Bare {
		t.Errorf("phase %v", phase)
	}
	d.bare = false
	p.Load()
	if phase, _ := p.Phase(); phase != Clear {
		t.Errorf("phase %v with files", phase)
	}
}

func TestOpenAt(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	p.Search("没有")
	p.OpenAt(d.lines[4].Key())
	if p.Cursor() != 4 {
		t.Errorf("at %d", p.Cursor())
	}
}

func TestErrors(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Undo()
	if len(w.toasts) != 1 {
		t.Errorf("toasts %q", w.toasts)
	}
	d.err = errors.New("broken")
	p.SetState(book.ExceptionWaiting)
	if fmt.Sprint(w.calls) != "[error broken]" || p.busy {
		t.Errorf("calls %q", w.calls)
	}
	p.Load()
	if phase, _ := p.Phase(); phase != Failed {
		t.Errorf("phase %d", phase)
	}
}

func testText(t *testing.T, locale string) *assets.Text {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestEveryTypeHasItsWords finds types without a sentence or advice.
func TestEveryTypeHasItsWords(t *testing.T) {
	for _, locale := range []string{"zh", "en"} {
		text := testText(t, locale)
		for _, x := range book.ExceptionTypes {
			for _, prefix := range []string{"exception.", "xsentence.", "advice."} {
				if s := text.T(prefix + string(x)); strings.HasPrefix(s, prefix) || s == "" {
					t.Errorf("%s: no text for %s%s", locale, prefix, x)
				}
			}
		}
	}
}
