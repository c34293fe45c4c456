package sample

import "zhangfang/app/book"

// edge is a sale around midnight, where the two clocks may show two days.
type edge struct {
	paid     int64 // seconds after the day's midnight, by the channel's clock
	shopPaid int64 // the same by the shop's clock
}

// planEdges puts sales around midnight on the first and the last day and on one
// day in the middle of each month or so. Online only: a shop closes at night.
func planEdges(spec Spec) map[book.Day][]edge {
	out := map[book.Day][]edge{}
	if !spec.has(WeChatPay | Alipay) {
		return out
	}
	span := spec.Span()
	out[span.From] = append(out[span.From], edge{2, 4}, edge{3, -2})
	for d := span.From + 9; d < span.To; d += 30 {
		out[d] = append(out[d], edge{secondsADay + 5, secondsADay - 3})
	}
	out[span.To] = append(out[span.To], edge{secondsADay - 31, secondsADay - 30}, edge{secondsADay + 3, secondsADay - 2})
	return out
}

// atMidnight invents a sale of an edge.
func (s *shop) atMidnight(d book.Day, e edge) {
	w := byWeChat
	if !s.spec.has(WeChatPay) || s.spec.has(Alipay) && s.rng.IntN(3) == 0 {
		w = byAlipay
	}
	o := s.order(w, midnight(d)+e.shopPaid)
	o.paid = midnight(d) + e.shopPaid
	s.keep(o, s.paymentAt(&o, midnight(d)+e.paid), "")
}
