package remark

// The tables of this package are read only.

// payers are the wallets, acquirers and platforms by their names, in the order in
// which they are looked for.
var payers = [...]meaning[string]{
	{"wechatpay", []string{"财付通", "微信", "tenpay", "wechat", "weixin"}},
	{"alipay", []string{"支付宝", "alipay", "蚂蚁"}},
	{"paypal", []string{"paypal", "贝宝"}},
	{"stripe", []string{"stripe"}},
	{"pos", []string{"拉卡拉", "银联商务", "随行付", "通联", "收钱吧", "汇付天下", "富友", "杉德", "易宝", "乐刷", "合利宝", "盛付通"}},
	{"douyin", []string{"抖音", "抖店"}},
	{"pinduoduo", []string{"拼多多", "多多支付", "付费通"}},
	{"jd", []string{"京东", "网银在线"}},
	{"meituan", []string{"美团", "三快", "钱袋宝"}},
}

// acquiring are the words by which a bank says that a card terminal's money came,
// whoever runs it.
var acquiring = [...]meaning[string]{
	{"pos", []string{"银联", "unionpay", "收单", "商户清算", "pos", "刷卡"}},
}

// provider is who pays. Who stands as counterparty is the payer, whatever the
// memo says besides; the wallets come before the card words, since their payments
// may say 银联 too.
func provider(who, what *text) string {
	for _, t := range []*text{who, what} {
		if p := meant(t, payers[:]); p != "" {
			return p
		}
	}
	for _, t := range []*text{who, what} {
		if t.names("消费", "debit", "purchase") {
			continue // the owner paid by card
		}
		if p := meant(t, acquiring[:]); p != "" {
			return p
		}
	}
	return ""
}
