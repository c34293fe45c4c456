package remark

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// What stands before the fee that was kept back, and before the sum without it.
var (
	feeLabels   = [...]string{"手续费", "服务费", "扣费", "fees", "fee"}
	grossLabels = [...]string{"交易金额", "交易总额", "交易本金", "交易额", "订单金额", "总金额", "总额", "本金", "gross"}
)

// labelled is the amount behind the first of the labels that has one, in
// hundredths; nil where none has. It has no sign: 扣手续费-3.21 is a fee of 3.21.
func labelled(t *text, labels []string) *book.Minor {
	for _, label := range labels {
		for i := t.find(label); i >= 0; i = t.findFrom(label, i+len(label)) {
			n, end := amountAt(t.s, i+len(label))
			if end < 0 || isRatio(t.s[end:]) || isDate(n, t.s[end:]) || strings.HasPrefix(t.s[end:], "笔") {
				continue
			}
			if m, exact, err := book.FromDecimal(n.Abs(), book.CNY); err == nil && exact {
				return &m
			}
		}
	}
	return nil
}

func isRatio(s string) bool {
	return strings.HasPrefix(s, "%") || strings.HasPrefix(s, "‰") || strings.HasPrefix(s, "/")
}

// isDate tells whether a number behind a label is rather a day or a month: 服务费
// 202510, 服务费2025年9月.
func isDate(n decimal.Decimal, rest string) bool {
	if sep, _ := separator(rest, 0, "年", "月", "日", "-"); sep != "" {
		return true
	}
	if sep, _ := separator(rest, 0, "元"); sep != "" || !n.IsInteger() || n.NumDigits() != 6 && n.NumDigits() != 8 {
		return false
	}
	d := dates{s: n.String()}
	_, ok := d.at(0)
	return ok && strings.HasPrefix(d.s, "20")
}

// amountAt reads the amount that a label at the left of i announces; end is -1
// where there is none.
func amountAt(s string, i int) (n decimal.Decimal, end int) {
	i = skip(s, i, " :=为是计共¥$", "人民币", "rmb", "cny")
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		i++
	}
	return decimalAt(s, i)
}

// maxDigits is how many digits an amount has at most; more are a number of something.
const maxDigits = 15

// decimalAt reads digits, with commas between thousands, and a fraction.
func decimalAt(s string, i int) (n decimal.Decimal, end int) {
	start, digits := i, 0
	for ; i < len(s) && (isDigit(s[i]) || s[i] == ',' && digits > 0 && threeDigits(s, i+1)); i++ {
		if isDigit(s[i]) {
			digits++
		}
	}
	if digits == 0 || digits > maxDigits {
		return n, -1
	}
	if i+1 < len(s) && s[i] == '.' && isDigit(s[i+1]) {
		for i++; i < len(s) && isDigit(s[i]); i++ {
			digits++
		}
	}
	if digits > 2*maxDigits {
		return n, -1
	}
	n, err := decimal.NewFromString(strings.ReplaceAll(s[start:i], ",", ""))
	if err != nil {
		return n, -1
	}
	return n, i
}

// threeDigits tells whether exactly three digits stand at i, so that a comma
// before them parts thousands and not a list.
func threeDigits(s string, i int) bool {
	return i+3 <= len(s) && isDigit(s[i]) && isDigit(s[i+1]) && isDigit(s[i+2]) && (i+3 == len(s) || !isDigit(s[i+3]))
}

// skip passes over any of the characters and words.
func skip(s string, i int, characters string, words ...string) int {
next:
	for i < len(s) {
		if r, size := utf8.DecodeRuneInString(s[i:]); strings.ContainsRune(characters, r) {
			i += size
			continue
		}
		for _, w := range words {
			if strings.HasPrefix(s[i:], w) {
				i += len(w)
				continue next
			}
		}
		break
	}
	return i
}

// count is how many payments the text says it pays: 12笔, 笔数:12, 共12笔; 0 unsaid.
func count(s string) int {
	i := strings.Index(s, "笔")
	if i < 0 {
		return 0
	}
	if rest, ok := strings.CutPrefix(s[i:], "笔数"); ok {
		return smallNumber(rest[skip(rest, 0, " :=为是共"):])
	}
	start := i
	for start > 0 && isDigit(s[start-1]) {
		start--
	}
	return smallNumber(s[start:i])
}

// smallNumber is the number at the start of s; 0 where none is, or one too long
// to be a count.
func smallNumber(s string) int {
	n, digits := 0, 0
	for ; digits < len(s) && isDigit(s[digits]); digits++ {
		if digits == 7 {
			return 0
		}
		n = n*10 + int(s[digits]-'0')
	}
	return n
}
