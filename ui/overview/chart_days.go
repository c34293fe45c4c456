package overview

import (
	"math"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/chart"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// moneyChart is sales, what of them arrived, and what is late.
func moneyChart(t *assets.Text, list []run, cur book.Currency) Chart {
	c := Chart{Style: StyleBars, Currency: cur, Empty: t.T("overview.no_sales"), Series: []Series{
		{Name: t.T("overview.series_sales"), Look: LookSales}, {Name: t.T("overview.series_arrived"), Look: LookArrived},
		{Name: t.T("overview.series_late"), Look: LookLate},
	}}
	for i := range list {
		f := &list[i].sum
		for k, m := range []book.Minor{f.Sales, f.Arrived, f.Late} {
			c.Series[k].Values = append(c.Series[k].Values, float64(m))
		}
		rest := plus(plus(f.Net, -f.Arrived), -f.Late)
		c.More = append(c.More, [][2]string{{t.T("overview.item_net"), words.Amount(f.Net, cur)}})
		if rest > 0 {
			c.More[i] = append(c.More[i], [2]string{t.T("overview.series_underway"), words.Amount(rest, cur)})
		}
	}
	return c
}

// refundChart remarks on the worst run when it is near or past the owner's limit,
// else on the whole period.
func refundChart(t *assets.Text, list []run, d *data) Chart {
	warn := d.warn.InexactFloat64()
	c := Chart{
		Style: StyleLines, Places: 1, Zero: true, Empty: t.T("overview.no_sales"),
		Series:    []Series{{Name: t.T("overview.chart_title_refunds"), Look: LookRefunds}},
		Threshold: warn, Limit: t.T("overview.threshold"),
	}
	worst, top := -1, 0.0
	var refunds, sales book.Minor
	for i := range list {
		f := &list[i].sum
		v := share(-f.Refunds, f.Sales)
		c.Series[0].Values = append(c.Series[0].Values, v)
		c.More = append(c.More, [][2]string{{t.T("overview.item_refunds"), words.Amount(f.Refunds, f.Currency)}, {t.T("overview.item_sales"), words.Amount(f.Sales, f.Currency)}})
		if v > top {
			worst, top = i, v
		}
		refunds, sales = plus(refunds, -f.Refunds), plus(sales, f.Sales)
	}
	limit := chart.AxisPercent(0)(warn)
	if !d.warn.Shift(2).IsInteger() {
		limit = chart.AxisPercent(1)(warn)
	}
	switch {
	case sales == 0:
	case warn > 0 && top >= warn:
		c.Remark, c.Tone = t.T("overview.refund_over", list[worst].head, chart.AxisPercent(1)(top), limit), draw.ToneException
	case warn > 0 && top >= warn*0.8:
		c.Remark, c.Tone = t.T("overview.refund_near", list[worst].head, chart.AxisPercent(1)(top), limit), draw.ToneSuggestion
	default:
		c.Remark = t.T("overview.whole_share", words.RefundPercent(refunds, sales))
	}
	return c
}

// share is a rate; a run without sales has none.
func share(part, whole book.Minor) float64 {
	if whole == 0 {
		return math.NaN()
	}
	return chart.Share(part, whole)
}

// matchedChart is how many of the rows that expect a match have one; counts is nil
// while they are still being counted.
func matchedChart(t *assets.Text, list []run, counts [][2]int) Chart {
	c := Chart{Style: StyleLines, Places: 2, Empty: t.T("overview.no_rows"), Series: []Series{{Name: t.T("overview.chart_title_matched"), Look: LookMatched}}}
	if len(counts) != len(list) {
		c.Empty = t.T("overview.counting")
		return c
	}
	var rows, matched int
	for _, n := range counts {
		v := math.NaN()
		if n[0] > 0 {
			v = float64(n[1]) / float64(n[0])
		}
		rows, matched = rows+n[0], matched+n[1]
		c.Series[0].Values = append(c.Series[0].Values, v)
		c.More = append(c.More, [][2]string{{t.T("overview.rows_matched"), words.Number(n[1])}, {t.T("overview.rows_open"), words.Number(n[0] - n[1])}})
	}
	if rows > 0 {
		c.Remark = t.T("overview.matched_of", words.FeePercent(book.Minor(matched), book.Minor(rows)), words.Number(rows-matched))
	}
	return c
}
