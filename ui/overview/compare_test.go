package overview

import (
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/ui/kit/draw"
)

func TestTable(t *testing.T) {
	s := loaded(t, autumn(), "zh").State().Table
	if s.Heads != [4]string{"昨天 10-31", "比上周五", "10 月", "比上月"} {
		t.Errorf("heads %q", s.Heads)
	}
	for i, l := range s.Lines {
		if l.Item != Item(i) || l.Name == "" || l.Help == "" || !strings.HasSuffix(l.Day.Moved, "%") || !strings.HasSuffix(l.Span.Moved, "%") {
			t.Errorf("line %+v", l)
		}
	}
	if tip := s.Lines[ItemSales].Span.Tip; !strings.HasPrefix(tip, "10-01 – 10-31 比 09-01 – 09-30，那时是 ¥") || !strings.HasSuffix(tip, "（31 天比 30 天）") {
		t.Errorf("tip %q", tip)
	}
}

// TestNothingToCompare tells what is missing rather than a fall that was none.
func TestNothingToCompare(t *testing.T) {
	p := loaded(t, autumn(), "zh")
	p.PickPeriod(1)
	l := p.State().Table.Lines[ItemSales]
	if l.Span.Moved != "没有可比" || l.Span.Tip != "没法比：缺 微信支付 08-01 – 08-31 的账单" || l.Span.Tone != draw.ToneNeutral {
		t.Errorf("september against august: %+v", l.Span)
	}
	if !strings.HasSuffix(l.Day.Moved, "%") {
		t.Errorf("its last day has a week before: %+v", l.Day)
	}
}

func TestChange(t *testing.T) {
	text := loaded(t, autumn(), "zh").deps.Text
	week := book.Period{From: october.From, To: october.From + 6}
	c := monthly.Comparison{Now: week, Before: book.Period{From: week.From - 7, To: week.To - 7},
		NowSums:    []monthly.Sums{{Currency: book.CNY, SaleRows: 7, Sales: 110, Refunds: -30, Fees: 5, Net: 75}},
		BeforeSums: []monthly.Sums{{Currency: book.CNY, SaleRows: 2, Sales: 100, Refunds: -20, Fees: 10, Net: -70}}}
	for i, want := range map[Item]string{ItemSales: "+10.0%", ItemRefunds: "+50.0%", ItemFees: "-50.0%", ItemNet: "没有可比", ItemRows: "+250%", ItemArrived: "没有可比"} {
		if got := change(text, &c, i, book.CNY).Moved; got != want {
			t.Errorf("%s moved %s, want %s", itemCodes[i], got, want)
		}
	}
	if got := change(text, &c, ItemRefunds, book.CNY).Tone; got != draw.ToneNeutral {
		t.Errorf("more refunds look like growth: %v", got)
	}
	c.Now = book.Period{From: week.To, To: week.To}
	c.BankMissing = []book.Gap{{Channel: "招商银行", Period: week}}
	if got := change(text, &c, ItemArrived, book.CNY); got.Value != "–" || got.Tip != "银行流水还没有到 10-07 周二，不知道到了多少" {
		t.Errorf("a day without a statement %+v", got)
	}
}

// TestPeriodWithoutSales says so instead of telling zeros.
func TestPeriodWithoutSales(t *testing.T) {
	s := autumn()
	s.unsold = true
	p := loaded(t, s, "zh")
	got := p.State()
	if l := got.Table.Lines[ItemNet]; len(got.Table.Lines) != int(items) || l.Span.Value != "–" || l.Day.Value != "–" || l.Span.Tip != "这段时间还没有收款" {
		t.Errorf("table %+v", got.Table)
	}
	if c := got.Cards[cardSales]; c.Note != "这段时间还没有收款" || got.Currencies[0] != "CNY" {
		t.Errorf("card %+v of %v", c, got.Currencies)
	}
	p.OpenNewest()
	if p.State().Drill.Level != LevelTodo {
		t.Error("rows of no day are listed")
	}
}
