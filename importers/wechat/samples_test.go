package wechat_test

import (
	"testing"

	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/wechat"
)

// TestSamples reads the real bills that are at hand: no row is refused, and what the
// totals of those that were cut short miss is told.
func TestSamples(t *testing.T) {
	billtest.Samples(t, wechat.Formats(),
		billtest.Sample{Path: "_transcribed/wechat_merchant/2016-02-16_tradebill_SUCCESS_oldformat_2rows_totals-of-383.csv", Format: "wechat.trade", Rows: 2, Notes: "[payments_only totals totals totals]"},
		billtest.Sample{Path: "_transcribed/wechat_merchant/2018-08-21_tradebill_ALL_oldformat.csv", Format: "wechat.trade", Rows: 3, Notes: "[]"},
		billtest.Sample{Path: "_transcribed/wechat_merchant/2020-04-01_tradebill_REFUND_1row_negative-fee_official-header_no-totals.csv", Format: "wechat.trade", Rows: 1, Incomplete: true, Notes: "[refunds_only]"},
		billtest.Sample{Path: "_transcribed/wechat_merchant/2021-01-28_tradebill_ALL_v3.csv", Format: "wechat.trade", Rows: 3, Notes: "[]"},
		billtest.Sample{Path: "_transcribed/wechat_merchant/2021-02-01_fundflowbill_BASIC_v3.csv", Format: "wechat.account", Rows: 2, Notes: "[totals totals totals]"},
		billtest.Sample{Path: "_transcribed/wechat_merchant/2021-02-01_tradebill_REFUND_v3.csv", Format: "wechat.trade", Rows: 2, Notes: "[refunds_only]"},
		billtest.Sample{Path: "_transcribed/wechat_merchant/2021-02-01_tradebill_SUCCESS_v3.csv", Format: "wechat.trade", Rows: 1, Notes: "[payments_only]"},
		billtest.Sample{Path: "wechat_merchant/oms_tradebill-ALL_header-template.xlsx", Format: "wechat.trade", Rows: 0, Incomplete: true, Notes: "[]"},
	)
}
