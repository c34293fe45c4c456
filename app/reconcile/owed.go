package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// owed is an amount that a channel should pay to the bank: the net of a day, or a
// withdrawal.
type owed struct {
	book.Settlement
	provider string
	rows     []int32          // the rows that add up to it
	states   book.Day         // when the channel says that it pays; 0 where it does not
	closed   bool             // has its place in an outcome
	differs  []book.Exception // what a person linked it with although the money differs
}

// due is the day on which it should be at the bank, as far as is known without a
// calendar.
func (o *owed) due() book.Day {
	switch {
	case o.Entry != 0:
		return o.Day
	case o.states > o.Day:
		return o.states
	}
	return o.Day + 1
}

// rule is how a match of it came about.
func (o *owed) rule() book.Rule {
	if o.Entry != 0 {
		return book.RuleWithdrawal
	}
	return book.RuleDayNet
}

// gather sums what is owed, and lists the credits and the rows that take no part.
func (w *payouts) gather() {
	byDay := map[owedDay]*owed{}
	for i := range w.rows {
		r := &w.rows[i]
		switch {
		case r.Role == book.RoleBank && r.Kind == book.KindDeposit && !internal(r.Text):
			w.credits = append(w.credits, credit{int32(i), r.Day, r.Amount, r.Currency, payer(r.Text)})
		case paysByWithdrawal(r):
			w.owed = append(w.owed, &owed{provider: w.providerOf(r.Channel), rows: []int32{int32(i)}, Settlement: book.Settlement{
				Channel: r.Channel, Day: r.Day, Entry: r.ID, Currency: r.Currency, Net: -(r.Amount - r.Fee), Rows: 1}})
		case w.paysByDay(r):
			w.addToDay(byDay, int32(i))
		default:
			w.apart = append(w.apart, int32(i))
		}
	}
	slices.SortFunc(w.owed, func(a, b *owed) int {
		return cmp.Or(cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Entry, b.Entry))
	})
	slices.SortFunc(w.credits, func(a, b credit) int { return cmp.Or(cmp.Compare(a.day, b.day), w.byTime(a.row, b.row)) })
}

// owedDay is what the rows of one net have in common.
type owedDay struct {
	channel  book.ChannelID
	day      book.Day
	currency book.Currency
}

func (w *payouts) addToDay(byDay map[owedDay]*owed, i int32) {
	r := &w.rows[i]
	k := owedDay{r.Channel, r.Day, r.Currency}
	o := byDay[k]
	if o == nil {
		o = &owed{provider: w.providerOf(r.Channel), Settlement: book.Settlement{Channel: r.Channel, Day: r.Day, Currency: r.Currency}}
		byDay[k] = o
		w.owed = append(w.owed, o)
	}
	o.rows = append(o.rows, i)
	o.Rows++
	o.Net += r.Amount - r.Fee
	o.states = max(o.states, r.Settles)
}

func (w *payouts) providerOf(id book.ChannelID) string {
	if ch := w.channels[id]; ch != nil {
		return ch.Provider
	}
	return ""
}

func paysByWithdrawal(r *book.Row) bool {
	return r.Role == book.RoleWallet && r.Kind == book.KindWithdrawal && r.Status != book.StatusFailed && r.Status != book.StatusReversed
}

// paysByDay tells whether a row counts towards the net of its day: it moves money,
// and the wallet of its account does not cover the day.
func (w *payouts) paysByDay(r *book.Row) bool {
	return r.Role == book.RolePayments && book.MovesMoney(r.Kind, r.Status, r.Amount) && !w.walletCovers(r.Channel, r.Day)
}

// walletCovers tells whether the wallet of a channel's account has a bill of the day.
func (w *payouts) walletCovers(id book.ChannelID, d book.Day) bool {
	ch := w.channels[id]
	return ch != nil && slices.ContainsFunc(w.byRole[book.RoleWallet], func(wallet *channel) bool {
		return wallet.Provider == ch.Provider && wallet.Account == ch.Account && wallet.covers(d, d)
	})
}
