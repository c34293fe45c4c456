package book

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/shopspring/decimal"
)

// Currency is an ISO 4217 code in capitals, such as "CNY".
type Currency string

// CNY is the base currency of a book until its owner says otherwise.
const CNY Currency = "CNY"

// digits lists the ISO 4217 currencies whose minor unit is not a hundredth.
var digits = map[Currency]int32{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0,
	"PYG": 0, "RWF": 0, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}

// Digits is the number of decimal places of the currency's minor unit (ISO 4217).
func (c Currency) Digits() int32 {
	if d, ok := digits[c]; ok {
		return d
	}
	return 2
}

// Minor is an amount in minor units (fen, cents) of the currency that stands
// beside it. Plus is in, minus is out, as the owner sees it.
type Minor int64

// ErrOverflow is returned when a sum or product leaves the range of int64.
var ErrOverflow = errors.New("amount out of range")

// ErrCurrency is returned by an operation across two currencies.
var ErrCurrency = errors.New("amounts of different currencies")

// Add returns a+b or ErrOverflow.
func (a Minor) Add(b Minor) (Minor, error) {
	s := a + b
	if (b > 0 && s < a) || (b < 0 && s > a) {
		return 0, ErrOverflow
	}
	return s, nil
}

// Sub returns a-b or ErrOverflow.
func (a Minor) Sub(b Minor) (Minor, error) {
	s := a - b
	if (b > 0 && s > a) || (b < 0 && s < a) {
		return 0, ErrOverflow
	}
	return s, nil
}

// Abs is the size of the amount; that of the smallest int64 is the largest.
func (a Minor) Abs() Minor {
	switch {
	case a == math.MinInt64:
		return math.MaxInt64
	case a < 0:
		return -a
	}
	return a
}

// Money is an amount with its currency.
type Money struct {
	Minor    Minor
	Currency Currency
}

// Add returns m+n, ErrCurrency across currencies, or ErrOverflow. The zero Money
// takes the currency of the other.
func (m Money) Add(n Money) (Money, error) {
	switch {
	case m == Money{}:
		return n, nil
	case n == Money{}:
		return m, nil
	case m.Currency != n.Currency:
		return Money{}, fmt.Errorf("%s and %s: %w", m.Currency, n.Currency, ErrCurrency)
	}
	s, err := m.Minor.Add(n.Minor)
	return Money{s, m.Currency}, err
}

// Neg returns the amount with the other sign.
func (m Money) Neg() Money { return Money{-m.Minor, m.Currency} }

// Decimal is the amount in major units (yuan), exact.
func (m Money) Decimal() decimal.Decimal {
	return decimal.New(int64(m.Minor), -m.Currency.Digits())
}

// Plain is the amount in major units without grouping: "-1234.50".
func (m Money) Plain() string { return m.Decimal().StringFixed(m.Currency.Digits()) }

var symbols = map[Currency]string{"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$", "JPY": "JP¥"}

// String is the amount as a person reads it: "¥1,234.50", "-¥8.00", "SGD 5.00".
func (m Money) String() string {
	sign, p := "", m.Plain()
	if strings.HasPrefix(p, "-") {
		sign, p = "-", p[1:]
	}
	whole, frac, _ := strings.Cut(p, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if frac != "" {
		whole += "." + frac
	}
	sym, ok := symbols[m.Currency]
	if !ok && m.Currency != "" {
		sym = string(m.Currency) + " "
	}
	return sign + sym + whole
}

// FromDecimal turns major units into minor units, rounding half up (away from
// zero), and reports what was rounded off as exact is false. ErrOverflow when it
// does not fit.
func FromDecimal(d decimal.Decimal, c Currency) (m Minor, exact bool, err error) {
	shifted := d.Shift(c.Digits())
	r := shifted.Round(0)
	if !r.BigInt().IsInt64() {
		return 0, false, ErrOverflow
	}
	return Minor(r.IntPart()), r.Equal(shifted), nil
}
