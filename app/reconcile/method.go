package reconcile

import (
	"strings"

	"zhangfang/app/book"
)

// method is what an order's payment method says about where its money comes in.
type method struct {
	provider string // "" any
	none     bool   // no channel: cash
}

// methodWord is a word by which shops spell a method.
type methodWord struct {
	word string
	method
}

// methodWords is the payment method table, in order: the first word found in the
// method decides.
func methodWords() []methodWord {
	cash := method{none: true}
	weChat, aliPay, card := method{provider: "wechatpay"}, method{provider: "alipay"}, method{provider: "pos"}
	return []methodWord{
		{"货到付款", cash}, {"现金", cash}, {"cod", cash}, {"cash", cash},
		{"微信", weChat}, {"wechat", weChat}, {"weixin", weChat}, {"财付通", weChat},
		{"支付宝", aliPay}, {"alipay", aliPay}, {"花呗", aliPay},
		{"云闪付", card}, {"银联", card}, {"刷卡", card}, {"银行卡", card}, {"信用卡", card}, {"借记卡", card}, {"储蓄卡", card},
		{"pos", card}, {"unionpay", card}, {"card", card},
		{"paypal", method{provider: "paypal"}}, {"stripe", method{provider: "stripe"}},
	}
}

// methodOf reads an order's payment method; an unknown one may be any channel's.
func (c *context) methodOf(r *book.Row) method {
	if r.Text == nil || r.Text.Method == "" {
		return method{}
	}
	if r.Text == c.lastText {
		return c.lastMethod
	}
	m, known := c.methods[r.Text]
	if !known {
		text := strings.ToLower(r.Text.Method)
		for _, w := range methodWords() {
			if strings.Contains(text, w.word) {
				m = w.method
				break
			}
		}
		c.methods[r.Text] = m
	}
	c.lastText, c.lastMethod = r.Text, m
	return m
}

// expects lists the payments channels that an order's money may come in by.
func (c *context) expects(r *book.Row) []*channel {
	m, all := c.methodOf(r), c.byRole[book.RolePayments]
	switch {
	case m.none:
		return nil
	case m.provider == "":
		return all
	}
	var out []*channel
	for _, ch := range all {
		if ch.Provider == m.provider {
			out = append(out, ch)
		}
	}
	return out
}

// compatible tells whether a payment may be an order's by its method.
func (c *context) compatible(order, payment *book.Row) bool {
	m := c.methodOf(order)
	if m.none {
		return false
	}
	ch := c.channels[payment.Channel]
	return m.provider == "" || ch == nil || ch.Provider == m.provider
}
