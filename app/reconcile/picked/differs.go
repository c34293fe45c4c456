package picked

import (
	"slices"

	"zhangfang/app/book"
)

// linked is what a person linked in one currency, by side of the leg.
type linked struct {
	rows [2][]*item
	sum  [2]book.Minor // of compared amounts, each in its own sign
	over bool          // a sum is beyond what an amount can be
}

// linkDiffers raises what a person linked although the amounts differ, currency by
// currency: the link holds, and the money that it does not explain stays in sight.
// Where the sides have no currency in common their amounts say nothing.
func (w *work) linkDiffers(left, right []int32) {
	by := map[book.Currency]*linked{}
	var order []book.Currency
	common := false
	for side, rows := range [2][]int32{left, right} {
		for _, i := range rows {
			it := &w.items[w.turn(book.Side(side))][i]
			c := it.row.Currency
			if by[c] == nil {
				by[c] = &linked{}
				order = append(order, c)
			}
			by[c].add(book.Side(side), it)
			common = common || len(by[c].rows[0]) > 0 && len(by[c].rows[1]) > 0
		}
	}
	if !common {
		return
	}
	slices.Sort(order)
	for _, c := range order {
		w.raiseGap(by[c], c)
	}
}

func (x *linked) add(side book.Side, it *item) {
	sum, err := x.sum[side].Add(compared(it.row))
	x.over = x.over || err != nil
	x.sum[side] = sum
	x.rows[side] = append(x.rows[side], it)
}

// raiseGap raises that the sums differ, by the last row of the right side, in the
// sign of the left one.
func (w *work) raiseGap(x *linked, c book.Currency) {
	expected, actual := x.sum[book.Left], x.sum[book.Right]
	if w.opposite[c] {
		actual = -actual
	}
	if x.over || expected == actual {
		return
	}
	faulty, other := x.rows[book.Right], x.rows[book.Left]
	if len(faulty) == 0 {
		faulty, other = other, nil
	}
	r := faulty[len(faulty)-1].row
	facts := []book.Fact{fact("linked_by_hand"), fact("amount_differs", money(actual-expected, c))}
	if w.opposite[c] {
		facts = append(facts, fact("signs_opposite"))
	}
	e := book.Exception{Type: book.AmountMismatch, Leg: w.leg, Channel: r.Channel, Entry: r.ID, Day: r.Day, Expected: expected, Actual: actual, Currency: c, Evidence: facts}
	if len(other) > 0 {
		e.Other = other[0].row.ID
	}
	w.out.Exceptions = append(w.out.Exceptions, e)
}
