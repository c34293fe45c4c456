package sample

import (
	"slices"

	"zhangfang/app/book"
)

// gradeFaults looks for an exception for each fault, and for a reason for each
// exception. Several exceptions about one fault are no false alarms.
func (s *Score) gradeFaults(t *Truth, exceptions []ExceptionRow) {
	index := indexExceptions(exceptions)
	explained := make([]bool, len(exceptions))
	for i := range t.Faults {
		f := &t.Faults[i]
		found, exact := false, false
		for _, key := range f.keys(t) {
			for _, n := range index[key] {
				if x := &exceptions[n]; f.agrees(x) {
					found, explained[n] = true, true
					exact = exact || x.Expected == f.Expected && x.Actual == f.Actual
				}
			}
		}
		count(s.Faults, f.Type, found)
		if !found {
			s.MissedFaults = example(s.MissedFaults, *f)
		}
		if exact {
			c := s.Faults[f.Type]
			c.Exact++
			s.Faults[f.Type] = c
		}
	}
	for _, g := range t.Ambiguous { // those that came about by chance too
		for _, key := range g.keys() {
			for _, n := range index[key] {
				explained[n] = true
			}
		}
	}
	for n := range exceptions {
		if x := &exceptions[n]; !explained[n] && x.State != book.ExceptionResolved {
			s.FalseAlarms = append(s.FalseAlarms, *x)
			c := s.Faults[x.Type]
			c.False++
			s.Faults[x.Type] = c
		}
	}
}

// faultKey is one way to find an exception: by a number, or by channel and day.
type faultKey struct {
	typ    book.ExceptionType
	number string
	day    book.Day
}

func indexExceptions(exceptions []ExceptionRow) map[faultKey][]int {
	index := map[faultKey][]int{}
	for n := range exceptions {
		x := &exceptions[n]
		keys := append(numberKeys(x.Type, x.OrderNo, x.TxnNo, x.RefundNo), faultKey{x.Type, x.Provider, x.Day})
		for _, k := range keys {
			index[k] = append(index[k], n)
		}
	}
	return index
}

func numberKeys(typ book.ExceptionType, numbers ...string) []faultKey {
	var out []faultKey
	for _, no := range numbers {
		if no != "" {
			out = append(out, faultKey{typ: typ, number: book.NormalKey(no)})
		}
	}
	return out
}

// isSettlement tells whether a fault is known by channel and day.
func isSettlement(typ book.ExceptionType) bool {
	return typ == book.SettlementLate || typ == book.SettlementMissing || typ == book.SettlementShort
}

// keys are where an exception for the fault may be found.
func (f *Fault) keys(t *Truth) []faultKey {
	switch {
	case isSettlement(f.Type):
		return []faultKey{{f.Type, f.Channel, f.Day}}
	case f.Type == book.AmbiguousCandidates:
		for _, g := range t.Ambiguous {
			if g.Planted && slices.Contains(g.Orders, f.OrderNo) {
				return g.keys()
			}
		}
	}
	return numberKeys(f.Type, f.OrderNo, f.TxnNo, f.RefundNo)
}

// keys are the numbers of all members.
func (g *Group) keys() []faultKey {
	return append(numberKeys(book.AmbiguousCandidates, g.Orders...), numberKeys(book.AmbiguousCandidates, g.Txns...)...)
}

// agrees tells whether fault and exception, found by one number, differ in none
// that both give. Of a double charge that is what tells the later payment from
// the earlier.
func (f *Fault) agrees(x *ExceptionRow) bool {
	if isSettlement(f.Type) || f.Type == book.AmbiguousCandidates {
		return true
	}
	return same(f.OrderNo, x.OrderNo) && same(f.TxnNo, x.TxnNo) && same(f.RefundNo, x.RefundNo)
}

func same(a, b string) bool {
	return a == "" || b == "" || book.NormalKey(a) == book.NormalKey(b)
}
