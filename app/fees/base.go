package fees

import "zhangfang/app/book"

// Base is the amount of a row that a channel reckons its fee on.
type Base uint8

// The bases. WeChat Pay takes its rate of 应结订单金额 and Alipay of 商家实收, both
// after what the merchant's own coupons took off, so OnAmount is the rule; card
// acquirers know one amount only.
const (
	OnAmount Base = iota // what the merchant gets before the fee
	OnGross              // what was billed
)

func (b Base) of(r *book.Row) book.Minor {
	if b == OnGross {
		return r.Gross
	}
	return r.Amount
}

// Bases are the bases of channels; one that is not named reckons on the amount.
type Bases map[book.ChannelID]Base

// enough of telling rows, and the share of them that must agree, before anything
// is read from data.
const enough = 20

func most(part, all int) bool { return part*10 >= all*9 }

// Bases reads from payments what each channel reckons its fees on: rows tell it
// whose fee fits the cards on one base and not on the other. Where fewer than 20
// rows tell, or they do not agree, the channel is left out.
func (c *Checker) Bases(rows []book.Row) Bases {
	var (
		bases = Bases{}
		find  = c.finder()
		tells = map[book.ChannelID][2]int{}
	)
	for i := range rows {
		r := &rows[i]
		if r.Gross == r.Amount || r.Amount <= 0 || r.Kind != book.KindPayment || !book.MovesMoney(r.Kind, r.Status, r.Amount) {
			continue
		}
		p := find.card(r)
		if p == nil {
			continue
		}
		if a, g := p.explains(r.Amount, r.Fee), p.explains(r.Gross, r.Fee); a != g {
			n := tells[r.Channel]
			if a {
				n[OnAmount]++
			} else {
				n[OnGross]++
			}
			tells[r.Channel] = n
		}
	}
	for ch, n := range tells {
		for b, fits := range n {
			if all := n[OnAmount] + n[OnGross]; all >= enough && most(fits, all) {
				bases[ch] = Base(b)
			}
		}
	}
	return bases
}
