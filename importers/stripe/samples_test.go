package stripe_test

import (
	"os"
	"path/filepath"
	"testing"

	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/stripe"
)

// TestSamples reads the real files of the family that are at hand.
func TestSamples(t *testing.T) {
	const samples = "/work/shared/samples"
	for _, c := range []struct {
		path    string
		format  string
		rows    int
		refused int // rows
	}{
		{"stripe/hledger_stripe.csv", "stripe.balance", 2, 0},
		{"_transcribed/stripe/SYNTHETIC_payout_reconciliation.csv", "stripe.payouts", 4, 0},
		{"_transcribed/stripe/balance_history_dashboard_2016-2017_2rows.csv", "stripe.balance", 2, 0},
	} {
		b, err := os.ReadFile(filepath.Join(samples, c.path))
		if err != nil {
			t.Skip("no samples here")
		}
		r := billtest.Read(t, stripe.Formats(), b, bill.Options{})
		if r.Err != nil {
			t.Errorf("%s: %v", c.path, r.Err)
			continue
		}
		if r.Summary.Format != c.format || r.Summary.Rows != c.rows || len(r.Problems) != c.refused {
			t.Errorf("%s: %s, %d rows, %v", c.path, r.Summary.Format, r.Summary.Rows, r.Problems)
		}
	}
}
