package wechat_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/wechat"
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
		{"_transcribed/wechat_merchant/2016-02-16_tradebill_SUCCESS_oldformat_2rows_totals-of-383.csv", "wechat.trade", 2, false, "[payments_only totals totals totals]"},
		{"_transcribed/wechat_merchant/2018-08-21_tradebill_ALL_oldformat.csv", "wechat.trade", 3, false, "[]"},
		{"_transcribed/wechat_merchant/2020-04-01_tradebill_REFUND_1row_negative-fee_official-header_no-totals.csv", "wechat.trade", 1, true, "[refunds_only]"},
		{"_transcribed/wechat_merchant/2021-01-28_tradebill_ALL_v3.csv", "wechat.trade", 3, false, "[]"},
		{"_transcribed/wechat_merchant/2021-02-01_fundflowbill_BASIC_v3.csv", "wechat.account", 2, false, "[totals totals totals]"},
		{"_transcribed/wechat_merchant/2021-02-01_tradebill_REFUND_v3.csv", "wechat.trade", 2, false, "[refunds_only]"},
		{"_transcribed/wechat_merchant/2021-02-01_tradebill_SUCCESS_v3.csv", "wechat.trade", 1, false, "[payments_only]"},
		{"wechat_merchant/oms_tradebill-ALL_header-template.xlsx", "wechat.trade", 0, true, "[]"},
	} {
		t.Run(filepath.Base(c.name), func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(samples, c.name))
			if err != nil {
				t.Fatal(err)
			}
			r := billtest.Read(t, wechat.Formats(), data, bill.Options{})
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
