package alipay_test

import (
	"testing"

	"zhangfang/importers/alipay"
	"zhangfang/importers/bill/billtest"
)

// TestSamples reads the real bills that are at hand: no row is refused, and what the
// totals of those that were cut short miss is told.
func TestSamples(t *testing.T) {
	billtest.Samples(t, alipay.Formats(),
		billtest.Sample{Path: "_transcribed/alipay_merchant/2012_账务明细_signcustomer_names-masked_rows-truncated.csv", Format: "alipay.account", Rows: 3, Notes: "[totals]"},
		billtest.Sample{Path: "_transcribed/alipay_merchant/20880211096256330156_20190916_业务明细.csv", Format: "alipay.trade", Rows: 10, Notes: "[]"},
		billtest.Sample{Path: "_transcribed/alipay_merchant/SYNTHETIC_signcustomer_footer-with-trailing-commas.csv", Format: "alipay.account", Rows: 1, Notes: "[]"},
		billtest.Sample{Path: "_transcribed/alipay_merchant/SYNTHETIC_signcustomer_taobao-seller_reordered-columns.csv", Format: "alipay.account", Rows: 1, Incomplete: true, Notes: "[]"},
		billtest.Sample{Path: "alipay_merchant/oms_signcustomer_header-template.xlsx", Format: "alipay.account", Rows: 0, Incomplete: true, Notes: "[]"},
	)
}
