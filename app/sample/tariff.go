package sample

import "zhangfang/app/book"

// rate is what a channel takes of a payment.
type rate struct {
	points int64      // hundredths of a percent
	most   book.Minor // 0: no limit
}

// agreedRate is the rate that the shop agreed on with a channel. A debit card
// costs twenty yuan at most, as card acquirers in China offer it.
func agreedRate(w way, credit bool) rate {
	if w == byCard && !credit {
		return rate{points: 50, most: 2000}
	}
	return rate{points: 60}
}

// lowerRate is WeChat Pay's once it was bargained for.
func lowerRate() rate { return rate{points: 54} }

// of is the fee of an amount, rounded half up. That of a refund is negative.
func (r rate) of(amount book.Minor) book.Minor {
	fee := share(amount, r.points)
	if r.most != 0 {
		fee = max(min(fee, r.most), -r.most)
	}
	return fee
}

// text is the rate as a bill tells it: "0.60%".
func (r rate) text() string { return yuan(book.Minor(r.points)) + "%" }

// explains tells whether a fee is that of an amount, however it was rounded.
func (r rate) explains(amount, fee book.Minor) bool {
	const whole = 10_000
	off := int64(fee)*whole - int64(amount)*r.points
	return fee == r.of(amount) || (r.most == 0 || fee.Abs() < r.most) && off > -whole && off < whole
}

// tariff is what the channels take by day: what is agreed, and, where faults are
// asked for, two days on which one channel takes more.
type tariff struct {
	lower book.Day // WeChat Pay's rate is lower from this day on; 0: never
	extra book.Period
	way   way // that takes extra
}

// newTariff plans the rates. The rate changes only in a span long enough for both
// rates to be known from the rows.
func newTariff(spec Spec) *tariff {
	t := &tariff{}
	if !spec.Faults {
		return t
	}
	rng, span := draws(spec.Seed, drawFees), spec.Span()
	if spec.Days >= 45 && spec.has(WeChatPay) {
		t.lower = span.From + book.Day(spec.Days*3/5)
	}
	var ways []way
	for _, w := range []struct {
		way
		Channels
	}{{byAlipay, Alipay}, {byCard, POS}} {
		if spec.has(w.Channels) {
			ways = append(ways, w.way)
		}
	}
	if spec.Days >= 20 && len(ways) > 0 {
		t.way = ways[rng.IntN(len(ways))]
		first := span.From + 5 + book.Day(rng.IntN(spec.Days-12))
		t.extra = book.Period{From: first, To: first + 1}
	}
	return t
}

// charge sets what was agreed for a payment, and what is taken. Where rounding
// could explain what is taken, it is what was agreed.
func (t *tariff) charge(r *receipt) {
	d := dayOf(r.at)
	r.agreed = agreedRate(r.way, r.credit)
	if r.way == byWeChat && t.lower != 0 && d >= t.lower {
		r.agreed = lowerRate()
	}
	r.taken = r.agreed
	if r.way == t.way && t.extra.From != 0 && t.extra.Has(d) {
		r.taken.points += 20
	}
	if r.agreed.explains(r.amount, r.taken.of(r.amount)) {
		r.taken = r.agreed
	}
	r.charge()
}

// overcharge lets the channel take a payment at another rate, by mistake: at one
// so far off that rounding cannot explain it.
func (s *shop) overcharge(r *receipt) {
	points := r.agreed.points + []int64{40, 60, 100}[s.rng.IntN(3)]
	if r.amount >= 3000 && s.rng.IntN(4) == 0 {
		points = r.agreed.points - 20
	}
	r.taken = rate{points: points}
	r.charge()
}
