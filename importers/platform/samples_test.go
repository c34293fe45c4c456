package platform_test

import (
	"os"
	"path/filepath"
	"testing"

	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/platform"
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
		{"pinduoduo/oms_account-ledger_header-template.xlsx", "platform.pinduoduo", 0, 0},
		{"_transcribed/pinduoduo/SYNTHETIC_店铺账务明细_header-on-physical-row-5.csv", "platform.pinduoduo", 1, 0},
		{"douyin_shop/oms_dongzhang_header-template.xlsx", "platform.douyin", 0, 0},
		{"jd_merchant/oms_360buy_settlement_header-template.xlsx", "platform.jd_settlement", 0, 0},
		{"jd_merchant/oms_jdbill_wallet_1row_excel-serial-date.xls", "platform.jd_wallet", 1, 1}, // money in and out in one row
		{"jd_merchant/oms_jingzhuntong_ads_1row.xls", "platform.jd_ads", 1, 0},
		{"wechat_channels_shop/oms_fundflow_header-template.xlsx", "platform.wechat_shop", 0, 0},
		{"youzan/oms_ledger_header-template.xlsx", "platform.youzan", 0, 0},
		{"cainiao/financebase__cainiao_order.xls", "platform.cainiao_orders", 0, 0},
		{"cainiao/financebase__cainiao_sale.xls", "platform.cainiao_sales", 0, 0},
	} {
		b, err := os.ReadFile(filepath.Join(samples, c.path))
		if err != nil {
			t.Skip("no samples here")
		}
		r := billtest.Read(t, platform.Formats(), b, bill.Options{})
		if r.Err != nil {
			t.Errorf("%s: %v", c.path, r.Err)
			continue
		}
		if r.Summary.Format != c.format || r.Summary.Rows != c.rows || len(r.Problems) != c.refused {
			t.Errorf("%s: %s, %d rows, %v", c.path, r.Summary.Format, r.Summary.Rows, r.Problems)
		}
	}
}
