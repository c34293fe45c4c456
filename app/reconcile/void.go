package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// voidPass sets aside the reversals without an order number, each with the
// payment that it took back: of the same amount, day, terminal and card, the
// latest before it. An order paid anew must not find the payment that was voided.
func (w *work) voidPass() {
	var reversed []int32
	for i := range w.rows {
		r := &w.rows[i]
		if r.Status == book.StatusReversed && r.Amount < 0 && r.Key == "" && w.free(i) {
			reversed = append(reversed, int32(i))
		}
	}
	if len(reversed) == 0 {
		return
	}
	slices.SortFunc(reversed, w.byTime)
	slips := map[slip][]int32{}
	for i := range w.rows {
		if r := &w.rows[i]; r.Key == "" && r.Kind == book.KindPayment && r.Status != book.StatusReversed && w.free(i) {
			slips[slipOf(r)] = append(slips[slipOf(r)], int32(i))
		}
	}
	for _, v := range reversed {
		s := slipOf(&w.rows[v])
		s.amount = -s.amount
		before := slices.DeleteFunc(slices.Clone(slips[s]), func(p int32) bool { return !w.free(int(p)) || w.byTime(p, v) > 0 || !w.allowed(p, v) })
		if len(before) > 0 {
			w.propose(book.RuleCancel, 1, nil, []int32{slices.MaxFunc(before, w.byTime), v})
			w.flush()
		}
	}
}

// slip is what a card slip says.
type slip struct {
	channel        book.ChannelID
	day            book.Day
	currency       book.Currency
	amount         book.Minor
	terminal, card string
}

func slipOf(r *book.Row) slip {
	s := slip{channel: r.Channel, day: r.Day, currency: r.Currency, amount: r.Amount}
	if r.Text != nil {
		s.terminal, s.card = r.Text.Terminal, r.Text.Card
	}
	return s
}
