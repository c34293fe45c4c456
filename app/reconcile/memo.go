package reconcile

import (
	"strings"

	"zhangfang/app/book"
)

// payerWord is a word by which a bank statement names who pays.
type payerWord struct{ word, provider string }

// payerWords are in the order in which they are looked for: the wallets first,
// since their payments may say 银联 too.
func payerWords() []payerWord {
	return []payerWord{
		{"财付通", "wechatpay"}, {"微信", "wechatpay"}, {"tenpay", "wechatpay"}, {"wechat", "wechatpay"},
		{"支付宝", "alipay"}, {"alipay", "alipay"}, {"蚂蚁", "alipay"},
		{"拉卡拉", "pos"}, {"银联", "pos"}, {"随行付", "pos"}, {"通联", "pos"}, {"收单", "pos"}, {"pos", "pos"}, {"商户清算", "pos"}, {"刷卡", "pos"},
		{"paypal", "paypal"}, {"stripe", "stripe"},
	}
}

// payer is the provider that a bank line names; "" when it names none.
func payer(t *book.RowText) string {
	text := said(t)
	for _, p := range payerWords() {
		if strings.Contains(text, p.word) {
			return p.provider
		}
	}
	return ""
}

// said is all that a bank line says, in small letters.
func said(t *book.RowText) string {
	if t == nil {
		return ""
	}
	return strings.ToLower(t.Counterparty + " " + t.Memo)
}

// internal tells whether a credit is interest, the owner's own money, or the
// refund of something the owner bought: no channel has to explain it.
func internal(t *book.RowText) bool {
	text := said(t)
	for _, word := range []string{"利息", "结息", "转存", "内部转账", "本行转账", "冲正", "退汇", "interest"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return payer(t) == "" && (strings.Contains(text, "退款") || strings.Contains(text, "退货"))
}

// namesDay tells whether a bank line names a day, as 20251014 or 2025-10-14.
func namesDay(t *book.RowText, d book.Day) bool {
	if t == nil || d == 0 {
		return false
	}
	text, day := said(t), d.String()
	return strings.Contains(text, day) || strings.Contains(text, strings.ReplaceAll(day, "-", ""))
}

// shown is what a bank line says, for a sentence.
func shown(t *book.RowText) string {
	if t.Counterparty != "" {
		return t.Counterparty
	}
	return t.Memo
}
