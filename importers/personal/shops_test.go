package personal_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/personal"
)

const (
	jdText = "\ufeff导出信息：\n京东账号名：jd_zhang\n申请时间：2025-01-01 11:32:42\n日期区间：2024-12-01 至 2024-12-31\n导出交易类型：全部\n共：7笔记录\n收入：0笔，0.00元\n支出：2笔(含1笔部分退款)，51.77元\n不计收支：5笔，900.00元\n\n特别提示\n4.因统计逻辑不同，明细金额直接累加后，可能会和上方统计金额不一致，请以实际交易金额为准；\n\n" +
		"交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n" +
		"2024-12-30 17:16:02	,京东物流,寄件,10.20,钱包余额,交易成功,支出,收发快递,JDX1	,10001	, ,\n" +
		"2024-12-28 13:28:32	,京东平台商户,退款-卫衣,89.84,中国银行信用卡(1875),退款成功,不计收支,网购,30002	,10002	, ,\n" +
		"2024-12-28 13:27:56	,京东平台商户,卫衣 等多件,131.77(已退款89.84),中国银行信用卡(1875),交易成功,支出,服饰内衣,30002	,10002	, ,\n" +
		"2024-12-24 22:33:54	,京东平台商户,退款-裤子,468.32,中国银行信用卡(1875),退款成功,不计收支,网购,30003	,10003	, ,\n" +
		"2024-12-24 22:33:07	,京东平台商户,裤子,468.32(已全额退款),中国银行信用卡(1875),交易成功,不计收支,服饰内衣,30003	,10003	, ,\n" +
		"2024-12-21 13:40:59	,京东平台商户,热水袋,35.61,先享后付,交易成功,不计收支,先享后付,30004	,10004	, ,\n" +
		"2024-12-20 13:40:59	,京东金融,白条还款,88.00,招商银行储蓄卡(1234),交易成功,不计收支,还款,30005	,	, ,\n"

	mtText = "\ufeff美团交易账单明细\r\n美团用户名：[张三]\r\n起始时间：[2025-02-01] 终止时间：[2025-02-28]\r\n导出时间：[2025-03-30 17:43:31]\r\n\"\"\r\n共：3笔记录\r\n支出：2笔 69.31元\r\n收入：1笔 20.00元\r\n\"\"\r\n4. 因统计逻辑不同，明细的实付金额累加后可能与统计金额不一致，请以实际交易金额为准\r\n\"\"\r\n【美团交易账单明细列表】\r\n" +
		"交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注\r\n" +
		"2025-02-28 20:35:13,2025-02-28 20:35:25,支付,奶茶店 订单详情,支出,美团月付,¥22.30,¥21.17,\"250228111004016\t\",\"0_2204\t\",/\r\n" +
		"2025-02-27 07:04:17,2025-02-27 07:04:18,退款,蛋挞6只,收入,中国银行信用卡(1875),¥20.00,¥20.00,\"2502270181541103443\t\",\"4981K\t\",/\r\n" +
		"2025-02-12 20:59:12,2025-02-12 20:59:20,还款,【美团月付】主动还款,支出,中国银行储蓄卡(3147),¥48.14,¥48.12,\"2502121110040167\t\",\"2502_10\t\",/\r\n"
)

// TestJDResaved: a spreadsheet writes times its own way.
func TestJDResaved(t *testing.T) {
	r := billtest.Read(t, personal.Formats(), []byte(jdText), bill.Options{})
	again := billtest.Read(t, personal.Formats(), []byte(strings.ReplaceAll(jdText, "\n2024-12-", "\n2024/12/")), bill.Options{})
	if len(r.Entries) != 7 || len(again.Entries) != 7 {
		t.Fatal(r.Lines(), again.Lines())
	}
	for i, e := range again.Entries {
		if e.Ident != r.Entries[i].Ident {
			t.Errorf("line %d is another entry", e.Line)
		}
	}
}

func TestJD(t *testing.T) {
	r := billtest.Read(t, personal.Formats(), []byte(jdText), bill.Options{})
	r.Check(t,
		"15 expense paid at=2024-12-30T17:16:02+08:00 order=10001 txn=JDX1 gross=-1020 amount=-1020 fee=0 party=京东物流 memo=收发快递 寄件 method=钱包余额",
		"16 expense paid at=2024-12-28T13:28:32+08:00 order=10002 txn=30002 refund=30002 gross=8984 amount=8984 fee=0 party=京东平台商户 memo=网购 退款-卫衣 method=中国银行信用卡(1875) card=1875",
		"17 expense paid at=2024-12-28T13:27:56+08:00 order=10002 txn=30002 gross=-13177 amount=-13177 fee=0 party=京东平台商户 memo=服饰内衣 卫衣 等多件 method=中国银行信用卡(1875) card=1875",
		"18 expense paid at=2024-12-24T22:33:54+08:00 order=10003 txn=30003 refund=30003 gross=46832 amount=46832 fee=0 party=京东平台商户 memo=网购 退款-裤子 method=中国银行信用卡(1875) card=1875",
		"19 expense refunded at=2024-12-24T22:33:07+08:00 order=10003 txn=30003 gross=-46832 amount=-46832 fee=0 party=京东平台商户 memo=服饰内衣 裤子 method=中国银行信用卡(1875) card=1875",
		"20 expense paid at=2024-12-21T13:40:59+08:00 order=10004 txn=30004 gross=3561 amount=0 fee=0 party=京东平台商户 memo=先享后付 热水袋 method=先享后付",
		"21 transfer paid at=2024-12-20T13:40:59+08:00 txn=30005 gross=-8800 amount=-8800 fee=0 party=京东金融 memo=还款 白条还款 method=招商银行储蓄卡(1234) card=1234",
	)
	s := r.Summary
	if s.Format != "jd.personal" || s.Source.Provider != "jd" || s.Source.Account != "jd_zhang" || s.Covers.Days() != 31 || s.Incomplete != nil {
		t.Errorf("summary %+v", s)
	}
	if got := fmt.Sprint(r.Codes()); got != "[no_direction marked_refund]" {
		t.Errorf("notes %+v", s.Notes)
	}
	bad := strings.NewReplacer("(已退款89.84)", "(已退八九)", "468.32(已全额退款)", "-468.32(已全额退款)").Replace(jdText)
	r = billtest.Read(t, personal.Formats(), []byte(bad), bill.Options{})
	if len(r.Problems) != 2 || r.Problems[0].Code != bill.CodeAmount || r.Problems[0].Cell != "金额" || r.Problems[1].Code != bill.CodeSigns {
		t.Errorf("problems %v", r.Problems)
	}
}

func TestMeituan(t *testing.T) {
	r := billtest.Read(t, personal.Formats(), []byte(mtText), bill.Options{})
	r.Check(t,
		"14 expense paid at=2025-02-28T20:35:25+08:00 order=0_2204 txn=250228111004016 gross=-2230 amount=-2117 fee=0 memo=支付 奶茶店 订单详情 method=美团月付",
		"15 expense paid at=2025-02-27T07:04:18+08:00 order=4981K txn=2502270181541103443 refund=2502270181541103443 gross=2000 amount=2000 fee=0 memo=退款 蛋挞6只 method=中国银行信用卡(1875) card=1875",
		"16 transfer paid at=2025-02-12T20:59:20+08:00 order=2502_10 txn=2502121110040167 gross=-4814 amount=-4812 fee=0 memo=还款 【美团月付】主动还款 method=中国银行储蓄卡(3147) card=3147",
	)
	s := r.Summary
	if s.Format != "meituan.personal" || s.Source.Provider != "meituan" || s.Source.Account != "" || s.Covers.Days() != 28 || s.Incomplete != nil || len(s.Notes) != 0 {
		t.Errorf("summary %+v", s)
	}
	cut := billtest.Read(t, personal.Formats(), []byte(mtText[:strings.Index(mtText, "2025-02-12")]), bill.Options{})
	if n := cut.Summary.Notes; len(n) != 1 || !slices.Equal(n[0].Args, []string{"笔数", "3", "2"}) {
		t.Errorf("a cut bill: %+v", n)
	}
}

func FuzzRead(f *testing.F) {
	billtest.Fuzz(f, personal.Formats(), wxFrame+wxText, appFrame+appHead+appRows, jdText, mtText,
		"交易号,商家订单号,交易创建时间,付款时间,类型,交易对方,商品名称,金额（元）,收/支,交易状态,服务费（元）,成功退款（元）,备注,资金状态,\n"+
			"1	,S1	,2019-09-30 13:11:25 ,,即时到账交易,店,茶,27.00,支出,交易成功,0.00,7.00,,已支出,\n")
}
