package remark_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/remark"
)

// brief is a remark as the tables below write it: only what was found.
func brief(r *remark.Remark) string {
	var out []string
	add := func(name, value string) {
		if value != "" {
			out = append(out, name+"="+value)
		}
	}
	add("by", r.Provider)
	add("mch", r.Merchant)
	if r.Period != (book.Period{}) {
		days := r.Period.From.String()[5:]
		if r.Period.To != r.Period.From {
			days += ".." + r.Period.To.String()[5:]
		}
		add("days", days)
	}
	add("terms", r.Terms)
	add("batch", r.Batch)
	if r.Count != 0 {
		add("n", decimal.NewFromInt(int64(r.Count)).String())
	}
	if r.Fee != nil {
		add("fee", book.Money{Minor: *r.Fee}.Plain())
	}
	if r.Gross != nil {
		add("gross", book.Money{Minor: *r.Gross}.Plain())
	}
	if r.Foreign != nil {
		add("foreign", string(r.Foreign.Currency)+r.Foreign.Plain())
	}
	if !r.Rate.IsZero() {
		add("rate", r.Rate.String())
	}
	add("class", string(r.Class))
	add("party", strings.ReplaceAll(r.Party, " ", "_"))
	return strings.Join(out, " ")
}

// All lines are of 2025-10-16.
var remarks = []struct{ party, memo, want string }{
	// What channels pay.
	{"财付通支付科技有限公司", "财付通 1612345678 20251014 商户结算款", "by=wechatpay mch=1612345678 days=10-14 class=payout party=财付通支付科技"},
	{"财付通支付科技有限公司", "财付通 1612345678 20251010-20251012 商户结算款", "by=wechatpay mch=1612345678 days=10-10..10-12 class=payout party=财付通支付科技"},
	{"財付通支付科技有限公司", "微信支付商户号1900000109结算，交易日期2025-10-15", "by=wechatpay mch=1900000109 days=10-15 class=payout party=财付通支付科技"},
	{"", "TENPAY SETTLEMENT MCH1900000109 20251015", "by=wechatpay mch=1900000109 days=10-15 class=payout party=tenpay_settlement"},
	{"支付宝（中国）网络技术有限公司", "支付宝余额提现", "by=alipay class=payout party=支付宝中国网络技术"},
	{"支付宝(中国)网络技术有限公司", "支付宝-清算 2088123456789012 1014", "by=alipay mch=2088123456789012 days=10-14 class=payout party=支付宝中国网络技术"},
	{"蚂蚁智安科技", "Ａｌｉｐａｙ结算 10月14日", "by=alipay days=10-14 class=payout party=蚂蚁智安科技"},
	{"拉卡拉支付股份有限公司", "POS清算 822290012340018 20251015", "by=pos mch=822290012340018 days=10-15 class=payout party=拉卡拉支付"},
	{"银联商务股份有限公司北京分公司", "银联入账 商户编号:898110248991234 10.13-10.15", "by=pos mch=898110248991234 days=10-13..10-15 class=payout party=银联商务北京"},
	{"随行付支付有限公司", "T+1结算款 扣手续费3.21元", "by=pos terms=T+1 fee=3.21 class=payout party=随行付支付"},
	{"通联支付网络服务股份有限公司", "微信交易划款 交易金额1,234.50 手续费7.41 笔数12", "by=pos n=12 fee=7.41 gross=1234.50 class=payout party=通联支付网络服务"},
	{"上海汇付天下", "D+0 收单入账 共8笔 本金500.00 手续费：3.00", "by=pos terms=D+0 n=8 fee=3.00 gross=500.00 class=payout party=上海汇付天下"},
	{"", "收单商户清算 10/14-10/15 清算批次：000123", "by=pos days=10-14..10-15 batch=000123 class=payout"},
	{"", "银联入账(老交/其它)转账", "by=pos class=payout party=银联入账老交"},
	{"PayPal Pte. Ltd.", "PAYPAL PAYOUT settlement id 7XK93212AB fee 1.20", "by=paypal batch=7XK93212AB fee=1.20 class=payout party=paypal"},
	{"STRIPE PAYMENTS UK LTD", "STRIPE po_1QabCdEfGhIjKlMn", "by=stripe party=stripe_payments_uk"},
	{"STRIPE", "payout po_1Q23456789012 收汇 USD1,000.00 汇率7.1234", "by=stripe batch=PO_1Q23456789012 foreign=USD1000.00 rate=7.1234 class=payout party=stripe"},
	{"北京空间变换科技有限公司", "抖音货款结算 结算单号JS202510140001", "by=douyin batch=JS202510140001 class=payout party=北京空间变换科技"},
	{"上海寻梦信息技术有限公司", "拼多多商家提现 提现单号：PD8812345", "by=pinduoduo batch=PD8812345 class=payout party=上海寻梦信息技术"},
	{"网银在线（北京）科技有限公司", "京东货款 账期2025年10月1日至2025年10月15日", "by=jd days=10-01..10-15 class=payout party=网银在线北京科技"},
	{"北京钱袋宝支付技术有限公司", "美团结算款10月13日-15日", "by=meituan days=10-13..10-15 class=payout party=北京钱袋宝支付技术"},
	{"财付通", "结算 扣退款20.00 20251015", "by=wechatpay days=10-15 class=payout party=财付通"},
	{"拉卡拉", "昨日交易划款", "by=pos days=10-15 class=payout party=拉卡拉"},
	{"", "结汇 USD 1,000.00 @7.1234 INWARD REMITTANCE", "foreign=USD1000.00 rate=7.1234"},
	{"ACME TRADING INC", "收汇 2,500.00美元 1USD=7.1010", "foreign=USD2500.00 rate=7.101 party=acme_trading"},
	{"", "结汇JPY120000 牌价4.8123", "foreign=JPY120000 rate=4.8123"},

	// What else comes and goes.
	{"代发工资", "工资", "class=salary"},
	{"", "10月薪资 批量代发", "days=10-01..10-31 class=salary"},
	{"杭州一件网络科技有限公司", "一件代发货款", "class=goods party=杭州一件网络科技"},
	{"望江里物业管理有限公司", "房租", "class=rent party=望江里物业管理"},
	{"望江里物业管理有限公司", "转账", "class=rent party=望江里物业管理"},
	{"王建国", "202510店租", "days=10-01..10-31 class=rent party=王建国"},
	{"支付宝（中国）网络技术有限公司", "技术服务费", "by=alipay class=platform_fee party=支付宝中国网络技术"},
	{"浙江天猫技术有限公司", "软件服务费 2025年9月", "days=09-01..09-30 class=platform_fee party=浙江天猫技术"},
	{"微信支付", "服务费", "by=wechatpay class=platform_fee party=微信支付"},
	{"诚信财务咨询", "财务咨询服务费", "party=诚信财务咨询"},
	{"云溪银行", "账户管理费", "class=bank_fee party=云溪银行"},
	{"", "短信服务费202510", "days=10-01..10-31 class=bank_fee"},
	{"", "跨行转账手续费", "class=bank_fee"},
	{"云溪银行", "通知存款结息", "class=interest party=云溪银行"},
	{"应付个人活期储蓄存款利息", "批处理", "class=interest"},
	{"", "贷款利息", "class=interest"},
	{"", "利息税", "class=tax"},
	{"国家税务总局杭州市税务局", "实时缴税", "class=tax party=国家税务总局杭州市税务局"},
	{"待报解预算收入", "TIPS扣税 增值税", "class=tax party=待报解预算收入"},
	{"某某商行", "货款（含税）", "class=goods party=某某商行"},
	{"杭州市社会保险管理局", "社保费", "class=social party=杭州市社会保险管理局"},
	{"住房公积金管理中心", "汇缴202510", "days=10-01..10-31 class=social party=住房公积金管理中心"},
	{"", "公积金贷款还款", "class=loan"},
	{"国网浙江省电力有限公司", "10月电费", "days=10-01..10-31 class=utilities party=国网浙江省电力"},
	{"杭州水务集团有限公司", "代扣", "class=utilities party=杭州水务"},
	{"顺丰速运有限公司", "月结运费", "class=logistics party=顺丰速运"},
	{"顺丰速运有限公司", "代收货款", "class=goods party=顺丰速运"},
	{"巨量引擎", "推广充值", "class=advertising party=巨量引擎"},
	{"杭州阿里妈妈软件服务有限公司", "直通车", "class=advertising party=杭州阿里妈妈软件服务"},
	{"网商银行", "网商贷还款", "class=loan party=网商银行"},
	{"", "信用卡还款 尾号1014", "class=loan"},
	{"", "转存", "class=own"},
	{"云岭茶业", "转存", "party=云岭茶业"},
	{"", "内部转账 本人账户", "class=own"},
	{"支付宝（中国）网络技术有限公司", "支付宝余额充值", "by=alipay class=own party=支付宝中国网络技术"},
	{"支付宝-上海盒马网络科技有限公司", "快捷支付", "by=alipay party=上海盒马网络科技"},
	{"财付通-微信", "退款", "by=wechatpay class=refund party=微信"},
	{"", "退汇 账号户名不符", "class=refund party=账号户名不符"},
	{"云岭茶业有限公司", "货款", "class=goods party=云岭茶业"},
	{"云岭茶业有限公司", "茶叶款", "party=云岭茶业"},
	{"张*三", "转账", "party=张*三"},
	{"", "转账 云岭茶业 货款", "class=goods party=云岭茶业"},
	{"", "ACH CREDIT STERLING CREATIVE CO", "party=sterling_creative"},
	{"", "Eastgate Logistics LP - Client site visit, INV-2564, January 2025", "party=eastgate_logistics"},
	{"", "CHECK #4679", ""},
	{"", "POS DEBIT BROOKFIELD HOLDINGS", "party=brookfield_holdings"},
	{"北京东方红商贸", "货款10.14", "class=goods party=北京东方红商贸"},
	{"", "手续费率0.6% 手续费0.6%", "class=bank_fee"},
	{"", "订单20230101000001 金额1014.00", ""},
	{"云溪市供电公司", "电费", "class=utilities party=云溪市供电"},
	{"杭州云店科技有限公司", "平台技术服务费", "class=platform_fee party=杭州云店科技"},
	{"巨浪广告有限公司", "广告推广费充值", "class=advertising party=巨浪广告"},
	{"国家金库云溪市支库", "增值税及附加 实时缴税", "class=tax party=国家金库云溪市支库"},
	{"云溪银行", "归还贷款", "class=loan party=云溪银行"},
	{"沈青禾", "本人转存", "class=own party=沈青禾"},
	{"青瓷坊日用品商行", "退货款", "class=refund party=青瓷坊日用品商行"},
	{"", "年费", "class=bank_fee"},
	{"云溪银行", "转账手续费15.00", "fee=15.00 class=bank_fee party=云溪银行"},
	{"ACME TRADING INC", "收汇USD500.00 扣手续费15.00", "fee=15.00 foreign=USD500.00 party=acme_trading"},
	{"拉卡拉支付股份有限公司", "POS清算 822290012340018 20251015 扣手续费12.30", "by=pos mch=822290012340018 days=10-15 fee=12.30 class=payout party=拉卡拉支付"},
	{"", "微信转账 张三", "by=wechatpay party=张三"},
	{"", "shop@163.com T1航站楼店", "party=shop_163com_t1航站楼店"},
	{"某市场", "市场管理费", "party=某市场"},
	{"", "T1到账 收钱吧", "by=pos terms=T+1 class=payout party=收钱吧"},
	{"", "", ""},
}

func TestRead(t *testing.T) {
	on := book.NewDay(2025, 10, 16)
	for _, c := range remarks {
		r := remark.Read(c.party, c.memo, on)
		if got := brief(&r); got != c.want {
			t.Errorf("%q %q\n got %s\nwant %s", c.party, c.memo, got, c.want)
		}
	}
}

func TestParty(t *testing.T) {
	for name, want := range map[string]string{
		"云岭茶业有限公司":                 "云岭茶业",
		"云岭茶业（集团）股份有限公司":           "云岭茶业",
		"雲嶺茶業有限責任公司":               "云岭茶业",
		"云岭茶业有限公司 杭州分公司":           "云岭茶业杭州",
		"杭州云岭茶业有限公司":               "杭州云岭茶业",
		"ＳＴＡＲＢＵＣＫＳ　Ｃｏ．，Ｌｔｄ．":       "starbucks",
		"Starbucks Coffee Company": "starbucks coffee",
		"H&M Hennes & Mauritz AB":  "hm hennes mauritz",
		"McDonald's Corp":          "mcdonalds",
		"Coca-Cola GmbH":           "coca cola",
		"58同城":                     "58同城",
		"李四13917619123":            "李四",
		"*三":                       "*三",
		"支付宝-云岭茶业有限公司":             "云岭茶业",
		"PAYPAL *EBAY":             "ebay",
		"支付宝":                      "支付宝",
		"ACH DEBIT GOLDCREST LLC":  "goldcrest",
		"Société Générale S.A.":    "société générale",
		"转账":                       "",
		"跨行转账":                     "",
		"网银":                       "",
		"手机银行转账汇款":                 "",
		"CHECK #4679":              "",
		"款项":                       "",
		"公司":                       "",
		"----------":               "",
		"6222020200011112222":      "",
	} {
		if got := remark.Party(name); got != want {
			t.Errorf("Party(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestGist(t *testing.T) {
	for memo, want := range map[string]string{
		"短信费 202510": "短信费", "2025年10月房租": "房租", "房租（3月份）": "房租", "NA0142001530121北京一卡通": "北京一卡通", "Office rent 11/2025": "office rent", "12345": "",
	} {
		if got := remark.Gist(memo); got != want {
			t.Errorf("Gist(%q) = %q, want %q", memo, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for memo, c := range map[string]struct {
		on, want string // the line's day; "from to" of the days it names
	}{
		"结算20251231":                 {"2026-01-02", "2025-12-31 2025-12-31"},
		"结算1231":                     {"2026-01-02", "2025-12-31 2025-12-31"},
		"结算12月31日-1月1日":              {"2026-01-02", "2025-12-31 2026-01-01"},
		"结算12.30-1.1":                {"2026-01-02", "2025-12-30 2026-01-01"},
		"1013-1015":                  {"2025-10-16", "2025-10-13 2025-10-15"},
		"2025/10/13~10/15":           {"2025-10-16", "2025-10-13 2025-10-15"},
		"20251014-1015":              {"2025-10-16", "2025-10-14 2025-10-14"},
		"2025.10.13-2025.10.15":      {"2025-10-16", "2025-10-13 2025-10-15"},
		"2025年10月13日至15日":            {"2025-10-16", "2025-10-13 2025-10-15"},
		"251014":                     {"2025-10-16", "2025-10-14 2025-10-14"},
		"交易日2025-10-14清算日2025-10-15": {"2025-10-16", "2025-10-14 2025-10-14"},
		"清算日20251015交易日20251014":     {"2025-10-16", "2025-10-14 2025-10-14"},
		"12月房租":                      {"2026-01-05", "2025-12-01 2025-12-31"},
		"2月29日结算":                    {"2024-03-01", "2024-02-29 2024-02-29"},
		"20250229":                   {"2025-03-01", ""},
		"20231014":                   {"2025-10-16", ""}, // two years ago: a number
		"0301":                       {"2025-10-16", ""}, // half a year ago: a number
		"尾号1014":                     {"2025-10-16", ""},
		"1014.00":                    {"2025-10-16", ""},
		"10.14":                      {"2025-10-16", ""},
		"1014元":                      {"2025-10-16", ""},
		"INV-1014":                   {"2025-10-16", ""},
	} {
		on, err := book.ParseDay(c.on)
		if err != nil {
			t.Fatal(err)
		}
		r := remark.Read("", memo, on)
		if got := strings.TrimSpace(r.Period.From.String() + " " + r.Period.To.String()); got != c.want {
			t.Errorf("%q on %s: %q, want %q", memo, c.on, got, c.want)
		}
	}
	if r := remark.Read("", "结算10月14日 1014", 0); r.Period != (book.Period{}) {
		t.Errorf("without the line's day a date has no year, got %v", r.Period)
	}
}
