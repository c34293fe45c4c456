package sample

// NewScore is the score of no shop at all, to which others add up.
func NewScore() *Score { return newScore(0) }

// Add adds the score of another shop.
func (s *Score) Add(o *Score) {
	s.Sales.add(o.Sales)
	s.Keyed.add(o.Keyed)
	s.Tellable.add(o.Tellable)
	s.Payouts.add(o.Payouts)
	for k, h := range o.Passes {
		sum := s.Passes[k]
		sum.add(h)
		s.Passes[k] = sum
	}
	addFound(s.Faults, o.Faults)
	addFound(s.Troubles, o.Troubles)
	addFound(s.Classes, o.Classes)
	s.FalseAlarms = append(s.FalseAlarms, o.FalseAlarms...)
	s.Rows += o.Rows
	s.WrongPairs = example(s.WrongPairs, o.WrongPairs...)
	s.MissedPairs = example(s.MissedPairs, o.MissedPairs...)
	s.WrongCredits = example(s.WrongCredits, o.WrongCredits...)
	s.MissedCredits = example(s.MissedCredits, o.MissedCredits...)
	s.MissedFaults = example(s.MissedFaults, o.MissedFaults...)
	s.MissedVoids = example(s.MissedVoids, o.MissedVoids...)
	s.WrongLines = example(s.WrongLines, o.WrongLines...)
}

func addFound[K comparable](to, from map[K]Found) {
	for k, f := range from {
		sum := to[k]
		sum.Planted += f.Planted
		sum.Found += f.Found
		sum.Exact += f.Exact
		sum.False += f.False
		to[k] = sum
	}
}
