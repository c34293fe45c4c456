package alipay_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"zhangfang/importers/alipay"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

// TestSamples reads the real bills that are at hand: no row is refused, and what the
// totals of those that were cut short miss is told.
func TestSamples(t *testing.T) {
	const samples = "/work/shared/samples"
	if _, err := os.Stat(samples); err != nil {
		t.Skip("no samples here")
	}
	for _, c := range []struct {
		name, format string
		rows         int
		incomplete   bool
		notes        string
	}{
		{"_transcribed/alipay_merchant/2012_账务明细_signcustomer_names-masked_rows-truncated.csv", "alipay.account", 3, false, "[totals]"},
		{"_transcribed/alipay_merchant/20880211096256330156_20190916_业务明细.csv", "alipay.trade", 10, false, "[]"},
		{"_transcribed/alipay_merchant/SYNTHETIC_signcustomer_footer-with-trailing-commas.csv", "alipay.account", 1, false, "[]"},
		{"_transcribed/alipay_merchant/SYNTHETIC_signcustomer_taobao-seller_reordered-columns.csv", "alipay.account", 1, true, "[]"},
		{"alipay_merchant/oms_signcustomer_header-template.xlsx", "alipay.account", 0, true, "[]"},
	} {
		t.Run(filepath.Base(c.name), func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(samples, c.name))
			if err != nil {
				t.Fatal(err)
			}
			r := billtest.Read(t, alipay.Formats(), data, bill.Options{})
			if r.Err != nil || len(r.Problems) > 0 {
				t.Fatal(r.Err, r.Problems)
			}
			s := r.Summary
			if s.Format != c.format || s.Rows != c.rows || len(r.Entries) != c.rows || (s.Incomplete != nil) != c.incomplete || fmt.Sprint(r.Codes()) != c.notes {
				t.Errorf("%d entries, notes %v: %+v", len(r.Entries), r.Codes(), s)
			}
		})
	}
}
