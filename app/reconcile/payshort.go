package reconcile

import "zhangfang/app/book"

// How much of what is owed a credit may lack or exceed, and still be its payment:
// one part in so many. More is possible where the text names the day.
const (
	shortBy      = 10
	shortByNamed = 2
)

// short matches credits that name their payer and are other than what is owed,
// where nothing fits either in full, and raises the difference.
func (w *payouts) short() {
	var all []payment
	for _, o := range w.owed {
		if o.closed || o.Net <= 0 || o.provider == "" {
			continue
		}
		near := w.within(o.Day, o.Day+netDays)
		for i := range near {
			if e, ok := w.partOf(o, &near[i]); ok {
				all = append(all, e)
			}
		}
	}
	for _, e := range w.mutual(all) {
		w.paidShort(e)
	}
}

// partOf tells whether a credit may be the payment of what is owed, less something.
func (w *payouts) partOf(o *owed, c *credit) (payment, bool) {
	lack := (o.Net - c.amount).Abs()
	if c.named != o.provider || lack > o.Net/shortByNamed || !w.fits(o, c) {
		return payment{}, false
	}
	if lack > o.Net/shortBy && !w.namesDayOf(o, c) {
		return payment{}, false
	}
	return payment{o, c, w.off(o, c), lack}, true
}

func (w *payouts) paidShort(e payment) {
	o, c := e.o, e.c
	w.match(o.rule(), 0.85, o.rows, []int32{c.row}, w.creditFacts(o, c)...)
	o.Arrived, o.ArrivedOn = c.amount, c.day
	w.settlement(o)
	w.out.Exceptions = append(w.out.Exceptions, w.shortException(o, c.row, o.Net, c.amount))
	w.flush()
}

// shortException is that other money came than a channel owes. For a day's net
// there is no row to name but the credit across.
func (w *payouts) shortException(o *owed, credit int32, owes, came book.Minor, facts ...book.Fact) book.Exception {
	return book.Exception{
		Type: book.SettlementShort, Leg: w.leg, Channel: o.Channel, Entry: o.Entry, Other: w.rows[credit].ID, Day: o.Day,
		Expected: owes, Actual: came, Currency: o.Currency,
		Evidence: append(facts, fact("amount_differs", money(came-owes, o.Currency))),
	}
}
