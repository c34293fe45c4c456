package reconcile

import (
	"iter"

	"zhangfang/app/book"
)

// Sales matches orders with payments, and their refunds with refunds. Passes go
// from the strongest evidence to the weakest, all rows through one before the
// next: decisions, payments told twice, order numbers, damaged numbers, amount and
// time, refunds by card. What is left cancels itself, is open or an exception. rows
// keep their order; an outcome is valid until the next one.
func Sales(rows []book.Row, p *Parameters) iter.Seq[*book.Outcome] {
	return func(yield func(*book.Outcome) bool) {
		w := newWork(book.LegSales, rows, p, yield)
		w.paidBy = make([]int32, len(rows))
		passes := []func(){
			w.decided, w.twoTellings, w.expectNothing, w.keyPass, w.nearKeyPass, w.voidPass, w.amountTimePass, w.offerPass, w.nearKeyOffers,
			w.stand, w.knownNumberPass, w.nearRefundOffers, w.cardRefundPass, w.cancelPass, w.leftovers,
		}
		for _, pass := range passes {
			if w.ended {
				return
			}
			pass()
		}
	}
}

// sideOf is the side of a sales row; ok is false for rows of other legs.
func sideOf(r *book.Row) (side book.Side, ok bool) {
	switch {
	case r.Role == book.RoleOrders && (r.Kind == book.KindOrder || r.Kind == book.KindRefund):
		return book.Left, true
	case r.Role == book.RolePayments && (r.Kind == book.KindPayment || r.Kind == book.KindRefund):
		return book.Right, true
	}
	return 0, false
}

// neverPaid tells whether an order was closed, or still waits, without payment.
func neverPaid(r *book.Row) bool {
	return r.Status == book.StatusClosed || r.Status == book.StatusPending
}

// expectNothing settles the rows that take no part: other kinds, what failed, and
// payments that did not happen, where no number says whose they were.
func (w *work) expectNothing() {
	for i := range w.rows {
		r := &w.rows[i]
		side, ok := sideOf(r)
		if !w.done[i] && (!ok || r.Status == book.StatusFailed || side == book.Right && r.Key == "" && neverPaid(r)) {
			w.settle(int32(i))
			if len(w.out.Rows) >= 1024 {
				w.flush()
			}
		}
	}
	w.flush()
}

// isRefund tells a refund from a sale by its kind.
func isRefund(r *book.Row) bool { return r.Kind == book.KindRefund }

// equal tells whether a channel's row is of an order's amount: what the merchant
// gets, or what was billed before the channel's discount.
func equal(order, payment *book.Row) bool {
	return order.Currency == payment.Currency && (order.Amount == payment.Amount || order.Amount == payment.Gross)
}

// leftovers decides the rows that no pass explained.
func (w *work) leftovers() {
	for i := range w.rows {
		if w.ended {
			return
		}
		if !w.done[i] {
			w.leftover(int32(i))
			w.flush()
		}
	}
}

func (w *work) leftover(i int32) {
	r := &w.rows[i]
	side, _ := sideOf(r)
	switch {
	case side == book.Left && (neverPaid(r) && !isRefund(r) || w.methodOf(r).none):
		w.settle(i) // expects nothing
	case side == book.Right && r.Status == book.StatusReversed:
		w.settle(i) // a void whose payment is not in the book: no money moved
	case side == book.Left && isRefund(r) && r.Status == book.StatusProcessing:
		w.open(side, book.OpenWaiting, i) // the shop says that it is not paid out yet
	case !w.otherSideCovers(r, side):
		w.open(side, book.OpenWaiting, i)
	default:
		w.open(side, book.OpenException, i)
		w.missing(i, side)
	}
}

// lateRefund is how many days after the sale an order's refund without a date is
// waited for while bills are missing. It is less than Reach.
const lateRefund = 60

// missing raises what a row without its counterpart is.
func (w *work) missing(i int32, side book.Side) {
	r := &w.rows[i]
	switch {
	case side == book.Left && isRefund(r):
		w.raise(book.RefundNotInChannel, i, -1, r.Amount, 0)
	case side == book.Left:
		w.raise(book.MissingPayment, i, -1, r.Amount, 0)
	case isRefund(r):
		w.raise(book.RefundNotInOrders, i, -1, 0, r.Amount)
	default:
		w.raise(book.MissingOrder, i, -1, 0, r.Amount)
	}
}

// otherSideCovers tells whether the files that would hold the counterpart are in
// the book. An order's refund without a date may have been paid out on any day
// since the sale, so all of them must be covered up to where the orders reach, or
// as long as refunds are waited for.
func (w *work) otherSideCovers(r *book.Row, side book.Side) bool {
	from, to := w.span(r)
	if side == book.Right {
		return allCover(w.byRole[book.RoleOrders], from, to)
	}
	if isRefund(r) && r.Precision == book.PrecisionNone {
		if own := w.channels[r.Channel]; own != nil {
			to = max(to, min(own.last(), r.Day+lateRefund))
		}
	}
	return allCover(w.expects(r), from, to)
}
