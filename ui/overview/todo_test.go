package overview

import (
	"context"
	"strings"
	"testing"

	"zhangfang/app/book"
)

func TestTodoMostUrgentFirst(t *testing.T) {
	s := loaded(t, autumn(), "zh").State()
	if len(s.Todo) != 6 {
		t.Fatalf("%d rows", len(s.Todo))
	}
	for i, want := range []string{"有单无款 超 3 小时", "未到账 剩 48 分钟", "重复扣款 剩 100 分钟", "有款无单 剩 20 小时", "手续费不符 处理中", "金额不符 已 4 天"} {
		if got := s.Todo[i].Chip + " " + s.Todo[i].Left; got != want {
			t.Errorf("row %d: %s, want %s", i, got, want)
		}
	}
	if first := s.Todo[0].Target; !first.Reconcile || first.Entry != 12 {
		t.Errorf("missing payment leads to %+v", first)
	}
	if second := s.Todo[1]; second.Text != "拉卡拉 10-24 的 ¥8,120.40 还没有到账" || second.Target.Reconcile {
		t.Errorf("missing settlement %+v", second)
	}
	if s.Reach != "账单到 10-31 周五" || !strings.HasPrefix(s.Next, "2025 年 10 月的账单齐了") || !s.MonthWhole {
		t.Errorf("reach %q, next %q", s.Reach, s.Next)
	}
}

func TestMissingFilesAreToDo(t *testing.T) {
	s := autumn()
	s.none, s.lag = true, 2
	todo := loaded(t, s, "zh").State().Todo
	if len(todo) != 1 || todo[0].Text != "支付宝 缺 10-30 – 10-31 的账单，拖进来就能接着对" || !todo[0].Target.Import {
		t.Errorf("to do %+v", todo)
	}
}

// connected is live connections that serve the channel of a name.
type connected string

func (c connected) Serving(_ context.Context, ch book.Channel) ([]book.Connection, error) {
	if ch.Name != string(c) {
		return nil, nil
	}
	return []book.Connection{{Provider: ch.Provider}}, nil
}

// TestMissingBillsOfAConnectedChannelArePulled: the owner is not sent for a file.
func TestMissingBillsOfAConnectedChannelArePulled(t *testing.T) {
	s := autumn()
	s.none, s.lag = true, 2
	p := loaded(t, s, "zh")
	for name, want := range map[string]Target{"支付宝": {Channels: true}, "微信支付": {Import: true}} {
		p.deps.Live = connected(name)
		p.Load()
		if todo := p.State().Todo; len(todo) != 1 || todo[0].Target != want {
			t.Errorf("with %s connected: %+v", name, todo)
		}
	}
}

func TestNextAfterAMonth(t *testing.T) {
	p := loaded(t, autumn(), "zh")
	reach, _ := autumn().Reach(t.Context())
	if got := nextText(p.deps.Text, reach, october.To+9); got != "2025 年 10 月的账单齐了，可以到“报表”里看月报、结账；再把 11-01 起的账单拖进来" {
		t.Error(got)
	}
	for i := range reach {
		reach[i].Days.To -= 3
	}
	if got := nextText(p.deps.Text, reach, october.To+9); got != "把各渠道 10-29 起的账单拖进来" {
		t.Error(got)
	}
	if got := nextText(p.deps.Text, reach, october.To-2); got != "明天把今天的账单拖进来就行" || monthWhole(reach) {
		t.Error(got)
	}
	reach[0].Days.To = october.To - 90 // the shop left that channel
	if got := behind(reach); len(got) != 0 {
		t.Errorf("behind %+v", got)
	}
}

// TestWaitingIsNotToDo counts what is for the owner to deal with alone.
func TestWaitingIsNotToDo(t *testing.T) {
	lines := []book.ExceptionLine{{}, {}, {}}
	for i, s := range []book.ExceptionState{book.ExceptionWaiting, book.ExceptionReopened, book.ExceptionResolved} {
		lines[i].State = s
	}
	if got := pending(lines); len(got) != 1 || got[0].State != book.ExceptionReopened {
		t.Errorf("to do %+v", got)
	}
}
