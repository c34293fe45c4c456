package exceptions

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// give asks a way and answers it.
func give(t *testing.T, p *Presenter, w Way, a Answer) Fault {
	t.Helper()
	q, ok := p.Ask(w)
	if !ok {
		t.Fatalf("the way %s is closed", w.code())
	}
	fault := p.Check(&q, a)
	p.Answer(&q, a)
	return fault
}

func TestAcceptGoesOnAndCanBeUndone(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Select(1)
	if f := give(t, p, WayAccept, Answer{Note: "  "}); f.Field != FieldNote || len(d.log) != 0 {
		t.Fatalf("accepted without a note: %+v", f)
	}
	give(t, p, WayAccept, Answer{Note: "已退", Person: " 小王 "})
	if d.calls[0] != `sales|duplicate_charge|e11 resolved accepted "已退" 小王` || len(p.Rows()) != 4 || p.Rows()[p.Cursor()].Type != "有单无款" {
		t.Fatalf("%v, %d rows, at %s", d.calls, len(p.Rows()), p.Rows()[p.Cursor()].Type)
	}
	if w.toasts[0] != "已认可" || w.calls[0] != "decided" {
		t.Errorf("%q %q", w.toasts, w.calls)
	}
	if q, _ := p.Ask(WayReview); q.Person != "小王" {
		t.Errorf("who decided last is not remembered: %+v", q)
	}
	w.undo()
	if len(p.Rows()) != 5 || p.Rows()[p.Cursor()].Type != "重复扣款" {
		t.Errorf("%d rows, at %s", len(p.Rows()), p.Rows()[p.Cursor()].Type)
	}
}

func TestTheLimitOfWritingOff(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	if q, _ := p.Ask(WayWriteOff); !strings.Contains(q.About, "¥500.00") {
		t.Errorf("the limit is not told: %+v", q)
	}
	if f := give(t, p, WayWriteOff, Answer{Note: "算了"}); !strings.Contains(f.Text, "¥8,120.40") || len(d.log) != 0 {
		t.Errorf("fault %+v", f)
	}
	p.Select(4)
	if f := give(t, p, WayWriteOff, Answer{Note: "算了"}); f.Text != "" || len(d.log) != 1 {
		t.Errorf("fault %+v, %q", f, d.calls)
	}
}

// TestNoLossIsWrittenOff says so before anything is typed.
func TestNoLossIsWrittenOff(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	p.Select(1) // a double charge: money too much
	if q, _ := p.Ask(WayWriteOff); !strings.Contains(q.About, "不是少收") {
		t.Errorf("asks %+v", q)
	}
	if f := give(t, p, WayWriteOff, Answer{Note: "算了"}); !strings.Contains(f.Text, "不是少收") || len(d.log) != 0 {
		t.Errorf("fault %+v", f)
	}
}

// TestWaitingIsNotToDo counts apart what waits for somebody else.
func TestWaitingIsNotToDo(t *testing.T) {
	d := newDesk()
	d.lines[4].State, d.lines[1].State = book.ExceptionWaiting, book.ExceptionReopened
	p, w := ready(t, d)
	if got := p.Summary(); !strings.HasPrefix(got, "4 笔待处理") || !strings.HasSuffix(got, "，另有 1 笔等待中") {
		t.Errorf("summary %q", got)
	}
	p.PickState(int(showWaiting))
	if got := p.Summary(); got != "没有待处理的，1 笔等待中" {
		t.Errorf("summary of those that wait %q", got)
	}
	p.Undo()
	if n := len(w.toasts); n > 0 && strings.Contains(w.toasts[n-1], "exceptions.") {
		t.Errorf("toast %q", w.toasts[n-1])
	}
}

func TestCorrectAndExpectAskForWhatTheyNeed(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	p.Select(4)
	if q, _ := p.Ask(WayCorrect); q.Amount != "58.70" {
		t.Errorf("question %+v", q)
	}
	for _, bad := range []string{"", "0", "5.785", "很多"} {
		if f := give(t, p, WayCorrect, Answer{Note: "录错", Amount: bad}); f.Field != FieldAmount {
			t.Errorf("%q: %+v", bad, f)
		}
	}
	p.Select(0)
	if q, _ := p.Ask(WayExpect); q.Until != "2025-11-04" {
		t.Errorf("question %+v", q)
	}
	if f := give(t, p, WayExpect, Answer{Until: "2025-11-01"}); f.Field != FieldUntil {
		t.Errorf("today: %+v", f)
	}
	give(t, p, WayExpect, Answer{Until: "11/5"})
	if p.Cursor() != 1 {
		t.Errorf("at row %d: a decision goes on to the next", p.Cursor())
	}
	p.Select(0)
	x := p.at()
	if x.State != book.ExceptionWaiting || x.Until != book.NewDay(2025, 11, 5) || len(d.log) != 1 {
		t.Errorf("%v until %v", x.State, x.Until)
	}
	if state := p.Detail().Facts[fact(p, "状态")]; state.Value != "等待中 · 等到 2025-11-05" {
		t.Errorf("state %+v", state)
	}
}

func fact(p *Presenter, label string) int {
	return slices.IndexFunc(p.Detail().Facts, func(f Fact) bool { return f.Label == label })
}

func TestParse(t *testing.T) {
	today := book.NewDay(2025, 11, 1)
	for s, want := range map[string]string{"2025-11-05": "2025-11-05", " 2025/11/5 ": "2025-11-05", "11-5": "2025-11-05", "11月5日": "2025-11-05",
		"10-31": "2026-10-31", "2025年11月5日": "2025-11-05", "2025-11-01": "", "2025-10-05": "", "13-1": "", "明天": "", "": ""} {
		day, ok := words.ParseDay(s, today)
		if ok != (want != "") || ok && day.String() != want {
			t.Errorf("%q is %v %v, want %q", s, day, ok, want)
		}
	}
	for s, want := range map[string]book.Minor{"58.7": 5870, "¥1,234.50": 123450, "-8": -800, "１２": 0, "1.234": 0, "": 0} {
		if m, ok := parseAmount(s, book.CNY); m != want && ok || ok != (want != 0) {
			t.Errorf("%q is %d %v, want %d", s, m, ok, want)
		}
	}
}

func TestStatesAndNotes(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	give(t, p, WayWait, Answer{})
	p.Select(0)
	if can := p.Can(); can.Has(WayWait) || !can.Has(WayReview) || !can.Has(WayReopen) {
		t.Errorf("can %+v", can)
	}
	p.SetNote("等银行")
	if last := d.calls[len(d.calls)-1]; !strings.Contains(last, `waiting  "等银行"`) || w.toasts[1] != "备注已保存" {
		t.Errorf("%s, %q", last, w.toasts)
	}
	give(t, p, WayReopen, Answer{})
	if w.toasts[2] != "已重新打开" || p.Detail().Note != "等银行" || p.at().State != book.ExceptionOpen {
		t.Errorf("%q, note %q, %v", w.toasts, p.Detail().Note, p.at().State)
	}
	p.PickState(int(showAll))
	p.Select(5)
	if can := p.Can(); !slices.Equal(can.Ways, []Way{WayReopen}) {
		t.Errorf("of a resolved one: %+v", can)
	}
	give(t, p, WayReopen, Answer{Note: "又退回"})
	if r := p.Rows()[5]; r.State != "重新打开" || r.StateTone != draw.ToneException {
		t.Errorf("row %+v", r)
	}
}

func TestANoteKeepsHowItWasDisposedOf(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	give(t, p, WayClaim, Answer{Note: "工单 1"})
	p.Select(0)
	p.SetNote("工单 1，催过")
	if x := p.at(); x.How != book.HowClaimed || x.State != book.ExceptionWaiting || x.Note != "工单 1，催过" {
		t.Errorf("%+v", x.Exception)
	}
	d.lines[0].State, d.lines[0].How, d.lines[0].Until = book.ExceptionReopened, book.HowExpected, book.NewDay(2025, 10, 30)
	p.Load()
	p.SetNote("没有到")
	if x := p.at(); x.How != book.HowNone || x.Until != 0 || x.State != book.ExceptionReopened {
		t.Errorf("what has passed is kept: %+v", x.Exception)
	}
}

func TestSeveralAreDecidedInOneAct(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.PickState(int(showAll))
	p.Tick([]int{0, 1, 4, 5})
	if p.Can().Has(WayCorrect) {
		t.Error("each has a right amount of its own")
	}
	give(t, p, WayWriteOff, Answer{Note: "小额", Person: "小王"})
	plan := p.Plan()
	if len(d.log) != 0 || plan.Text != "将处理 2 笔，差额合计 ¥198.90。" || plan.Action != "核销 2 笔" {
		t.Fatalf("plan %+v, %v", plan, d.calls)
	}
	if len(plan.Kinds) != 2 || plan.Kinds[0] != (PlanKind{"金额不符", draw.ToneException, "1 笔", "-¥0.90"}) || plan.Kinds[1].Sum != "+¥198.00" {
		t.Errorf("kinds %+v", plan.Kinds)
	}
	if len(plan.Skipped) != 2 || !strings.HasPrefix(plan.Skipped[0], "跳过 1 笔：差额超过核销上限") || !strings.HasPrefix(plan.Skipped[1], "跳过 1 笔：现在的状态") {
		t.Errorf("skipped %q", plan.Skipped)
	}
	if len(plan.Refused) != 2 || !strings.Contains(plan.Refused[0], "超过核销上限") || !strings.Contains(plan.Refused[1], "已解决") {
		t.Errorf("refused %q", plan.Refused)
	}
	p.Carry()
	if len(d.log) != 2 || w.toasts[0] != "已核销：2 笔" || len(p.Ticked()) != 0 {
		t.Errorf("%v, %q, ticked %v", d.calls, w.toasts, p.Ticked())
	}
	w.undo()
	if len(d.log) != 0 || p.Rows()[1].State != "待处理" || p.Rows()[4].State != "待处理" {
		t.Errorf("one undo does not take all back: %v", d.log)
	}
}

func TestAPlanOfNothing(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	d.lines[1].Expected = 900_000
	p.Load()
	p.Tick([]int{0, 1})
	give(t, p, WayWriteOff, Answer{Note: "算了"})
	if plan := p.Plan(); plan.Action != "" || len(plan.Refused) != 2 {
		t.Errorf("plan %+v", plan)
	}
	p.Carry()
	if len(d.log) != 0 {
		t.Errorf("calls %q", d.calls)
	}
}

func TestSeveralCurrenciesAreNotAdded(t *testing.T) {
	d := newDesk()
	d.lines[4].Currency = "USD"
	p, _ := ready(t, d)
	p.Tick([]int{1, 4})
	if s := p.Summary(); s != "已勾选 2 笔，差额共 ¥198.00 · $0.90" {
		t.Errorf("summary %q", s)
	}
}

func TestFeesAreClaimedFromTheirList(t *testing.T) {
	p, w := ready(t, newDesk())
	p.OpenFees()
	p.Select(3)
	p.OpenFees()
	if fmt.Sprint(w.calls) != "[fees]" {
		t.Errorf("calls %q", w.calls)
	}
}

// TestUndoNamesTheStep takes back what was done after a decision: the step is named,
// not what still stands.
func TestUndoNamesTheStep(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	w.chosen = filepath.Join(t.TempDir(), "回单.png")
	if err := os.WriteFile(w.chosen, []byte("png"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Select(1)
	give(t, p, WayExpect, Answer{Until: "11/5"})
	p.Select(1)
	p.Attach()
	p.SetNote("催过")
	for _, want := range []string{"改了备注", "添加附件 回单.png", "等到 2025-11-05"} {
		p.Undo()
		if got := w.toasts[len(w.toasts)-1]; !strings.HasSuffix(got, want) {
			t.Errorf("said %q, want %q", got, want)
		}
	}
	p.Redo()
	if got := w.toasts[len(w.toasts)-1]; !strings.HasSuffix(got, "等到 2025-11-05") {
		t.Errorf("redo says %q", got)
	}
}
