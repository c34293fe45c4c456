package chart

import (
	"fmt"
	"math"
	"strconv"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// Share is part of whole for a chart's pixels; 0 of nothing. Never used for money.
func Share(part, whole book.Minor) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// AxisMoney labels a money axis whose values are minor units of c: "6万" in
// Chinese, "60k" in English. Rounding is allowed here and nowhere else.
func AxisMoney(t *assets.Text, c book.Currency) func(float64) string {
	minor := 1.0
	for range c.Digits() {
		minor *= 10
	}
	chinese := t.Locale == assets.Chinese
	return func(v float64) string {
		v /= minor
		switch {
		case chinese && math.Abs(v) >= 1e8:
			return compact(v/1e8) + "亿"
		case chinese && math.Abs(v) >= 1e4:
			return compact(v/1e4) + "万"
		case !chinese && math.Abs(v) >= 1e6:
			return compact(v/1e6) + "M"
		case !chinese && math.Abs(v) >= 1e3:
			return compact(v/1e3) + "k"
		}
		return compact(v)
	}
}

// AxisPercent labels an axis of shares (0.06 is "6%") with the given decimals.
func AxisPercent(places int) func(float64) string {
	return func(v float64) string { return fmt.Sprintf("%.*f%%", places, v*100) }
}

// ExactMoney tells a chart's value, minor units of c, exactly: "¥38,412.60".
func ExactMoney(c book.Currency) func(float64) string {
	return func(v float64) string { return words.Amount(book.Minor(v), c) }
}

// compact is a value without needless zeros: what an axis says by itself.
func compact(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
