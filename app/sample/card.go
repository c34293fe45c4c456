package sample

import "zhangfang/app/book"

// sellByCard invents a card sale over the counter. The acquirer's row has no
// order number: only amount and time tell whose it is.
func (s *shop) sellByCard(d book.Day) {
	o := s.cardOrder(d)
	r := s.swipe(&o, s.rng.IntN(len(s.tills.offsets)), s.tills.lag())
	if s.rng.IntN(100) < 2 && o.bought.amount < bulk {
		refunds := s.refunds(&o, &r)
		s.keepRefunds(o.no, refunds, "")
	}
	s.keepSwipe(o, r, "")
}

func (s *shop) cardOrder(d book.Day) order {
	o := s.order(byCard, s.rhythm.open(d))
	o.bought = s.goods.counter()
	if s.rng.IntN(80) == 0 {
		o.bought = s.goods.gifts()
	}
	return o
}

// swipe is how a terminal saw a card order being paid, lag seconds later.
func (s *shop) swipe(o *order, terminal int, lag int64) receipt {
	r := receipt{
		way: byCard, at: o.paid + lag + s.tills.offsets[terminal], txn: s.numbers.card(), orderNo: o.no,
		gross: o.bought.amount, amount: o.bought.amount, title: o.bought.title,
		terminal: terminal, credit: s.rng.IntN(5) < 2,
	}
	r.made = r.at
	r.card = s.cardNumber(r.credit)
	s.tariff.charge(&r)
	return r
}

// cardNumber is a masked number under an issuer's number that no bank has.
func (s *shop) cardNumber(credit bool) string {
	issuer := "629901"
	if credit {
		issuer = "559902"
	}
	b := append([]byte(issuer), "******"...)
	return string(digits(b, s.rng.Uint64()%10_000, 4))
}

// keepSwipe puts both sides of a card sale into the files; closeDay pairs them.
func (s *shop) keepSwipe(o order, r receipt, trouble Trouble) {
	s.agenda.putOrder(o)
	s.putReceipt(r)
	s.tills.swipes = append(s.tills.swipes, swipe{
		orderNo: o.no, txn: r.txn, amount: r.amount, paid: o.paid, at: r.at, offset: s.tills.offsets[r.terminal], trouble: trouble,
	})
}
