package underway

import (
	"strconv"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// Chart is series of amounts by place, in minor units. Values are float64 since
// they become pixels; no sum is made of them.
type Chart struct {
	Currency book.Currency
	Labels   []string
	Tips     []string
	Whole    []float64
	Parts    [][]float64
	Low      []float64
	High     []float64
}

// forecastChart is what should arrive on the next days; its part is what is
// already sold.
func forecastChart(t *assets.Text, days []ForecastDay, cur book.Currency) Chart {
	c := Chart{Currency: cur, Parts: make([][]float64, 1)}
	for _, d := range days {
		if d.Currency != cur {
			continue
		}
		c.Labels = append(c.Labels, words.DayShort(d.Day))
		c.Tips = append(c.Tips, words.DayWeek(t, d.Day))
		c.Whole = append(c.Whole, float64(d.Expected))
		c.Parts[0] = append(c.Parts[0], float64(d.Sold))
		c.Low = append(c.Low, float64(d.Low))
		c.High = append(c.High, float64(d.High))
	}
	return c
}

// ageingChart is what is not at the bank by age; its parts are under way, late and
// missing.
func ageingChart(t *assets.Text, buckets []Bucket, cur book.Currency) Chart {
	c := Chart{Currency: cur, Parts: make([][]float64, 3)}
	for _, b := range buckets {
		if b.Currency != cur {
			continue
		}
		label := strconv.Itoa(b.From) + "–" + strconv.Itoa(b.To)
		if b.To < 0 {
			label = ">" + strconv.Itoa(b.From-1)
		}
		c.Labels = append(c.Labels, label)
		c.Tips = append(c.Tips, t.T("underway.age", label))
		c.Whole = append(c.Whole, float64(plus(plus(b.InTransit, b.Late), b.Missing)))
		for i, m := range []book.Minor{b.InTransit, b.Late, b.Missing} {
			c.Parts[i] = append(c.Parts[i], float64(m))
		}
	}
	return c
}
