package adyen_test

import (
	"os"
	"path/filepath"
	"testing"

	"zhangfang/importers/adyen"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
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
		{"adyen/oca_adyen_test.xlsx", "adyen.settlement", 21, 0},
		{"adyen/oca_settlement_detail_report_batch_238.csv", "adyen.settlement", 3, 0},
	} {
		b, err := os.ReadFile(filepath.Join(samples, c.path))
		if err != nil {
			t.Skip("no samples here")
		}
		r := billtest.Read(t, adyen.Formats(), b, bill.Options{})
		if r.Err != nil {
			t.Errorf("%s: %v", c.path, r.Err)
			continue
		}
		if r.Summary.Format != c.format || r.Summary.Rows != c.rows || len(r.Problems) != c.refused {
			t.Errorf("%s: %s, %d rows, %v", c.path, r.Summary.Format, r.Summary.Rows, r.Problems)
		}
	}
}
