package reconcile

import (
	"cmp"
	"iter"
	"slices"

	"zhangfang/app/book"
)

// How long after its day a payout may arrive and still be recognised, in days.
// The longest run of bank holidays is nine days.
const (
	netDays        = 16 // the net of a day
	withdrawalDays = 7
	mergedDays     = 9 // most days that one credit pays together
)

// Payouts matches what channels owe with bank credits: the net of a day, or the
// withdrawals of a wallet where its bills are in the book, never both. rows keep
// their order; an outcome is valid until the next one.
func Payouts(rows []book.Row, p *Parameters) iter.Seq[*book.Outcome] {
	return func(yield func(*book.Outcome) bool) {
		w := &payouts{work: newWork(book.LegPayouts, rows, p, yield)}
		w.gather()
		w.confirmed()
		for _, pass := range []func(){w.single, w.merged, w.short, w.offer, w.finish} {
			if w.ended {
				return
			}
			pass()
		}
	}
}

// payouts is a run over the payouts leg.
type payouts struct {
	*work
	owed    []*owed
	credits []int32 // undecided bank credits, by day
}

// owed is an amount that a channel should pay to the bank.
type owed struct {
	book.Settlement
	provider string
	rows     []int32 // the rows that add up to it
	inBank   bool    // no bank statement is needed to know: decided
}

// gather sums what is owed and settles the rows that take no part.
func (w *payouts) gather() {
	byDay := map[owedKey]*owed{}
	for i := range w.rows {
		r := &w.rows[i]
		switch {
		case r.Role == book.RoleBank && r.Kind == book.KindDeposit && !internal(r.Text):
			w.credits = append(w.credits, int32(i))
		case w.paysByWithdrawal(r):
			w.owed = append(w.owed, &owed{provider: w.providerOf(r.Channel), rows: []int32{int32(i)}, Settlement: book.Settlement{
				Channel: r.Channel, Day: r.Day, Entry: r.ID, Currency: r.Currency, Net: -(r.Amount - r.Fee), Rows: 1}})
		case w.paysByDay(r):
			w.addToDay(byDay, int32(i))
		default:
			w.settle(int32(i))
			if len(w.out.Rows) >= 1024 {
				w.flush()
			}
		}
	}
	w.flush()
	slices.SortFunc(w.owed, func(a, b *owed) int {
		return cmp.Or(cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Entry, b.Entry))
	})
	slices.SortFunc(w.credits, func(a, b int32) int {
		return cmp.Or(cmp.Compare(w.rows[a].Day, w.rows[b].Day), w.byTime(a, b))
	})
}

type owedKey struct {
	channel  book.ChannelID
	day      book.Day
	currency book.Currency
}

func (w *payouts) addToDay(byDay map[owedKey]*owed, i int32) {
	r := &w.rows[i]
	k := owedKey{r.Channel, r.Day, r.Currency}
	o := byDay[k]
	if o == nil {
		o = &owed{provider: w.providerOf(r.Channel), Settlement: book.Settlement{Channel: r.Channel, Day: r.Day, Currency: r.Currency}}
		byDay[k] = o
		w.owed = append(w.owed, o)
	}
	o.rows = append(o.rows, i)
	o.Rows++
	o.Net += r.Amount - r.Fee
}

func (w *payouts) providerOf(id book.ChannelID) string {
	if ch := w.channels[id]; ch != nil {
		return ch.Provider
	}
	return ""
}

func (w *payouts) paysByWithdrawal(r *book.Row) bool {
	return r.Role == book.RoleWallet && r.Kind == book.KindWithdrawal && r.Status != book.StatusFailed && r.Status != book.StatusReversed
}

// paysByDay tells whether a row counts towards the net of its day: a payment or
// refund that happened, of an account whose wallet does not cover the day.
func (w *payouts) paysByDay(r *book.Row) bool {
	if r.Role != book.RolePayments || r.Kind != book.KindPayment && r.Kind != book.KindRefund {
		return false
	}
	switch r.Status {
	case book.StatusFailed, book.StatusReversed, book.StatusPending, book.StatusClosed:
		return false
	}
	return !w.walletCovers(r.Channel, r.Day)
}

// walletCovers tells whether the wallet of the channel's account has a bill of the day.
func (w *payouts) walletCovers(id book.ChannelID, d book.Day) bool {
	ch := w.channels[id]
	if ch == nil {
		return false
	}
	for _, wallet := range w.byRole[book.RoleWallet] {
		if wallet.Provider == ch.Provider && wallet.Account == ch.Account && wallet.covers(d) {
			return true
		}
	}
	return false
}

// confirmed takes what people linked by hand out of what is owed and the credits.
func (w *payouts) confirmed() {
	w.decided()
	w.credits = slices.DeleteFunc(w.credits, func(i int32) bool { return w.done[i] })
	linked := map[book.EntryID]int32{} // a linked row -> a credit of its decision
	at := map[book.EntryID]int32{}
	for i := range w.rows {
		at[w.rows[i].ID] = int32(i)
	}
	for _, d := range w.confirms {
		for _, l := range d.Left {
			for _, r := range d.Right {
				if i, ok := at[r]; ok {
					linked[l] = i
				}
			}
		}
	}
	for _, o := range w.owed {
		if !w.done[o.rows[0]] {
			continue
		}
		o.inBank = true
		if credit, ok := linked[w.rows[o.rows[0]].ID]; ok {
			o.Arrived, o.ArrivedOn = o.Net, w.rows[credit].Day
		} else {
			o.Arrived, o.ArrivedOn = o.Net, o.Day // written off: nothing more is expected
		}
		w.settlement(o)
	}
	w.flush()
}

// settlement adds what is owed to the outcome under way.
func (w *payouts) settlement(o *owed) {
	for _, bank := range w.byRole[book.RoleBank] {
		o.BankSeen = max(o.BankSeen, bank.through(max(o.Day, 1)))
	}
	w.out.Settlements = append(w.out.Settlements, o.Settlement)
}

// fits tells whether a credit may pay what is owed on a day: in its window, in
// its currency, from its provider as far as the memo tells, and not declined.
func (w *payouts) fits(o *owed, credit int32) bool {
	r := &w.rows[credit]
	days := book.Day(netDays)
	if o.Entry != 0 {
		days = withdrawalDays
	}
	if w.done[credit] || r.Currency != o.Currency || r.Day < o.Day || r.Day > o.Day+days {
		return false
	}
	if named := payer(r.Text); named != "" && named != o.provider {
		return false
	}
	return w.allowed(o.rows[0], credit)
}

// open lists what is owed, above zero and not decided.
func (w *payouts) openOwed() []*owed {
	var out []*owed
	for _, o := range w.owed {
		if !o.inBank && !w.done[o.rows[0]] && o.Net > 0 {
			out = append(out, o)
		}
	}
	return out
}

// paid matches owed amounts with credits and writes their settlements.
func (w *payouts) paid(rule book.Rule, score float64, group []*owed, credit int32, facts ...book.Fact) {
	var left []int32
	for _, o := range group {
		left = append(left, o.rows...)
		o.inBank, o.Arrived, o.ArrivedOn = true, o.Net, w.rows[credit].Day
	}
	w.match(rule, score, left, []int32{credit}, facts...)
	for _, o := range group {
		w.settlement(o)
	}
	w.flush()
}

func (w *payouts) ruleOf(o *owed) book.Rule {
	if o.Entry != 0 {
		return book.RuleWithdrawal
	}
	return book.RuleDayNet
}

// single matches an amount with one credit of exactly that amount: where a
// credit's memo names the payer first, then the rest; the earliest amounts and
// credits first, since channels pay in the order of days.
func (w *payouts) single() {
	for _, named := range []bool{true, false} {
		for _, o := range w.openOwed() {
			var fit []int32
			for _, c := range w.credits {
				if w.rows[c].Amount == o.Net && w.fits(o, c) && (payer(w.rows[c].Text) == o.provider) == named {
					fit = append(fit, c)
				}
			}
			if len(fit) == 0 || w.contested(o, fit, named) {
				continue
			}
			c := fit[0]
			w.paid(w.ruleOf(o), singleScore(named), []*owed{o}, c, w.creditFacts(o, c)...)
		}
	}
}

func singleScore(named bool) float64 {
	if named {
		return 1
	}
	return 0.95
}

// contested tells whether a credit that names nobody could as well pay another
// channel's equal amount.
func (w *payouts) contested(o *owed, fit []int32, named bool) bool {
	if named {
		return false
	}
	if len(fit) > 1 {
		return true
	}
	return slices.ContainsFunc(w.openOwed(), func(x *owed) bool {
		return x != o && x.Net == o.Net && x.Channel != o.Channel && w.fits(x, fit[0])
	})
}

// merged matches runs of consecutive unpaid days of a channel with one credit of
// exactly their sum, as channels pay weekends and holidays.
func (w *payouts) merged() {
	for _, c := range w.credits {
		if w.done[c] {
			continue
		}
		if run := w.runFor(c); run != nil {
			w.paid(book.RuleDayNet, 0.97, run, c, append(w.creditFacts(run[0], c), fact("days_together", seconds(int64(len(run)))))...)
		}
	}
}

// runFor finds the only run of consecutive open amounts that a credit pays; nil
// when none or more than one does.
func (w *payouts) runFor(c int32) []*owed {
	open := w.openOwed()
	var found []*owed
	for i := range open {
		var sum book.Minor
		for j := i; j < len(open) && j-i < mergedDays; j++ {
			a := open[j]
			if a.Channel != open[i].Channel || a.Currency != open[i].Currency || a.Entry != 0 || !w.fits(a, c) ||
				j > i && a.Day-open[j-1].Day > 2 {
				break
			}
			sum += a.Net
			if j > i && sum == w.rows[c].Amount {
				if found != nil {
					return nil
				}
				found = open[i : j+1]
			}
		}
	}
	return found
}

// shortBy is how much of what is owed a short credit may lack: one part in this
// many. Beyond it, two things are missing rather than one short.
const shortBy = 2

// short matches a credit that names its payer and is other than what is owed,
// when nothing else fits either, and raises the difference.
func (w *payouts) short() {
	for _, c := range w.credits {
		if w.done[c] {
			continue
		}
		if o := w.shortOf(c); o != nil {
			w.paidShort(o, c)
		}
	}
}

// shortOf is the amount that a credit falls short of: the one whose day its memo
// names, else the only one that is near; nil when there is no such.
func (w *payouts) shortOf(c int32) *owed {
	named := payer(w.rows[c].Text)
	if named == "" {
		return nil
	}
	var near []*owed
	for _, o := range w.openOwed() {
		if o.provider != named || !w.fits(o, c) || (o.Net-w.rows[c].Amount).Abs() > o.Net/shortBy {
			continue
		}
		if namesDay(w.rows[c].Text, o.Day) || namesDay(w.rows[c].Text, w.rows[o.rows[0]].Settles) {
			return o
		}
		near = append(near, o)
	}
	if len(near) != 1 {
		return nil
	}
	return near[0]
}

func (w *payouts) paidShort(o *owed, c int32) {
	came := w.rows[c].Amount
	w.addMatch(w.ruleOf(o), book.MatchAuto, 0.85, o.rows, []int32{c}, w.creditFacts(o, c))
	w.settle(o.rows...)
	w.settle(c)
	o.inBank, o.Arrived, o.ArrivedOn = true, came, w.rows[c].Day
	w.settlement(o)
	w.out.Exceptions = append(w.out.Exceptions, book.Exception{Type: book.SettlementShort, Leg: w.leg, Channel: o.Channel, Entry: o.Entry,
		Other: w.rows[c].ID, Day: o.Day, Expected: o.Net, Actual: came, Currency: o.Currency,
		Evidence: []book.Fact{fact("amount_differs", money(came-o.Net, o.Currency))}})
	w.flush()
}

// offer suggests a credit of the exact amount that more than one thing may
// explain.
func (w *payouts) offer() {
	for _, o := range w.openOwed() {
		k := slices.IndexFunc(w.credits, func(c int32) bool { return w.rows[c].Amount == o.Net && w.fits(o, c) })
		if k < 0 {
			continue
		}
		c := w.credits[k]
		w.suggest(w.ruleOf(o), 0.6, o.rows, []int32{c}, w.creditFacts(o, c)...)
		o.inBank = true
		w.settlement(o)
		w.flush()
	}
}

// finish decides what is left: amounts on their way, and credits that nothing
// explains.
func (w *payouts) finish() {
	for _, o := range w.owed {
		if o.inBank || w.done[o.rows[0]] {
			continue
		}
		why := book.OpenInTransit
		if !w.bankCovers(o.Day) {
			why = book.OpenWaiting
		}
		if o.Net <= 0 {
			w.settle(o.rows...) // nothing is paid out for it
		} else {
			w.open(book.Left, why, o.rows...)
		}
		w.settlement(o)
		w.flush()
	}
	for _, c := range w.credits {
		if !w.done[c] {
			w.unexplained(c)
			w.flush()
		}
	}
}

func (w *payouts) bankCovers(d book.Day) bool {
	return slices.ContainsFunc(w.byRole[book.RoleBank], func(b *channel) bool { return b.near(d) })
}

// unexplained raises a credit when the bills that would explain it are in the book.
func (w *payouts) unexplained(c int32) {
	r := &w.rows[c]
	if !allCover(w.payers(r), r.Day-1, r.Day-1) {
		w.open(book.Right, book.OpenWaiting, c)
		return
	}
	w.open(book.Right, book.OpenException, c)
	w.raise(book.UnexplainedCredit, c, -1, 0, r.Amount)
}

// payers lists the channels whose bills could explain a credit.
func (w *payouts) payers(r *book.Row) []*channel {
	named := payer(r.Text)
	var out []*channel
	for _, role := range []book.Role{book.RolePayments, book.RoleWallet} {
		for _, ch := range w.byRole[role] {
			if named == "" || ch.Provider == named {
				out = append(out, ch)
			}
		}
	}
	return out
}

func (w *payouts) creditFacts(o *owed, c int32) []book.Fact {
	r := &w.rows[c]
	facts := []book.Fact{fact("net_of_day", o.Day.String(), money(o.Net, o.Currency)), fact("credited_after_days", seconds(int64(r.Day-o.Day)))}
	if o.Entry != 0 {
		facts[0] = fact("withdrawal_of", o.Day.String(), money(o.Net, o.Currency))
	}
	if payer(r.Text) != "" {
		facts = append(facts, fact("memo_names", shown(r.Text)))
	}
	return facts
}
