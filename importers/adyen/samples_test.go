package adyen_test

import (
	"testing"

	"zhangfang/importers/adyen"
	"zhangfang/importers/bill/billtest"
)

// TestSamples reads the real files of the family that are at hand.
func TestSamples(t *testing.T) {
	billtest.Samples(t, adyen.Formats(),
		billtest.Sample{Path: "adyen/oca_adyen_test.xlsx", Format: "adyen.settlement", Rows: 21},
		billtest.Sample{Path: "adyen/oca_settlement_detail_report_batch_238.csv", Format: "adyen.settlement", Rows: 3},
	)
}
