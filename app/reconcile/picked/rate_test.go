package picked_test

import (
	"fmt"
	"slices"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
)

// TestRates: a fee of 0.6 % that several sure pairs show is recognised on a deposit
// that is too large for a fee of a fixed size.
func TestRates(t *testing.T) {
	net := func(gross int) int { return gross - (gross*6+500)/1000 }
	parties := []string{"HARBOR FOODS", "QUARRY TOOLS", "SUMMIT PAPER", "CEDAR LAMPS", "NORTHWIND TEA", "GRANITE WORKS"}
	lines := func(sure int) (out []string) {
		for n := range 40 { // what the two sides have alike teaches what a pair is
			party := parties[n%len(parties)]
			out = append(out, fmt.Sprintf("L %d %d - : WIRE %s", n+2, 31_031+n*7_919, party), fmt.Sprintf("R %d %d AR-%d : %s", n, 31_031+n*7_919, 100+n, party))
		}
		for n := range sure {
			gross := 100_000 + n*31_337
			out = append(out, fmt.Sprintf("L %d %d - : CARD SALES INV %d", n+2, net(gross), 88_000+n), fmt.Sprintf("R %d %d INV-%d : card sales", n, gross, 88_000+n))
		}
		return append(out, fmt.Sprintf("L 22 %d - : CARD SALES", net(4_812_345)), "R 20 4812345 - : card sales")
	}
	for _, sure := range []int{0, 8} {
		rows := sheet(t, lines(sure)...)
		last := []book.EntryID{book.EntryID(len(rows) - 1)}
		o := run(rows, &reconcile.Parameters{})
		found := slices.ContainsFunc(o.Matches, func(m book.Match) bool {
			return m.State == book.MatchAuto && slices.Equal(m.Left, last) && tells(&m, book.Fact{Code: "fee_rate_known", Args: []string{"0.6%"}})
		})
		if found != (sure > 0) {
			t.Errorf("with %d sure pairs at the rate: found %v", sure, found)
		}
		sameTurned(t, rows, &reconcile.Parameters{})
	}
}
