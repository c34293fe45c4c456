package sample

import "zhangfang/app/book"

// plantTrouble invents a sale of a day that is right, but hard to see through.
func (s *shop) plantTrouble(d book.Day, what Trouble) {
	switch what {
	case CutNumber, SheetNumber, PrefixedNumber, SwappedNumber:
		s.plantNumber(d, what)
	case PaidInParts:
		s.plantPaidInParts(d)
	case CloseSales:
		s.plantCloseSales(d)
	case Voided:
		s.plantVoided(d)
	case GivenBack:
		s.plantGivenBack(d)
	case PartRefunds:
		s.plantPartRefunds(d)
	case LateRefund:
		s.plantLateRefund(d)
	}
}

// plantNumber spoils the order number on the channel's row.
func (s *shop) plantNumber(d book.Day, what Trouble) {
	if what == SheetNumber {
		s.plantSheetNumber(d)
		return
	}
	o := s.order(s.keyedWay(), s.rhythm.open(d))
	r := s.payment(&o)
	switch what {
	case CutNumber:
		r.orderNo = s.cut(o.no)
	case PrefixedNumber:
		r.orderNo = []string{"QH" + o.no, "WX-" + o.no, o.no + "-1", o.no + "_2"}[s.rng.IntN(4)]
	case SwappedNumber:
		r.orderNo = s.swap(o.no)
	}
	var refunds []receipt
	if s.rng.IntN(4) == 0 {
		refunds = s.refunds(&o, &r)
	}
	s.keep(o, r, what)
	s.keepRefunds(o.no, refunds, what)
}

// plantSheetNumber spoils the number of one sale of three: a file of nothing but
// rounded numbers would be taken for spoiled as a whole.
func (s *shop) plantSheetNumber(d book.Day) {
	w := s.keyedWay()
	for n := range 3 {
		o := s.order(w, s.rhythm.open(d))
		o.no = s.numbers.longOrder(dayOf(o.made))
		r := s.payment(&o)
		if n > 0 {
			s.keep(o, r, "")
			continue
		}
		r.orderNo = o.no[:15] + "0000"
		s.keep(o, r, SheetNumber)
	}
}

// cut takes a few characters off one end of a number.
func (s *shop) cut(no string) string {
	n := 2 + s.rng.IntN(3)
	if s.rng.IntN(2) == 0 {
		return no[:len(no)-n]
	}
	return no[n:]
}

// swap has two neighbouring digits of a number change places, the last that differ.
// The result is nobody's number: those given on a day differ by multiples of 37.
func (s *shop) swap(no string) string {
	b := []byte(no)
	for i := len(b) - 1; i > 0; i-- {
		if b[i] != b[i-1] {
			b[i], b[i-1] = b[i-1], b[i]
			break
		}
	}
	return string(b)
}

// plantPaidInParts invents an order paid by a deposit and, within the day, the rest.
func (s *shop) plantPaidInParts(d book.Day) {
	o := s.order(s.keyedWay(), s.rhythm.open(d))
	deposit := s.payment(&o)
	rest := s.payment(&o)
	rest.at = min(deposit.at+60+int64(s.rng.IntN(5*3600)), midnight(d)+22*3600+int64(s.rng.IntN(3600)))
	rest.made, rest.payer = rest.at-3, deposit.payer
	parts := s.split(o.bought.amount, 2)
	for i, r := range []*receipt{&deposit, &rest} {
		r.gross, r.amount = parts[i], parts[i]
		s.tariff.charge(r)
		s.putReceipt(*r)
		s.truth.SalesPairs = append(s.truth.SalesPairs, Pair{
			OrderNo: o.no, TxnNo: r.txn, Kind: book.KindPayment, Keyed: true, Trouble: PaidInParts,
		})
	}
	s.agenda.putOrder(o)
}

// plantCloseSales invents two card sales of equal amount, minutes apart, at one
// terminal: far enough apart to be told from each other by the clock.
func (s *shop) plantCloseSales(d book.Day) {
	first := s.cardOrder(d)
	first.bought = s.goods.rare()
	second := s.order(byCard, first.paid)
	second.bought = first.bought
	second.paid = first.paid + 120 + int64(s.rng.IntN(180))
	second.made = second.paid - 5
	terminal := s.rng.IntN(len(s.tills.offsets))
	for _, o := range []*order{&first, &second} {
		s.keepSwipe(*o, s.swipe(o, terminal, s.tills.lag()), CloseSales)
	}
}

// plantVoided invents a card sale that was paid, voided at once and paid again.
func (s *shop) plantVoided(d book.Day) {
	o := s.cardOrder(d)
	again := s.swipe(&o, s.rng.IntN(len(s.tills.offsets)), s.tills.lag())
	void := again
	void.txn, void.void, void.refund = s.numbers.card(), true, true
	void.at -= 25 + int64(s.rng.IntN(60))
	void.made = void.at
	void.gross, void.amount = -void.gross, -void.amount
	void.charge()
	first := again
	first.txn = s.numbers.card()
	first.at = void.at - 30 - int64(s.rng.IntN(120))
	first.made = first.at
	s.putReceipt(first)
	s.putReceipt(void)
	s.truth.Voids = append(s.truth.Voids, Void{Channel: providerPOS, Payment: first.txn, TxnNo: void.txn, Trouble: Voided})
	s.keepSwipe(o, again, Voided)
}

// plantGivenBack lets the customer pay twice, and the channel give the second
// payment back by itself within the hour.
func (s *shop) plantGivenBack(d book.Day) {
	o := s.order(s.keyedWay(), s.rhythm.open(d))
	r := s.payment(&o)
	s.keep(o, r, GivenBack)
	again := s.payment(&o)
	again.at = r.at + 8 + int64(s.rng.IntN(80))
	again.made, again.payer = again.at-2, r.payer
	back := s.refund(&again, again.amount, again.at+300+int64(s.rng.IntN(3000)))
	s.putReceipt(again)
	s.putReceipt(back)
	s.truth.Voids = append(s.truth.Voids, Void{
		Channel: r.way.provider(), Payment: again.txn, TxnNo: back.txn, RefundNo: back.refundKey(), Trouble: GivenBack,
	})
}

// plantPartRefunds has a sale given back in two to four parts.
func (s *shop) plantPartRefunds(d book.Day) {
	card := s.shares[byWeChat]+s.shares[byAlipay] == 0 || s.shares[byCard] > 0 && s.rng.IntN(5) == 0
	if card {
		o := s.cardOrder(d)
		o.bought = s.goods.rare()
		r := s.swipe(&o, s.rng.IntN(len(s.tills.offsets)), s.tills.lag())
		s.keepRefunds(o.no, s.refundParts(&o, &r, s.split(s.part(r.amount), 2+s.rng.IntN(2)), s.rhythm.soon), PartRefunds)
		s.keepSwipe(o, r, "")
		return
	}
	o := s.order(s.keyedWay(), s.rhythm.open(d))
	r := s.payment(&o)
	refunds := s.refundParts(&o, &r, s.split(s.part(r.amount), 2+s.rng.IntN(3)), s.rhythm.later)
	s.keep(o, r, "")
	s.keepRefunds(o.no, refunds, PartRefunds)
}

// split cuts an amount into so many parts, none of them nothing.
func (s *shop) split(total book.Minor, parts int) []book.Minor {
	var out []book.Minor
	for n := parts; n > 1 && total > 2; n-- {
		one := max(total*book.Minor(60+s.rng.IntN(80))/(100*book.Minor(n)), 1)
		out, total = append(out, one), total-one
	}
	return append(out, total)
}

// plantLateRefund has a sale given back in a later month, if the span has one.
func (s *shop) plantLateRefund(d book.Day) {
	o := s.order(s.keyedWay(), s.rhythm.open(d))
	r := s.payment(&o)
	t := d.Time()
	next := book.Month(t.Year(), t.Month()).To + 1
	last := min(next+24, s.span.To-1)
	if last < next {
		s.keep(o, r, "")
		return
	}
	amount := s.part(r.amount)
	back := s.refund(&r, amount, s.rhythm.open(next+book.Day(s.rng.IntN(int(last-next)+1))))
	o.addRefund(amount)
	s.keep(o, r, "")
	s.keepRefunds(o.no, []receipt{back}, LateRefund)
}
