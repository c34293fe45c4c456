package paypal_test

import (
	"testing"

	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/paypal"
)

// TestSamples reads the real files of the family that are at hand.
func TestSamples(t *testing.T) {
	billtest.Samples(t, paypal.Formats(),
		billtest.Sample{Path: "paypal/oca_activity_en.csv", Format: "paypal.activity", Rows: 76},
		billtest.Sample{Path: "paypal/oca_empty_activity.csv", Format: "paypal.activity", Rows: 0},
		billtest.Sample{Path: "paypal/oca_statement_en.csv", Format: "paypal.activity", Rows: 19},
	)
}
