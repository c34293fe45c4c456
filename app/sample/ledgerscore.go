package sample

import "zhangfang/app/book"

// PickedPair is a line of each side that a match puts together: a match of several
// rows is all pairs across. Only matches of state auto and confirmed are told.
type PickedPair struct {
	Bank, Ledger string // ids
	Rule         book.Rule
}

// PairScore is how the pairs of a picked leg stand against the truth.
type PairScore struct {
	All    Hits
	Rules  map[book.Rule]Hits // True is not counted
	Events map[string]Found   // true pairs by event, and how many of them were found
	Wrong  []PickedPair       // at most maxExamples
	Missed []LedgerPair       // at most maxExamples
}

// F1 is the harmonic mean of precision and recall.
func (s *PairScore) F1() float64 {
	return ratio(2*s.All.Right, s.All.True+s.All.Claimed)
}

// GradePairs holds the pairs of a picked leg against the truth.
func GradePairs(t *LedgerTruth, got []PickedPair) *PairScore {
	s := &PairScore{Rules: map[book.Rule]Hits{}, Events: map[string]Found{}}
	claimed := map[[2]string]bool{}
	truth := make(map[[2]string]bool, len(t.Pairs))
	for _, p := range t.Pairs {
		truth[[2]string{p.Bank, p.Ledger}] = true
	}
	for _, p := range got {
		key := [2]string{p.Bank, p.Ledger}
		if claimed[key] {
			continue
		}
		claimed[key] = true
		h := s.Rules[p.Rule]
		h.Claimed++
		s.All.Claimed++
		if truth[key] {
			h.Right++
			s.All.Right++
		} else {
			s.Wrong = example(s.Wrong, p)
		}
		s.Rules[p.Rule] = h
	}
	s.All.True = len(t.Pairs)
	for _, p := range t.Pairs {
		f := s.Events[p.Event]
		f.Planted++
		if claimed[[2]string{p.Bank, p.Ledger}] {
			f.Found++
		} else {
			s.Missed = example(s.Missed, p)
		}
		s.Events[p.Event] = f
	}
	return s
}
