package overview

import (
	"math"
	"strconv"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// MoneyChart is sales, arrivals and late money by day, in minor units. Values
// are float64 since they become pixels; no sum is made of them.
type MoneyChart struct {
	Currency             book.Currency
	Labels               []string
	Days                 []string // with the weekday
	Sales, Arrived, Late []float64
}

// ShareChart is a rate by day (0.06 is 6 %), with a remark about it.
type ShareChart struct {
	Labels    []string
	Values    []float64
	Threshold float64 // 0: none
	Remark    string
	Tone      kit.Tone
}

// refundThreshold is the refund rate that deserves a look. Platforms warn shops
// at about this share.
const refundThreshold = 0.10

// daysOf is every day of the month up to the last one known, without holes.
func daysOf(d data, cur book.Currency) []book.DayFigures {
	last := max(d.figures.AsOf, latest(d.figures.Days))
	last = min(last, d.month.To)
	var out []book.DayFigures
	for day := d.month.From; day <= last; day++ {
		out = append(out, book.DayFigures{Day: day, Currency: cur})
	}
	for _, f := range d.figures.Days {
		if i := int(f.Day - d.month.From); f.Currency == cur && i >= 0 && i < len(out) {
			out[i] = f
		}
	}
	return out
}

func moneyChart(t *assets.Text, days []book.DayFigures, cur book.Currency) MoneyChart {
	c := MoneyChart{Currency: cur, Labels: labels(t, days)}
	for _, d := range days {
		c.Days = append(c.Days, kit.DayWeek(t, d.Day))
		c.Sales = append(c.Sales, float64(d.Sales))
		c.Arrived = append(c.Arrived, float64(d.Arrived))
		c.Late = append(c.Late, float64(d.Late))
	}
	return c
}

// refundChart remarks on the worst day when it is near or past the threshold,
// else on the whole month.
func refundChart(t *assets.Text, days []book.DayFigures) ShareChart {
	c := ShareChart{Labels: labels(t, days), Threshold: refundThreshold}
	worst, top := -1, 0.0
	var refunds, sales book.Minor
	for i, d := range days {
		v := share(-d.Refunds, d.Sales)
		c.Values = append(c.Values, v)
		if v > top {
			worst, top = i, v
		}
		refunds, sales = refunds-d.Refunds, sales+d.Sales
	}
	switch {
	case sales == 0:
	case top >= refundThreshold:
		c.Remark, c.Tone = refundRemark(t, "overview.refund_over", days[worst]), kit.ToneException
	case top >= refundThreshold*0.8:
		c.Remark, c.Tone = refundRemark(t, "overview.refund_near", days[worst]), kit.ToneSuggestion
	default:
		c.Remark = t.T("overview.month_share", kit.RefundPercent(refunds, sales))
	}
	return c
}

func refundRemark(t *assets.Text, code string, d book.DayFigures) string {
	return t.T(code, kit.DayShort(d.Day), kit.RefundPercent(-d.Refunds, d.Sales))
}

// feeChart is fees as a share of sales.
func feeChart(t *assets.Text, days []book.DayFigures) ShareChart {
	c := ShareChart{Labels: labels(t, days)}
	var fees, sales book.Minor
	for _, d := range days {
		c.Values = append(c.Values, share(d.Fees, d.Sales))
		fees, sales = fees+d.Fees, sales+d.Sales
	}
	if sales != 0 {
		c.Remark = t.T("overview.fee_share", kit.FeePercent(fees, sales), kit.Amount(fees, days[0].Currency))
	}
	return c
}

// share is a rate of a day; a day without sales has none.
func share(part, whole book.Minor) float64 {
	if whole == 0 {
		return math.NaN()
	}
	return kit.Share(part, whole)
}

func labels(t *assets.Text, days []book.DayFigures) []string {
	out := make([]string, len(days))
	for i, d := range days {
		out[i] = t.T("overview.day", strconv.Itoa(d.Day.Time().Day()))
	}
	return out
}
