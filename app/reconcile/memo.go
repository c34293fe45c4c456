package reconcile

import (
	"strings"

	"zhangfang/app/book"
)

// payers are the words by which a bank statement names who pays, in the order in
// which they are looked for.
var payerWords = []struct{ word, provider string }{
	{"财付通", "wechatpay"}, {"微信", "wechatpay"}, {"tenpay", "wechatpay"}, {"wechat", "wechatpay"},
	{"支付宝", "alipay"}, {"alipay", "alipay"}, {"蚂蚁", "alipay"},
	{"拉卡拉", "pos"}, {"银联", "pos"}, {"随行付", "pos"}, {"通联", "pos"}, {"收单", "pos"}, {"pos", "pos"}, {"商户清算", "pos"}, {"刷卡", "pos"},
	{"paypal", "paypal"}, {"stripe", "stripe"},
}

// payer is the provider that a bank line names; "" when it names none.
func payer(t *book.RowText) string {
	if t == nil {
		return ""
	}
	text := strings.ToLower(t.Counterparty + " " + t.Memo)
	for _, p := range payerWords {
		if strings.Contains(text, p.word) {
			return p.provider
		}
	}
	return ""
}

// namesDay tells whether a bank line names a day, as 20251014 or 2025-10-14.
func namesDay(t *book.RowText, d book.Day) bool {
	if t == nil || d == 0 {
		return false
	}
	text, day := t.Counterparty+" "+t.Memo, d.String()
	return strings.Contains(text, day) || strings.Contains(text, strings.ReplaceAll(day, "-", ""))
}

// internalWords mark credits that no channel has to explain.
var internalWords = []string{"利息", "结息", "转存", "内部转账", "本行转账", "冲正", "退汇", "interest"}

// internal tells whether a credit is interest or the owner's own money.
func internal(t *book.RowText) bool {
	if t == nil {
		return false
	}
	text := strings.ToLower(t.Counterparty + " " + t.Memo)
	for _, word := range internalWords {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// shown is what a bank line says, for a sentence.
func shown(t *book.RowText) string {
	if t.Counterparty != "" {
		return t.Counterparty
	}
	return t.Memo
}
