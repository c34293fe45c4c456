package overview

import (
	"strconv"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// agesChart is what is not at the bank, by the days since it was sold.
func agesChart(t *assets.Text, d *data, cur book.Currency) Chart {
	c := Chart{Style: StyleStack, Currency: cur, Empty: t.T("overview.nothing_underway"), Series: []Series{
		{Name: t.T("overview.series_all"), Look: LookWhole, Quiet: true}, {Name: t.T("transit.in_transit"), Look: LookUnderway},
		{Name: t.T("transit.late"), Look: LookLate}, {Name: t.T("transit.missing"), Look: LookMissing},
	}}
	for _, a := range d.underway.Ages {
		if a.Currency != cur {
			continue
		}
		label := strconv.Itoa(a.From) + "–" + strconv.Itoa(a.To)
		if a.To < 0 {
			label = ">" + strconv.Itoa(a.From-1)
		}
		c.Labels = append(c.Labels, t.T("overview.age", label))
		c.Tips = append(c.Tips, t.T("overview.age_tip", label))
		for k, m := range []book.Minor{plus(plus(a.InTransit, a.Late), a.Missing), a.InTransit, a.Late, a.Missing} {
			c.Series[k].Values = append(c.Series[k].Values, float64(m))
		}
	}
	if d.underway.AsOf != 0 {
		c.Remark = t.T("overview.as_of", words.DayWeek(t, d.underway.AsOf))
	}
	return c
}

// forecastChart is what should arrive on the next days; its part is sold already.
func forecastChart(t *assets.Text, d *data, cur book.Currency) Chart {
	c := Chart{Style: StyleRanged, Currency: cur, Empty: t.T("overview.no_forecast"), Series: []Series{
		{Name: t.T("overview.series_expected"), Look: LookSales}, {Name: t.T("overview.series_sold"), Look: LookArrived},
		{Name: t.T("overview.series_low"), Look: LookRange, Quiet: true}, {Name: t.T("overview.series_high"), Look: LookRange, Quiet: true},
	}}
	var sum book.Minor
	for _, f := range d.underway.Forecast {
		if f.Currency != cur {
			continue
		}
		c.Labels, c.Tips = append(c.Labels, words.DayShort(f.Day)), append(c.Tips, words.DayWeek(t, f.Day))
		for k, m := range []book.Minor{f.Expected, f.Sold, f.Low, f.High} {
			c.Series[k].Values = append(c.Series[k].Values, float64(m))
		}
		if len(c.Labels) <= 7 {
			sum = plus(sum, f.Expected)
		}
	}
	if len(c.Labels) > 0 {
		c.Remark = t.T("overview.week_ahead", words.Amount(sum, cur))
	}
	return c
}
