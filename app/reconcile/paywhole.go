package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// whole is a settlement whose parts are paid by themselves: batches of a day, or
// rows that a person linked. It is told when the last part is decided.
type whole struct {
	book.Settlement
	open    int              // parts not decided yet
	missing bool             // a part of it did not arrive
	inFull  book.Minor       // what came for the parts of which nothing differs
	differs []book.Exception // of the parts, in the order in which they were decided
}

// part takes rows out of what is owed, as something owed by itself; what is left
// stays owed. rows are some of its rows, in their order.
func (w *payouts) part(o *owed, rows []int32) *owed {
	if o.whole == nil {
		o.whole = &whole{Settlement: book.Settlement{Channel: o.Channel, Terminal: o.Terminal, Day: o.Day, Entry: o.Entry, Currency: o.Currency}, open: 1}
	}
	o.whole.open++
	p, rest := &owed{provider: o.provider, cutoff: o.cutoff, whole: o.whole}, &owed{}
	p.Settlement = book.Settlement{Channel: o.Channel, Terminal: o.Terminal, Day: o.Day, Entry: o.Entry, Currency: o.Currency}
	for _, i := range o.rows {
		if len(rows) > 0 && rows[0] == i { // both in the same order
			p.takes(i, &w.rows[i])
			rows = rows[1:]
		} else {
			rest.takes(i, &w.rows[i])
		}
	}
	o.rows, o.Net, o.Rows, o.states = rest.rows, rest.Net, rest.Rows, rest.states
	return p
}

// add takes in a part that is decided; the whole is complete when no part is open.
// While a part of it did not arrive, the whole did not.
func (s *whole) add(part *owed) (complete bool) {
	s.Net += part.Net
	s.Rows += part.Rows
	s.Arrived += part.Arrived // within Net, which is in range
	s.ArrivedOn = max(s.ArrivedOn, part.ArrivedOn)
	s.BankSeen = part.BankSeen
	s.missing = s.missing || part.ArrivedOn == 0 && part.Net > 0
	if len(part.differs) == 0 {
		s.inFull += part.Arrived
	}
	s.differs = append(s.differs, part.differs...)
	if s.open--; s.open > 0 {
		return false
	}
	if s.missing {
		s.ArrivedOn = 0
	}
	return true
}

// raised is what differs of the parts. Differences that one key would name are one
// exception, with the reasons of each: kept by their keys, only the last would stay
// in sight. Like its settlement it is of the day, as far as the day's money came.
func (s *whole) raised() []book.Exception {
	var out []book.Exception
	for _, x := range s.differs {
		k := slices.IndexFunc(out, func(y book.Exception) bool { return y.Key() == x.Key() })
		if k < 0 {
			if x.Type == book.SettlementShort {
				x.Expected, x.Actual = x.Expected+s.inFull, x.Actual+s.inFull
			}
			out = append(out, x)
			continue
		}
		y := &out[k]
		y.Expected, y.Actual = y.Expected+x.Expected, y.Actual+x.Actual // parts of nets in range
		y.Evidence = slices.Concat(y.Evidence, x.Evidence)
	}
	return out
}
