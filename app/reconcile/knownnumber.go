package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// knownNumberPass matches the refunds of sales whose two sides have different
// numbers: once a sale is matched, by itself or by a person, its payment's number
// is known to be that order's, and what was paid back under it is the order's.
func (w *work) knownNumberPass() {
	orderOf := w.knownNumbers()
	if len(orderOf) == 0 {
		return
	}
	asked, paid := map[string][]int32{}, map[string][]int32{} // by the order's number
	var numbers []string
	for i := range w.rows {
		r := &w.rows[i]
		side, ok := sideOf(r)
		if !ok || !isRefund(r) || r.Key == "" || !w.free(i) || r.Status == book.StatusReversed {
			continue
		}
		if order := orderOf[r.Key]; side == book.Right && order != "" {
			if paid[order] == nil {
				numbers = append(numbers, order)
			}
			paid[order] = append(paid[order], int32(i))
		} else if side == book.Left {
			asked[r.Key] = append(asked[r.Key], int32(i))
		}
	}
	for _, number := range numbers {
		w.refundsOfNumber(asked[number], paid[number])
		w.flush()
	}
}

// knownNumbers tells the order's number of each payment's number that a matched
// sale shows to be the same; none of one that several payments have.
func (w *work) knownNumbers() map[string]string {
	out, sales := map[string]string{}, map[string]int{}
	for i, p := range w.paidBy {
		if p == 0 || isRefund(&w.rows[i]) {
			continue
		}
		if order, payment := w.rows[i].Key, w.rows[p-1].Key; order != "" && payment != "" && order != payment {
			out[payment] = order
		}
	}
	if len(out) == 0 {
		return nil
	}
	for i := range w.rows {
		r := &w.rows[i]
		if side, ok := sideOf(r); ok && side == book.Right && !isRefund(r) && out[r.Key] != "" {
			if sales[r.Key]++; sales[r.Key] > 1 {
				delete(out, r.Key)
			}
		}
	}
	return out
}

// refundsOfNumber matches refunds of equal amount in the order of time, then all
// that are left where their sums are equal.
func (w *work) refundsOfNumber(asked, paid []int32) {
	slices.SortFunc(asked, w.byTime)
	slices.SortFunc(paid, w.byTime)
	const score = 0.95
	for _, a := range asked {
		for _, p := range paid {
			if w.free(int(p)) && w.mayBeOne(a, p) && w.rows[a].Amount == w.rows[p].Amount {
				w.propose(book.RuleNearKey, score, []int32{a}, []int32{p}, append(w.pairFacts(a, p), w.numberOfSale(a, p))...)
				break
			}
		}
	}
	decided := func(i int32) bool { return !w.free(int(i)) }
	asked, paid = slices.DeleteFunc(asked, decided), slices.DeleteFunc(paid, decided)
	if len(asked) == 0 || len(paid) == 0 {
		return
	}
	for _, a := range asked {
		for _, p := range paid {
			if !w.mayBeOne(a, p) {
				return
			}
		}
	}
	if owed, ok := w.sum(asked); ok {
		if came, ok := w.sum(paid); ok && came == owed {
			w.propose(book.RuleNearKey, score, asked, paid, fact("refund_parts", number(int64(len(paid))), w.money(owed, w.rows[asked[0]].Currency)),
				w.numberOfSale(asked[0], paid[0]))
		}
	}
}

// mayBeOne tells whether nothing but the number keeps two refunds apart.
func (w *work) mayBeOne(asked, paid int32) bool {
	a, b := &w.rows[asked], &w.rows[paid]
	return a.Currency == b.Currency && b.Day >= a.Day && b.Day-a.Day <= partDays && w.compatible(a, b) && w.allowed(asked, paid)
}

func (w *work) numberOfSale(asked, paid int32) book.Fact {
	return fact("number_of_sale", w.rows[asked].Key, w.rows[paid].Key)
}
