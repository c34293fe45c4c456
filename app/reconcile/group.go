package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// group is the rows of one order number.
type group struct {
	orders, payments []int32 // sales
	asked, paid      []int32 // refunds of the orders, and of the channels
	voids            []int32 // rows that the channel reversed
	unpaid           []int32 // rows of payments that the channel says did not happen
}

func (g *group) reset() {
	g.orders, g.payments, g.asked, g.paid = g.orders[:0], g.payments[:0], g.asked[:0], g.paid[:0]
	g.voids, g.unpaid = g.voids[:0], g.unpaid[:0]
}

func (g *group) add(w *work, i int32) {
	r := &w.rows[i]
	switch side, _ := sideOf(r); {
	case side == book.Left && isRefund(r):
		g.asked = append(g.asked, i)
	case side == book.Left:
		g.orders = append(g.orders, i)
	case r.Status == book.StatusReversed:
		g.voids = append(g.voids, i)
	case isRefund(r):
		g.paid = append(g.paid, i)
	case neverPaid(r):
		g.unpaid = append(g.unpaid, i)
	default:
		g.payments = append(g.payments, i)
	}
}

func (w *work) solve(g *group) {
	if len(g.orders) == 1 && len(g.payments) == 1 && len(g.voids) == 0 {
		o, p := g.orders[0], g.payments[0]
		if !neverPaid(&w.rows[o]) && equal(&w.rows[o], &w.rows[p]) && w.allowed(o, p) {
			w.matchByKey(o, p)
			g.orders, g.payments = g.orders[:0], g.payments[:0]
		}
	}
	if len(g.orders)+len(g.payments)+len(g.asked)+len(g.paid)+len(g.voids)+len(g.unpaid) == 0 {
		return // nearly always
	}
	for _, rows := range [][]int32{g.orders, g.payments, g.asked, g.paid, g.voids, g.unpaid} {
		slices.SortFunc(rows, w.byTime)
	}
	if len(g.voids) > 0 {
		w.voids(g)
	}
	if len(g.orders) > 0 && len(g.payments) > 0 {
		w.sales(g)
	}
	if len(g.unpaid) > 0 {
		w.unpaid(g)
	}
	if len(g.asked) > 0 && len(g.paid) > 0 {
		w.refunds(g)
	}
}

// matchByKey matches an order with a payment of its number and amount, or of what
// was billed before the discount that the channel's row shows.
func (w *work) matchByKey(order, payment int32) {
	o, p := &w.rows[order], &w.rows[payment]
	left, right := []int32{order}, []int32{payment}
	if o.Amount == p.Amount {
		w.match(book.RuleKey, 1, left, right)
		return
	}
	w.match(book.RuleKey, 1, left, right, fact("order_no"), fact("gross_equal", w.money(o.Amount, o.Currency), w.money(p.Amount, p.Currency)))
}

// allowed tells whether nobody declined the pair.
func (w *work) allowed(left, right int32) bool {
	return len(w.declined) == 0 || !w.declined[[2]book.EntryID{w.rows[left].ID, w.rows[right].ID}]
}

// allAllowed tells whether nobody declined any pair across.
func (w *work) allAllowed(left, right []int32) bool {
	for _, l := range left {
		for _, r := range right {
			if !w.allowed(l, r) {
				return false
			}
		}
	}
	return true
}

// voids sets aside each reversed row with the payment that it took back: of the
// same size, the latest before it. Alone it moved no money.
func (w *work) voids(g *group) {
	for _, v := range g.voids {
		pair := []int32{v}
		for k := len(g.payments) - 1; k >= 0; k-- {
			p := g.payments[k]
			if w.rows[p].Amount.Abs() == w.rows[v].Amount.Abs() && w.moment(&w.rows[p]) <= w.moment(&w.rows[v]) {
				pair = append(pair, p)
				g.payments = slices.Delete(g.payments, k, k+1)
				break
			}
		}
		if len(pair) == 1 {
			w.settle(v)
			continue
		}
		w.match(book.RuleCancel, 1, nil, pair)
	}
}

// sales pairs the orders of a number with its payments. Closed and unpaid orders
// stand back behind live ones; money on them is a match and an exception.
func (w *work) sales(g *group) {
	live, dead := split(g.orders, func(i int32) bool { return !neverPaid(&w.rows[i]) })
	if len(live) == 0 {
		w.closedButPaid(dead, g.payments)
		return
	}
	switch orders, payments := w.pairEqual(live, g.payments); {
	case len(orders) == 0:
		w.extras(g, live[0], payments)
	case len(payments) > 0:
		w.together(g, orders, payments)
	}
}

// pairEqual matches orders and payments of equal amount in the order of time, and
// returns what is left. What was billed before a discount is compared once no two
// amounts are equal.
func (w *work) pairEqual(orders, payments []int32) (restOrders, restPayments []int32) {
	restOrders, restPayments = orders, slices.Clone(payments)
	for _, same := range []func(o, p *book.Row) bool{func(o, p *book.Row) bool { return o.Amount == p.Amount }, equal} {
		var later []int32
		for _, o := range restOrders {
			k := slices.IndexFunc(restPayments, func(p int32) bool { return same(&w.rows[o], &w.rows[p]) && w.allowed(o, p) })
			if k < 0 {
				later = append(later, o)
				continue
			}
			w.matchByKey(o, restPayments[k])
			restPayments = slices.Delete(restPayments, k, k+1)
		}
		restOrders = later
	}
	return restOrders, restPayments
}

// together matches what is left of a number as a whole: equal sums explain
// themselves, others are a difference, which something else may explain.
func (w *work) together(g *group, orders, payments []int32) {
	if !w.allAllowed(orders, payments) {
		return
	}
	owed, okL := w.sum(orders)
	came, okR := w.sum(payments)
	difference, err := came.Sub(owed)
	if !okL || !okR || err != nil {
		return
	}
	if difference == 0 {
		w.match(book.RuleKey, 1, orders, payments)
		return
	}
	if why, ok := w.explained(g, orders, payments, owed, difference); ok {
		w.match(book.RuleKeyDifference, 0.95, orders, payments, fact("order_no"), why)
		return
	}
	last := payments[len(payments)-1]
	differs := fact("amount_differs", w.money(difference, w.rows[last].Currency))
	w.match(book.RuleKeyDifference, 0.9, orders, payments, fact("order_no"), differs)
	if isRefund(&w.rows[last]) && came.Abs() < owed.Abs() && !w.otherSideCovers(&w.rows[orders[0]], book.Left) {
		return // the rest of it may be in a file that is not in yet
	}
	w.raise(book.AmountMismatch, last, orders[0], owed, came, fact("order_no"), differs)
}

// sum adds amounts; ok is false when they do not fit.
func (w *work) sum(rows []int32) (total book.Minor, ok bool) {
	for _, i := range rows {
		var err error
		if total, err = total.Add(w.rows[i].Amount); err != nil {
			return 0, false
		}
	}
	return total, true
}

// closedButPaid matches money with the orders that nobody was to pay, whatever
// their amount says, and raises that it came.
func (w *work) closedButPaid(orders, payments []int32) {
	if !w.allAllowed(orders, payments) {
		return
	}
	w.match(book.RuleKey, 1, orders, payments)
	for _, p := range payments {
		w.raise(book.StatusMismatch, p, orders[0], 0, w.rows[p].Amount, fact("order_status", w.rows[orders[0]].Status.String()))
	}
}

// unpaid matches an order that the shop says was paid with a payment of its amount
// of which the channel says that it never happened, and raises it. A payment that
// did not happen expects nothing else.
func (w *work) unpaid(g *group) {
	for _, p := range g.unpaid {
		k := slices.IndexFunc(g.orders, func(o int32) bool {
			return !w.done[o] && !neverPaid(&w.rows[o]) && equal(&w.rows[o], &w.rows[p]) && w.allowed(o, p)
		})
		if k < 0 {
			w.settle(p)
			continue
		}
		o := g.orders[k]
		w.match(book.RuleKey, 1, []int32{o}, []int32{p})
		w.raise(book.StatusMismatch, p, o, w.rows[o].Amount, 0, fact("order_no"), fact("payment_status", w.rows[p].Status.String()))
	}
}

// extras are payments beyond what the orders of the number ask for: each was
// charged twice, unless the channel has given it back by itself.
func (w *work) extras(g *group, order int32, payments []int32) {
	for _, p := range payments {
		if k := w.givenBack(g, p); k >= 0 {
			w.match(book.RuleCancel, 1, nil, []int32{p, g.paid[k]}, fact("charged_and_returned"))
			g.paid = slices.Delete(g.paid, k, k+1)
			continue
		}
		w.open(book.Right, book.OpenException, p)
		w.raise(book.DuplicateCharge, p, order, 0, w.rows[p].Amount, fact("order_no"))
	}
}

// givenBack finds a refund of the channel that takes a payment back in full and
// that the orders do not ask for; -1 when there is none.
func (w *work) givenBack(g *group, payment int32) int {
	return slices.IndexFunc(g.paid, func(r int32) bool {
		return w.rows[r].Amount == -w.rows[payment].Amount &&
			!slices.ContainsFunc(g.asked, func(a int32) bool { return w.rows[a].Amount == w.rows[r].Amount })
	})
}

// refunds pairs the refunds that the orders ask for with those that the channels
// paid: equal amounts first, then the sums, then a difference.
func (w *work) refunds(g *group) {
	asked, paid := w.pairEqual(g.asked, g.paid)
	if len(asked) > 0 && len(paid) > 0 {
		w.together(g, asked, paid)
	}
}

func split(rows []int32, is func(int32) bool) (yes, no []int32) {
	for _, i := range rows {
		if is(i) {
			yes = append(yes, i)
		} else {
			no = append(no, i)
		}
	}
	return yes, no
}
