package reconcile

import (
	"cmp"
	"slices"
	"time"

	"zhangfang/app/book"
)

// Candidate is a row across that may explain a row, with what speaks for it.
type Candidate struct {
	Entry      book.EntryID
	Score      float64    // 0 to 1
	Difference book.Money // the candidate's amount minus the row's
	Lag        time.Duration
	LagKnown   bool
	Evidence   []book.Fact
}

// leastScore is what a candidate must reach to be worth a look.
const leastScore = 0.2

// Candidates ranks rows of the other side by how well they explain a row, best
// first. On the payouts leg a day's net comes as one row with a negative id.
func Candidates(leg book.Leg, row book.Row, others []book.Row, p *Parameters) []Candidate {
	c := p.context()
	var out []Candidate
	for i := range others {
		o := &others[i]
		if o.Currency != row.Currency || leg == book.LegSales && isRefund(o) != isRefund(&row) ||
			c.declined[[2]book.EntryID{row.ID, o.ID}] || c.declined[[2]book.EntryID{o.ID, row.ID}] {
			continue
		}
		if cand := c.weigh(leg, &row, o); cand.Score >= leastScore {
			out = append(out, cand)
		}
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(-cmp.Compare(a.Score, b.Score), cmp.Compare(a.Lag.Abs(), b.Lag.Abs()), cmp.Compare(a.Entry, b.Entry))
	})
	return out
}

// weigh scores a pair: the number most, then the amount, then the time, then who.
func (c *context) weigh(leg book.Leg, row, other *book.Row) Candidate {
	amount, owed := Net(leg, other), Net(leg, row)
	out := Candidate{Entry: other.ID, Difference: book.Money{Minor: amount - owed, Currency: row.Currency}}
	numberScore := 0.0
	switch {
	case row.Key != "" && row.Key == other.Key:
		numberScore = 0.5
		out.Evidence = append(out.Evidence, fact("order_no"))
	case nearKeys(row.Key, other.Key):
		numberScore = 0.35
		out.Evidence = append(out.Evidence, fact("near_number", row.Key, other.Key))
	}
	out.Score = numberScore + c.weighAmount(&out, amount, owed, row.Currency) + c.weighTime(leg, &out, row, other) + c.weighWho(leg, &out, row, other)
	out.Score = min(out.Score, 1)
	return out
}

// Net is what of a row is compared on a leg, in minor units of its currency: the
// amount on the sales leg, elsewhere what is left after the fee, with the sign of a
// channel's withdrawal as the bank sees it. So the two sides of a match that leaves nothing over
// have equal sums. DESIGN 4: sales compares amount, payouts compares net.
func Net(leg book.Leg, r *book.Row) book.Minor {
	switch {
	case leg == book.LegSales:
		return r.Amount
	case r.Kind == book.KindWithdrawal && r.Role != book.RoleBank:
		return -(r.Amount - r.Fee)
	}
	return r.Amount - r.Fee
}

func (c *context) weighAmount(out *Candidate, amount, owed book.Minor, cur book.Currency) float64 {
	gap := (amount - owed).Abs()
	if gap == 0 {
		out.Evidence = append(out.Evidence, fact("amount_equal", money(amount, cur)))
		return 0.45
	}
	out.Evidence = append(out.Evidence, fact("amount_differs", money(amount-owed, cur)))
	switch size := max(owed.Abs(), 1); {
	case gap <= size/100:
		return 0.25
	case gap <= size/20:
		return 0.1
	}
	return 0
}

func (c *context) weighTime(leg book.Leg, out *Candidate, row, other *book.Row) float64 {
	lag, fine := lagOf(row, other)
	if fine && leg == book.LegSales {
		out.Lag, out.LagKnown = time.Duration(lag)*time.Second, true
		out.Evidence = append(out.Evidence, lagFact(lag))
		switch size := out.Lag.Abs(); {
		case size <= 3*time.Minute:
			return 0.4
		case size <= 10*time.Minute:
			return 0.3
		case size <= 2*time.Hour:
			return 0.15
		case size <= 24*time.Hour:
			return 0.05
		}
		return 0
	}
	days := int64(other.Day - row.Day)
	out.Lag = time.Duration(days) * 24 * time.Hour
	if days >= 0 {
		out.Evidence = append(out.Evidence, fact("later_days", number(days)))
	} else {
		out.Evidence = append(out.Evidence, fact("earlier_days", number(-days)))
	}
	switch size := max(days, -days); {
	case size <= 3:
		return 0.3
	case size <= 10:
		return 0.15
	}
	return 0
}

func (c *context) weighWho(leg book.Leg, out *Candidate, row, other *book.Row) float64 {
	if leg == book.LegSales {
		order, payment := row, other
		if side, _ := sideOf(row); side == book.Right {
			order, payment = other, row
		}
		if !c.compatible(order, payment) {
			out.Evidence = append(out.Evidence, fact("other_method", order.Text.Method))
			return -0.3
		}
		return 0
	}
	channelRow, bankRow := row, other
	if row.Role == book.RoleBank {
		channelRow, bankRow = other, row
	}
	ch, named := c.channels[channelRow.Channel], read(bankRow).Provider
	switch {
	case named == "" || ch == nil:
		return 0
	case named == ch.Provider:
		out.Evidence = append(out.Evidence, fact("memo_names", shown(bankRow.Text)))
		return 0.2
	}
	out.Evidence = append(out.Evidence, fact("memo_names_other", shown(bankRow.Text)))
	return -0.3
}
