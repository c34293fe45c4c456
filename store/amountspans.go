package store

import (
	"math"
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/store/columns"
)

// amountSpans is the sizes of all amounts that are written with a text at their
// beginning, in ascending spans: "2710" and "2,710" are of 2,710.74 and of 27,105.00,
// "2710.7" of the first alone. A sign does not matter. It is none for what begins no
// amount. Digits go by currency; all but a few have two.
func amountSpans(t string) []columns.Span {
	t = strings.NewReplacer(",", "", "，", "", "¥", "", "￥", "").Replace(strings.TrimSpace(t))
	t = strings.TrimLeft(t, "+-")
	whole, cents, point := strings.Cut(t, ".")
	if whole == "" && cents != "" {
		whole = "0"
	}
	places := int(book.CNY.Digits())
	if !isDigits(whole) || cents != "" && !isDigits(cents) || len(cents) > places || len(whole) > 1 && whole[0] == '0' {
		return nil
	}
	n, err := strconv.ParseInt(whole+cents, 10, 64)
	if err != nil {
		return nil // longer than any amount
	}
	from, to := book.Minor(n), book.Minor(n)
	for range places - len(cents) {
		if to >= math.MaxInt64/10 {
			return nil
		}
		from, to = from*10, to*10+9
	}
	spans := []columns.Span{{From: from, To: to}}
	for !point && from > 0 && to < math.MaxInt64/10 { // as many digits before the point as there may be
		from, to = from*10, to*10+9
		spans = append(spans, columns.Span{From: from, To: to})
	}
	return spans
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
