package exceptions

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/ui/kit/draw"
)

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
	if rows[3].State != "处理中" || rows[3].StateTone != draw.ToneSuggestion || rows[3].Person != "小王" {
		t.Errorf("row %+v", rows[3])
	}
}

func TestDeadlinesAreTimeLeft(t *testing.T) {
	p, _ := ready(t, newDesk())
	want := []struct {
		text string
		tone draw.Tone
	}{
		{"剩 48 分钟", draw.ToneSuggestion}, {"已超 2 天", draw.ToneException}, {"剩 100 分钟", draw.ToneSuggestion},
		{"剩 26 小时", draw.ToneNeutral}, {"剩 7 天", draw.ToneNeutral},
	}
	for i, w := range want {
		if r := p.Rows()[i]; r.Deadline != w.text || r.DeadlineTone != w.tone {
			t.Errorf("row %d: %q %v, want %q %v", i, r.Deadline, r.DeadlineTone, w.text, w.tone)
		}
	}
	english := testText(t, "en")
	for _, tt := range []struct {
		left time.Duration
		want string
	}{{48 * time.Minute, "48 min left"}, {-time.Second, "1 min over"}, {2 * time.Hour, "2 h left"}, {-49 * time.Hour, "2 d over"},
		{23*time.Hour + 41*time.Minute, "23 h left"}} {
		if got, _ := timeLeft(english, noon.Add(tt.left), noon); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.left, got, tt.want)
		}
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
	for _, tt := range []struct {
		what string
		pick func()
		want int
	}{
		{"high", func() { p.PickSeverity(1) }, 1},
		{"any severity", func() { p.PickSeverity(0) }, 5},
		{"in review", func() { p.PickState(int(showInReview)) }, 1},
		{"resolved", func() { p.PickState(int(showResolved)) }, 1},
		{"reopened", func() { p.PickState(int(showReopened)) }, 0},
		{"all", func() { p.PickState(int(showAll)) }, 6},
	} {
		if tt.pick(); len(p.Rows()) != tt.want {
			t.Errorf("%s: %d rows, want %d", tt.what, len(p.Rows()), tt.want)
		}
	}
	if names, picked := p.States(); len(names) != 7 || names[picked] != "全部状态" || names[int(showReopened)] != "重新打开" {
		t.Errorf("states %q at %d", names, picked)
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
	p.SortBy("deadline", false)
	if p.Rows()[0].Type != "重复扣款" {
		t.Errorf("first by deadline %s", p.Rows()[0].Type)
	}
}

func TestTicksStayWithTheirExceptions(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.Tick([]int{0, 4})
	if s := p.Summary(); s != "已勾选 2 笔，差额共 ¥8,121.30" {
		t.Errorf("summary %q", s)
	}
	p.SortBy("difference", false)
	if got := p.Ticked(); !slices.Equal(got, []int{0, 4}) || p.Rows()[0].Type != "金额不符" || p.Rows()[4].Type != "未到账" {
		t.Errorf("ticked %v", got)
	}
	p.PickSeverity(1 + int(book.High))
	if got := p.Ticked(); !slices.Equal(got, []int{0}) {
		t.Errorf("ticked %v of what is shown", got)
	}
	p.PickSeverity(0)
	if got := p.Ticked(); len(got) != 1 {
		t.Errorf("ticked %v: what went out of sight must not be decided unseen", got)
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
	p.OpenAt(d.lines[5].Key())
	if p.Cursor() != 5 || p.Rows()[5].Type != "延迟入账" {
		t.Errorf("at %d: a resolved one must be shown too", p.Cursor())
	}
	p.OpenAt("sales|ambiguous|e99")
	if phase, _ := p.Phase(); phase != Ready || p.opening {
		t.Errorf("phase %d after one that is gone", phase)
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
	p.SetNote("等银行")
	if fmt.Sprint(w.calls) != "[error broken]" || p.busy {
		t.Errorf("calls %q", w.calls)
	}
	p.Load()
	if phase, _ := p.Phase(); phase != Failed {
		t.Errorf("phase %d", phase)
	}
}

// TestEverythingHasItsWords finds types, ways, states and steps without a text.
func TestEverythingHasItsWords(t *testing.T) {
	var codes []string
	for _, x := range book.ExceptionTypes {
		codes = append(codes, "exception."+string(x), "xsentence."+string(x), "advice."+string(x))
	}
	for _, w := range ways() {
		for _, prefix := range []string{"way_", "about_", "hint_", "did_"} {
			codes = append(codes, "exceptions."+prefix+w.code())
		}
		if how := w.how(); how != book.HowNone {
			codes = append(codes, "how."+string(how))
		}
	}
	for _, s := range []string{"raised", "undone", "closed", "raised_again"} {
		codes = append(codes, "exceptions.step_"+s)
	}
	for s := showOpen; s < showAll; s++ {
		codes = append(codes, "xstate."+s.state().String())
	}
	for _, c := range shapeWide.columns() {
		codes = append(codes, "exceptions.col_"+c)
	}
	for _, locale := range []string{"zh", "en"} {
		text := testText(t, locale)
		for _, code := range append(codes, "how."+string(book.HowLinked)) {
			if s := text.T(code); s == code || strings.TrimSpace(s) == "" {
				t.Errorf("%s: no text for %s", locale, code)
			}
		}
	}
}
