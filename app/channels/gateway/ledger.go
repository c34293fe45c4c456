package gateway

import (
	"math/rand/v2"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/sample"
)

// ledger is what the four providers hold.
type ledger struct {
	books  *sample.Record
	alipay index
	wechat index
	paypal []paypalRow // by time
	stripe []stripeRow // by time

	paypalAccount string // PayPal's number of the account
	stripeAccount string // Stripe's
}

// index finds trades by their numbers.
type index struct {
	payments map[string]sample.Trade // by the merchant's and the channel's number
	refunds  map[string]sample.Trade // by the merchant's and the channel's number of the refund
	ofOrder  map[string][]sample.Trade
}

func newLedger(seed uint64, books *sample.Record, unusual PayPalSpec) *ledger {
	span := books.Span()
	ids := idMaker{rand.New(rand.NewPCG(seed, 103))}
	return &ledger{
		books: books, alipay: newIndex(span, books.AlipayTrades), wechat: newIndex(span, books.WeChatTrades),
		paypal: inventPayPal(seed, span, unusual), stripe: inventStripe(seed, span),
		paypalAccount: ids.id(capitals, 13), stripeAccount: "acct_1" + ids.id(letters, 16),
	}
}

func newIndex(span book.Period, of func(book.Day) []sample.Trade) index {
	x := index{map[string]sample.Trade{}, map[string]sample.Trade{}, map[string][]sample.Trade{}}
	for d := span.From; d <= span.To; d++ {
		for _, t := range of(d) {
			if !t.Refund {
				x.payments[t.OrderNo], x.payments[t.TxnNo] = t, t
				continue
			}
			x.refunds[t.Request] = t
			if t.RefundNo != "" {
				x.refunds[t.RefundNo] = t
			}
			x.ofOrder[t.OrderNo] = append(x.ofOrder[t.OrderNo], t)
		}
	}
	return x
}

// refunded is what went back of a payment until a moment, positive.
func (x *index) refunded(orderNo string, now time.Time) book.Minor {
	var sum book.Minor
	for _, t := range x.ofOrder[orderNo] {
		if !t.At.After(now) {
			sum -= t.Amount
		}
	}
	return sum
}

// yuan is an amount in fen as "12.30".
func yuan(m book.Minor) string { return book.Money{Minor: m, Currency: book.CNY}.Plain() }
