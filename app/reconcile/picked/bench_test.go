package picked_test

import (
	"fmt"
	"testing"

	"zhangfang/app/reconcile"
	"zhangfang/app/sample"
)

// BenchmarkMatch shows that time grows nearly with the number of lines. A hundred
// thousand lines are two years of a busy firm.
func BenchmarkMatch(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			l := sample.NewLedger(sample.LedgerSpec{Lines: n, Seed: 1, Days: max(31, n/140)})
			rows, lines := rowsOf(l)
			for b.Loop() {
				s := sample.GradePairs(&l.Truth, pairsOf(run(rows, &reconcile.Parameters{}), lines))
				b.ReportMetric(s.F1(), "F1")
				b.ReportMetric(s.All.Precision(), "precision")
			}
		})
	}
}
