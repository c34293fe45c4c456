package paypal_test

import (
	"os"
	"path/filepath"
	"testing"

	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/paypal"
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
		{"paypal/oca_activity_en.csv", "paypal.activity", 76, 0},
		{"paypal/oca_empty_activity.csv", "paypal.activity", 0, 0},
		{"paypal/oca_statement_en.csv", "paypal.activity", 19, 0},
	} {
		b, err := os.ReadFile(filepath.Join(samples, c.path))
		if err != nil {
			t.Skip("no samples here")
		}
		r := billtest.Read(t, paypal.Formats(), b, bill.Options{})
		if r.Err != nil {
			t.Errorf("%s: %v", c.path, r.Err)
			continue
		}
		if r.Summary.Format != c.format || r.Summary.Rows != c.rows || len(r.Problems) != c.refused {
			t.Errorf("%s: %s, %d rows, %v", c.path, r.Summary.Format, r.Summary.Rows, r.Problems)
		}
	}
}
