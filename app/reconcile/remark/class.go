package remark

import "zhangfang/app/book"

// exact are words that settle what a line is before anything else does.
var exact = [...]meaning[book.Class]{
	{book.ClassPurchaseRef, []string{"退汇", "退票", "冲正", "抹账", "红字"}},
	{book.ClassTax, []string{"退税", "利息税"}},
	{book.ClassGoods, []string{"代收货款"}},
	{book.ClassBankFee, []string{"提现手续费", "短信费", "短信服务费", "短信通知", "网银服务费", "网银年费"}},
	{book.ClassInterest, []string{"利息", "结息", "付息", "interest"}},
	{book.ClassLoan, []string{"公积金贷款"}},
	{book.ClassOwn, []string{"零钱通"}},
}

// purposes are words of memos that say what a line is for, the telling before the general.
var purposes = [...]meaning[book.Class]{
	{book.ClassSalary, []string{"工资", "薪", "奖金", "劳务费", "代发", "salary", "payroll", "wages"}},
	{book.ClassSocial, []string{"社保", "社会保险", "公积金", "养老保险", "医疗保险", "医保", "失业保险", "工伤保险", "生育保险"}},
	{book.ClassTax, []string{"税", "国库", "国家金库", "tax"}},
	{book.ClassUtilities, []string{"电费", "水费", "水电", "燃气", "煤气", "暖气", "供暖", "采暖", "国网", "宽带", "话费", "通讯费", "通信费", "utilities", "electricity"}},
	{book.ClassRent, []string{"房租", "租金", "物业", "店租", "铺租", "场租", "房屋租赁", "租赁费", "rent"}},
	{book.ClassAdvertising, []string{"推广", "直通车", "巨量", "千川", "广告", "引力魔方", "万相台", "钻展", "advertising", "ad campaign"}},
	{book.ClassLogistics, []string{"快递", "物流", "顺丰", "菜鸟", "运费", "邮费", "货运", "freight", "shipping"}},
	{book.ClassPlatformFee, []string{"技术服务费", "软件服务费", "平台服务费", "信息服务费", "平台使用费", "软件使用费", "佣金", "扣点", "commission"}},
	{book.ClassBankFee, []string{"账户管理费", "账户维护费", "工本费", "汇费", "卡年费", "账户年费", "回单费", "bank fee", "maintenance fee", "service charge", "wire fee"}},
	{book.ClassPurchaseRef, []string{"退款", "退货", "退费", "退回", "refund"}},
	{book.ClassLoan, []string{"贷款", "还款", "借款", "还贷", "网商贷", "经营贷", "微粒贷", "信用贷", "放款", "按揭", "借呗", "loan"}},
	{book.ClassOwn, []string{"内部转账", "本人", "同名", "资金归集", "调拨", "理财", "赎回", "申购", "充值", "活期转定期", "定期转活期", "账户互转"}},
	{book.ClassGoods, []string{"货款", "材料款", "采购", "进货", "商品款", "销售款", "订货", "购货"}},
	{book.ClassBankFee, []string{"手续费", "年费"}},
}

// trades are words of counterparties' names that say what is paid to them.
var trades = [...]meaning[book.Class]{
	{book.ClassTax, []string{"税务局", "国库", "国家金库", "税务所"}},
	{book.ClassSocial, []string{"社会保险", "社保", "公积金", "医疗保障"}},
	{book.ClassSalary, []string{"工资"}},
	{book.ClassRent, []string{"物业", "房屋租赁"}},
	{book.ClassUtilities, []string{"电力", "供电", "国网", "燃气", "自来水", "水务", "热力", "供水", "中国电信", "中国移动", "中国联通"}},
	{book.ClassLogistics, []string{"快递", "速运", "物流", "顺丰", "菜鸟", "圆通", "申通", "韵达", "极兔", "德邦", "货运"}},
	{book.ClassAdvertising, []string{"巨量", "广告", "阿里妈妈"}},
	{book.ClassLoan, []string{"小额贷款", "网商贷"}},
	{book.ClassInterest, []string{"存款利息"}},
}

// class says by rules what a line is. What the memo names goes before what the
// counterparty's name tells: 货款 from a courier is goods, not postage.
func class(who, what *text, r *Remark) book.Class {
	if c := meant(what, exact[:]); c != "" {
		return c
	}
	c := meant(what, purposes[:])
	switch {
	case r.Provider != "" && paysOut(what, c, r):
		return book.ClassPayout
	case c == book.ClassBankFee && keptBack(what, r):
		c = book.ClassNone // the fee says nothing of the rest
	case c == book.ClassNone && chargesService(what, r):
		c = book.ClassPlatformFee
	case c == book.ClassNone && namesNobody(who) && what.names("转存", "本行转账", "行内转账"):
		c = book.ClassOwn // with another's name beside it, banks write 转存 on any transfer
	}
	if c == book.ClassNone {
		c = meant(who, trades[:])
	}
	return c
}

// paysOut tells whether a line of a provider settles sales, as far as c, what its
// memo is about otherwise, leaves it open.
func paysOut(what *text, c book.Class, r *Remark) bool {
	settles := r.Terms != "" || what.names("结算", "清算", "提现", "结款", "备付金", "账期", "payout", "settlement")
	arrives := settles || what.names("入账", "划款", "到账", "打款", "收单")
	switch c {
	case book.ClassNone, book.ClassGoods:
		return arrives
	case book.ClassPurchaseRef, book.ClassOwn:
		return settles && what.find("充值") < 0 // 扣退款: netted
	case book.ClassBankFee:
		return arrives && r.Fee != nil // netted too
	}
	return false
}

// keptBack tells whether the fee that a memo names is a part of the line, and not
// what the line is.
func keptBack(what *text, r *Remark) bool {
	return r.Fee != nil && (r.Gross != nil || r.Foreign != nil || r.Count > 0 || what.names("扣手续费", "结汇", "收汇"))
}

// chargesService tells whether a bare 服务费 is a platform's: it stands alone, or a
// platform is named. 咨询服务费 and the like are anybody's.
func chargesService(what *text, r *Remark) bool {
	i := what.find("服务费")
	if i < 0 {
		return false
	}
	return r.Provider != "" || what.names("淘宝", "天猫", "店铺") || i == 0 || what.s[i-1] < 0x80
}

func namesNobody(who *text) bool { return partyOf(who.s) == "" }
