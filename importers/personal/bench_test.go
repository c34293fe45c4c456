package personal_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/personal"
)

const benchRows = 20000

// bench reads a bill of benchRows rows.
func bench(b *testing.B, format string, data []byte) {
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if n := rows(b, format, data); n != benchRows {
			b.Fatal(n)
		}
	}
	b.ReportMetric(float64(benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func rows(b *testing.B, format string, data []byte) (n int) {
	ctx := context.Background()
	doc, err := bill.Open(ctx, billtest.File("f", data), bill.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer doc.Close()
	for _, f := range personal.Formats() {
		if f.Name() != format {
			continue
		}
		in, err := doc.Rows(0)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.Read(ctx, in, f.Detect(doc.Views()[0].Head, 0), bill.Options{}, func(r *bill.Row) error {
			if n++; r.Problem != nil {
				b.Fatal(r.Problem)
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	return n
}

// repeat makes a text of benchRows rows by a pattern that takes two numbers.
func repeat(head, pattern string) string {
	var s strings.Builder
	s.WriteString(head)
	for i := range benchRows {
		fmt.Fprintf(&s, pattern, i%60, i)
	}
	return s.String()
}

func BenchmarkAlipay(b *testing.B) {
	bench(b, "alipay.personal", billtest.GBK(b, repeat(appFrame+appHead,
		"2025-10-30 10:00:%02d ,日用百货                ,文具店                 ,we***@example.com   ,鲜牛奶两瓶                ,支出                  ,30.00               ,招商银行(1234)          ,交易成功                ,202510302200140000%010d	,S5	,                    ,\n")))
}

func BenchmarkAlipayWeb(b *testing.B) {
	head := "交易号 ,商家订单号 ,交易创建时间 ,付款时间 ,类型 ,交易对方 ,商品名称 ,金额（元） ,收/支 ,交易状态 ,服务费（元） ,成功退款（元） ,备注 ,资金状态 ,\n"
	bench(b, "alipay.personal_web", billtest.GBK(b, repeat(head,
		"2019093022001400%[2]010d	,S1	,2019-09-30 13:11:%02[1]d ,2019-09-30 13:11:30 ,即时到账交易          ,快餐店     ,午餐       ,27.00   ,支出      ,交易成功    ,0.00     ,0.00     ,                    ,已支出      ,\n")))
}

func BenchmarkWeChat(b *testing.B) {
	bench(b, "wechat.personal", []byte(repeat(wxFrame+wxHead,
		"2025-03-30 20:00:%02d,二维码收款,王*,收款方备注:二维码收款,收入,¥28.50,零钱,已收钱,1000050101250330%010d	,/	,/\n")))
}

func BenchmarkJD(b *testing.B) {
	head, _, _ := strings.Cut(jdText, "2024-12-30 17")
	bench(b, "jd.personal", []byte(repeat(head,
		"2024-12-28 13:27:%02d	,京东平台商户,卫衣 等多件,131.77(已退款89.84),中国银行信用卡(1875),交易成功,支出,服饰内衣,3%010d	,10002	, ,\n")))
}

func BenchmarkMeituan(b *testing.B) {
	head, _, _ := strings.Cut(mtText, "2025-02-28 20")
	bench(b, "meituan.personal", []byte(repeat(head,
		"2025-02-28 20:35:13,2025-02-28 20:35:%02d,支付,奶茶店 订单详情,支出,美团月付,¥22.30,¥21.17,\"2502281110040%010d\t\",\"0_2204\t\",/\r\n")))
}
