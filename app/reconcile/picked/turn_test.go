package picked_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
	"zhangfang/app/sample"
)

// runTurned matches the books with the bank, and turns the outcome round.
func runTurned(rows []book.Row, p *reconcile.Parameters) *book.Outcome {
	turned := *p
	turned.Decisions = slices.Clone(p.Decisions)
	for i := range turned.Decisions {
		d := &turned.Decisions[i]
		d.Left, d.Right = d.Right, d.Left
	}
	o := runSides(rows, &turned, booksChannel, bankChannel)
	for i := range o.Matches {
		m := &o.Matches[i]
		m.Left, m.Right = m.Right, m.Left
	}
	for i := range o.Open {
		o.Open[i].Side = o.Open[i].Side.Other()
	}
	return o
}

// sameTurned holds what the leg gives one way round against what it gives the other
// way round. Facts are told from the other side then: only their codes are held.
func sameTurned(t rapid.TB, rows []book.Row, p *reconcile.Parameters) {
	t.Helper()
	a, b := run(rows, p), runTurned(rows, p)
	if diff := gocmp.Diff(toldTurned(a), toldTurned(b)); diff != "" {
		t.Fatalf("it matters which channel the leg begins with:\n%s", diff)
	}
	for _, o := range []*book.Outcome{a, b} {
		slices.SortFunc(o.Open, func(x, y book.Open) int { return cmp.Compare(x.Entry, y.Entry) })
	}
	if diff := gocmp.Diff(a.Open, b.Open); diff != "" {
		t.Fatalf("other rows are open when the leg begins with the other channel:\n%s", diff)
	}
	if len(a.Exceptions) != len(b.Exceptions) {
		t.Fatalf("%d exceptions, the other way round %d", len(a.Exceptions), len(b.Exceptions))
	}
}

// toldTurned is the matches as text, with the score and without the direction of
// facts.
func toldTurned(o *book.Outcome) (out []string) {
	for _, m := range o.Matches {
		line := fmt.Sprintf("%s %s %v %v~%v", m.Rule, m.State, m.Score, m.Left, m.Right)
		for _, f := range m.Evidence {
			line += " " + strings.NewReplacer("earlier_days", "days", "later_days", "days").Replace(f.Code)
		}
		out = append(out, line)
	}
	return out
}

// withoutRoles is the rows as of channels that say nothing of what they are.
func withoutRoles(rows []book.Row) []book.Row {
	out := slices.Clone(rows)
	for i := range out {
		out[i].Role = 0
	}
	return out
}

func TestTurned(t *testing.T) {
	specs := []sample.LedgerSpec{{}, {Nameless: 30}, {Chinese: true, DateSlip: 7}}
	for _, spec := range specs {
		for seed := range *seeds {
			spec.Seed = uint64(seed) + 5001
			l := sample.NewLedger(spec)
			rows, _ := rowsOf(l)
			sameTurned(t, rows, &reconcile.Parameters{})
			sameTurned(t, withoutRoles(rows), &reconcile.Parameters{})
		}
	}
}

func TestTurnedAtRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		sameTurned(t, rows, &reconcile.Parameters{Decisions: drawDecisions(t, rows)})
	})
}

func TestTurnedBenchFile(t *testing.T) {
	data, err := os.ReadFile(benchFile)
	if err != nil {
		t.Skip("the benchmark is not on this machine")
	}
	var in bench
	if err := json.Unmarshal(data, &in); err != nil {
		t.Fatal(err)
	}
	rows, _ := rowsOf(in.ledger(t, ""))
	sameTurned(t, rows, &reconcile.Parameters{})
	sameTurned(t, withoutRoles(rows), &reconcile.Parameters{})
}

func TestFactsTellTheirSide(t *testing.T) {
	tests := []struct {
		name             string
		lines            []string
		straight, turned []book.Fact
	}{
		{"a fee", []string{"L 3 -61534 - : WIRE HARBOR FOODS #4711", "R 1 -61234 CHK-4711 : Harbor Foods"},
			[]book.Fact{{Code: "fee_difference", Args: []string{"3.00"}}, {Code: "earlier_days", Args: []string{"2"}}},
			[]book.Fact{{Code: "fee_difference", Args: []string{"-3.00"}}, {Code: "later_days", Args: []string{"2"}}}},
		{"swapped digits", []string{"L 3 4312305 - : WIRE HARBOR FOODS", "R 1 4132305 AR-1 : Harbor Foods"},
			[]book.Fact{{Code: "digits_swapped", Args: []string{"43123.05", "41323.05"}}, {Code: "earlier_days", Args: []string{"2"}}},
			[]book.Fact{{Code: "digits_swapped", Args: []string{"41323.05", "43123.05"}}, {Code: "later_days", Args: []string{"2"}}}},
		{"opposite signs", opposite(30),
			[]book.Fact{{Code: "amount_equal", Args: []string{"-612.34"}}}, []book.Fact{{Code: "amount_equal", Args: []string{"612.34"}}}},
	}
	for _, tt := range tests {
		rows := sheet(t, tt.lines...)
		for _, way := range []struct {
			o    *book.Outcome
			want []book.Fact
		}{{run(rows, &reconcile.Parameters{}), tt.straight}, {runTurned(rows, &reconcile.Parameters{}), tt.turned}} {
			for _, f := range way.want {
				if len(way.o.Matches) == 0 || !slices.ContainsFunc(way.o.Matches, func(m book.Match) bool { return tells(&m, f) }) {
					t.Errorf("%s: no match tells %v: %v", tt.name, f, way.o.Matches)
				}
			}
		}
	}
}

func tells(m *book.Match, f book.Fact) bool {
	return slices.ContainsFunc(m.Evidence, func(x book.Fact) bool { return x.Code == f.Code && slices.Equal(x.Args, f.Args) })
}
