package reconcile

import "zhangfang/app/book"

// A difference under one order number is explained when rows account for every
// cent of it, or when it is the small change that a cashier waives. Then the
// match tells why and no exception is raised. Likely is not enough: a channel
// that took just its fee too little is a fact worth a look, since it takes the
// fee from what came a second time.

// explained tells why what came under a number is not what the orders say;
// difference is how much more it is.
func (w *work) explained(g *group, orders, payments []int32, owed, difference book.Minor) (why book.Fact, ok bool) {
	currency := w.rows[orders[0]].Currency
	differs := w.money(difference, currency)
	billed, fees, fit := w.billed(payments)
	switch {
	case !fit:
		return why, false
	case billed == owed: // the rows show the channel's discount
		return fact("difference_discount", differs), true
	case fees != 0 && fees == difference: // the shop books what is left after the fee
		return fact("difference_fee", differs), true
	case isRefund(&w.rows[orders[0]]):
		return why, false
	case w.netted(&g.paid, g.asked, -difference):
		return fact("difference_refund", differs), true // the order shows what was kept
	case w.netted(&g.asked, g.paid, difference):
		return fact("difference_refund_netted", differs), true // the channel shows what was kept
	case waived(owed, owed+difference, currency):
		return fact("difference_waived", differs), true
	}
	return why, false
}

// billed sums what was billed and what it cost; fit is false when the sums do not
// fit.
func (w *work) billed(payments []int32) (gross, fees book.Minor, fit bool) {
	for _, p := range payments {
		var errGross, errFees error
		gross, errGross = gross.Add(w.rows[p].Gross)
		fees, errFees = fees.Add(w.rows[p].Fee)
		if errGross != nil || errFees != nil {
			return 0, 0, false
		}
	}
	return gross, fees, true
}

// netted tells whether the refunds of one side add up to a difference while the
// other side has none: it has taken them off the amount. They are settled by it.
func (w *work) netted(refunds *[]int32, across []int32, difference book.Minor) bool {
	if len(*refunds) == 0 || len(across) > 0 {
		return false
	}
	total, ok := w.sum(*refunds)
	if !ok || total != difference {
		return false
	}
	w.settle(*refunds...)
	*refunds = (*refunds)[:0]
	return true
}

// waivedShare bounds the small change: one part in so many of what was owed. More
// of a small amount is no small change.
const waivedShare = 100

// waived tells whether what came is what was owed without the small change: cut
// to whole tens of fen or to whole yuan. Only yuan are paid that way.
func waived(owed, came book.Minor, currency book.Currency) bool {
	if currency != book.CNY || came <= 0 || came >= owed || owed-came > owed/waivedShare {
		return false
	}
	return came == owed-owed%10 || came == owed-owed%100
}
