package sample

import (
	"math/rand/v2"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// workdays counts the days on which banks work.
type workdays struct{ china *calendar.China }

// after is the n-th working day after a day.
func (w workdays) after(d book.Day, n int) book.Day {
	return book.Day(w.china.AddWorkdays(int32(d), n))
}

// payouts sends the channels' money to the bank: WeChat Pay the net of each day,
// the card acquirer that of the days up to the next working day, Alipay what the
// owner draws.
type payouts struct {
	rng    *rand.Rand
	days   workdays
	bank   *bank // nil: nobody looks at the bank
	truth  *Truth
	daily  bool // the acquirer pays each day by itself
	plan   *payoutPlan
	groups [channelWays]group
	left   func(w way, net book.Minor, on book.Day) // told of money that leaves a channel, where anybody asks
}

// group is days of a channel that are paid by one credit.
type group struct {
	days []book.Day
	nets []book.Minor // of each day
	net  book.Minor
	rows int
}

// target is what a settlement fault strikes.
type target struct {
	way way
	day book.Day
}

func newPayouts(spec Spec, days workdays, b *bank, t *Truth) *payouts {
	p := &payouts{rng: draws(spec.Seed, drawPayouts), days: days, bank: b, truth: t, daily: spec.POSDaily, plan: &payoutPlan{}}
	if spec.Faults && b != nil {
		p.plan = planPayouts(spec, days)
	}
	return p
}

// day adds a day's rows and sends what is due for them.
func (p *payouts) day(d book.Day, pg *page) {
	if p.bank == nil {
		return
	}
	for _, w := range []way{byWeChat, byCard} {
		g := &p.groups[w]
		if n := len(pg.rows[w]); n > 0 {
			g.days = append(g.days, d)
			g.nets = append(g.nets, 0)
			g.rows += n
		}
		for i := range pg.rows[w] {
			net := pg.rows[w][i].net()
			g.net += net
			g.nets[len(g.nets)-1] += net
		}
		// What customers took back more than they paid comes off the next day's money.
		if !p.plan.withNext(p.daily, p.days, w, d) && g.net > 0 && len(g.days) > 0 {
			p.send(w, *g)
			*g = group{}
		}
	}
}

// send has the bank credit a group of days.
func (p *payouts) send(w way, g group) {
	pay := &Payout{Channel: w.provider(), Days: g.days, Net: g.net, Rows: g.rows}
	pay.Fault, pay.Trouble = p.planned(w, g.days)
	on := p.days.after(g.days[len(g.days)-1], 1)
	if p.left != nil {
		p.left(w, g.net, on)
	}
	at := midnight(on) + 8*3600 + int64(p.rng.IntN(3*3600))
	if w == byCard {
		at -= 2 * 3600
	}
	if p.rng.IntN(100) < 4 && pay.Fault == "" {
		at += int64(p.days.after(on, 1)-on) * secondsADay // a day late, within the band
	}
	c := credit{at: at, amount: g.net, payout: pay, last: true}
	switch {
	case pay.Trouble == Unnamed:
		c.memo = "网银互联入账"
	case w == byWeChat:
		c.party, c.memo = "财付通支付科技有限公司", "财付通 "+wechatMerchant+" "+memoDays(g.days)+" 商户结算款"
	default:
		c.party, c.memo = "拉卡拉支付股份有限公司", "POS清算 "+posMerchant+" "+compact(on)
	}
	p.deliver(c, g.nets)
}

// planned is what is planned for days that are paid together. A day that had
// nothing to pay may have come with the one that something was planned for: then
// only what can be said of each day holds.
func (p *payouts) planned(w way, days []book.Day) (book.ExceptionType, Trouble) {
	last := days[len(days)-1]
	fault, trouble := p.plan.faults[target{w, last}], p.plan.troubles[target{w, last}]
	if len(days) == 1 {
		return fault, trouble
	}
	if trouble = ""; len(days) >= 3 {
		trouble = MergedDays
	}
	if fault == book.SettlementShort || p.days.after(days[0], 1) != p.days.after(last, 1) {
		fault = ""
	}
	return fault, trouble
}

// memoDays is the days of sales as WeChat Pay's remark names them.
func memoDays(days []book.Day) string {
	first, last := days[0], days[len(days)-1]
	if first == last {
		return compact(first)
	}
	return compact(first) + "-" + compact(last)
}

// withdrawal has the bank credit what the owner drew from the wallet.
func (p *payouts) withdrawal(d book.Day, at int64, txn string, amount book.Minor) {
	if p.bank == nil {
		return
	}
	arrives := at + 60 + int64(p.rng.IntN(5400))
	if p.rng.IntN(10) < 3 {
		arrives = midnight(d+1) + 9*3600 + int64(p.rng.IntN(3600))
	}
	p.deliver(credit{
		at: arrives, amount: amount, party: "支付宝（中国）网络技术有限公司", memo: "支付宝余额提现",
		payout: &Payout{Channel: providerAlipay, Days: []book.Day{d}, Withdrawal: txn, Net: amount, Rows: 1}, last: true,
	}, []book.Minor{amount})
}

// topUp has the bank pay what the owner puts into the wallet.
func (p *payouts) topUp(at int64, amount book.Minor) {
	if p.bank != nil {
		p.bank.expect(credit{at: at, amount: -amount, party: "支付宝（中国）网络技术有限公司", memo: "支付宝余额充值", class: book.ClassOwn})
	}
}

// deliver gives a credit to the bank, or what its fault leaves of it. Each day that
// it pays is a fault of its own.
func (p *payouts) deliver(c credit, nets []book.Minor) {
	pay := c.payout
	switch pay.Fault {
	case book.SettlementMissing:
		p.fault(pay, nets, func(book.Minor) book.Minor { return 0 })
		return
	case book.SettlementLate:
		due := p.days.after(pay.Days[0], 1)
		late := p.days.after(due, bandWorkdays+1+p.rng.IntN(2))
		c.at += int64(late-dayOf(c.at)) * secondsADay
		p.fault(pay, nets, func(net book.Minor) book.Minor { return net })
	case book.SettlementShort:
		c.amount -= p.cut(pay.Net)
		p.fault(pay, nets, func(book.Minor) book.Minor { return c.amount })
	}
	p.arrive(c)
}

// fault notes the fault of a payout for each day that has money to come.
func (p *payouts) fault(pay *Payout, nets []book.Minor, actual func(net book.Minor) book.Minor) {
	for i, d := range pay.Days {
		if net := nets[i]; net > 0 {
			p.truth.Faults = append(p.truth.Faults, Fault{
				Type: pay.Fault, Channel: pay.Channel, Day: d, TxnNo: pay.Withdrawal, Expected: net, Actual: actual(net),
			})
		}
	}
}

// arrive has the bank credit what a channel sends, less a fee or in several parts
// where that is planned.
func (p *payouts) arrive(c credit) {
	pay := c.payout
	fee := book.Minor(100 * (1 + p.rng.IntN(8)))
	parts := 2 + p.rng.IntN(2)
	switch {
	case pay.Trouble == NettedFee && c.amount > 10*fee:
		c.amount -= fee
		c.memo += " 扣手续费" + yuan(fee)
	case pay.Trouble == SplitDay && c.amount > 10_000:
		p.arriveInParts(c, parts)
		return
	case pay.Trouble == NettedFee, pay.Trouble == SplitDay:
		pay.Trouble = "" // too little money for it
	}
	pay.Arrived = c.amount
	p.bank.expect(c)
}

// arriveInParts has the bank credit an amount in parts, one after the other, the
// last of three on the next working day.
func (p *payouts) arriveInParts(c credit, parts int) {
	rest := c.amount
	c.payout.Arrived = rest
	for n := parts; n > 0; n-- {
		c.amount, c.last = rest, n == 1
		if n > 1 {
			c.amount = rest*book.Minor(70+p.rng.IntN(60))/book.Minor(100*n) + book.Minor(p.rng.IntN(90))
		}
		if n == 1 && parts == 3 {
			on := dayOf(c.at)
			c.at += int64(p.days.after(on, 1)-on) * secondsADay
		}
		p.bank.expect(c)
		rest -= c.amount
		c.at += 60 + int64(p.rng.IntN(1800))
	}
}

// cut is what a short credit lacks: a few percent, some fen with it.
func (p *payouts) cut(net book.Minor) book.Minor {
	return max(net*book.Minor(1+p.rng.IntN(6))/100+book.Minor(p.rng.IntN(90)), 1)
}
