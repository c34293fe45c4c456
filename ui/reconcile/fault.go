package reconcile

import "zhangfang/app/book"

// faults is the open exceptions of a leg by what they stand for.
type faults struct {
	rows map[book.EntryID]*book.ExceptionLine
	days map[payday]*book.ExceptionLine // of a day's net, which is no row of the book
}

// payday names the net of a channel's day.
type payday struct {
	channel  book.ChannelID
	day      book.Day
	currency book.Currency
}

// faultsOf sorts the open exceptions of a leg and adds up the sizes of those in a
// currency.
func faultsOf(leg book.Leg, open []book.ExceptionLine, currency book.Currency) (faults, book.Minor) {
	out := faults{map[book.EntryID]*book.ExceptionLine{}, map[payday]*book.ExceptionLine{}}
	var size book.Minor
	for i := range open {
		x := &open[i]
		if x.Leg != leg || x.State == book.ExceptionResolved {
			continue
		}
		if x.Currency == currency {
			size += x.Difference().Minor.Abs()
		}
		if x.Entry == 0 && x.Other == 0 {
			out.days[payday{x.Channel, x.Day, x.Currency}] = x
		}
		for _, id := range []book.EntryID{x.Entry, x.Other} {
			if id != 0 && out.rows[id] == nil {
				out.rows[id] = x
			}
		}
	}
	return out, size
}

// OpenException goes to the exception that stands for the selected row.
func (p *Presenter) OpenException() {
	if p.Can().Exception {
		p.deps.OpenException(p.faults.of(p.across.lead).Key())
	}
}

// of is the exception that stands for a row; nil for none.
func (f faults) of(r Row) *book.ExceptionLine {
	if isNet(r.ID) && r.line != nil {
		return f.days[payday{r.line.Channel, r.line.Day, r.line.Currency}]
	}
	return f.rows[r.ID]
}
