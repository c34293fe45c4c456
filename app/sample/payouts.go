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
	faults map[target]book.ExceptionType
	groups [channelWays]group
}

// group is days of a channel that are paid by one credit.
type group struct {
	days []book.Day
	net  book.Minor
	rows int
}

// target is what a settlement fault strikes.
type target struct {
	way way
	day book.Day
}

func newPayouts(spec Spec, days workdays, b *bank, t *Truth) *payouts {
	p := &payouts{rng: draws(spec.Seed, drawPayouts), days: days, bank: b, truth: t, daily: spec.POSDaily}
	if spec.Faults && b != nil {
		p.faults = planPayoutFaults(spec, days)
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
			g.rows += n
		}
		for i := range pg.rows[w] {
			g.net += pg.rows[w][i].net()
		}
		merge := w == byCard && !p.daily && p.days.after(d, 1) == p.days.after(d+1, 1)
		// What customers took back more than they paid comes off the next day's money.
		if !merge && g.net > 0 && len(g.days) > 0 {
			p.send(w, *g)
			*g = group{}
		}
	}
}

// send has the bank credit a group of days.
func (p *payouts) send(w way, g group) {
	last := g.days[len(g.days)-1]
	fault := book.ExceptionType("")
	if len(g.days) == 1 {
		fault = p.faults[target{w, last}]
	}
	on := p.days.after(last, 1)
	at := midnight(on) + 8*3600 + int64(p.rng.IntN(3*3600))
	if w == byCard {
		at -= 2 * 3600
	}
	if p.rng.IntN(100) < 4 && fault == "" {
		at += int64(p.days.after(on, 1)-on) * secondsADay // a day late, within the band
	}
	c := credit{at: at, amount: g.net, payout: &Payout{
		Channel: w.provider(), Days: g.days, Net: g.net, Rows: g.rows, Fault: fault,
	}}
	if w == byWeChat {
		c.party, c.memo = "财付通支付科技有限公司", "财付通 "+wechatMerchant+" "+memoDays(g.days)+" 商户结算款"
	} else {
		c.party, c.memo = "拉卡拉支付股份有限公司", "POS清算 "+posMerchant+" "+compact(on)
	}
	p.deliver(c)
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
	fault := p.faults[target{byAlipay, d}]
	p.deliver(credit{
		at: arrives, amount: amount, party: "支付宝（中国）网络技术有限公司", memo: "支付宝余额提现",
		payout: &Payout{Channel: providerAlipay, Days: []book.Day{d}, Withdrawal: txn, Net: amount, Rows: 1, Fault: fault},
	})
}

// topUp has the bank pay what the owner puts into the wallet.
func (p *payouts) topUp(at int64, amount book.Minor) {
	if p.bank != nil {
		p.bank.expect(credit{at: at, amount: -amount, party: "支付宝（中国）网络技术有限公司", memo: "支付宝余额充值"})
	}
}

// deliver gives a credit to the bank, or what its fault leaves of it.
func (p *payouts) deliver(c credit) {
	pay := c.payout
	f := Fault{Type: pay.Fault, Channel: pay.Channel, Day: pay.Days[0], TxnNo: pay.Withdrawal, Expected: pay.Net, Actual: pay.Net}
	switch pay.Fault {
	case book.SettlementMissing:
		f.Actual = 0
		p.truth.Faults = append(p.truth.Faults, f)
		return
	case book.SettlementLate:
		due := p.days.after(pay.Days[0], 1)
		late := p.days.after(due, bandWorkdays+1+p.rng.IntN(2))
		c.at += int64(late-dayOf(c.at)) * secondsADay
	case book.SettlementShort:
		c.amount -= p.cut(pay.Net)
		f.Actual = c.amount
	}
	if pay.Fault != "" {
		p.truth.Faults = append(p.truth.Faults, f)
	}
	pay.Arrived = c.amount
	p.bank.expect(c)
}

// cut is what a short credit lacks: a few percent, some fen with it.
func (p *payouts) cut(net book.Minor) book.Minor {
	return max(net*book.Minor(1+p.rng.IntN(6))/100+book.Minor(p.rng.IntN(90)), 1)
}
