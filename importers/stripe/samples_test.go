package stripe_test

import (
	"testing"

	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/stripe"
)

// TestSamples reads the real files of the family that are at hand.
func TestSamples(t *testing.T) {
	billtest.Samples(t, stripe.Formats(),
		billtest.Sample{Path: "stripe/hledger_stripe.csv", Format: "stripe.balance", Rows: 2},
		billtest.Sample{Path: "_transcribed/stripe/SYNTHETIC_payout_reconciliation.csv", Format: "stripe.payouts", Rows: 4},
		billtest.Sample{Path: "_transcribed/stripe/balance_history_dashboard_2016-2017_2rows.csv", Format: "stripe.balance", Rows: 2},
	)
}
