package importers_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// mem is a file in memory.
func mem(name string, data []byte) bill.File {
	return bill.File{Name: name, Path: name, Size: int64(len(data)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}}
}

func gbk(tb testing.TB, s string) []byte {
	tb.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		tb.Fatal(err)
	}
	return []byte(out)
}

const benchRows = 20000

func wechatBill(rows int) string {
	var b strings.Builder
	b.WriteString(wechatHead)
	for i := range rows {
		fmt.Fprintf(&b, "`2025-10-%02d %02d:%02d:%02d,`wx81be3101902f7cb2,`1601959334,`0,`,`42000009252025102%011d,`S2025102%08d,`ofyak5qR_1wYsC99CsWA6R9MJazA,`NATIVE,`SUCCESS,`OTHERS,`CNY,`%d.%02d,`0.00,`0,`0,`0.00,`0.00,`,`,`鲜牛奶 950ml 两瓶装,`,`0.05000,`0.60%%,`%d.%02d,`0.00,`\r\n",
			1+i%28, i%24, i%60, i%60, i, i, i%500, i%100, i%500, i%100)
	}
	return b.String()
}

func bench(b *testing.B, data []byte) { benchOf(b, data, benchRows) }

func benchOf(b *testing.B, data []byte, rows int) {
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		n := 0
		_, err := importers.Read(context.Background(), mem("f", data), bill.Options{}, func(r *bill.Row) error {
			if n++; r.Problem != nil {
				b.Fatal(r.Problem)
			}
			return nil
		})
		if err != nil || n != rows {
			b.Fatal(n, err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkWeChatTrade(b *testing.B) { bench(b, []byte(wechatBill(benchRows))) }

// BenchmarkDay reads the bill of one day of a small shop, as pulls bring them by the
// thousand.
func BenchmarkDay(b *testing.B) { benchOf(b, []byte(wechatBill(20)), 20) }

func BenchmarkAlipayTrade(b *testing.B) {
	var s strings.Builder
	s.WriteString(alipayHead)
	for i := range benchRows {
		fmt.Fprintf(&s, "202509162200145886051%07d\t,M%012d\t,交易\t,鲜牛奶两瓶,2025-09-16 10:55:16,2025-09-16 10:55:23,\t,\t,\t,\t,*水(602***@qq.com)\t,%d.10,%d.10,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,\t,-0.06,0.00,\r\n", i, i, i%300, i%300)
	}
	bench(b, gbk(b, s.String()))
}

func BenchmarkOrders(b *testing.B) {
	var s strings.Builder
	s.WriteString("订单编号,下单时间,付款时间,支付方式,实付金额,订单状态,退款金额\n")
	for i := range benchRows {
		fmt.Fprintf(&s, "S2025102%08d,2025-10-%02d 10:00:00,2025-10-%02d 10:00:09,微信支付,%d.50,交易成功,0.00\n", i, 1+i%28, 1+i%28, i%900)
	}
	bench(b, []byte(s.String()))
}

func BenchmarkBank(b *testing.B) {
	var s strings.Builder
	s.WriteString("交易日期,交易时间,收入,支出,余额,对方户名,摘要,交易流水号\n")
	for i := range benchRows {
		fmt.Fprintf(&s, "2025-10-%02d,10:00:%02d,\"1,%03d.50\",,\"20,000.00\",支付宝（中国）网络技术有限公司,提现,B%09d\n", 1+i%28, i%60, i%900, i)
	}
	bench(b, []byte(s.String()))
}

func BenchmarkPOS(b *testing.B) {
	var s strings.Builder
	s.WriteString("终端号,交易日期,交易时间,交易类型,卡号,交易金额,手续费,入账金额,参考号,清算日期\n")
	for i := range benchRows {
		fmt.Fprintf(&s, "T0001,2025-10-%02d,10:00:%02d,消费,621700******1234,100.00,0.60,99.40,%012d,2025-10-28\n", 1+i%28, i%60, i)
	}
	bench(b, []byte(s.String()))
}

func BenchmarkLedger(b *testing.B) {
	var s strings.Builder
	s.WriteString("id,date,description,amount,ref\n")
	for i := range benchRows {
		fmt.Fprintf(&s, "G%07d,2025-10-%02d,Customer payment,-%d.50,AP-%d\n", i, 1+i%28, i%900, i)
	}
	bench(b, []byte(s.String()))
}

const wechatHead = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n"

const alipayHead = "#支付宝业务明细查询\r\n#账号：[20880099887766550156]\r\n#起始日期：[2025年09月16日 00:00:00]   终止日期：[2025年09月17日 00:00:00]\r\n#-----------------------------------------业务明细列表----------------------------------------\r\n支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注\r\n"
