package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// owed is an amount that a channel should pay to the bank: the net of a day, that
// of a terminal's day, the part of it in one batch, or a withdrawal.
type owed struct {
	book.Settlement
	provider string
	rows     []int32          // the rows that add up to it
	states   book.Day         // when the channel says that it pays; 0 where it does not
	cutoff   int              // hour at which the channel ends its day; 0: midnight
	beyond   bool             // its sum leaves the range of an amount: it takes no part
	closed   bool             // has its place in an outcome
	whole    *whole           // of a part that is paid by itself; else nil
	differs  []book.Exception // that other money came for it; raised with its settlement
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

// takes adds a row to the net.
func (o *owed) takes(i int32, r *book.Row) {
	o.rows = append(o.rows, i)
	o.Rows++
	o.states = max(o.states, r.Settles)
	net, err := r.Amount.Sub(r.Fee)
	if err == nil {
		net, err = o.Net.Add(net)
	}
	if err != nil {
		o.beyond = true
		return
	}
	o.Net = net
}

// keeps takes off a fee that was kept back of the payout: nothing more is expected
// of it, and what arrives is what the bank shows.
func (o *owed) keeps(fee book.Minor) { o.Net -= fee }

// gather sums what is owed, and lists the credits and the rows that take no part.
func (w *payouts) gather() {
	days := netting{w: w, byKey: map[netKey]*owed{}}
	for i := range w.rows {
		r := &w.rows[i]
		switch {
		case r.Role == book.RoleBank && r.Kind == book.KindDeposit:
			if c := w.creditOf(int32(i)); !w.internal(&c) {
				w.credits = append(w.credits, c)
				continue
			}
			w.apart = append(w.apart, int32(i))
		case w.paysByWithdrawal(r):
			o := &owed{provider: w.providerOf(r.Channel), Settlement: book.Settlement{Channel: r.Channel, Day: r.Day, Entry: r.ID, Currency: r.Currency}}
			o.takes(int32(i), r)
			o.Net = -o.Net
			w.owed = append(w.owed, o)
		case w.paysByDay(r):
			days.add(int32(i), netKey{r.Channel, r.Currency, "", r.Day}, 0)
		default:
			w.apart = append(w.apart, int32(i))
		}
	}
	w.inOrder()
	slices.SortFunc(w.credits, func(a, b credit) int { return cmp.Or(cmp.Compare(a.day, b.day), w.byTime(a.row, b.row)) })
}

// inOrder sorts what is owed: a channel's days follow each other.
func (w *payouts) inOrder() {
	slices.SortFunc(w.owed, func(a, b *owed) int {
		return cmp.Or(cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Terminal, b.Terminal),
			cmp.Compare(a.Day, b.Day), cmp.Compare(a.Entry, b.Entry))
	})
}

// indexDays lists what is owed by day, for the credits that look back.
func (w *payouts) indexDays() {
	w.byDay = slices.Clone(w.owed)
	slices.SortStableFunc(w.byDay, byDay)
}

func byDay(a, b *owed) int { return cmp.Compare(a.Day, b.Day) }

// dayRange is what is owed for the days from one to another, open or not, by day.
func (w *payouts) dayRange(from, to book.Day) []*owed {
	at := func(d book.Day) int {
		i, _ := slices.BinarySearchFunc(w.byDay, d, func(o *owed, d book.Day) int { return cmp.Compare(o.Day, d) })
		return i
	}
	return w.byDay[at(from):at(to+1)]
}

// netKey is what the rows of one net have in common.
type netKey struct {
	channel  book.ChannelID
	currency book.Currency
	terminal string
	day      book.Day
}

// netting sums rows into nets. Rows of a day mostly follow each other, so the last
// net is remembered.
type netting struct {
	w     *payouts
	byKey map[netKey]*owed
	key   netKey
	last  *owed
}

func (n *netting) add(i int32, k netKey, cutoff int) {
	if n.last == nil || n.key != k {
		n.key, n.last = k, n.byKey[k]
		if n.last == nil {
			n.last = &owed{provider: n.w.providerOf(k.channel), cutoff: cutoff,
				Settlement: book.Settlement{Channel: k.channel, Terminal: k.terminal, Day: k.day, Currency: k.currency}}
			n.byKey[k] = n.last
			n.w.owed = append(n.w.owed, n.last)
		}
	}
	n.last.takes(i, &n.w.rows[i])
	n.last.cutoff = max(n.last.cutoff, cutoff)
}

func (w *payouts) providerOf(id book.ChannelID) string {
	if ch := w.channels[id]; ch != nil {
		return ch.Provider
	}
	return ""
}

// paysByWithdrawal tells whether a row is a payout that its own channel shows: a
// wallet, or an account whose one bill holds sales and withdrawals.
func (w *payouts) paysByWithdrawal(r *book.Row) bool {
	if r.Kind != book.KindWithdrawal || r.Status == book.StatusFailed || r.Status == book.StatusReversed {
		return false
	}
	return r.Role == book.RoleWallet || r.Role == book.RolePayments && w.isAccount(r.Channel) && !w.walletCovers(r.Channel, r.Day)
}

// paysByDay tells whether a row counts towards the net of its day: it moves money,
// and no bill of its account shows what was paid out on the day.
func (w *payouts) paysByDay(r *book.Row) bool {
	return r.Role == book.RolePayments && book.MovesMoney(r.Kind, r.Status, r.Amount) && !w.isAccount(r.Channel) &&
		!w.walletCovers(r.Channel, r.Day) && !w.accountCovers(r.Channel, r.Day)
}

// isAccount tells whether a payments channel is the one bill of an account. It hangs
// on the channel and not on its rows: a part of a book may hold no withdrawal, and
// one that comes later changes nothing of the rows before it.
func (w *payouts) isAccount(id book.ChannelID) bool {
	ch := w.channels[id]
	return ch != nil && ch.Role == book.RolePayments && ch.ShowsPayouts()
}

// walletCovers tells whether the wallet of a channel's account has a bill of the day.
func (w *payouts) walletCovers(id book.ChannelID, d book.Day) bool {
	return w.covered(id, d, w.byRole[book.RoleWallet])
}

// accountCovers is walletCovers for the one bill of the account, read as payments.
func (w *payouts) accountCovers(id book.ChannelID, d book.Day) bool {
	return w.covered(id, d, w.byRole[book.RolePayments])
}

// covered tells whether one of some channels that show payouts covers the day for a
// channel's account.
func (w *payouts) covered(id book.ChannelID, d book.Day, by []*channel) bool {
	ch := w.channels[id]
	return ch != nil && slices.ContainsFunc(by, func(x *channel) bool {
		return x.ShowsPayouts() && x.Provider == ch.Provider && x.Account == ch.Account && x.covers(d, d)
	})
}
