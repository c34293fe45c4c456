package reconcile

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// sureBatch is from how many characters on a batch number is no terminal's small
// counter, so that other money under it is a difference and no coincidence.
const sureBatch = 8

// batches matches what a channel lists under its own settlement number with the
// credits that name the number.
func (w *payouts) batches() {
	byBatch := map[string][]*credit{}
	for i := range w.credits {
		if c := &w.credits[i]; !w.done[c.row] && c.said.Batch != "" {
			k := book.NormalKey(c.said.Batch)
			byBatch[k] = append(byBatch[k], c)
		}
	}
	if len(byBatch) == 0 {
		return
	}
	numbers := make([]string, 0, len(byBatch))
	for number := range byBatch {
		numbers = append(numbers, number)
	}
	slices.SortFunc(numbers, func(a, b string) int {
		return cmp.Or(cmp.Compare(byBatch[a][0].day, byBatch[b][0].day), cmp.Compare(a, b))
	})
	listed := w.listed(byBatch)
	for _, number := range numbers {
		w.batch(number, listed[number], byBatch[number])
	}
}

// batchRows is the rows of one net under one number.
type batchRows struct {
	o    *owed
	rows []int32
}

// listed finds the rows under the numbers that credits name.
func (w *payouts) listed(wanted map[string][]*credit) map[string][]batchRows {
	out := map[string][]batchRows{}
	for _, o := range w.owed {
		if o.closed || o.beyond {
			continue
		}
		for _, i := range o.rows {
			number := w.numberOf(i)
			if wanted[number] == nil {
				continue
			}
			list := out[number]
			if n := len(list); n == 0 || list[n-1].o != o {
				list = append(list, batchRows{o: o})
			}
			last := &list[len(list)-1]
			last.rows = append(last.rows, i)
			out[number] = list
		}
	}
	return out
}

// numberOf is the channel's own number of the payout that a row is in.
func (w *payouts) numberOf(i int32) string {
	switch t := w.rows[i].Text; {
	case t == nil:
		return ""
	case t.Batching == "" && w.rows[i].Kind == book.KindWithdrawal:
		return book.NormalKey(t.TxnNo)
	default:
		return book.NormalKey(t.Batching)
	}
}

// batch matches the rows under a number with the credits that name it: those of a
// few days together, or one of exactly the amount, or, where the number is sure,
// the only one there is, and the difference is raised.
func (w *payouts) batch(number string, listed []batchRows, credits []*credit) {
	for _, c := range credits {
		if w.done[c.row] {
			continue
		}
		rows := w.mayPayBatch(listed, c)
		total, ok := w.owes(rows)
		if !ok || total <= 0 {
			continue
		}
		near := func(days book.Day) []*credit { // by day, from this one on
			return slices.DeleteFunc(slices.Clone(credits), func(x *credit) bool {
				return x.day < c.day || x.day > c.day+days || x.currency != c.currency || w.done[x.row]
			})
		}
		together := near(splitDays)
		came, ok := amountOf(together)
		gap := total - c.amount // neither is negative
		facts := []book.Fact{fact("batch_no", number)}
		switch {
		case ok && came == total:
			w.batchPaid(rows, together, 0, facts)
		case gap == 0:
			w.batchPaid(rows, []*credit{c}, 0, facts)
		case c.said.Fee != nil && gap == *c.said.Fee:
			w.batchPaid(rows, []*credit{c}, gap, append(facts, fact("netted_fee", money(gap, c.currency))))
		case len(number) >= sureBatch && len(near(batchDays)) == 1 && gap.Abs() <= total/shortByNamed:
			w.batchShort(rows, c, total, facts)
		}
	}
}

// mayPayBatch is the rows under a number that a credit may pay, of one channel.
func (w *payouts) mayPayBatch(listed []batchRows, c *credit) []batchRows {
	var out []batchRows
	for _, b := range listed {
		taken := w.done[b.rows[0]] // by another credit; the rest of the net may be open
		if !taken && w.mayPay(b.o, c) && c.day <= b.o.Day+batchDays && b.o.Currency == c.currency && (len(out) == 0 || b.o.Channel == out[0].o.Channel) {
			out = append(out, b)
		}
	}
	return out
}

// owes sums the rows under a number; ok is false when it is out of range.
func (w *payouts) owes(listed []batchRows) (total book.Minor, ok bool) {
	for _, b := range listed {
		for _, i := range b.rows {
			var err error
			if total, err = total.Add(Net(book.LegPayouts, &w.rows[i])); err != nil {
				return 0, false
			}
		}
	}
	return total, true
}

func (w *payouts) batchPaid(listed []batchRows, credits []*credit, fee book.Minor, facts []book.Fact) {
	group := w.parts(listed)
	facts = w.payFacts(group, credits, facts...)
	group[len(group)-1].keeps(fee)
	w.paid(book.RuleBatch, 1, group, credits, facts)
}

// batchShort matches a number with other money than it lists; the difference is
// raised on the last of its days.
func (w *payouts) batchShort(listed []batchRows, c *credit, total book.Minor, facts []book.Fact) {
	group := w.parts(listed)
	last := group[len(group)-1]
	facts = w.payFacts(group, []*credit{c}, facts...)
	w.match(book.RuleBatch, 0.9, rowsOwed(group), []int32{c.row}, facts...)
	w.arrived(group, c.amount, c.day)
	last.differs = append(last.differs, w.shortException(last, c.row, total, c.amount, facts[0]))
	for _, o := range group {
		w.settlement(o)
	}
	w.flush()
}

// arrived shares money among what it pays, in order of day; what is over goes to
// the last.
func (w *payouts) arrived(group []*owed, came book.Minor, on book.Day) {
	for k, o := range group {
		o.Arrived, o.ArrivedOn = min(came, o.Net), on
		if k == len(group)-1 {
			o.Arrived = came
		}
		came -= o.Arrived
	}
}

// parts makes something owed of the rows under a number: of a net of which it is
// only some, a part that is settled by itself.
func (w *payouts) parts(listed []batchRows) []*owed {
	var out []*owed
	for _, b := range listed {
		if len(b.rows) == len(b.o.rows) {
			out = append(out, b.o)
			continue
		}
		out = append(out, w.part(b.o, b.rows))
	}
	return out
}
