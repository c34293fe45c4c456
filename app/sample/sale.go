package sample

import "zhangfang/app/book"

// way is how an order is paid; its values index the rows of a page.
type way uint8

const (
	byWeChat way = iota
	byAlipay
	byCard
	channelWays // the ways that a channel has rows of
	byCash      = channelWays
)

// provider is the channel of a way.
func (w way) provider() string {
	return [...]string{providerWeChat, providerAlipay, providerPOS, ""}[w]
}

// method is the way as the shop's order file spells it.
func (w way) method() string {
	return [...]string{"微信支付", "支付宝", "银行卡", "现金"}[w]
}

// States of an order, as the shop's order file spells them.
const (
	statusDone    = "交易成功"
	statusShipped = "卖家已发货"
	statusClosed  = "交易关闭"
)

// order is an order as the shop has it. Times are Unix seconds of the shop's clock.
type order struct {
	no       string
	made     int64
	paid     int64 // 0: never
	nick     string
	bought   basket
	way      way
	refunded book.Minor // as far as refunds had been made when the file was written
	status   string
}

// at is the time by which the file is in order.
func (o *order) at() int64 {
	if o.paid != 0 {
		return o.paid
	}
	return o.made
}

// addRefund notes a refund. An order that is refunded in full is closed.
func (o *order) addRefund(amount book.Minor) {
	o.refunded += amount
	if o.refunded >= o.bought.amount {
		o.status = statusClosed
	}
}

// receipt is a row of a channel: a payment, or a refund with negative amounts.
// Times are Unix seconds of the channel's clock.
type receipt struct {
	way      way
	refund   bool
	at       int64
	made     int64 // when the customer began to pay; of a refund the payment's
	txn      string
	orderNo  string
	refundNo string // the channel's number of the refund
	request  string // the shop's number of the refund
	gross    book.Minor
	amount   book.Minor // gross less what the shop's coupon took off
	fee      book.Minor
	title    string
	payer    string
	terminal int    // index into the tills
	card     string // masked number
	credit   bool   // a credit card
	void     bool   // takes a card payment back as if it never was
	agreed   rate   // what the channel should take
	taken    rate   // what it takes
}

func (r *receipt) net() book.Minor { return r.amount - r.fee }

// charge sets the fee by the rate taken.
func (r *receipt) charge() { r.fee = r.taken.of(r.amount) }

// overcharged tells whether the fee is another than agreed.
func (r *receipt) overcharged() bool { return r.taken != r.agreed }
