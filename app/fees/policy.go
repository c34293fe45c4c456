package fees

import "zhangfang/app/book"

// telling is the least fee of a payment of a refund's size, in minor units, by
// which one can see whether the fee came back: less may be rounding.
const telling = 2

// policy is what became of the fee in most of the refunds that the card, or one of
// the account where too few are of its method, can judge. Returned in proportion,
// as WeChat Pay and Alipay do, where refunds say nothing.
func (a *account) policy(p *proposal) book.RefundFee {
	own, all := [3]int{}, [3]int{}
	for i := range a.refunds {
		r := &a.refunds[i].row
		amount := -p.Base.Of(r)
		if usual, _, _, ok := p.span(amount); !ok || usual < telling {
			continue
		}
		for policy := range all {
			card := priced{p.RateCard, p.tariff}
			card.Refund = book.RefundFee(policy)
			e, ok := card.expect(r)
			if !ok || !e.Fits(r.Fee) {
				continue
			}
			all[policy]++
			if p.Valid.Has(r.Day) && (p.Method == "" || seatOf(r).method == p.Method) {
				own[policy]++
			}
		}
	}
	if own[0]+own[1]+own[2] < clearMargin {
		own = all
	}
	best := book.RefundFeeReturned
	for policy, n := range own {
		if n > own[best] {
			best = book.RefundFee(policy)
		}
	}
	return best
}
