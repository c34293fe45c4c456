package sample

import "zhangfang/app/book"

// numbers makes the numbers that shop, channels and bank give to rows. Each is
// unique: a counter, stirred by a step that has no factor in common with ten.
type numbers struct {
	seed    uint64
	counter [numberKinds]uint64
	width   int // digits of an order's number after its date
}

const (
	orderNumber = iota
	wechatNumber
	alipayNumber
	walletNumber
	refundNumber
	posNumber
	bankNumber
	longNumber
	numberKinds
)

// stirStep is odd and no multiple of five, so that multiples permute 10^n.
const stirStep = 6_364_136_223

func newNumbers(seed uint64, perDay int) *numbers {
	n := &numbers{seed: seed, width: 6}
	// Two days next to each other must not share a number.
	for limit := 1_000_000; limit < 4*perDay; limit *= 10 {
		n.width++
	}
	return n
}

// next is the counter of a kind, stirred over width digits.
func (n *numbers) next(kind, width int) uint64 {
	n.counter[kind]++
	limit := uint64(1)
	for range width {
		limit *= 10
	}
	return (n.counter[kind]*stirStep + n.seed%limit) % limit
}

// order is the shop's number of an order, such as S20251026024411.
func (n *numbers) order(made book.Day) string {
	n.counter[orderNumber]++
	b := append([]byte{'S'}, compact(made)...)
	return string(digits(b, n.counter[orderNumber]*37+n.seed%9973, n.width))
}

// longOrder is a number of digits alone, as a shop platform gives them.
func (n *numbers) longOrder(made book.Day) string {
	return string(digits([]byte(compact(made)), n.next(longNumber, 11), 11))
}

// wechat is a 微信订单号 of 28 digits.
func (n *numbers) wechat(paid book.Day) string {
	b := append([]byte("4200002"), digits(nil, 800+n.counter[wechatNumber]%91, 3)...)
	b = append(b, compact(paid)...)
	return string(digits(b, n.next(wechatNumber, 10), 10))
}

// wechatRefund is a 微信退款单号 of 29 digits.
func (n *numbers) wechatRefund(made book.Day) string {
	b := append([]byte("5030370"), digits(nil, 100+n.counter[refundNumber]%800, 3)...)
	b = append(b, compact(made)...)
	return string(digits(b, n.next(refundNumber, 11), 11))
}

// merchantRefund is the shop's own number of a refund.
func (n *numbers) merchantRefund(made book.Day) string {
	b := append([]byte{'R'}, compact(made)...)
	return string(digits(b, n.next(refundNumber, 8), 8))
}

// alipay is a 支付宝交易号 of 28 digits.
func (n *numbers) alipay(made book.Day) string {
	b := append([]byte(compact(made)), "220014"...)
	b = digits(b, n.counter[alipayNumber]%7919, 4)
	return string(digits(b, n.next(alipayNumber, 10), 10))
}

// wallet is a 账务流水号 of 15 digits.
func (n *numbers) wallet() string {
	return string(digits([]byte("58610"), n.next(walletNumber, 10), 10))
}

// withdrawal is the 业务流水号 of a withdrawal, of 32 digits.
func (n *numbers) withdrawal(made book.Day) string {
	b := append([]byte(compact(made)), "20070011006614"...)
	return string(digits(b, n.next(walletNumber, 10), 10))
}

// card is a 参考号 of 12 digits.
func (n *numbers) card() string { return string(digits([]byte("1"), n.next(posNumber, 11), 11)) }

// bank is the bank's 交易流水号.
func (n *numbers) bank(at book.Day) string {
	b := append([]byte("Z"), compact(at)...)
	return string(digits(b, n.next(bankNumber, 9), 9))
}
