package overview

import (
	"context"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

func ready(t *testing.T, s *shop, locale string) (*Presenter, *int) {
	t.Helper()
	changes := 0
	p := newPresenter(testDeps(t, s, &log{}, locale), func() { changes++ })
	return p, &changes
}

func TestCards(t *testing.T) {
	p, _ := ready(t, &shop{months: []book.Period{october, september}}, "zh")
	p.Load()
	s := p.State()
	if s.Phase != Ready || len(s.Months) != 2 || s.Months[0] != "2025 年 10 月" || len(s.Channels) != 4 {
		t.Fatalf("state %+v", s)
	}
	sales := s.Cards[0]
	if sales.Title != "昨日收款" || !strings.HasSuffix(sales.Note, " 笔") || !strings.HasPrefix(sales.Extra, "比上周五 ") {
		t.Errorf("sales card %+v", sales)
	}
	arrived := s.Cards[1]
	if arrived.Value != "¥1,103,877.45" || arrived.Note != "应到 ¥1,147,958.85" || arrived.Extra != "延迟 ¥8,120.40" {
		t.Errorf("arrived card %+v", arrived)
	}
	underway := s.Cards[2]
	if underway.Value != "¥35,961.00" || underway.Note != "今天 ¥21,300.00 · 明日 ¥14,661.00" {
		t.Errorf("under way card %+v", underway)
	}
	open := s.Cards[3]
	if open.Value != "6 笔" || open.Note != "共 ¥8,598.40" || open.Extra != "最久 7 天" {
		t.Errorf("exceptions card %+v", open)
	}
}

func TestNoSumAcrossCurrencies(t *testing.T) {
	f := book.MonthFigures{Channels: []book.ChannelFigures{
		{Currency: "USD", SaleRows: 3, Arrived: 100}, {Currency: book.CNY, SaleRows: 2, Arrived: 7},
	}}
	if got := mainCurrency(f.Channels); got != "USD" {
		t.Errorf("main currency %s", got)
	}
	p, _ := ready(t, &shop{}, "en")
	c := arrivedCard(p.deps.Text, data{figures: f}, "USD")
	if c.Value != "$1.00" {
		t.Errorf("arrived %s", c.Value)
	}
}

func TestWeekBeforeMayLieInTheMonthBefore(t *testing.T) {
	d := data{
		month:   october,
		figures: book.MonthFigures{Days: []book.DayFigures{{Day: october.From, Currency: book.CNY, Sales: 110, SaleRows: 1}}},
		before:  book.MonthFigures{Days: []book.DayFigures{{Day: october.From - 7, Currency: book.CNY, Sales: 100, SaleRows: 1}}},
	}
	p, _ := ready(t, &shop{}, "zh")
	c := salesCard(p.deps.Text, d, book.CNY, october.From+5)
	if c.Title != "10-01 周三 收款" || c.Extra != "比上周三 +10.0%" || c.Mood != kit.ToneMatched {
		t.Errorf("card %+v", c)
	}
}

func TestCharts(t *testing.T) {
	p, _ := ready(t, &shop{months: []book.Period{october}}, "zh")
	p.Load()
	s := p.State()
	if n := len(s.Money.Sales); n != 31 || len(s.Money.Labels) != 31 || s.Money.Labels[30] != "31日" {
		t.Errorf("%d days, labels %v", n, s.Money.Labels)
	}
	if s.Refunds.Remark != "10-24 9.1%，接近 10% 警戒线" || s.Refunds.Tone != kit.ToneSuggestion {
		t.Errorf("refund remark %q %v", s.Refunds.Remark, s.Refunds.Tone)
	}
	if !strings.HasPrefix(s.Fees.Remark, "本月 0.6") {
		t.Errorf("fee remark %q", s.Fees.Remark)
	}
}

func TestTodo(t *testing.T) {
	p, _ := ready(t, &shop{months: []book.Period{october}}, "zh")
	p.Load()
	s := p.State()
	if len(s.Todo) != 6 || s.More != "其他月份还有 1 笔" {
		t.Fatalf("%d rows, more %q", len(s.Todo), s.More)
	}
	first := s.Todo[0]
	if first.Chip != "未到账" || first.Text != "拉卡拉 10-24 的 ¥8,120.40 还没有到账" || first.Since != "已 7 天" || !first.Urgent || first.Target.Reconcile {
		t.Errorf("first %+v", first)
	}
	if third := s.Todo[2]; !third.Target.Reconcile || third.Target.Entry != 12 {
		t.Errorf("missing payment leads to %+v", third.Target)
	}
	if s.Todo[3].Since != "处理中" || s.Todo[4].Since != "今天" {
		t.Errorf("since %q, %q", s.Todo[3].Since, s.Todo[4].Since)
	}
}

func TestPickChannel(t *testing.T) {
	shop := &shop{months: []book.Period{october}}
	p, _ := ready(t, shop, "zh")
	p.Load()
	p.PickChannel(2)
	if len(shop.asked) != 1 || shop.asked[0] != 2 || p.State().Channel != 2 {
		t.Errorf("asked for %v, shows %d", shop.asked, p.State().Channel)
	}
	p.PickChannel(0)
	if shop.asked != nil {
		t.Errorf("asked for %v", shop.asked)
	}
}

func TestEmptyBookAndError(t *testing.T) {
	shop := &shop{}
	p, _ := ready(t, shop, "zh")
	p.Load()
	if p.State().Phase != Empty {
		t.Errorf("phase %v", p.State().Phase)
	}
	shop.err = errBroken
	p.Load()
	if s := p.State(); s.Phase != Failed || s.Err != errBroken {
		t.Errorf("state %+v", s)
	}
}

// TestStaleResultIsDropped holds the first loading back until a second is done.
func TestStaleResultIsDropped(t *testing.T) {
	var done []func()
	var contexts []context.Context
	deps := testDeps(t, &shop{months: []book.Period{october, september}}, &log{}, "zh")
	deps.Run = func(ctx context.Context, work func(context.Context) error, finish func(error)) {
		contexts = append(contexts, ctx)
		done = append(done, func() { finish(work(ctx)) })
	}
	changes := 0
	p := newPresenter(deps, func() { changes++ })
	p.Load()
	p.month = september
	p.Load()
	if contexts[0].Err() == nil {
		t.Error("the first loading is not cancelled")
	}
	done[1]()
	done[0]()
	if s := p.State(); changes != 1 || s.Months[s.Month] != "2025 年 9 月" {
		t.Errorf("%d changes, month %s", changes, s.Months[s.Month])
	}
}

// TestWaitingIsNotToDo counts what is for the owner to deal with alone.
func TestWaitingIsNotToDo(t *testing.T) {
	lines := []book.ExceptionLine{{}, {}, {}}
	for i, s := range []book.ExceptionState{book.ExceptionWaiting, book.ExceptionReopened, book.ExceptionResolved} {
		lines[i].State, lines[i].Day = s, october.From
	}
	if in, out := split(lines, october); len(in) != 1 || in[0].State != book.ExceptionReopened || len(out) != 0 {
		t.Errorf("to do %+v, elsewhere %+v", in, out)
	}
}
