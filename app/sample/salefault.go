package sample

import (
	"zhangfang/app/book"
)

// saleFault is a type of fault of the sales leg, how many orders there are to
// one, the last days of the span on which it could not be seen yet, and the
// channels of which any will do.
type saleFault struct {
	typ   book.ExceptionType
	per   int
	tail  int
	needs Channels
}

func saleFaults() []saleFault {
	const keyed = WeChatPay | Alipay // where rows carry the order number
	return []saleFault{
		{book.MissingPayment, 450, 1, keyed | POS},
		{book.MissingOrder, 600, 1, keyed | POS},
		{book.AmountMismatch, 600, 1, keyed},
		{book.DuplicateCharge, 800, 1, keyed},
		{book.RefundNotInOrders, 1000, 3, keyed},
		{book.RefundNotInChannel, 1000, 12, keyed},
		{book.StatusMismatch, 1200, 1, keyed},
		{book.AmbiguousCandidates, 8000, 1, POS},
		{book.FeeMismatch, 700, 1, keyed | POS},
	}
}

// plantFault invents a sale with a fault, by day, and notes it.
func (s *shop) plantFault(d book.Day, typ book.ExceptionType) {
	switch typ {
	case book.MissingPayment, book.MissingOrder:
		s.plantMissing(d, typ)
		return
	case book.AmbiguousCandidates:
		s.plantTwins(d)
		return
	case book.FeeMismatch:
		s.plantFee(d)
		return
	}
	o := s.order(s.keyedWay(), s.rhythm.open(d))
	r := s.payment(&o)
	switch typ {
	case book.AmountMismatch:
		s.plantMismatch(o, r)
	case book.DuplicateCharge:
		s.plantDuplicate(o, r)
	case book.RefundNotInOrders:
		s.plantRefund(o, r)
	case book.RefundNotInChannel:
		amount := s.part(r.amount)
		o.addRefund(amount)
		s.keep(o, r, "")
		s.fault(typ, &r, Fault{OrderNo: o.no, Expected: -amount})
	case book.StatusMismatch:
		s.abandon(&o)
		s.keep(o, r, "")
		s.fault(typ, &r, Fault{OrderNo: o.no, TxnNo: r.txn, Actual: r.amount})
	}
}

// fault notes a fault of the channel and the day of a row.
func (s *shop) fault(typ book.ExceptionType, r *receipt, f Fault) {
	f.Type, f.Channel, f.Day = typ, r.way.provider(), dayOf(r.at)
	s.truth.Faults = append(s.truth.Faults, f)
}

// keyedWay is a way to pay whose rows carry the order number.
func (s *shop) keyedWay() way {
	if s.shares[byAlipay] == 0 || s.shares[byWeChat] > 0 && s.rng.IntN(100) < 65 {
		return byWeChat
	}
	return byAlipay
}

// plantMissing leaves out one side of a sale, by any channel. A card sale gets an
// amount that no other has, or the wrong row would look like the missing one.
func (s *shop) plantMissing(d book.Day, typ book.ExceptionType) {
	var o order
	var r receipt
	if s.shares[byWeChat]+s.shares[byAlipay] == 0 || s.shares[byCard] > 0 && s.rng.IntN(100) < 15 {
		o = s.cardOrder(d)
		o.bought = s.goods.rare()
		r = s.swipe(&o, 0, s.tills.lag())
	} else {
		o = s.order(s.keyedWay(), s.rhythm.open(d))
		r = s.payment(&o)
	}
	if typ == book.MissingPayment {
		s.agenda.putOrder(o)
		s.fault(typ, &r, Fault{OrderNo: o.no, Expected: o.bought.amount})
		return
	}
	s.putReceipt(r)
	f := Fault{TxnNo: r.txn, Actual: r.amount}
	if r.way != byCard {
		f.OrderNo = o.no
	}
	s.fault(typ, &r, f)
}

// plantMismatch lets the channel take another amount than the order says: a fen
// or a few yuan off, two digits swapped, or a decimal point gone astray.
func (s *shop) plantMismatch(o order, r receipt) {
	due := r.amount
	switch s.rng.IntN(4) {
	case 0:
		r.amount++
	case 1:
		r.amount -= 100 * book.Minor(1+s.rng.IntN(5))
	case 2:
		r.amount += 9 * 10 * book.Minor(1+s.rng.IntN(8))
	default:
		r.amount *= 10
	}
	r.gross = r.amount
	s.tariff.charge(&r)
	s.keep(o, r, "")
	s.fault(book.AmountMismatch, &r, Fault{OrderNo: o.no, TxnNo: r.txn, Expected: due, Actual: r.amount})
}

// plantDuplicate lets the customer pay twice. The earlier payment is the order's.
func (s *shop) plantDuplicate(o order, r receipt) {
	s.keep(o, r, "")
	again := s.payment(&o)
	again.at = r.at + 8 + int64(s.rng.IntN(80))
	again.made = again.at - 2
	again.payer = r.payer
	s.putReceipt(again)
	s.fault(book.DuplicateCharge, &again, Fault{OrderNo: o.no, TxnNo: again.txn, Actual: again.amount})
}

// plantRefund gives money back that the shop's order knows nothing of.
func (s *shop) plantRefund(o order, r receipt) {
	s.keep(o, r, "")
	back := s.refund(&r, s.part(r.amount), r.at+3600+int64(s.rng.IntN(6*3600)))
	if !s.putReceipt(back) {
		return // a span too short to show it
	}
	s.fault(book.RefundNotInOrders, &back, Fault{OrderNo: o.no, TxnNo: back.txn, RefundNo: back.refundKey(), Actual: back.amount})
}

// plantTwins invents two card sales of equal amount in one minute at one terminal,
// so close that either payment may be either order's.
func (s *shop) plantTwins(d book.Day) {
	first := s.cardOrder(d)
	first.bought = s.goods.rare()
	second := s.order(byCard, first.paid)
	second.bought = first.bought
	second.paid = first.paid + 2 + int64(s.rng.IntN(9))
	terminal := s.rng.IntN(len(s.tills.offsets))
	for _, o := range []*order{&first, &second} {
		r := s.swipe(o, terminal, 20+int64(s.rng.IntN(20)))
		s.keepSwipe(*o, r, "")
		s.tills.twins[o.no] = true
		if o == &first {
			s.fault(book.AmbiguousCandidates, &r, Fault{OrderNo: o.no, TxnNo: r.txn, Expected: r.amount, Actual: r.amount})
		}
	}
}

// plantFee has the channel take a payment at another rate than agreed.
func (s *shop) plantFee(d book.Day) {
	if s.shares[byWeChat]+s.shares[byAlipay] == 0 || s.shares[byCard] > 0 && s.rng.IntN(100) < 20 {
		o := s.cardOrder(d)
		r := s.swipe(&o, s.rng.IntN(len(s.tills.offsets)), s.tills.lag())
		s.overcharge(&r)
		s.keepSwipe(o, r, "")
		return
	}
	o := s.order(s.keyedWay(), s.rhythm.open(d))
	r := s.payment(&o)
	s.overcharge(&r)
	s.keep(o, r, "")
}
