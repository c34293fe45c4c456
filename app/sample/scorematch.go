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

// gradeSales counts each row of the left against each row of the right of a match.
func (s *Score) gradeSales(t *Truth, matches []*sides) {
	open := make(map[pairKey]int, len(t.SalesPairs))
	for i := range t.SalesPairs {
		open[t.SalesPairs[i].key()] = i
	}
	found := make([]bool, len(t.SalesPairs))
	for _, m := range matches {
		for _, l := range m[book.Left] {
			for _, r := range m[book.Right] {
				s.claim(t, open, found, l, r)
			}
		}
	}
	for i := range t.SalesPairs {
		p := &t.SalesPairs[i]
		s.Sales.count(found[i])
		if p.Keyed {
			s.Keyed.count(found[i])
		}
		if !p.Ambiguous {
			s.Tellable.count(found[i])
		}
		if !found[i] {
			s.MissedPairs = example(s.MissedPairs, *p)
		}
	}
}

func (h *Hits) count(found bool) {
	h.True++
	if found {
		h.Right++
	}
}

func (s *Score) claim(t *Truth, open map[pairKey]int, found []bool, l, r *MatchRow) {
	s.Sales.Claimed++
	p := Pair{OrderNo: l.OrderNo, TxnNo: r.TxnNo, Kind: r.Kind}
	if r.Kind == book.KindRefund && r.Provider != providerPOS {
		p.RefundNo = r.RefundNo
	}
	i, ok := open[p.key()]
	if !ok || (l.Kind == book.KindRefund) != (r.Kind == book.KindRefund) || found[i] {
		s.WrongPairs = example(s.WrongPairs, p)
		return
	}
	found[i] = true
}

// gradePayouts counts bank credits. A short one is a fault: whether a match stands
// beside the exception is left to the engine.
func (s *Score) gradePayouts(t *Truth, matches []*sides) {
	truth := make(map[string]*Payout, len(t.Payouts))
	for i := range t.Payouts {
		truth[book.NormalKey(t.Payouts[i].BankTxn)] = &t.Payouts[i]
	}
	right := map[*Payout]bool{}
	for _, m := range matches {
		for _, credit := range m[book.Right] {
			p := truth[book.NormalKey(credit.TxnNo)]
			switch {
			case p != nil && p.Fault == book.SettlementShort:
			case p != nil && len(m[book.Right]) == 1 && p.isPaidBy(m[book.Left]):
				s.Payouts.Claimed++
				right[p] = true
			default:
				s.Payouts.Claimed++
				s.WrongCredits = example(s.WrongCredits, credit.TxnNo)
			}
		}
	}
	for i := range t.Payouts {
		p := &t.Payouts[i]
		if p.Fault == book.SettlementShort {
			continue
		}
		s.Payouts.count(right[p])
		if !right[p] {
			s.MissedCredits = example(s.MissedCredits, p.BankTxn)
		}
	}
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
