package sample

import (
	"slices"

	"zhangfang/app/book"
)

// pairKey is what makes a pair one. Two refunds of one payment differ in RefundNo;
// a card refund has a TxnNo of its own.
type pairKey struct {
	order, txn, refund string
	kind               book.Kind
}

func (p *Pair) key() pairKey {
	return pairKey{book.NormalKey(p.OrderNo), book.NormalKey(p.TxnNo), book.NormalKey(p.RefundNo), p.Kind}
}

// openPairs is the pairs of the truth, and which of them were found.
type openPairs struct {
	at    map[pairKey]int
	found []bool
}

// gradeSales counts each row of the left against each row of the right of a match.
func (s *Score) gradeSales(t *Truth, matches []*match) {
	open := &openPairs{make(map[pairKey]int, len(t.SalesPairs)), make([]bool, len(t.SalesPairs))}
	for i := range t.SalesPairs {
		open.at[t.SalesPairs[i].key()] = i
	}
	for _, m := range matches {
		claimed, right := 0, 0
		for _, l := range m.sides[book.Left] {
			for _, r := range m.sides[book.Right] {
				claimed++
				if s.takes(open, l, r) {
					right++
				}
			}
		}
		s.Sales.Claimed += claimed
		s.claim(book.LegSales, m, claimed, right)
	}
	for i := range t.SalesPairs {
		p, found := &t.SalesPairs[i], open.found[i]
		s.Sales.count(found)
		if p.Keyed {
			s.Keyed.count(found)
		}
		if !p.Ambiguous {
			s.Tellable.count(found)
		}
		if p.Trouble != "" {
			count(s.Troubles, p.Trouble, found)
		}
		if !found {
			s.MissedPairs = example(s.MissedPairs, *p)
		}
	}
}

// takes tells whether two rows of a match are a true pair that is still open.
func (s *Score) takes(open *openPairs, l, r *MatchRow) bool {
	p := Pair{OrderNo: l.OrderNo, TxnNo: r.TxnNo, RefundNo: r.refund(), Kind: r.Kind}
	i, ok := open.at[p.key()]
	if !ok || (l.Kind == book.KindRefund) != (r.Kind == book.KindRefund) || open.found[i] {
		s.WrongPairs = example(s.WrongPairs, p)
		return false
	}
	open.found[i] = true
	return true
}

// refund is the refund number as pairs have it.
func (r *MatchRow) refund() string {
	if r.Kind != book.KindRefund || r.Provider == providerPOS {
		return ""
	}
	return r.RefundNo
}

// gradeVoids counts the matches of one side. Of a match that sets aside two rows
// with each other, both must be the void's.
func (s *Score) gradeVoids(t *Truth, matches []*match) {
	truth := make(map[pairKey]int, len(t.Voids))
	for i, v := range t.Voids {
		truth[pairKey{book.NormalKey(v.Payment), book.NormalKey(v.TxnNo), book.NormalKey(v.RefundNo), book.KindRefund}] = i
	}
	found := make([]bool, len(t.Voids))
	for _, m := range matches {
		if len(m.sides[book.Left]) > 0 {
			continue
		}
		right := 0
		if i, ok := truth[voidKey(m.sides[book.Right])]; ok && !found[i] {
			found[i], right = true, 1
		}
		s.claim(book.LegSales, m, 1, right)
	}
	for i, v := range t.Voids {
		count(s.Troubles, v.Trouble, found[i])
		if !found[i] {
			s.MissedVoids = example(s.MissedVoids, v)
		}
	}
}

// voidKey is the void that two rows of a channel would be.
func voidKey(rows []*MatchRow) pairKey {
	if len(rows) != 2 {
		return pairKey{}
	}
	p, back := rows[0], rows[1]
	if p.Kind == book.KindRefund {
		p, back = back, p
	}
	return pairKey{book.NormalKey(p.TxnNo), book.NormalKey(back.TxnNo), book.NormalKey(back.refund()), back.Kind}
}

// gradePayouts counts payouts. A short one is a fault: whether a match stands
// beside the exception is left to the engine.
func (s *Score) gradePayouts(t *Truth, matches []*match) {
	truth := make(map[string]*Payout, len(t.Payouts))
	for i := range t.Payouts {
		p := &t.Payouts[i]
		for _, no := range p.credits() {
			truth[book.NormalKey(no)] = p
		}
	}
	right := map[*Payout]bool{}
	for _, m := range matches {
		credits := m.sides[book.Right]
		if len(credits) == 0 {
			continue
		}
		p := truth[book.NormalKey(credits[0].TxnNo)]
		switch {
		case p != nil && p.Fault == book.SettlementShort:
		case p != nil && p.arrivesBy(credits) && p.isPaidBy(m.sides[book.Left]):
			s.Payouts.Claimed++
			s.claim(book.LegPayouts, m, 1, 1)
			right[p] = true
		default:
			s.Payouts.Claimed++
			s.claim(book.LegPayouts, m, 1, 0)
			s.WrongCredits = example(s.WrongCredits, credits[0].TxnNo)
		}
	}
	for i := range t.Payouts {
		p := &t.Payouts[i]
		if p.Fault == book.SettlementShort {
			continue
		}
		s.Payouts.count(right[p])
		if p.Trouble != "" {
			count(s.Troubles, p.Trouble, right[p])
		}
		if !right[p] {
			s.MissedCredits = example(s.MissedCredits, *p)
		}
	}
}

// credits is the bank's numbers of all credits of a payout.
func (p *Payout) credits() []string { return append([]string{p.BankTxn}, p.Further...) }

// arrivesBy tells whether rows are exactly the payout's credits.
func (p *Payout) arrivesBy(rows []*MatchRow) bool {
	all := p.credits()
	if len(rows) != len(all) {
		return false
	}
	for _, r := range rows {
		if !slices.ContainsFunc(all, func(no string) bool { return book.NormalKey(no) == book.NormalKey(r.TxnNo) }) {
			return false
		}
	}
	return true
}

// isPaidBy tells whether rows are exactly those that the payout pays.
func (p *Payout) isPaidBy(rows []*MatchRow) bool {
	if len(rows) != p.Rows {
		return false
	}
	for _, r := range rows {
		switch {
		case r.Provider != p.Channel:
			return false
		case p.Withdrawal != "":
			if book.NormalKey(r.TxnNo) != book.NormalKey(p.Withdrawal) {
				return false
			}
		case !slices.Contains(p.Days, r.Day):
			return false
		}
	}
	return true
}
