package underway

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/ui/kit/draw"
)

func loadedPresenter(t *testing.T, s *shop, l *told, locale string) *Presenter {
	t.Helper()
	p := newPresenter(testDeps(t, s, l, nil, locale), func() {})
	p.Load()
	return p
}

func TestFigures(t *testing.T) {
	s := loadedPresenter(t, newShop(), &told{}, "zh").State()
	for i, want := range []Figure{
		{"在途", "¥50,761.55", draw.ToneUnderway, "4 笔 · ¥9,800.55 已过预计日，仍属正常", "4 笔"},
		{"明日应到 · 10-28 周二", "¥35,961.00", draw.ToneNeutral, "2 笔", ""},
		{"延迟", "¥6,505.10", draw.ToneSuggestion, "其中 ¥880.00 在等银行流水", "有的在等银行流水"},
		{"未到账", "¥8,120.40", draw.ToneException, "1 笔 · 最久 17 天", ""},
	} {
		if s.Figures[i] != want {
			t.Errorf("figure %d: %+v, want %+v", i, s.Figures[i], want)
		}
	}
	if s.AsOf != "截至 10-27 周一" || len(s.Currencies) != 2 || s.Currencies[0] != "CNY" {
		t.Errorf("as of %q, currencies %v", s.AsOf, s.Currencies)
	}
}

func TestNextFigureOverDaysOff(t *testing.T) {
	s := newShop()
	for i := range s.owed {
		if s.owed[i].Due == monday+1 {
			s.owed[i].Due = monday + 2
		}
	}
	got := loadedPresenter(t, s, &told{}, "zh").State().Figures[1]
	if got.Value != "¥0.00" || got.Note != "下一次 10-29 周三 ¥35,961.00" {
		t.Errorf("next %+v", got)
	}
}

func TestRowsWorstFirst(t *testing.T) {
	p := loadedPresenter(t, newShop(), &told{}, "zh")
	var got []string
	for _, r := range p.State().Rows {
		got = append(got, r.State+" "+r.Channel+" "+r.Rest+" "+r.Due)
	}
	want := []string{
		"未到账 拉卡拉 · A0012345 ¥8,120.40 10-13 周一",
		"等银行流水 银联商务门店收银 ¥880.00 10-19 周日",
		"只到一部分 拉卡拉 · A0012346 ¥2,506.10 10-20 周一",
		"延迟 拉卡拉 · A0012345 ¥3,119.00 10-22 周三",
		"在途 支付宝 ¥9,800.55 10-26 周日",
		"在途 微信支付 ¥21,300.00 10-28 周二",
		"在途 支付宝 ¥14,661.00 10-28 周二",
		"在途 银联商务门店收银 ¥5,000.00 约 10-30 周四",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("rows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if last := p.State().Rows[7]; last.What != "提现" {
		t.Errorf("a withdrawal is %q", last.What)
	}
}

func TestShowSortAndCurrency(t *testing.T) {
	p := loadedPresenter(t, newShop(), &told{}, "zh")
	p.PickShow(ShowLate)
	if n := len(p.State().Rows); n != 3 {
		t.Errorf("%d late rows", n)
	}
	p.PickShow(ShowAll)
	p.SortBy("rest", true)
	if first := p.State().Rows[0]; first.Rest != "¥21,300.00" {
		t.Errorf("most first: %+v", first)
	}
	p.PickCurrency(1)
	s := p.State()
	if len(s.Rows) != 1 || s.Rows[0].Rest != "$1,200.00" || s.Currency != 1 || len(s.Forecast.Labels) != 0 || len(s.Ageing.Labels) != 1 {
		t.Errorf("in dollars: %+v", s)
	}
	if s.Track != "用过去的账检验：每天平均差 50%" {
		t.Errorf("track %q", s.Track)
	}
}

// TestChartsLeadToTheirRows narrows the list to a place of a chart until the owner
// picks another list.
func TestChartsLeadToTheirRows(t *testing.T) {
	p := loadedPresenter(t, newShop(), &told{}, "zh")
	p.PickForecast(0)
	s := p.State()
	if len(s.Rows) != 2 || s.Show != ShowNarrow || s.Shows[s.Show] != "10-28 周二 应到" {
		t.Errorf("due on the first day: %d rows of %q", len(s.Rows), s.Shows)
	}
	p.PickAge(4)
	if s = p.State(); len(s.Rows) != 1 || s.Rows[0].Rest != "¥8,120.40" || s.Shows[s.Show] != s.Ageing.Tips[4] {
		t.Errorf("of the fifth age: %+v of %q", s.Rows, s.Shows)
	}
	p.PickAge(5)
	if s = p.State(); len(s.Rows) != 0 {
		t.Errorf("older than all: %d rows", len(s.Rows))
	}
	if !p.Back() || p.Back() {
		t.Error("Escape does not lead back once")
	}
	if s = p.State(); len(s.Rows) != 8 || len(s.Shows) != 4 {
		t.Errorf("all: %d rows of %q", len(s.Rows), s.Shows)
	}
	p.PickForecast(99)
	p.PickAge(-1)
	if p.State().Show != ShowAll {
		t.Error("a place that is none narrows the list")
	}
}

func TestOpenLeadsToTheRow(t *testing.T) {
	l := &told{}
	p := loadedPresenter(t, newShop(), l, "zh")
	p.Open(0)
	p.Open(99)
	if fmt.Sprint(l.calls) != "[payouts -4]" {
		t.Errorf("calls %q", l.calls)
	}
}

func TestStand(t *testing.T) {
	base := Owed{Settlement: book.Settlement{BankSeen: monday}, Due: monday - 9, LateAfter: monday - 6, MissingAfter: monday - 2, State: stateMissing}
	for _, c := range []struct {
		seen, arrived book.Day
		want          string
	}{{monday, 0, stateMissing}, {monday - 3, 0, stateLate}, {monday - 6, 0, standUnseen}, {0, 0, standUnseen}, {monday, monday - 8, standShort}} {
		o := base
		o.BankSeen, o.ArrivedOn = c.seen, c.arrived
		if got := o.stand(monday); got != c.want {
			t.Errorf("bank seen to %d, arrived on %d: %s, want %s", c.seen, c.arrived, got, c.want)
		}
	}
}

func TestDelays(t *testing.T) {
	var got []string
	for _, d := range loadedPresenter(t, newShop(), &told{}, "zh").State().Delays {
		got = append(got, strings.Join([]string{d.Channel, d.Usual, d.Basis, d.Band, d.Late, d.Agreed}, "|"))
	}
	want := []string{
		"微信支付|T+1 · 1 个工作日|从 38 次到账得出|1–2 个工作日|2 / 38|T+1",
		"支付宝|D+1 · 1 天|从 1,038 次到账得出|1 天|0 / 1,038|没有约定",
		"拉卡拉 · A0012345|T+2 · 2 个工作日|按约定 · 只到过 6 次，还不够推算||1 / 6|T+2",
		"银联商务门店收银|T+1 · 1 个工作日|默认：下一个工作日|||没有约定",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("delays\n%s", strings.Join(got, "\n"))
	}
}

func TestTerms(t *testing.T) {
	for _, terms := range []string{"", "T+0", "T+1", "D+30"} {
		count, days := splitTerms(terms)
		if got, ok := joinTerms(count, days); !ok || got != terms {
			t.Errorf("%q comes back as %q, %v", terms, got, ok)
		}
	}
	for _, days := range []string{"", "x", "-1", "31", "1.5"} {
		if got, ok := joinTerms(countWorking, days); ok {
			t.Errorf("%q days make %q", days, got)
		}
	}
}

func TestSaveTerms(t *testing.T) {
	s, l := newShop(), &told{}
	p := loadedPresenter(t, s, l, "zh")
	p.SaveTerms(4, "T+1")
	p.SaveTerms(4, "")
	if fmt.Sprint(s.saved) != "[4 T+1 4 ]" || fmt.Sprint(l.toasts) != "[拉卡拉 的约定已记为 T+1 拉卡拉 的约定已取消]" || len(l.calls) != 2 {
		t.Errorf("saved %q, toasts %q, calls %q", s.saved, l.toasts, l.calls)
	}
	was := p.agreed(2)
	p.SaveTerms(2, "T+9")
	l.undo()
	if last := s.saved[len(s.saved)-1]; last != "2 "+was || was == "T+9" {
		t.Errorf("undo saves %q, it was %q", last, was)
	}
	s.err = errBroken
	p.SaveTerms(4, "T+1")
	if len(l.errs) != 1 || p.State().Phase != Ready {
		t.Errorf("errors %v, phase %v", l.errs, p.State().Phase)
	}
}

func TestBareAndFailed(t *testing.T) {
	s := &shop{}
	p := loadedPresenter(t, s, &told{}, "zh")
	if p.State().Phase != Bare {
		t.Errorf("phase %v", p.State().Phase)
	}
	s.err = errBroken
	p.Load()
	if got := p.State(); got.Phase != Failed || got.Err != errBroken {
		t.Errorf("state %+v", got)
	}
}

// TestForecastStandsWithoutItsTrial lets the slow part fail.
func TestForecastStandsWithoutItsTrial(t *testing.T) {
	s := newShop()
	s.slow = errBroken
	got := loadedPresenter(t, s, &told{}, "zh").State()
	if got.Phase != Ready || got.Track != "" || len(got.Forecast.Whole) != 14 {
		t.Errorf("state %+v", got)
	}
}

// TestStaleResultIsDropped holds the first loading back until a second is done.
func TestStaleResultIsDropped(t *testing.T) {
	s := newShop()
	deps := testDeps(t, s, &told{}, nil, "zh")
	var done []func()
	deps.Run = func(ctx context.Context, work func(context.Context) error, finish func(error)) {
		err := work(ctx)
		done = append(done, func() { finish(err) })
	}
	changes := 0
	p := newPresenter(deps, func() { changes++ })
	p.Load()
	s.owed = s.owed[:1]
	p.Load()
	done[1]()
	done[0]()
	if len(p.State().Rows) != 1 || changes != 1 {
		t.Errorf("%d rows, %d changes", len(p.State().Rows), changes)
	}
}
