package sample

import (
	"math/rand/v2"

	"zhangfang/app/book"
)

// Streams of random numbers. Each concern has its own, so that one does not
// shift another.
const (
	drawSales = iota + 1
	drawSaleFaults
	drawPayoutFaults
	drawPayouts
	drawWallet
	drawBank
	drawSaleTroubles
	drawFees
)

func draws(seed uint64, concern uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, concern)) }

// shop invents what is sold, and tells agenda and truth.
type shop struct {
	spec    Spec
	span    book.Period
	rng     *rand.Rand
	numbers *numbers
	goods   *goods
	names   names
	rhythm  *rhythm
	tills   *tills
	agenda  *agenda
	truth   *Truth
	tariff  *tariff
	plan    map[book.Day][]planting
	edges   map[book.Day][]edge
	shares  [byCash + 1]int // of the ways to pay, in percent
}

func newShop(spec Spec, n *numbers, a *agenda, t *Truth) *shop {
	rng := draws(spec.Seed, drawSales)
	s := &shop{
		spec: spec, span: spec.Span(), rng: rng, numbers: n, agenda: a, truth: t,
		goods: newGoods(rng), names: names{rng}, rhythm: newRhythm(rng),
		tariff: newTariff(spec), edges: planEdges(spec),
	}
	s.shares[byCash] = 3
	for _, c := range []struct {
		way     way
		channel Channels
		percent int
	}{{byWeChat, WeChatPay, 55}, {byAlipay, Alipay, 30}, {byCard, POS, 12}} {
		if spec.has(c.channel) {
			s.shares[c.way] = c.percent
		}
	}
	s.tills = newTills(rng, spec.PerDay*s.shares[byCard]/100)
	if spec.Faults {
		s.plan = planSales(spec)
	}
	return s
}

// trade invents a day.
func (s *shop) trade(d book.Day) {
	s.tills.openDay()
	n := s.rhythm.orders(d, s.spec.PerDay)
	for _, e := range s.edges[d] {
		s.atMidnight(d, e)
		n--
	}
	for _, p := range s.plan[d] {
		s.plant(d, p)
		n--
	}
	for range n {
		s.sell(d)
	}
	s.closeDay()
}

// sell invents an order that goes as it should.
func (s *shop) sell(d book.Day) {
	w := s.pickWay()
	if w == byCard {
		s.sellByCard(d)
		return
	}
	o := s.order(w, s.rhythm.online(d))
	switch n := s.rng.IntN(1000); {
	case n < 30:
		o.made = o.paid // it stands in the file on this day, not on the day before
		s.abandon(&o)
		s.agenda.putOrder(o)
		return
	case w == byCash:
		s.agenda.putOrder(o)
		return
	case n < 45:
		s.keep(o, s.coupon(s.payment(&o)), "")
		return
	case n < 85:
		p := s.payment(&o)
		refunds := s.refunds(&o, &p)
		s.keep(o, p, "")
		s.keepRefunds(o.no, refunds, "")
		return
	}
	s.keep(o, s.payment(&o), "")
}

func (s *shop) pickWay() way {
	total := 0
	for _, percent := range s.shares {
		total += percent
	}
	n := s.rng.IntN(total)
	for w, percent := range s.shares {
		if n -= percent; n < 0 {
			return way(w)
		}
	}
	return byCash
}

// order is a paid order; paid is when the channel took the money. The shop hears
// of it up to three seconds later.
func (s *shop) order(w way, paid int64) order {
	o := order{
		way: w, nick: s.names.nickname(), bought: s.goods.online(), status: statusDone,
		made: paid - 4 - int64(s.rng.IntN(90)), paid: paid + int64(s.rng.IntN(4)),
	}
	if s.rng.IntN(8) == 0 {
		o.made -= int64(s.rng.IntN(900))
	}
	if s.span.To-dayOf(paid) < 3 {
		o.status = statusShipped
	}
	o.no = s.numbers.order(dayOf(o.made))
	return o
}

// payment is how the channel saw an online order being paid, just before the shop
// heard of it.
func (s *shop) payment(o *order) receipt {
	return s.paymentAt(o, max(o.made+4, o.paid-int64(s.rng.IntN(4))))
}

// paymentAt is the payment of an online order at a Unix second.
func (s *shop) paymentAt(o *order, at int64) receipt {
	r := receipt{
		way: o.way, at: at, made: o.made + 2, orderNo: o.no,
		gross: o.bought.amount, amount: o.bought.amount, title: o.bought.title,
	}
	switch o.way {
	case byWeChat:
		r.txn, r.payer = s.numbers.wechat(dayOf(at)), s.names.openID()
	case byAlipay:
		r.txn, r.payer = s.numbers.alipay(dayOf(r.made)), s.names.person()
	}
	s.tariff.charge(&r)
	return r
}

// coupon takes off what a coupon of the shop's own at the channel is worth. The
// order file knows nothing of it.
func (s *shop) coupon(r receipt) receipt {
	off := []book.Minor{100, 200, 300, 500}[s.rng.IntN(4)]
	if off*2 < r.gross {
		r.amount = r.gross - off
		s.tariff.charge(&r)
	}
	return r
}

// abandon makes an order one that was never paid.
func (s *shop) abandon(o *order) {
	o.paid, o.status = 0, statusClosed
}

// keep puts both sides of a sale into the files, and into the truth what the
// files can tell.
func (s *shop) keep(o order, r receipt, trouble Trouble) {
	hasOrder, hasReceipt := s.agenda.putOrder(o), s.putReceipt(r)
	switch {
	case hasOrder && hasReceipt:
		s.truth.SalesPairs = append(s.truth.SalesPairs, Pair{
			OrderNo: o.no, TxnNo: r.txn, Kind: book.KindPayment, Keyed: r.orderNo == o.no, Trouble: trouble,
		})
	case hasOrder:
		s.truth.Edges = append(s.truth.Edges, Edge{Channel: r.way.provider(), OrderNo: o.no})
	case hasReceipt:
		s.truth.Edges = append(s.truth.Edges, Edge{Channel: r.way.provider(), OrderNo: o.no, TxnNo: r.txn})
	}
}

// keepRefunds puts refunds, all within the span, into the files and the truth.
func (s *shop) keepRefunds(orderNo string, refunds []receipt, trouble Trouble) {
	for _, r := range refunds {
		s.putReceipt(r)
		s.truth.SalesPairs = append(s.truth.SalesPairs, Pair{
			OrderNo: orderNo, TxnNo: r.txn, RefundNo: r.refundKey(), Kind: book.KindRefund,
			Keyed: r.way != byCard && r.orderNo == orderNo, Trouble: trouble,
		})
	}
}

// putReceipt puts a channel's row into its file, tells whether it falls into the
// span, and notes a wrong fee.
func (s *shop) putReceipt(r receipt) bool {
	if !s.agenda.putReceipt(r) {
		return false
	}
	if r.overcharged() {
		s.fault(book.FeeMismatch, &r, Fault{TxnNo: r.txn, Expected: r.agreed.of(r.amount), Actual: r.fee})
	}
	return true
}

// refundKey is the number by which a refund is known: see Pair.
func (r *receipt) refundKey() string {
	if r.way == byAlipay {
		return r.request
	}
	return r.refundNo
}

// closeDay pairs the card sales of the day, once it is known which of them cannot
// be told apart.
func (s *shop) closeDay() {
	ambiguous := map[string]bool{}
	for _, g := range s.tills.indistinct() {
		s.truth.Ambiguous = append(s.truth.Ambiguous, g)
		for _, no := range g.Orders {
			ambiguous[no] = true
		}
	}
	for _, w := range s.tills.swipes {
		s.truth.SalesPairs = append(s.truth.SalesPairs, Pair{
			OrderNo: w.orderNo, TxnNo: w.txn, Kind: book.KindPayment, Ambiguous: ambiguous[w.orderNo], Trouble: w.trouble,
		})
	}
}
