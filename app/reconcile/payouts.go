package reconcile

import (
	"iter"

	"zhangfang/app/book"
)

// How long after its day a payout may arrive and still be recognised, in days.
// The longest run of bank holidays is nine days.
const (
	netDays        = 14 // the net of a day
	withdrawalDays = 7
	mergedDays     = 9 // from the first to the last of the days that one credit pays
)

// Payouts matches what channels owe with bank credits: the net of a day, or the
// withdrawals of a wallet where its bills are in the book, never both. rows keep
// their order; an outcome is valid until the next one.
func Payouts(rows []book.Row, p *Parameters) iter.Seq[*book.Outcome] {
	return func(yield func(*book.Outcome) bool) {
		w := &payouts{work: newWork(book.LegPayouts, rows, p, yield)}
		passes := []func(){w.gather, w.linked, w.idle, w.exact, w.merged, w.short, w.offer, w.inTransit, w.unexplained}
		for _, pass := range passes {
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
	owed    []*owed  // by channel, currency and day
	credits []credit // by day
	apart   []int32  // rows that take no part
}

// paid matches what is owed with the credit that pays it in full.
func (w *payouts) paid(rule book.Rule, score float64, group []*owed, c *credit, facts []book.Fact) {
	var left []int32
	for _, o := range group {
		left = append(left, o.rows...)
		o.Arrived, o.ArrivedOn = o.Net, c.day
	}
	w.match(rule, score, left, []int32{c.row}, facts...)
	for _, o := range group {
		w.settlement(o)
	}
	w.flush()
}

// settlement closes what is owed: it has its place in the outcome under way.
func (w *payouts) settlement(o *owed) {
	o.closed = true
	o.BankSeen = min(w.bankSeen(o.Day), o.Day+reach) // far past any band; a later file changes nothing
	w.out.Settlements = append(w.out.Settlements, o.Settlement)
}

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
