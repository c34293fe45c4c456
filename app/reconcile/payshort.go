package reconcile

import "zhangfang/app/book"

// How much of what is owed a credit may lack or exceed, and still be its payment:
// one part in so many; and within how many working days it comes, the due day and
// one more. Nets of days are often alike: later money may be another day's, whose
// bill is not in the book. More is possible where the text names the day.
const (
	shortBy       = 10
	shortByNamed  = 2
	shortWorkdays = 2
)

// short matches credits that name their payer and are other than what is owed,
// where nothing fits either in full, and raises the difference.
func (w *payouts) short() {
	var all []payment
	for i := range w.credits {
		c := &w.credits[i]
		if w.done[c.row] || !c.names() {
			continue
		}
		for _, o := range w.owing(c) {
			if e, ok := w.partOf(o, c); ok {
				all = append(all, e)
			}
		}
	}
	for _, e := range w.mutual(all) {
		w.paidShort(e)
	}
}

// partOf tells whether a credit that fits may be the payment of what is owed, less
// something.
func (w *payouts) partOf(o *owed, c *credit) (payment, bool) {
	if o.Net <= 0 || !w.holds(o) {
		return payment{}, false
	}
	lack := (o.Net - c.amount).Abs()
	if w.namesDayOf(o, c) {
		return payment{o, c, w.off(o, c), lack}, lack <= o.Net/shortByNamed
	}
	by := book.Day(w.china.AddWorkdays(int32(max(o.Day, o.states-1)), shortWorkdays))
	return payment{o, c, w.off(o, c), lack}, lack <= o.Net/shortBy && c.day <= by
}

func (w *payouts) paidShort(e payment) {
	o, c := e.o, e.c
	w.match(o.rule(), 0.85, o.rows, []int32{c.row}, w.payFacts([]*owed{o}, []*credit{c}, fact("amount_differs", money(c.amount-o.Net, o.Currency)))...)
	o.Arrived, o.ArrivedOn = c.amount, c.day
	o.differs = append(o.differs, w.shortException(o, c.row, o.Net, c.amount))
	w.settlement(o)
	w.flush()
}

// shortException is that other money came than a channel owes. For a day's net
// there is no row to name but the credit across.
func (w *payouts) shortException(o *owed, credit int32, owes, came book.Minor, facts ...book.Fact) book.Exception {
	return book.Exception{
		Type: book.SettlementShort, Leg: w.leg, Channel: o.Channel, Terminal: o.Terminal, Entry: o.Entry, Other: w.rows[credit].ID, Day: o.Day,
		Expected: owes, Actual: came, Currency: o.Currency,
		Evidence: append(facts, fact("amount_differs", money(came-owes, o.Currency))),
	}
}
