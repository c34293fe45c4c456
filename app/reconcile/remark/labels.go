package remark

import (
	"strings"

	"zhangfang/app/book"
)

// What stands before the merchant's number, and before that of a settlement. Of
// two labels that begin alike the longer comes first.
var (
	merchantLabels = [...]string{"商户号", "商户编号", "商户代码", "商户id", "商编", "merchant id", "merchant no", "merchantid", "mchid", "mch_id", "mch id", "mch", "mid"}
	batchLabels    = [...]string{"批次号", "清算批次", "结算批次", "批次", "结算单号", "结算单", "清算单号", "结算流水号", "提现单号", "提现流水号",
		"settlement id", "settlement no", "batch id", "batch no", "batch", "payout id"}
)

const (
	minMerchant = 6
	minBatch    = 4
)

// batch is the number of the settlement: the one behind its label, or a payout of
// Stripe, whose numbers begin with po_.
func batch(t *text) string {
	for _, label := range batchLabels {
		for i := t.find(label); i >= 0; i = t.findFrom(label, i+len(label)) {
			if n := numberAt(t.s, i+len(label), minBatch); n != "" {
				return n
			}
		}
	}
	if i := t.find("po_"); i >= 0 {
		return numberAt(t.s, i, len("po_")+10)
	}
	return ""
}

// merchant is the merchant's number: the one behind its label, or one that by its
// form can be nothing else.
func merchant(t *text, provider string) string {
	for _, label := range merchantLabels {
		for i := t.find(label); i >= 0; i = t.findFrom(label, i+len(label)) {
			if n := numberAt(t.s, i+len(label), minMerchant); n != "" {
				return n
			}
		}
	}
	for i := 0; i < len(t.s); i++ {
		if !isDigit(t.s[i]) {
			continue
		}
		start := i
		for i < len(t.s) && isDigit(t.s[i]) {
			i++
		}
		if n := t.s[start:i]; isMerchant(n, provider) && (start == 0 || !isWord(t.s[start-1])) {
			return n
		}
	}
	return ""
}

// isMerchant tells whether digits are a merchant's number by their form: ten that
// begin with 16 (WeChat Pay; any that begin with 1 where it is named), fifteen that
// begin with 8 (UnionPay), sixteen that begin with 2088 (Alipay).
func isMerchant(n, provider string) bool {
	switch len(n) {
	case 10:
		return n[:2] == "16" || n[0] == '1' && provider == "wechatpay"
	case 15:
		return n[0] == '8'
	case 16:
		return n[:4] == "2088"
	}
	return false
}

// numberAt is the number of letters and digits that a label at the left of i
// announces; "" where it is shorter than least or mostly not digits.
func numberAt(s string, i, least int) string {
	i = skip(s, i, " :=.#号为")
	start, digits := i, 0
	for ; i < len(s) && (isWord(s[i]) || i > start && (s[i] == '-' || s[i] == '_')); i++ {
		if isDigit(s[i]) {
			digits++
		}
	}
	n := strings.TrimRight(s[start:i], "-_")
	if len(n) < least || digits < 4 {
		return ""
	}
	return book.NormalKey(n)
}
