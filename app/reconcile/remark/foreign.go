package remark

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// currencyName is a currency as remarks write it.
type currencyName struct {
	word     string
	currency book.Currency
}

// currencyNames has longer words before those that they begin with; read only.
var currencyNames = [...]currencyName{
	{"usd", "USD"}, {"us$", "USD"}, {"美元", "USD"}, {"美金", "USD"}, {"eur", "EUR"}, {"欧元", "EUR"}, {"€", "EUR"}, {"hkd", "HKD"}, {"hk$", "HKD"}, {"港币", "HKD"}, {"港元", "HKD"},
	{"gbp", "GBP"}, {"英镑", "GBP"}, {"£", "GBP"}, {"jpy", "JPY"}, {"日元", "JPY"}, {"日圆", "JPY"}, {"aud", "AUD"}, {"澳元", "AUD"}, {"cad", "CAD"}, {"加元", "CAD"},
	{"sgd", "SGD"}, {"新加坡元", "SGD"}, {"chf", "CHF"}, {"瑞郎", "CHF"}, {"nzd", "NZD"}, {"新西兰元", "NZD"}, {"krw", "KRW"}, {"韩元", "KRW"}, {"thb", "THB"}, {"泰铢", "THB"},
	{"myr", "MYR"}, {"twd", "TWD"}, {"台币", "TWD"},
}

var rateLabels = [...]string{"汇率", "牌价", "结汇价", "成交价", "exchange rate", "fx rate", "rate", "@"}

// foreign is the amount in another currency that the text names, and the rate at
// which it was changed, as far as it says.
func foreign(t *text) (*book.Money, decimal.Decimal) {
	var came *book.Money
	for i := range currencyNames {
		name := &currencyNames[i]
		for at := t.find(name.word); at >= 0 && came == nil; at = t.findFrom(name.word, at+len(name.word)) {
			came = name.beside(t.s, at)
		}
	}
	return came, rate(t)
}

// beside is the amount that touches the currency at i from the left, or stands
// behind it, or before it.
func (c *currencyName) beside(s string, i int) *book.Money {
	behind := i + len(c.word)
	if strings.HasPrefix(s[behind:], "=") {
		return nil // 1USD=7.12 is a rate
	}
	before, touches := decimalBefore(s[:i])
	after, end := decimalAt(s, skip(s, behind, " :$"))
	switch {
	case touches:
		return c.money(before)
	case end >= 0:
		return c.money(after)
	}
	before, _ = decimalBefore(strings.TrimRight(s[:i], " "))
	return c.money(before)
}

// decimalBefore reads the amount at the end of s.
func decimalBefore(s string) (decimal.Decimal, bool) {
	start := len(s)
	for start > 0 && (isDigit(s[start-1]) || s[start-1] == '.' || s[start-1] == ',') {
		start--
	}
	n, end := decimalAt(s, start)
	return n, end == len(s)
}

func (c *currencyName) money(n decimal.Decimal) *book.Money {
	m, exact, err := book.FromDecimal(n, c.currency)
	if err != nil || !exact || m == 0 {
		return nil
	}
	return &book.Money{Minor: m, Currency: c.currency}
}

func rate(t *text) decimal.Decimal {
	for _, label := range rateLabels {
		for i := t.find(label); i >= 0; i = t.findFrom(label, i+len(label)) {
			if n, end := amountAt(t.s, i+len(label)); end >= 0 && n.IsPositive() && !goesOn(t.s[end:]) {
				return n
			}
		}
	}
	if i := t.find("1usd="); i >= 0 {
		if n, end := decimalAt(t.s, i+len("1usd=")); end >= 0 {
			return n
		}
	}
	return decimal.Decimal{}
}

// goesOn tells whether what began like a rate is something else: 0.6%, me@163.com.
func goesOn(rest string) bool {
	return isRatio(rest) || rest != "" && (rest[0] == '.' || isLetter(rest[0]))
}

// namesCurrency tells whether a text names a currency.
func namesCurrency(t *text) bool {
	return slices.ContainsFunc(currencyNames[:], func(c currencyName) bool { return t.find(c.word) >= 0 })
}
