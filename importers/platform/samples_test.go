package platform_test

import (
	"testing"

	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/platform"
)

// TestSamples reads the real files of the family that are at hand.
func TestSamples(t *testing.T) {
	billtest.Samples(t, platform.Formats(),
		billtest.Sample{Path: "pinduoduo/oms_account-ledger_header-template.xlsx", Format: "platform.pinduoduo", Rows: 0},
		billtest.Sample{Path: "_transcribed/pinduoduo/SYNTHETIC_店铺账务明细_header-on-physical-row-5.csv", Format: "platform.pinduoduo", Rows: 1, Incomplete: true},
		billtest.Sample{Path: "douyin_shop/oms_dongzhang_header-template.xlsx", Format: "platform.douyin", Rows: 0},
		billtest.Sample{Path: "jd_merchant/oms_360buy_settlement_header-template.xlsx", Format: "platform.jd_settlement", Rows: 0},
		billtest.Sample{Path: "jd_merchant/oms_jdbill_wallet_1row_excel-serial-date.xls", Format: "platform.jd_wallet", Rows: 1, Refused: 1}, // money in and out in one row
		billtest.Sample{Path: "jd_merchant/oms_jingzhuntong_ads_1row.xls", Format: "platform.jd_ads", Rows: 1},
		billtest.Sample{Path: "wechat_channels_shop/oms_fundflow_header-template.xlsx", Format: "platform.wechat_shop", Rows: 0},
		billtest.Sample{Path: "youzan/oms_ledger_header-template.xlsx", Format: "platform.youzan", Rows: 0},
		billtest.Sample{Path: "cainiao/financebase__cainiao_order.xls", Format: "platform.cainiao_orders", Rows: 0},
		billtest.Sample{Path: "cainiao/financebase__cainiao_sale.xls", Format: "platform.cainiao_sales", Rows: 0},
	)
}
