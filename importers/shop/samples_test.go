package shop_test

import (
	"os"
	"path/filepath"
	"testing"

	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/shop"
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
		{"_transcribed/taobao/SYNTHETIC_ItemList_sales-detail.csv", "shop.items", 1, 0},
		{"_transcribed/pinduoduo/SYNTHETIC_订单导出_23cols.csv", "shop.orders", 2, 0},
	} {
		b, err := os.ReadFile(filepath.Join(samples, c.path))
		if err != nil {
			t.Skip("no samples here")
		}
		r := billtest.Read(t, shop.Formats(), b, bill.Options{})
		if r.Err != nil {
			t.Errorf("%s: %v", c.path, r.Err)
			continue
		}
		if r.Summary.Format != c.format || r.Summary.Rows != c.rows || len(r.Problems) != c.refused {
			t.Errorf("%s: %s, %d rows, %v", c.path, r.Summary.Format, r.Summary.Rows, r.Problems)
		}
	}
}
