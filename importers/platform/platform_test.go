package platform_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/platform"
)

func read(t *testing.T, text string) billtest.Result {
	t.Helper()
	return billtest.Read(t, platform.Formats(), []byte(text), bill.Options{})
}

func source(provider, account, stream string) book.Source {
	return book.Source{Provider: provider, Account: account, Stream: stream, Role: book.RoleWallet}
}

const pinduoduo = `拼多多店铺账务明细查询

起始时间：2026-06-01 00:00:00  终止时间：2026-06-30 23:59:59
----------交易记录明细列表---------
商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述
260620-100000000000001,2026-06-29 23:30:43,61.80,0,交易收入,-,0010002|交易收入-订单收入
260620-100000000000001,2026-06-29 23:30:43,0,-0.37,技术服务费,-,0030002|技术服务费-基础技术服务费
260621-100000000000002,2026-06-30 08:00:00,0,-27.50,退款,-,0020002|交易退款-订单退款
260622-100000000000003,2026-06-30 09:00:00,0,0,优惠券结算,-,0010003|优惠券结算
,2026-06-30 10:00:00,0,-20.00,提现,提现到银行卡,0060001|提现
260623-100000000000004,2026-06-30 11:00:00,5.00,0,交易收入,-,0010002|交易收入-订单收入
260623-100000000000004,2026-06-30 11:00:00,5.00,0,交易收入,-,0010002|交易收入-订单收入
#支出合计：4笔，共-47.87元
#收入合计：3笔，共71.80元
#总计：7笔，共23.93元
#导出时间：2026-07-01 09:00:00
`

func TestPinduoduo(t *testing.T) {
	r := billtest.Read(t, platform.Formats(), billtest.GBK(t, pinduoduo), bill.Options{})
	r.Check(t,
		"6 payment paid at=2026-06-29T23:30:43+08:00 order=260620-100000000000001 gross=6180 amount=6180 fee=0 memo=交易收入 0010002|交易收入-订单收入",
		"7 fee paid at=2026-06-29T23:30:43+08:00 order=260620-100000000000001 gross=-37 amount=-37 fee=0 memo=技术服务费 0030002|技术服务费-基础技术服务费",
		"8 refund paid at=2026-06-30T08:00:00+08:00 order=260621-100000000000002 gross=-2750 amount=-2750 fee=0 memo=退款 0020002|交易退款-订单退款",
		"9 payment paid at=2026-06-30T09:00:00+08:00 order=260622-100000000000003 gross=0 amount=0 fee=0 memo=优惠券结算 0010003|优惠券结算",
		"10 withdrawal paid at=2026-06-30T10:00:00+08:00 gross=-2000 amount=-2000 fee=0 memo=提现 0060001|提现 提现到银行卡",
		"11 payment paid at=2026-06-30T11:00:00+08:00 order=260623-100000000000004 gross=500 amount=500 fee=0 memo=交易收入 0010002|交易收入-订单收入",
		"12 payment paid at=2026-06-30T11:00:00+08:00 order=260623-100000000000004 gross=500 amount=500 fee=0 memo=交易收入 0010002|交易收入-订单收入",
	)
	s := r.Summary
	if s.Source != source("pinduoduo", "", "account") || s.Format != "platform.pinduoduo" {
		t.Errorf("source %+v", s.Source)
	}
	if s.Covers.From.String() != "2026-06-01" || s.Covers.To.String() != "2026-06-30" || s.Covers.PartialEdges {
		t.Errorf("covers %+v", s.Covers)
	}
	if len(r.Codes()) != 0 || s.Incomplete != nil {
		t.Errorf("notes %v, incomplete %v", r.Codes(), s.Incomplete)
	}
	if e := r.Entries; !e[5].Keyless || e[5].Ident != e[6].Ident {
		t.Error("equal rows without a number are not counted")
	}
}

func TestPinduoduoTotals(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		want           []string
		incomplete     bool
	}{
		{"a row is gone", "260621-100000000000002,2026-06-30 08:00:00,0,-27.50,退款,-,0020002|交易退款-订单退款\n", "", []string{bill.NoteFooter}, false},
		{"the zero row is gone and counted nowhere", "支出合计：4笔", "支出合计：3笔", nil, false},
		{"too many are stated", "支出合计：4笔", "支出合计：5笔", []string{bill.NoteFooter}, false},
		{"cut off", pinduoduo[strings.Index(pinduoduo, "#支出合计"):], "", nil, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, strings.Replace(pinduoduo, c.old, c.new, 1))
			if !slices.Equal(r.Codes(), c.want) || (r.Summary.Incomplete != nil) != c.incomplete {
				t.Errorf("notes %v, incomplete %v", r.Codes(), r.Summary.Incomplete)
			}
		})
	}
}

const douyin = "\ufeff动账时间,动帐流水号,动账方向,动账金额,动账账户,动账场景,计费类型,子订单号,订单号,售后编号,下单时间,商品ID,订单类型,订单实付应结,运费实付,实际平台补贴_运费,实际平台补贴,订单退款,平台服务费,佣金,服务商佣金,渠道分成,招商服务费,站外推广费,其他分成,是否免佣,免佣金额,备注\n" +
	"2026-05-01 10:00:00,\"\t7001\",入账,93.00,聚合账户,货款结算入账,-,\"\t6001\",\"\t5001\",-,2026-04-20 09:00:00,1,普通订单,98.00,2.00,0,0,0,-5.00,-2.00,0,0,0,0,0,否,0,-\n" +
	"2026-05-01 10:00:00,\"\t7002\",入账,47.50,聚合账户,货款结算入账,-,\"\t6002\",\"\t5002\",-,2026-04-20 09:00:00,1,普通订单,50.00,0,0,0,0,2.50,0,0,0,0,0,0,否,0,-\n" +
	"2026-05-02 11:00:00,\"\t7003\",出账,20.00,微信,退款,-,\"\t6001\",\"\t5001\",\"\t8001\",2026-04-20 09:00:00,1,普通订单,0,0,0,0,0,0,0,0,0,0,0,0,否,0,退运费\n" +
	"2026-05-02 12:00:00,\"\t7004\",出账,1.20,聚合账户,运费险扣款,-,\"\t6003\",\"\t5003\",-,2026-04-20 09:00:00,1,普通订单,0,0,0,0,0,0,0,0,0,0,0,0,否,0,-\n" +
	"2026-05-03 12:00:00,\"\t7005\",出账,100.00,聚合账户,提现,-,-,-,-,-,-,-,0,0,0,0,0,0,0,0,0,0,0,0,否,0,-\n"

func TestDouyin(t *testing.T) {
	for _, first := range []string{"", "shop_id,123456\n"} {
		r := read(t, first+douyin)
		line := 2 + strings.Count(first, "\n")
		l := func(i int) string { return fmt.Sprint(line + i) }
		r.Check(t,
			l(0)+" payment paid at=2026-05-01T10:00:00+08:00 order=5001 txn=7001 gross=10000 amount=10000 fee=700 party=聚合账户 memo=货款结算入账",
			l(1)+" payment paid at=2026-05-01T10:00:00+08:00 order=5002 txn=7002 gross=5000 amount=5000 fee=250 party=聚合账户 memo=货款结算入账",
			l(2)+" refund paid at=2026-05-02T11:00:00+08:00 order=5001 txn=7003 refund=8001 gross=-2000 amount=-2000 fee=0 party=微信 memo=退款 退运费",
			l(3)+" fee paid at=2026-05-02T12:00:00+08:00 order=5003 txn=7004 gross=-120 amount=-120 fee=0 party=聚合账户 memo=运费险扣款",
			l(4)+" withdrawal paid at=2026-05-03T12:00:00+08:00 txn=7005 gross=-10000 amount=-10000 fee=0 party=聚合账户 memo=提现",
		)
		want := ""
		if first != "" {
			want = "123456"
		}
		if r.Summary.Source != source("douyin", want, "account") {
			t.Errorf("source %+v", r.Summary.Source)
		}
	}
}

func TestDouyinFlow(t *testing.T) {
	const text = "动账流水号,关联订单号,关联子订单号,动账时间,账户方向,动账金额(元),动账场景,账户余额(元),备注\n" +
		"7001,5001,6001,2026-05-01 10:00:00,入账,93.00,货款结算入账,193.00,\n" +
		"7006,5001,6001,2026-05-01 10:00:01,出账,-0.40,技术服务费,192.60,\n"
	r := read(t, text)
	r.Check(t,
		"2 payment paid at=2026-05-01T10:00:00+08:00 order=5001 txn=7001 gross=9300 amount=9300 fee=0 balance=19300 memo=货款结算入账",
		"3 fee paid at=2026-05-01T10:00:01+08:00 order=5001 txn=7006 gross=-40 amount=-40 fee=0 balance=19260 memo=技术服务费",
	)
	if whole := read(t, douyin); whole.Entries[0].Ident != r.Entries[0].Ident {
		t.Error("a movement is not the same in both exports")
	}
}

const jdHead = "订单编号,单据编号,单据类型,商品编号,商户订单号,商品名称,结算状态,费用发生时间,费用计费时间,费用结算时间,费用项,金额,币种,商家应收/应付,钱包结算备注,店铺号,京东门店编号,品牌门店编号,门店名称,备注,收支方向,商品数量,对账日期\n"

const jdSettlement = jdHead +
	"300001,D1,订单,S1,,豆浆机,已结算,2026-03-01 10:00:00,2026-03-01 10:00:00,2026-03-08 02:00:00,货款,199.00,CNY,应收,,88001,,,,,收入,1,2026-03-08\n" +
	"300001,D1,订单,S1,,豆浆机,已结算,2026-03-01 10:00:00,2026-03-01 10:00:00,2026-03-08 02:00:00,佣金,-9.95,CNY,应付,,88001,,,,,支出,1,2026-03-08\n" +
	"300002,D2,售后服务单,S1,,豆浆机,已结算,2026-03-02 10:00:00,2026-03-02 10:00:00,2026-03-08 02:00:00,货款,-199.00,CNY,应付,,88001,,,,,支出,1,2026-03-08\n" +
	"300003,D3,订单,S2,,水壶,未结算,2026-03-07 10:00:00,2026-03-07 10:00:00,,货款,59.00,CNY,应收,,88001,,,,,收入,1,\n"

func TestJDSettlement(t *testing.T) {
	want := []string{
		"2 payment paid at=2026-03-08T02:00:00+08:00 order=300001 txn=D1 gross=19900 amount=19900 fee=0 memo=货款 订单 豆浆机",
		"3 fee paid at=2026-03-08T02:00:00+08:00 order=300001 txn=D1 gross=-995 amount=-995 fee=0 memo=佣金 订单 豆浆机",
		"4 refund paid at=2026-03-08T02:00:00+08:00 order=300002 txn=D2 gross=-19900 amount=-19900 fee=0 memo=货款 售后服务单 豆浆机",
		"5 payment pending at=2026-03-07T10:00:00+08:00 order=300003 txn=D3 gross=5900 amount=5900 fee=0 memo=货款 订单 水壶",
	}
	r := read(t, jdSettlement)
	r.Check(t, want...)
	if r.Summary.Source != source("jd", "88001", "settlement") {
		t.Errorf("source %+v", r.Summary.Source)
	}
	unsigned := strings.NewReplacer("-9.95", "9.95", "-199.00", "199.00").Replace(jdSettlement)
	read(t, unsigned).Check(t, want...)
}

// TestJDWithoutDirection: since 2026-08 the header has neither 收支方向 nor 结算状态.
func TestJDWithoutDirection(t *testing.T) {
	const text = "订单编号,单据编号,单据类型,商品编号,商品名称,费用发生时间,费用结算时间,费用项,费用分类,金额,币种,商家应收/应付,店铺号,备注\n" +
		"300001,D1,订单,S1,豆浆机,2026-08-01 10:00:00,2026-08-08 02:00:00,货款,货款,199.00,CNY,应收,88001,\n" +
		"300002,D2,售后服务单,S1,豆浆机,2026-08-02 10:00:00,2026-08-08 02:00:00,货款,货款,-199.00,CNY,应付,88001,\n"
	want := []string{
		"2 payment paid at=2026-08-08T02:00:00+08:00 order=300001 txn=D1 gross=19900 amount=19900 fee=0 party=货款 memo=货款 订单 豆浆机",
		"3 refund paid at=2026-08-08T02:00:00+08:00 order=300002 txn=D2 gross=-19900 amount=-19900 fee=0 party=货款 memo=货款 售后服务单 豆浆机",
	}
	read(t, text).Check(t, want...)
	read(t, strings.NewReplacer(",商家应收/应付", "", ",应收", "", ",应付", "").Replace(text)).Check(t, want...)
}

func TestJDWallet(t *testing.T) {
	const text = "商户号,账户代码,账户名称,日期,商户订单号,账户余额(元),收入金额(元),支出金额(元),交易备注,账单日期\n" +
		"某店,2832620000001,某某的账户,44500.53210648148,20211031013136110068000000000001,300.00,200.00,0,2021年10月30日京东支付货款,44500\n" +
		"某店,2832620000001,某某的账户,2021-10-31 18:00:00,20211031013136110068000000000002,0,,300.00,提现,2021-10-31\n"
	r := read(t, text)
	r.Check(t,
		"2 payment paid at=2021-10-31T12:46:14+08:00 txn=20211031013136110068000000000001 gross=20000 amount=20000 fee=0 balance=30000 memo=2021年10月30日京东支付货款",
		"3 withdrawal paid at=2021-10-31T18:00:00+08:00 txn=20211031013136110068000000000002 gross=-30000 amount=-30000 fee=0 balance=0 memo=提现",
	)
	if r.Summary.Source != source("jd", "2832620000001", "account") {
		t.Errorf("source %+v", r.Summary.Source)
	}
}

const wechatShop = "流水单号,记账时间,动帐类型,收支类型,收支金额,账户余额,关联订单号,关联售后单号,关联提现单号,关联保单号,详情\n" +
	"F1,2026-04-01 10:00:00,订单支付,收入,88.00,188.00,3700001,,,,\n" +
	"F2,2026-04-01 10:00:00,技术服务费,支出,0.88,187.12,3700001,,,,\n" +
	"F3,2026-04-02 10:00:00,订单退款,支出,8.00,179.12,3700001,A1,,,\n" +
	"F4,2026-04-03 10:00:00,提现,支出,179.12,0.00,,,W1,,到银行卡\n"

func TestWeChatShop(t *testing.T) {
	r := read(t, wechatShop)
	r.Check(t,
		"2 payment paid at=2026-04-01T10:00:00+08:00 order=3700001 txn=F1 gross=8800 amount=8800 fee=0 balance=18800 memo=订单支付",
		"3 fee paid at=2026-04-01T10:00:00+08:00 order=3700001 txn=F2 gross=-88 amount=-88 fee=0 balance=18712 memo=技术服务费",
		"4 refund paid at=2026-04-02T10:00:00+08:00 order=3700001 txn=F3 refund=A1 gross=-800 amount=-800 fee=0 balance=17912 memo=订单退款",
		"5 withdrawal paid at=2026-04-03T10:00:00+08:00 txn=F4 gross=-17912 amount=-17912 fee=0 balance=0 memo=提现 到银行卡",
	)
	if r.Entries[3].Batching != "W1" || len(r.Codes()) != 0 {
		t.Errorf("batching %q, notes %v", r.Entries[3].Batching, r.Codes())
	}
}

func TestYouzan(t *testing.T) {
	const text = "类型,名称,业务单号,支付流水号,关联单号,交易来源地,账务主体,账户,收入(元),支出(元),余额(元),支付方式,交易对手,渠道,下单时间,入账时间,操作人,附加信息,备注,来源\n" +
		"订单入账,牛奶,B1,P1,E2026040100001,网店,某某店,店铺余额,30.00,,130.00,微信,小王,,2026-04-01 09:59:00,2026-04-01 10:00:00,,,,\n" +
		"交易手续费,牛奶,B1,P1,E2026040100001,网店,某某店,店铺余额,,0.30,129.70,,,,,2026-04-01 10:00:00,,,,\n" +
		"退款,牛奶,B2,P2,E2026040100001,网店,某某店,店铺余额,,10.00,119.70,,小王,,,2026-04-02 10:00:00,,,少发一盒,\n" +
		"提现,,B3,P3,,,某某店,店铺余额,,119.70,0.00,,,,,2026-04-03 10:00:00,,,,\n"
	r := read(t, text)
	r.Check(t,
		"2 payment paid at=2026-04-01T10:00:00+08:00 order=E2026040100001 txn=P1 gross=3000 amount=3000 fee=0 balance=13000 party=小王 memo=订单入账 牛奶",
		"3 fee paid at=2026-04-01T10:00:00+08:00 order=E2026040100001 txn=P1 gross=-30 amount=-30 fee=0 balance=12970 memo=交易手续费 牛奶",
		"4 refund paid at=2026-04-02T10:00:00+08:00 order=E2026040100001 txn=P2 gross=-1000 amount=-1000 fee=0 balance=11970 party=小王 memo=退款 牛奶 少发一盒",
		"5 withdrawal paid at=2026-04-03T10:00:00+08:00 txn=P3 gross=-11970 amount=-11970 fee=0 balance=0 memo=提现",
	)
}

func TestFees(t *testing.T) {
	read(t, "支付时间,费用项,支付金额,支付流水号,交易订单号,运单号\n2026-04-01 10:00:00,仓储费,3.50,P1,E1,YT1\n2026-04-02 10:00:00,快递费,-1.00,P2,E2,YT2\n").Check(t,
		"2 fee paid at=2026-04-01T10:00:00+08:00 order=E1 txn=P1 gross=-350 amount=-350 fee=0 memo=仓储费 YT1",
		"3 fee paid at=2026-04-02T10:00:00+08:00 order=E2 txn=P2 gross=100 amount=100 fee=0 memo=快递费 YT2",
	)
	read(t, "支付流水号,支出时间,支出金额,费用项\nP1,2026-04-01 10:00:00,3.50,仓储费\n总计,,3.50,\n").Check(t,
		"2 fee paid at=2026-04-01T10:00:00+08:00 txn=P1 gross=-350 amount=-350 fee=0 memo=仓储费")
	read(t, "流水单号,账号,投放日期,交易类型,计划ID,支出\n1353000001,商家账户,2021-08-01,快车扣费,--,83588.01\n").Check(t,
		"2 fee paid at=2021-08-01 txn=1353000001 gross=-8358801 amount=-8358801 fee=0 party=商家账户 memo=快车扣费")
}

func TestBadRows(t *testing.T) {
	for _, c := range []struct{ old, new, code, cell string }{
		{"收入,88.00", "进来,88.00", bill.CodeDirection, "收支类型"},
		{"收入,88.00", "收入,-88.00", bill.CodeSigns, "收支金额"},
		{"支出,8.00", "支出,-8.00", bill.CodeSigns, "收支金额"},
		{"收入,88.00", "收入,8八", bill.CodeAmount, "收支金额"},
		{"收入,88.00", "收入,", bill.CodeMissing, "收支金额"},
		{"F1,2026-04-01 10:00:00", "F1,2026-02-30 10:00:00", bill.CodeDate, "记账时间"},
		{"F1,2026-04-01 10:00:00", "F1,", bill.CodeMissing, "记账时间"},
		{"F1,2026-04-01", ",2026-04-01", bill.CodeMissing, "流水单号"},
	} {
		r := read(t, strings.Replace(wechatShop, c.old, c.new, 1))
		if len(r.Problems) != 1 || r.Problems[0].Code != c.code || r.Problems[0].Cell != c.cell {
			t.Errorf("%s: %v", c.new, r.Problems)
		}
	}
	damaged := read(t, strings.Replace(wechatShop, "3700001", "3.70E+14", 1))
	if !slices.Contains(damaged.Codes(), bill.NoteDamagedID) {
		t.Errorf("notes %v", damaged.Codes())
	}
}

func TestEmpty(t *testing.T) {
	r := read(t, jdHead)
	r.Check(t)
	if r.Summary.Rows != 0 || r.Summary.Covers.From != 0 {
		t.Errorf("summary %+v", r.Summary)
	}
}

func TestOwnerSaysPayments(t *testing.T) {
	r := billtest.Read(t, platform.Formats(), []byte(wechatShop), bill.Options{Role: book.RolePayments})
	if r.Summary.Source.Role != book.RolePayments {
		t.Errorf("source %+v", r.Summary.Source)
	}
}

func FuzzRead(f *testing.F) {
	billtest.Fuzz(f, platform.Formats(), pinduoduo, douyin, jdSettlement, wechatShop)
}
