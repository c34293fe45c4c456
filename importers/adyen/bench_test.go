package adyen_test

import (
	"testing"

	"zhangfang/importers/adyen"
	"zhangfang/importers/bill/billtest"
)

func BenchmarkSettlement(b *testing.B) {
	billtest.Bench(b, adyen.Formats(), head, "Co,Shop_CN,88160000%08d,S1,visa,2026-03-%02d 10:00:00,CET,Settled,8816000000000011,EUR,,%[3]d.00,1,EUR,,%[3]d.00,,0.00,0.00,0.00,visa,,48,\n")
}
