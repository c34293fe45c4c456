package reconcile

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"zhangfang/app/book"
)

// The amounts of a match are equal, or differ by what its evidence says.
func TestSumsOfAMatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSales(t, 4)
		for _, m := range s.solve(book.LegSales).matches {
			var sides [2]book.Minor
			for side, ids := range [][]book.EntryID{m.Left, m.Right} {
				for _, id := range ids {
					sides[side] += s.rows[id-1].Amount
				}
			}
			var told book.Minor
			for _, f := range m.Evidence {
				switch f.Code {
				case "amount_differs", "difference_discount", "difference_fee", "difference_refund", "difference_refund_netted", "difference_waived":
					told, _, _ = book.FromDecimal(decimal.RequireFromString(f.Args[0]), book.CNY)
				case "gross_equal":
					told = sides[1] - s.rows[m.Left[0]-1].Amount
				}
			}
			switch {
			case m.Rule == book.RuleCancel: // a reversal may be a row without a sign of its own
			case m.Rule == book.RuleKey && slices.ContainsFunc(m.Left, func(id book.EntryID) bool { return neverPaid(&s.rows[id-1]) }):
			case m.Rule == book.RuleIndistinct:
			case sides[1]-sides[0] != told:
				t.Fatalf("%+v: %d against %d, told %d\n%s", m, sides[0], sides[1], told, s)
			}
		}
	})
}

// Rows that come in later never undo what a person confirmed, nor bring back what
// one declined.
func TestAddingRowsNeverUndoesADecision(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSales(t, 4)
		s.drawDecisions(t, book.LegSales)
		confirmed := func(x *solved) string {
			var out []string
			for _, m := range x.matches {
				if m.State == book.MatchConfirmed {
					out = append(out, fmt.Sprint(m.Rule, m.Left, m.Right))
				}
			}
			slices.Sort(out)
			return fmt.Sprint(out)
		}
		want := confirmed(s.solve(book.LegSales))
		more := drawSales(t, 4)
		for _, r := range more.rows {
			r.ID += book.EntryID(len(s.rows))
			s.rows = append(s.rows, r)
		}
		got := s.solve(book.LegSales)
		if confirmed(got) != want {
			t.Fatalf("got %s, want %s", confirmed(got), want)
		}
		for _, d := range s.p.Decisions {
			for _, m := range got.matches {
				if d.Action == book.Decline && m.State != book.MatchConfirmed && slices.Contains(m.Left, d.Left[0]) && slices.Contains(m.Right, d.Right[0]) {
					t.Fatalf("declined %+v is in %+v", d, m)
				}
			}
		}
	})
}
