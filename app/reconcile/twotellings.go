package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// telling is what two bills of an account say alike of one payment or refund: its
// order number, or else its own number and day.
type telling struct {
	of       account
	key, txn string
	day      book.Day
	amount   book.Minor
	currency book.Currency
	kind     book.Kind
	status   book.Status
}

// account is an account at a provider; its number is "" where no file names it.
type account struct{ provider, number string }

// twoTellings leaves out the payments that two bills of an account tell: one of all
// that moved in it, and one of its trades, such as what the payouts of Stripe are made
// of. The order was paid once. It is the trade that is left out, unless a decision
// holds it.
func (w *work) twoTellings() {
	twice := w.toldTwice()
	if len(twice) == 0 {
		return
	}
	moved, traded := map[telling][]int32{}, map[telling][]int32{}
	var tellings []telling // of trades, in the order of the rows
	for i := range w.rows {
		r := &w.rows[i]
		ch := w.channels[r.Channel]
		if side, ok := sideOf(r); !ok || side != book.Right || ch == nil || !twice[account{ch.Provider, ch.Account}] {
			continue
		}
		t, ok := tellingOf(r, ch)
		switch {
		case !ok:
		case ch.ShowsPayouts():
			moved[t] = append(moved[t], int32(i))
		default:
			if len(traded[t]) == 0 {
				tellings = append(tellings, t)
			}
			traded[t] = append(traded[t], int32(i))
		}
	}
	for _, t := range tellings {
		trades, all := traded[t], moved[t]
		slices.SortFunc(trades, w.byTime)
		slices.SortFunc(all, w.byTime)
		for k := range min(len(trades), len(all)) {
			switch {
			case !w.done[trades[k]]:
				w.settle(trades[k])
			case !w.done[all[k]]:
				w.settle(all[k])
			}
			w.flush()
		}
	}
}

// toldTwice are the accounts of which the payments stand in two kinds of bills.
func (w *work) toldTwice() map[account]bool {
	var moved, traded, both map[account]bool
	for _, ch := range w.byRole[book.RolePayments] {
		into := &traded
		if ch.ShowsPayouts() {
			into = &moved
		}
		if *into == nil {
			*into = map[account]bool{}
		}
		(*into)[account{ch.Provider, ch.Account}] = true
	}
	for a := range moved {
		if traded[a] {
			if both == nil {
				both = map[account]bool{}
			}
			both[a] = true
		}
	}
	return both
}

// tellingOf is what a row says; ok is false where it has no number to tell it by.
func tellingOf(r *book.Row, ch *channel) (t telling, ok bool) {
	t = telling{of: account{ch.Provider, ch.Account}, key: r.Key, amount: r.Amount, currency: r.Currency, kind: r.Kind, status: r.Status}
	if r.Key == "" && r.Text != nil {
		t.txn, t.day = r.Text.TxnNo, r.Day
	}
	return t, t.key != "" || t.txn != ""
}
