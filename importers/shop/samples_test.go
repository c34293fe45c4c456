package shop_test

import (
	"testing"

	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/shop"
)

// TestSamples reads the real files of the family that are at hand.
func TestSamples(t *testing.T) {
	billtest.Samples(t, shop.Formats(),
		billtest.Sample{Path: "_transcribed/taobao/SYNTHETIC_ItemList_sales-detail.csv", Format: "shop.items", Rows: 1},
		billtest.Sample{Path: "_transcribed/pinduoduo/SYNTHETIC_订单导出_23cols.csv", Format: "shop.orders", Rows: 2},
	)
}
