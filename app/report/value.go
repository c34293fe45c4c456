package report

import (
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// Value is what a cell holds. It knows how a person reads it, how a CSV file
// writes it and what number a spreadsheet calculates with, so that window, PDF,
// workbook and exports tell the same. The zero Value is an empty cell.
type Value struct {
	kind   valueKind
	digits int8   // of a share's percentage
	text   string // a text, or the currency of an amount
	n      int64  // minor units, a count, or the part of a share
	of     int64  // the whole of a share
}

type valueKind uint8

const (
	textValue valueKind = iota
	amountValue
	countValue
	scoreValue
	shareValue
	shareDownValue
)

// Text is a text or an id.
func Text(s string) Value { return Value{text: s} }

// Amount is money in minor units of a currency.
func Amount(m book.Minor, c book.Currency) Value {
	return Value{kind: amountValue, n: int64(m), text: string(c)}
}

// Count is a number of things.
func Count(n int) Value { return Value{kind: countValue, n: int64(n)} }

// Score is a plain number such as a match's score.
func Score(f float64) Value {
	return Value{kind: scoreValue, text: strconv.FormatFloat(f, 'f', -1, 64)}
}

// Share is part of whole as a percentage, rounded to digits decimals. Without a
// whole (zero or less) it is a dash.
func Share(part, whole int64, digits int) Value {
	return Value{kind: shareValue, n: part, of: whole, digits: int8(digits)}
}

// ShareDown is a Share that is cut, not rounded: 100 % only when it is all.
func ShareDown(part, whole int64, digits int) Value {
	v := Share(part, whole, digits)
	v.kind = shareDownValue
	return v
}

const dash = "—"

// String is the value as a person reads it: "¥1,234.50", "1,012", "0.60%".
func (v Value) String() string {
	switch v.kind {
	case amountValue:
		return v.money().String()
	case countValue:
		return grouped(v.n)
	case shareValue, shareDownValue:
		if v.of <= 0 {
			return dash
		}
		return v.fraction().Shift(2).StringFixed(int32(v.digits)) + "%"
	}
	return v.text
}

// Plain is the value as a CSV file writes it: amounts and numbers in digits, text
// made harmless.
func (v Value) Plain() string {
	switch v.kind {
	case amountValue:
		return plainAmount(v.n, v.money().Currency.Digits())
	case countValue:
		return strconv.FormatInt(v.n, 10)
	case scoreValue:
		return v.text
	case shareValue, shareDownValue:
		if v.of <= 0 {
			return ""
		}
		return v.fraction().String()
	}
	return harmless(v.text)
}

// number is the value for a spreadsheet, which knows only floats, and whether it
// is a number there. An amount of more than 15 significant digits would not come
// out as it went in, so it is no number.
func (v Value) number() (f float64, ok bool) {
	switch v.kind {
	case amountValue:
		if book.Minor(v.n).Abs() >= 1e15 {
			return 0, false
		}
		return float64(v.n) / math.Pow10(int(v.money().Currency.Digits())), true
	case countValue:
		return float64(v.n), true
	case scoreValue:
		f, err := strconv.ParseFloat(v.text, 64)
		return f, err == nil
	case shareValue, shareDownValue:
		return v.fraction().InexactFloat64(), v.of > 0
	}
	return 0, false
}

func (v Value) isNumber() bool { return v.kind != textValue }

func (v Value) money() book.Money {
	return book.Money{Minor: book.Minor(v.n), Currency: book.Currency(v.text)}
}

// fraction is a share as a number, exact to the digits that are shown.
func (v Value) fraction() decimal.Decimal {
	if v.of <= 0 {
		return decimal.Zero
	}
	part, whole := decimal.NewFromInt(v.n), decimal.NewFromInt(v.of)
	places := int32(v.digits) + 2
	if v.kind == shareDownValue {
		q, _ := part.QuoRem(whole, places)
		return q
	}
	return part.DivRound(whole, places)
}

// plainAmount is Money.Plain without its detour over decimal: an export of a
// million rows has millions of amounts.
func plainAmount(minor int64, digits int32) string {
	s := strconv.FormatInt(minor, 10)
	if digits == 0 {
		return s
	}
	sign := ""
	if minor < 0 {
		sign, s = "-", s[1:]
	}
	if short := int(digits) + 1 - len(s); short > 0 {
		s = "0000"[:short] + s
	}
	cut := len(s) - int(digits)
	return sign + s[:cut] + "." + s[cut:]
}

func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	first := 0
	if n < 0 {
		first = 1
	}
	for i := len(s) - 3; i > first; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// harmless puts an apostrophe before a text that a spreadsheet would run as a
// formula when it opens the file (OWASP, CSV injection).
func harmless(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r\n", s[0]) >= 0 {
		return "'" + s
	}
	return s
}
