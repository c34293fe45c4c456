package bill

import (
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"zhangfang/app/book"
)

// maxDigits is how many digits a float64, and so a spreadsheet, keeps.
const maxDigits = 15

// ParseAmount reads an amount of a currency as files write it: "-1,234.50",
// "¥28.16", "+267.10", "CNY13.50", "(8.00)", "1.5E3". What is finer than the
// currency's minor unit rounds half up, away from zero; exact is false then.
// ok is false for anything else; grouping must be by three.
func ParseAmount(s string, c book.Currency) (m book.Minor, exact, ok bool) {
	digits := 2
	if c != book.CNY {
		digits = int(c.Digits())
	}
	if v, exact, ok := ParseFixed(s, digits); ok {
		return book.Minor(v), exact, true
	}
	s, ok = plain(s, c)
	if !ok {
		return 0, false, false
	}
	if v, exact, ok := ParseFixed(s, digits); ok {
		return book.Minor(v), exact, true
	}
	return parseLong(s, c)
}

// ParseFixed reads a plain decimal such as "-12.5" into units of 10^-digits. ok
// is false where anything but a sign, up to 15 digits and a point stands there.
func ParseFixed(s string, digits int) (v int64, exact, ok bool) {
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg, s = s[0] == '-', s[1:]
	}
	if s == "" || len(s) > maxDigits+1 {
		return 0, false, false
	}
	point, up := -1, false
	exact = true
	for i := 0; i < len(s); i++ {
		d := s[i] - '0'
		switch {
		case d <= 9 && (point < 0 || i-point <= digits):
			v = v*10 + int64(d)
		case d <= 9:
			up = up || i-point == digits+1 && d >= 5
			exact = exact && d == 0
		case s[i] == '.' && point < 0 && i > 0:
			point = i
		default:
			return 0, false, false
		}
	}
	have := 0
	if point >= 0 {
		have = len(s) - point - 1
	}
	if len(s)+digits > 18 {
		return 0, false, false
	}
	for ; have < digits; have++ {
		v *= 10
	}
	if up {
		v++
	}
	if neg {
		v = -v
	}
	return v, exact, true
}

// marksOf are the signs and words that stand beside amounts of a currency.
var marksOf = map[book.Currency][]string{
	"CNY": {"CNY", "RMB", "人民币", "¥", "元"},
	"USD": {"USD", "US$", "$"},
	"HKD": {"HKD", "HK$", "$"},
	"EUR": {"EUR", "€"},
	"GBP": {"GBP", "£"},
	"JPY": {"JPY", "¥"},
}

// plain strips grouping, the currency's own marks, and brackets that stand for
// a minus.
func plain(s string, c book.Currency) (string, bool) {
	switch {
	case len(s) > 48:
		return "", false
	case s != "" && s[0] >= '0' && s[0] <= '9' && strings.Trim(s, "0123456789,.") == "":
		return ungroup(s) // nearly all that come here
	}
	s = strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\u00a0':
			return -1
		case '−', '–', '﹣':
			return '-'
		case '，':
			return ','
		}
		return r
	}, strings.ToUpper(norm.NFKC.String(clean(s))))
	neg := strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")")
	if neg {
		s = s[1 : len(s)-1]
	}
	sign := ""
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign, s = s[:1], s[1:]
	}
	for _, mark := range marksOf[c] {
		s = strings.TrimSuffix(strings.TrimPrefix(s, mark), mark)
	}
	if sign == "" && s != "" && (s[0] == '-' || s[0] == '+') {
		sign, s = s[:1], s[1:]
	}
	if strings.HasPrefix(s, ".") {
		s = "0" + s // as some databases write it
	}
	if s == "" || s[0] < '0' || s[0] > '9' || neg && sign != "" {
		return "", false
	}
	if neg {
		sign = "-"
	}
	s, ok := ungroup(s)
	return sign + s, ok
}

// ungroup takes the commas out of "1,234,567.80". Any other place for a comma,
// such as a decimal comma, makes it no amount.
func ungroup(s string) (string, bool) {
	whole, frac, _ := strings.Cut(s, ".")
	if strings.Contains(frac, ",") {
		return "", false
	}
	first := strings.IndexByte(whole, ',')
	if first < 0 {
		return s, true
	}
	if first == 0 || first > 3 {
		return "", false
	}
	for rest := whole[first:]; rest != ""; rest = rest[4:] {
		if len(rest) < 4 || strings.LastIndexByte(rest[:4], ',') != 0 {
			return "", false
		}
	}
	return strings.ReplaceAll(s, ",", ""), true
}

// parseLong reads what spreadsheets store for number cells: exponents, and more
// digits than they know, of which the first 15 are true.
func parseLong(s string, c book.Currency) (book.Minor, bool, bool) {
	if len(s) > 40 {
		return 0, false, false
	}
	if _, exp, has := strings.Cut(s, "E"); has && len(strings.TrimLeft(exp, "+-0")) > 2 {
		return 0, false, false // 1E999999999 is no amount and costs gigabytes
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return 0, false, false
	}
	if n := d.NumDigits(); n > maxDigits && d.Exponent() < 0 {
		d = d.Round(-d.Exponent() - int32(n-maxDigits))
	}
	m, exact, err := book.FromDecimal(d, c)
	return m, exact, err == nil
}

// currencies are the names that sheets give to currencies; ISO codes need none.
var currencies = map[string]book.Currency{
	"": book.CNY, "人民币": "CNY", "人民币元": "CNY", "RMB": "CNY", "156": "CNY", "CNH": "CNY", "001": "CNY", "01": "CNY",
	"美元": "USD", "840": "USD", "港币": "HKD", "港元": "HKD", "344": "HKD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY",
	"澳元": "AUD", "加元": "CAD", "新加坡元": "SGD", "新元": "SGD", "澳门元": "MOP", "澳门币": "MOP", "新台币": "TWD", "韩元": "KRW",
}

// ParseCurrency reads a currency's name or ISO code; nothing is CNY.
func ParseCurrency(s string) (book.Currency, bool) {
	if s == "CNY" {
		return book.CNY, true
	}
	s = strings.ToUpper(clean(s))
	if blank(s) {
		return book.CNY, true
	}
	if c, ok := currencies[s]; ok {
		return c, true
	}
	if len(s) != 3 || strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return "", false
	}
	return book.Currency(s), true
}

// Decimal writes v units of 10^-digits as a plain decimal.
func Decimal(v int64, digits int) string {
	return decimal.New(v, -int32(digits)).StringFixed(int32(digits))
}
