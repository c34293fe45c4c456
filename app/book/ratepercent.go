package book

import "github.com/shopspring/decimal"

// RatePercent is a rate in percent with two places, or as many as it needs: "0.60%" for
// 0.006.
func RatePercent(rate decimal.Decimal) string {
	p := rate.Shift(2)
	if two := p.Truncate(2); two.Equal(p) {
		return two.StringFixed(2) + "%"
	}
	return p.String() + "%"
}
