package overview

import (
	"math"
	"strings"
	"testing"

	"zhangfang/app/monthly"
	"zhangfang/ui/kit/draw"
)

func TestCharts(t *testing.T) {
	c := loaded(t, autumn(), "zh").State().Charts
	if money := c[ChartMoney]; len(money.Series[0].Values) != 31 || money.Labels[30] != "31日" || money.Tips[30] != "10-31 周五" || len(money.Runs) != 31 {
		t.Errorf("%d days, labels %v", len(money.Series[0].Values), money.Labels)
	}
	if refunds := c[ChartRefunds]; refunds.Remark != "10-24 周五 9.1%，接近 10% 警戒线" || refunds.Tone != draw.ToneSuggestion || refunds.Threshold != 0.1 {
		t.Errorf("refund remark %q %v", refunds.Remark, refunds.Tone)
	}
	fees := c[ChartFees]
	if len(fees.Series) != 2 || fees.Series[0].Name != "微信支付" || !strings.HasPrefix(fees.Remark, "占净收款 0.60%，共 ") {
		t.Errorf("fees of %d channels, %q", len(fees.Series), fees.Remark)
	}
	if got := fees.More[0]; len(got) != 2 || got[0] != [2]string{"微信支付 约定", "0.60%"} || got[1] != [2]string{"支付宝 约定", "0.60% – 0.80%"} {
		t.Errorf("agreed %v", got)
	}
	if ages := c[ChartAges]; len(ages.Labels) != 6 || ages.Labels[5] != ">30天" || ages.Runs != nil || ages.Remark != "截至 10-31 周五" {
		t.Errorf("ages %+v", ages)
	}
	if f := c[ChartForecast]; len(f.Labels) != 14 || f.Style != StyleRanged || !f.Series[3].Quiet {
		t.Errorf("forecast %+v", f)
	}
}

// TestLongPeriodsAreDrawnByWeekAndMonth so that bars keep a width.
func TestLongPeriodsAreDrawnByWeekAndMonth(t *testing.T) {
	p := loaded(t, autumn(), "zh")
	p.PickUnit(1)
	c := p.State().Charts[ChartMoney]
	if len(c.Runs) != 5 || c.Labels[0] != "10-01" || c.Tips[0] != "10-01 – 10-05" || c.Runs[4].To != october.To {
		t.Errorf("the quarter's weeks %v", c.Tips)
	}
	p.PickUnit(2)
	if c = p.State().Charts[ChartMoney]; len(c.Runs) != 10 || c.Labels[9] != "10 月" || c.Series[0].Values[0] != 0 {
		t.Errorf("the year's months %v", c.Labels)
	}
	var sum, days float64
	for _, v := range c.Series[0].Values {
		sum += v
	}
	for _, f := range p.data.o.Days {
		days += float64(f.Sales)
	}
	if math.Abs(sum-days) > 0.5 {
		t.Errorf("months add up to %v, days to %v", sum, days)
	}
	if u := p.data.unit; u != monthly.UnitYear {
		t.Errorf("unit %v", u)
	}
}
