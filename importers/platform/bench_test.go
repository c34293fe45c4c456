package platform_test

import (
	"strings"
	"testing"

	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/platform"
)

func BenchmarkPinduoduo(b *testing.B) {
	billtest.Bench(b, platform.Formats(), "商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述\n",
		"260620-%015d,2026-06-%02d 23:30:43,%d.80,0,交易收入,-,0010002|交易收入-订单收入\n")
}

func BenchmarkDouyin(b *testing.B) {
	head, _, _ := strings.Cut(douyin, "\n")
	billtest.Bench(b, platform.Formats(), head+"\n", "2026-05-01 10:00:00,\"\t7%06d\",入账,%[3]d.00,聚合账户,货款结算入账,-,\"\t6001\",\"\t5001\",-,2026-04-%02d 09:00:00,1,普通订单,%[3]d.00,0,0,0,0,0,0,0,0,0,0,0,否,0,-\n")
}

func BenchmarkJDSettlement(b *testing.B) {
	billtest.Bench(b, platform.Formats(), jdHead, "3%08d,D1,订单,S1,,豆浆机,已结算,2026-03-%02d 10:00:00,2026-03-01 10:00:00,2026-03-08 02:00:00,货款,%d.00,CNY,应收,,88001,,,,,收入,1,2026-03-08\n")
}

func BenchmarkWeChatShop(b *testing.B) {
	head, _, _ := strings.Cut(wechatShop, "\n")
	billtest.Bench(b, platform.Formats(), head+"\n", "F%08d,2026-04-%02d 10:00:00,订单支付,收入,%d.00,188.00,3700001,,,,\n")
}
