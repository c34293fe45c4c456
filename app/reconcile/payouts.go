package reconcile

import (
	"iter"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// Payouts matches what channels owe with bank credits: the net of a day, or the
// withdrawals of a wallet where its bills are in the book, never both. rows keep
// their order; an outcome is valid until the next one.
//
// Of payments that are no withdrawals it looks only at sums of Amount and Fee, by
// channel, day, currency, Settles, terminal, batch and hour: rows may be put together
// so far, and only the members of matches change with it. Rows that move no money, and
// lines of the bank that are no credits, change nothing of any other row. A payout is
// looked for up to payoutDays after its day, batchDays where a text names its batch,
// and how a channel cuts its days is read from schemeDays around each: within
// PayoutReach of a row is all that decides it, and of a linked row the whole of its
// channel's day. A settlement is told, with what differs of it, in the outcome that
// decides the last row of its day.
func Payouts(rows []book.Row, p *Parameters) iter.Seq[*book.Outcome] {
	return func(yield func(*book.Outcome) bool) {
		w := newPayouts(rows, p, yield)
		passes := []func(){
			w.gather, w.regroup, w.linked, w.idle,
			w.batches, w.named, w.exact, w.merged, w.split, w.netted, w.foreign, w.sums,
			w.offerEqual, w.short, w.offerWeak, w.inTransit, w.unexplained,
		}
		for _, pass := range passes {
			if w.ended {
				return
			}
			pass()
		}
	}
}

// payoutReach is two windows of most payouts, and nearly that of the longest.
const payoutReach = 45

// PayoutReach is for the payouts leg what Reach is for sales: rows loaded for twice
// as many days around those that changed decide the rows within once as many, as
// long as equal nets, paid late, do not follow each other for weeks. Of a payment
// that a decision names, all rows of its channel's day are needed; what the decision
// leaves of that day is decided as any other, by the rows within PayoutReach of it.
// What may be loaded as sums: see Payouts.
func (p *Parameters) PayoutReach() int { return payoutReach }

// payouts is a run over the payouts leg.
type payouts struct {
	*work
	china    *calendar.China
	lessons  payLessons
	merchant map[string]bool // the account numbers of channels
	owed     []*owed         // by channel, currency, terminal and day
	byDay    []*owed         // the same by day
	credits  []credit        // by day
	byNet    map[sum][]*owed // those open when equal amounts were last looked for
	apart    []int32         // rows that take no part
	later    []answer        // found by a pass, too weak to count: offered when nothing better is
	rates    fxRates
}

func newPayouts(rows []book.Row, p *Parameters, yield func(*book.Outcome) bool) *payouts {
	w := &payouts{work: newWork(book.LegPayouts, rows, p, yield), china: p.Days, lessons: newPayLessons(p), merchant: map[string]bool{}, rates: newFXRates(p.Rates)}
	if w.china == nil {
		w.china = calendar.New()
	}
	for _, ch := range p.Channels {
		if ch.Account != "" && (ch.Role == book.RolePayments || ch.Role == book.RoleWallet) {
			w.merchant[ch.Account] = true
		}
	}
	return w
}

// paid matches what is owed with the credits that pay it in full, or but for what
// the facts tell.
func (w *payouts) paid(rule book.Rule, score float64, group []*owed, credits []*credit, facts []book.Fact) {
	on := book.Day(0)
	for _, c := range credits {
		on = max(on, c.day)
	}
	w.match(rule, score, rowsOwed(group), creditRows(credits), facts...)
	for _, o := range group {
		o.Arrived, o.ArrivedOn = o.Net, on
		w.settlement(o)
	}
	w.flush()
}

// settlement closes what is owed, and raises what differs of it: it has its place in
// the outcome under way.
func (w *payouts) settlement(o *owed) {
	o.closed = true
	if w.holds(o) { // else the rest of its day is in a file that is not in yet
		o.BankSeen = min(w.bankSeen(o.Day), o.Day+seenDays) // far past any band; a later file changes nothing
	}
	s, differs := o.Settlement, o.differs
	if o.whole != nil {
		if !o.whole.add(o) {
			return
		}
		s, differs = o.whole.Settlement, o.whole.raised()
	}
	w.out.Settlements = append(w.out.Settlements, s)
	w.out.Exceptions = append(w.out.Exceptions, differs...)
}

// holds tells whether the files of its channel hold all of what is owed for a day.
func (w *payouts) holds(o *owed) bool {
	ch := w.channels[o.Channel]
	return o.Entry != 0 || ch == nil || ch.holds(o.Day)
}

// seenDays bounds how far past its day a settlement tells what the bank covers.
const seenDays = payoutReach

// bankSeen is the last day up to which all bank accounts in use are covered
// without a gap; 0 when one of them is not covered on the day itself.
func (w *payouts) bankSeen(d book.Day) book.Day {
	var seen book.Day
	used := false
	for _, bank := range w.byRole[book.RoleBank] {
		if !bank.inUse(d) {
			continue
		}
		if to := bank.through(d); !used || to < seen {
			seen = to
		}
		used = true
	}
	return seen
}
