package overview

import (
	"context"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
)

func autumn() *shop { return &shop{months: []book.Period{october, september}} }

func loaded(t *testing.T, s *shop, locale string) *Presenter {
	t.Helper()
	p := newPresenter(testDeps(t, s, &log{}, locale), func() {})
	p.Load()
	return p
}

func TestCards(t *testing.T) {
	s := loaded(t, autumn(), "zh").State()
	if s.Phase != Ready || len(s.Periods) != 2 || s.Periods[0] != "2025 年 10 月" || len(s.Channels) != 4 {
		t.Fatalf("state %+v", s)
	}
	sales := s.Cards[cardSales]
	if sales.Title != "昨日收款" || !strings.HasSuffix(sales.Note, " 笔") || !strings.HasPrefix(sales.Extra, "比上周五 ") {
		t.Errorf("sales card %+v", sales)
	}
	arrived := s.Cards[cardArrived]
	if arrived.Value != "¥1,103,877.45" || arrived.Note != "应到 ¥1,147,958.85" || arrived.Extra != "逾期未到 ¥8,120.40" {
		t.Errorf("arrived card %+v", arrived)
	}
	underway := s.Cards[cardUnderway]
	if underway.Value != "¥35,961.00" || underway.Note != "今天 ¥21,300.00 · 明日 ¥14,661.00" {
		t.Errorf("under way card %+v", underway)
	}
	open := s.Cards[cardOpen]
	if open.Value != "6 笔" || open.Note != "紧急 1 · 一般 4 · 轻微 1" || open.Extra != "最急 超 3 小时" {
		t.Errorf("exceptions card %+v", open)
	}
}

func TestCurrencyIsPicked(t *testing.T) {
	p := loaded(t, autumn(), "zh")
	if s := p.State(); len(s.Currencies) != 2 || s.Currencies[0] != "CNY" {
		t.Fatalf("currencies %v", s.Currencies)
	}
	p.PickCurrency(1)
	s := p.State()
	if s.Cards[cardArrived].Value != "$99.00" || s.Cards[cardUnderway].Value != "$50.00" || s.Currency != 1 {
		t.Errorf("in dollars %+v", s.Cards)
	}
	if l := s.Table.Lines[ItemSales].Span; l.Value != "$0.00" || l.Moved != "没有可比" {
		t.Errorf("sales in dollars %+v", l)
	}
}

func TestPicksAreRemembered(t *testing.T) {
	s, prefs := autumn(), memory{}
	deps := testDeps(t, s, &log{}, "zh")
	deps.Prefs = prefs
	p := newPresenter(deps, func() {})
	p.Load()
	p.PickUnit(4)
	p.PickChannel(2)
	if len(s.asked) != 1 || s.asked[0] != 2 || s.unit != monthly.UnitWeek {
		t.Fatalf("asked for %v by %v", s.asked, s.unit)
	}
	p.PickPeriod(1)
	again := newPresenter(deps, func() {})
	again.Load()
	if got := again.State(); got.Channel != 2 || got.Unit != 4 || got.Period != 0 || got.Periods[0] != "10-27 – 11-02" {
		t.Errorf("the next run shows channel %d, unit %d, %s", got.Channel, got.Unit, got.Periods[got.Period])
	}
	again.PickChannel(0)
	if s.asked != nil {
		t.Errorf("asked for %v", s.asked)
	}
}

func TestPeriods(t *testing.T) {
	p := loaded(t, autumn(), "zh")
	for unit, want := range []string{
		"2025 年 10 月|2025 年 9 月", "2025 年第 4 季度|2025 年第 3 季度", "2025 年", "10-02 – 10-31",
		"10-27 – 11-02|10-20 – 10-26|10-13 – 10-19|10-06 – 10-12|09-29 – 10-05|09-22 – 09-28|09-15 – 09-21|09-08 – 09-14|09-01 – 09-07",
	} {
		p.PickUnit(unit)
		if got := strings.Join(p.State().Periods, "|"); got != want {
			t.Errorf("unit %d: %s", unit, got)
		}
	}
}

func TestEmptyBookAndError(t *testing.T) {
	s := &shop{}
	p := loaded(t, s, "zh")
	if p.State().Phase != Empty {
		t.Errorf("phase %v", p.State().Phase)
	}
	s.err = errBroken
	p.Load()
	if s := p.State(); s.Phase != Failed || s.Err != errBroken {
		t.Errorf("state %+v", s)
	}
}

// TestStaleResultIsDropped holds the first loading back until a second is done.
func TestStaleResultIsDropped(t *testing.T) {
	var done []func()
	var contexts []context.Context
	deps := testDeps(t, autumn(), &log{}, "zh")
	deps.Run = func(ctx context.Context, work func(context.Context) error, finish func(error)) {
		contexts = append(contexts, ctx)
		done = append(done, func() { finish(work(ctx)) })
	}
	changes := 0
	p := newPresenter(deps, func() { changes++ })
	p.Load()
	p.want.day = september.To
	p.Load()
	if contexts[0].Err() == nil {
		t.Error("the first loading is not cancelled")
	}
	done[1]()
	done[0]()
	if s := p.State(); changes != 1 || s.Periods[s.Period] != "2025 年 9 月" {
		t.Errorf("%d changes, period %s", changes, s.Periods[s.Period])
	}
}

// TestMatchedIsCountedOnDemand since it reads more than all else.
func TestMatchedIsCountedOnDemand(t *testing.T) {
	s := autumn()
	p := loaded(t, s, "zh")
	if c := p.State().Charts[ChartMatched]; s.counted != 0 || c.Empty != "正在数……" {
		t.Fatalf("counted %d times, %q", s.counted, c.Empty)
	}
	p.CountMatched(true)
	p.CountMatched(true)
	if c := p.State().Charts[ChartMatched]; s.counted != 1 || len(c.Series[0].Values) != 31 || !strings.HasPrefix(c.Remark, "对上 99.") {
		t.Errorf("counted %d times, %d places, %q", s.counted, len(c.Series[0].Values), c.Remark)
	}
	p.Load()
	if s.counted != 2 {
		t.Error("new figures are not counted again")
	}
	if p.State().Cards[cardOpen].Mood != draw.ToneException {
		t.Error("what is over its time is not red")
	}
}

// TestOverdueNamesItsSpan where the period beside it has another figure.
func TestOverdueNamesItsSpan(t *testing.T) {
	text, err := assets.NewText("zh")
	if err != nil {
		t.Fatal(err)
	}
	d := &data{underway: monthly.Underway{AsOf: 20400, Owed: []monthly.Owed{
		{Currency: book.CNY, State: "late", Rest: 1000}, {Currency: book.CNY, State: "missing", Rest: 238979},
	}}}
	if c := underwayCard(text, d, book.CNY, 20401); c.Extra != "逾期未到 ¥2,399.79（全部月份）" {
		t.Errorf("%q", c.Extra)
	}
}
