package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// A sale may be given back in several parts, of which the order shows the sum.

// partDays is how long after its sale a part is looked for, in days: a second one
// may come as long after the first as that after the sale.
const partDays = 2 * refundDays

// Bounds of the search for parts: how many refunds on a card are looked at, and
// how many may make up one sum.
const (
	maxCardRefunds = 12
	maxParts       = 4
)

// refundParts is what an order asks for and the refunds that add up to it.
type refundParts struct {
	asked int32
	paid  []int32
}

// parts finds, for each refund that has none of its amount on its card, the ways
// in which refunds on that card add up to it, and marks their rows. It returns
// those that are the only way of their order and share no row with another's.
func (f *refundFinder) parts(items []item) []refundParts {
	byCard := map[slip][]int32{}
	for _, x := range items {
		if r := &f.rows[x.row]; x.side == book.Right && !f.carded[x.row] && cardOf(r) != "" {
			byCard[cardSlip(r)] = append(byCard[cardSlip(r)], x.row)
		}
	}
	var only []refundParts
	uses := map[int32]int{} // how many orders have a way with the row
	for _, x := range items {
		sale, known := f.sales[x.row]
		if x.side != book.Left || !known || f.carded[x.row] || cardOf(&f.rows[sale]) == "" {
			continue
		}
		ways := f.waysToPart(x.row, byCard[cardSlip(&f.rows[sale])])
		for _, i := range members(ways) {
			f.parted[i] = true
			uses[i]++
		}
		if len(ways) == 1 {
			only = append(only, refundParts{x.row, ways[0]})
		}
		f.parted[x.row] = f.parted[x.row] || len(ways) > 0
	}
	return slices.DeleteFunc(only, func(p refundParts) bool {
		return slices.ContainsFunc(p.paid, func(i int32) bool { return uses[i] > 1 })
	})
}

func (f *refundFinder) matchParts(parts []refundParts) {
	for _, p := range parts {
		last := p.paid[len(p.paid)-1]
		a, b := &f.rows[p.asked], &f.rows[last]
		f.propose(book.RuleAmountTime, 0.93, []int32{p.asked}, p.paid,
			fact("refund_parts", number(int64(len(p.paid))), f.money(a.Amount, a.Currency)),
			fact("days_after_sale", number(int64(b.Day-a.Day))), fact("same_card", b.Text.Card))
		f.flush()
	}
}

// waysToPart lists the sets of two to maxParts refunds, in order of time, that add
// up to what is asked for; none where there are too many to look at.
func (f *refundFinder) waysToPart(asked int32, paid []int32) [][]int32 {
	total := f.rows[asked].Amount
	paid = slices.DeleteFunc(slices.Clone(paid), func(i int32) bool {
		return f.rows[i].Amount <= total || f.rows[i].Amount >= 0 || !f.mayWithin(asked, i, partDays)
	})
	if len(paid) > maxCardRefunds {
		return nil
	}
	slices.SortFunc(paid, f.byTime)
	var out [][]int32
	var taken []int32
	var search func(from int, rest book.Minor)
	search = func(from int, rest book.Minor) {
		if rest == 0 && len(taken) > 1 {
			out = append(out, slices.Clone(taken))
		}
		if rest >= 0 || len(taken) == maxParts {
			return
		}
		for k := from; k < len(paid); k++ {
			taken = append(taken, paid[k])
			search(k+1, rest-f.rows[paid[k]].Amount)
			taken = taken[:len(taken)-1]
		}
	}
	search(0, total)
	return out
}

// members is the rows of some sets, each once.
func members(sets [][]int32) []int32 {
	out := slices.Concat(sets...)
	slices.Sort(out)
	return slices.Compact(out)
}

func cardOf(r *book.Row) string {
	if r.Text == nil {
		return ""
	}
	return r.Text.Card
}

// cardSlip is what refunds on a card have in common.
func cardSlip(r *book.Row) slip {
	return slip{channel: r.Channel, currency: r.Currency, card: cardOf(r)}
}
