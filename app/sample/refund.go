package sample

import "zhangfang/app/book"

// refunds invents what is given back of a sale, and notes on the order what falls
// into the span. What is given back after it, neither side knows yet.
func (s *shop) refunds(o *order, p *receipt) []receipt {
	total := p.amount
	if s.rng.IntN(100) < 40 {
		total = s.part(total)
	}
	parts := []book.Minor{total}
	if s.rng.IntN(100) < 3 && total > 500 {
		first := s.part(total)
		parts = []book.Minor{first, total - first}
	}
	return s.refundParts(o, p, parts, s.rhythm.later)
}

// refundParts gives back one amount after the other, as far as the span goes.
func (s *shop) refundParts(o *order, p *receipt, parts []book.Minor, later func(int64) int64) []receipt {
	var out []receipt
	at := p.at
	for _, amount := range parts {
		at = later(at)
		if !s.span.Has(dayOf(at)) {
			break
		}
		out = append(out, s.refund(p, amount, at))
		o.addRefund(amount)
	}
	return out
}

// part is a part of an amount: some tenths of it, the fen cut off where it is
// more than a few yuan.
func (s *shop) part(total book.Minor) book.Minor {
	part := total * book.Minor(2+s.rng.IntN(7)) / 10
	if part > 500 {
		part -= part % 10
	}
	return max(part, 1)
}

// refund is the channel's row of a refund of a payment.
func (s *shop) refund(p *receipt, amount book.Minor, at int64) receipt {
	r := *p
	r.refund, r.at = true, at
	r.gross, r.amount, r.taken = -amount, -amount, r.agreed
	switch r.way {
	case byWeChat:
		r.refundNo, r.request = s.numbers.wechatRefund(dayOf(at)), s.numbers.merchantRefund(dayOf(at))
	case byAlipay:
		r.request = s.numbers.merchantRefund(dayOf(at))
	case byCard:
		r.txn = s.numbers.card()
	}
	r.charge()
	return r
}
