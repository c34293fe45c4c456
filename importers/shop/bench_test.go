package shop_test

import (
	"strings"
	"testing"

	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/shop"
)

func BenchmarkOrders(b *testing.B) {
	billtest.Bench(b, shop.Formats(), "订单编号,付款时间,实付金额,订单状态\n", "S%08d,2025-10-%02d 10:00:00,%d.50,交易成功\n")
}

func BenchmarkItems(b *testing.B) {
	head, _, _ := strings.Cut(taobao, "\n")
	billtest.Bench(b, shop.Formats(), head+"\n", "B%[1]d,B%08[1]d,岩板餐桌,交易成功,%[3]d.78,10.00,没有申请退款,无退款申请,2026-01-%02[2]d 13:39:27\n")
}
