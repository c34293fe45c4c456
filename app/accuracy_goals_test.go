package app_test

import (
	"fmt"

	"zhangfang/app/book"
	"zhangfang/app/sample"
)

// goal is a figure of DESIGN 7 that a share must reach.
type goal struct {
	what   string
	share  float64
	limit  float64
	atMost bool // the share must not exceed the limit
	of     int  // what it is a share of
}

func (g goal) met() bool {
	if g.atMost {
		return g.share <= g.limit
	}
	return g.share >= g.limit
}

func (g goal) value() string { return fmt.Sprintf("%.3f %% of %d", 100*g.share, g.of) }

func (g goal) must() string {
	if g.atMost {
		return fmt.Sprintf("<= %.4g %%", 100*g.limit)
	}
	return fmt.Sprintf(">= %.4g %%", 100*g.limit)
}

func atLeast(what string, share, limit float64, of int) goal {
	return goal{what: what, share: share, limit: limit, of: of}
}

// goals holds a score against what DESIGN 7 asks for. The faults of each type are
// held to what all of them are; where few were planted, one may be missed.
func goals(s *sample.Score) []goal {
	out := []goal{
		atLeast("sales, precision", s.Sales.Precision(), 0.9999, s.Sales.Claimed),
		atLeast("sales that share a number, recall", s.Keyed.Recall(), 0.9997, s.Keyed.True),
		atLeast("sales, recall", s.Sales.Recall(), 0.9985, s.Sales.True),
		atLeast("payouts, precision", s.Payouts.Precision(), 0.99, s.Payouts.Claimed),
		atLeast("payouts, recall", s.Payouts.Recall(), 0.99, s.Payouts.True),
	}
	planted := 0
	for _, typ := range book.ExceptionTypes {
		f := s.Faults[typ]
		if f.Planted == 0 {
			continue
		}
		planted += f.Planted
		n := float64(f.Planted)
		out = append(out, atLeast(string(typ), float64(f.Found)/n, min(0.99, (n-1)/n), f.Planted))
	}
	return append(out,
		atLeast("planted faults", s.FaultsFound(), 0.99, planted),
		goal{what: "false alarms", share: s.FalseAlarmShare(), limit: 0.001, atMost: true, of: s.Rows})
}
