package personal_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/personal"
)

const (
	appFrame = `------------------------------------------------------------------------------------
导出信息：
姓名：张三
支付宝账户：zhang@example.com
起始时间：[2025-10-01 00:00:00]    终止时间：[2025-10-31 23:59:59]
导出交易类型：[全部]
导出时间：[2025-11-02 09:12:52]
共13笔记录
收入：4笔 148.00元
支出：4笔 150.00元
不计收支：5笔 700.00元

特别提示：
6.因统计逻辑不同，明细金额直接累加后，可能会和下方统计金额不一致，请以实际交易金额为准；

------------------------支付宝支付科技有限公司  电子客户回单------------------------
`
	appHead = "交易时间            ,交易分类                ,交易对方                ,对方账号                ,商品说明                ,收/支                 ,金额                  ,收/付款方式              ,交易状态                ,交易订单号     ,商家订单号           ,备注                  ,\n"
	appRows = `2025-10-30 10:00:00 ,收入                  ,*三                 ,138******11         ,商品                  ,收入                  ,28.00               ,                    ,交易成功                ,2025103022001400000000000001	,M10001	,                    ,
2025-10-29 10:00:00 ,转账红包                ,李*                 ,li***@example.com   ,收钱码收款               ,收入                  ,20.00               ,余额                  ,交易成功                ,2025102922001400000000000002	,                    	,                    ,
2025-10-28 10:00:00 ,转账红包                ,王*                 ,wa***@example.com   ,转账                  ,收入                  ,50.00               ,余额                  ,交易成功                ,2025102822001400000000000003	,                    	,                    ,
2025-10-27 10:00:00 ,数码电器                ,买家                  ,/                   ,旧手机                 ,收入                  ,50.00               ,余额                  ,等待对方确认收货            ,2025102722001400000000000004	,T200P511603254142	,                    ,
2025-10-26 10:00:00 ,日用百货                ,文具店                 ,we***@example.com   ,笔,十支                ,支出                  ,30.00               ,招商银行(1234)          ,交易成功                ,2025102622001400000000000005	,S5	,                    ,
2025-10-25 10:00:00 ,日用百货                ,文具店                 ,we***@example.com   ,纸                   ,支出                  ,40.00               ,余额宝                 ,交易关闭                ,2025102522001400000000000006	,S6	,                    ,
2025-10-25 11:00:00 ,退款                  ,文具店                 ,we***@example.com   ,退款-纸                ,不计收支                ,40.00               ,余额宝                 ,退款成功                ,2025102522001400000000000006_R6	,S6	,                    ,
2025-10-24 10:00:00 ,转账红包                ,房东                  ,138******22         ,房租                  ,支出                  ,60.00               ,余额                  ,交易成功                ,2025102422001400000000000007	,                    	,                    ,
2025-10-23 10:00:00 ,日用百货                ,店                   ,/                   ,茶                   ,不计收支                ,82.00               ,                    ,交易关闭                ,2025102322001400000000000008	,S8	,                    ,
2025-10-22 10:00:00 ,账户存取                ,招商银行                ,/                   ,提现-实时提现             ,不计收支                ,500.00              ,余额                  ,交易成功                ,2025102222001400000000000009	,                    	,                    ,
2025-10-21 10:00:00 ,投资理财                ,基金公司                ,/                   ,余额宝-单次转入            ,不计收支                ,70.00               ,余额                  ,交易成功                ,2025102122001400000000000010	,                    	,                    ,
2025-10-20 10:00:00 ,投资理财                ,基金公司                ,/                   ,余额宝-2025.10.19-收益发放  ,不计收支                ,8.00                ,余额宝                 ,交易成功                ,2025102022001400000000000011	,                    	,                    ,
2025-10-19 10:00:00 ,日用百货                ,买家                  ,/                   ,茶                   ,支出                  ,20.00               ,                    ,等待付款                ,2025101922001400000000000012	,S12	,                    ,
`
)

func TestAlipayApp(t *testing.T) {
	r := billtest.Read(t, personal.Formats(), billtest.GBK(t, appFrame+appHead+appRows), bill.Options{})
	r.Check(t,
		"18 payment paid at=2025-10-30T10:00:00+08:00 order=M10001 txn=2025103022001400000000000001 gross=2800 amount=2800 fee=0 party=*三 memo=收入 商品",
		"19 payment paid at=2025-10-29T10:00:00+08:00 txn=2025102922001400000000000002 gross=2000 amount=2000 fee=0 party=李* memo=转账红包 收钱码收款 method=余额",
		"20 transfer paid at=2025-10-28T10:00:00+08:00 txn=2025102822001400000000000003 gross=5000 amount=5000 fee=0 party=王* memo=转账红包 method=余额",
		"21 payment pending at=2025-10-27T10:00:00+08:00 order=511603254142 txn=2025102722001400000000000004 gross=5000 amount=0 fee=0 party=买家 memo=数码电器 旧手机 method=余额",
		"22 expense paid at=2025-10-26T10:00:00+08:00 order=S5 txn=2025102622001400000000000005 gross=-3000 amount=-3000 fee=0 party=文具店 memo=日用百货 笔,十支 method=招商银行(1234) card=1234",
		"23 expense refunded at=2025-10-25T10:00:00+08:00 order=S6 txn=2025102522001400000000000006 gross=-4000 amount=-4000 fee=0 party=文具店 memo=日用百货 纸 method=余额宝",
		"24 expense paid at=2025-10-25T11:00:00+08:00 order=S6 txn=2025102522001400000000000006 refund=2025102522001400000000000006_R6 gross=4000 amount=4000 fee=0 party=文具店 memo=退款 退款-纸 method=余额宝",
		"25 transfer paid at=2025-10-24T10:00:00+08:00 txn=2025102422001400000000000007 gross=-6000 amount=-6000 fee=0 party=房东 memo=转账红包 房租 method=余额",
		"26 expense closed at=2025-10-23T10:00:00+08:00 order=S8 txn=2025102322001400000000000008 gross=8200 amount=0 fee=0 party=店 memo=日用百货 茶",
		"27 withdrawal paid at=2025-10-22T10:00:00+08:00 txn=2025102222001400000000000009 gross=-50000 amount=-50000 fee=0 party=招商银行 memo=账户存取 提现-实时提现 method=余额",
		"28 other paid at=2025-10-21T10:00:00+08:00 txn=2025102122001400000000000010 gross=7000 amount=0 fee=0 party=基金公司 memo=投资理财 余额宝-单次转入 method=余额",
		"29 other paid at=2025-10-20T10:00:00+08:00 txn=2025102022001400000000000011 gross=800 amount=800 fee=0 party=基金公司 memo=投资理财 余额宝-2025.10.19-收益发放 method=余额宝",
		"30 expense pending at=2025-10-19T10:00:00+08:00 order=S12 txn=2025101922001400000000000012 gross=-2000 amount=0 fee=0 party=买家 memo=日用百货 茶",
	)
	s := r.Summary
	if s.Source != (book.Source{Provider: "alipay", Account: "zhang@example.com", Stream: "personal", Role: book.RoleWallet}) {
		t.Errorf("source %+v", s.Source)
	}
	if got := fmt.Sprint(r.Codes()); got != "[no_direction marked_refund]" || s.Incomplete != nil || s.Covers.Days() != 31 || s.Covers.PartialEdges {
		t.Errorf("notes %s, summary %+v", got, s)
	}
}

// TestAlipayGenerations: the bills of the app differ in what stands before the rows,
// and the one of 2021 has another order of columns and its counts at the end.
func TestAlipayGenerations(t *testing.T) {
	want := "expense paid at=2021-06-14T14:00:38+08:00 order=ABC1 txn=2021061422001400000000000001 gross=-651 amount=-651 fee=0 party=公司 memo=互助保障 分摊 method=招商银行(9876) card=9876"
	back := "expense paid at=2021-06-01T00:13:56+08:00 order=ABC2 txn=2021060122001400000000000002 refund=2021060122001400000000000002_1 gross=10990 amount=10990 fee=0 party=旗舰店 memo=退款 退款-消毒液 method=招商银行(9876) card=9876"
	const dashes = "------------------------------------------------------------------------------------\n"
	tail := dashes + "导出信息：\n姓名：张三\n支付宝账户：zhang@example.com\n起始时间：[2021-05-19 00:00:00]    终止时间：[2021-06-19 23:59:59]\n导出时间：[2021-06-29 03:10:16]\n共2笔记录\n收入：0笔,0.00元\n支出：1笔,6.51元\n其他：1笔,109.90元\n\n特别提示：\n6.因统计逻辑不同，明细金额直接累加后\n"
	app2021 := func(way string) string {
		return "------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------\n" +
			"收/支                 ,交易对方                ,对方账号                ,商品说明                ,收/付款方式              ,金额                  ,交易状态                ,交易分类                ,交易订单号     ,商家订单号           ,交易时间            ,\n" +
			"支出                  ,公司  ,                    ,分摊     ,招商银行(9876)          ,6.51                ,交易成功                ,互助保障                ,2021061422001400000000000001	,ABC1	,2021-06-14 14:00:38 ,\n" +
			way + "                  ,旗舰店       ,zhi***@example.com  ,退款-消毒液,招商银行(9876)          ,109.90              ,退款成功                ,退款                  ,2021060122001400000000000002_1	,ABC2	,2021-06-01 00:13:56 ,\n" + tail
	}
	app2023 := func(banner string) string {
		return dashes + "导出信息：\n支付宝账户：zhang@example.com\n起始时间：[2021-05-19 00:00:00]    终止时间：[2021-06-19 23:59:59]\n共2笔记录\n\n" + banner + appHead +
			"2021-06-14 14:00:38,互助保障,公司,/,分摊,支出,6.51,招商银行(9876),交易成功,2021061422001400000000000001	,ABC1	,,\n" +
			"2021-06-01 00:13:56,退款,旗舰店,/,退款-消毒液,收入,109.90,招商银行(9876),退款成功,2021060122001400000000000002_1	,ABC2	,,\n"
	}
	for name, text := range map[string]string{
		"2021": app2021("其他"), "2021, refund as 收入": app2021("收入"),
		"2023": app2023("------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------\n"),
		"2025": app2023("------------------------支付宝支付科技有限公司  电子客户回单------------------------\n"),
	} {
		t.Run(name, func(t *testing.T) {
			r := billtest.Read(t, personal.Formats(), billtest.GBK(t, text), bill.Options{})
			if r.Err != nil || !slices.Equal(unnumbered(r), []string{want, back}) {
				t.Fatal(r.Err, r.Problems, r.Lines())
			}
			s := r.Summary
			if s.Source.Account != "zhang@example.com" || s.Covers.From.String() != "2021-05-19" || len(s.Notes) != 0 || s.Incomplete != nil {
				t.Errorf("summary %+v", s)
			}
		})
	}
	cut, _, _ := strings.Cut(app2021("其他"), dashes)
	if s := billtest.Read(t, personal.Formats(), billtest.GBK(t, cut), bill.Options{}).Summary; s.Incomplete == nil {
		t.Errorf("a bill without its end passes: %+v", s)
	}
}

func TestAlipayWeb(t *testing.T) {
	const text = `支付宝交易记录明细查询
账号:[zhang@example.com]
起始日期:[2019-08-01 00:00:00]    终止日期:[2019-10-01 00:00:00]
---------------------------------交易记录明细列表------------------------------------
交易号                  ,商家订单号               ,交易创建时间              ,付款时间                ,最近修改时间              ,交易来源地     ,类型              ,交易对方            ,商品名称                ,金额（元）   ,收/支     ,交易状态    ,服务费（元）   ,成功退款（元）  ,备注                  ,资金状态     ,
2019093022001400000000000001	,S1	,2019-09-30 13:11:25 ,2019-09-30 13:11:30 ,2019-09-30 13:11:30 ,其他（包括阿里巴巴和外部商家）,即时到账交易          ,快餐店     ,午餐       ,27.00   ,支出      ,交易成功    ,0.00     ,7.00     ,                    ,已支出      ,
2019092922001400000000000002	,                    	,2019-09-29 05:26:50 ,                    ,2019-09-29 05:26:50 ,支付宝网站     ,即时到账交易          ,某人      ,收款 ,100.00    ,收入      ,交易成功    ,0.60     ,0.00     ,                    ,已收入      ,
2019092822001400000000000003	,                    	,2019-09-28 05:26:50 ,2019-09-28 05:26:50 ,2019-09-28 05:26:50 ,支付宝网站     ,提现          ,招商银行      ,提现 ,50.00    ,          ,交易成功    ,0.10     ,0.00     ,                    ,已支出      ,
2019092722001400000000000004	,S4	,2019-09-27 05:26:50 ,                    ,2019-09-27 05:26:50 ,淘宝     ,担保交易          ,店      ,茶 ,9.00    ,支出          ,交易关闭    ,0.00     ,0.00     ,                    ,      ,
2019092622001400000000000005	,S5	,2019-09-26 05:26:50 ,2019-09-26 06:00:00 ,2019-09-26 05:26:50 ,淘宝     ,担保交易          ,买家      ,茶 ,9.00    ,收入          ,等待买家确认收货    ,0.00     ,0.00     ,                    ,待收入      ,
------------------------------------------------------------------------------------
共5笔记录
已收入:1笔,100.00元
待收入:1笔,9.00元
已支出:2笔,77.00元
待支出:0笔,0.00元
导出时间:[2019-10-08 14:34:22]    用户:张三
`
	r := billtest.Read(t, personal.Formats(), billtest.GBK(t, text), bill.Options{})
	r.Check(t,
		"6 expense paid at=2019-09-30T13:11:30+08:00 order=S1 txn=2019093022001400000000000001 gross=-2700 amount=-2700 fee=0 party=快餐店 memo=即时到账交易 午餐",
		"7 payment paid at=2019-09-29T05:26:50+08:00 txn=2019092922001400000000000002 gross=10000 amount=10000 fee=60 party=某人 memo=即时到账交易 收款",
		"8 withdrawal paid at=2019-09-28T05:26:50+08:00 txn=2019092822001400000000000003 gross=-5000 amount=-5000 fee=0 party=招商银行 memo=提现",
		"8 fee paid at=2019-09-28T05:26:50+08:00 txn=2019092822001400000000000003 gross=-10 amount=-10 fee=0 party=招商银行 memo=提现",
		"9 expense closed at=2019-09-27T05:26:50+08:00 order=S4 txn=2019092722001400000000000004 gross=-900 amount=0 fee=0 party=店 memo=担保交易 茶",
		"10 other pending at=2019-09-26T06:00:00+08:00 order=S5 txn=2019092622001400000000000005 gross=900 amount=0 fee=0 party=买家 memo=担保交易 茶",
	)
	s := r.Summary
	if s.Format != "alipay.personal_web" || s.Source.Account != "zhang@example.com" || s.Covers.To.String() != "2019-09-30" || s.Incomplete != nil {
		t.Errorf("summary %+v", s)
	}
	if got := fmt.Sprint(r.Codes()); got != "[marked_refund]" {
		t.Errorf("notes %+v", s.Notes)
	}
	cut := text[:strings.Index(text, "2019092622001400000000000005")]
	if s := billtest.Read(t, personal.Formats(), billtest.GBK(t, cut), bill.Options{}).Summary; s.Incomplete == nil {
		t.Error("a bill without its end passes")
	}
}
