package platform

import "zhangfang/importers/bill"

// pinduoduo is 拼多多's 店铺账务明细. Rows have no number of their own. 业务描述 begins
// with a code: "0010002|交易收入-订单收入".
func pinduoduo() kind {
	return kind{
		id: "pinduoduo", provider: "pinduoduo", stream: "account",
		title: "账务明细",
		columns: columns(map[bill.Field]bill.Column{
			orderNo: need("商户订单号", "商品订单号"), occurred: need("发生时间"), income: need("收入金额"), expense: need("支出金额"),
			what: need("账务类型"), scene: text("业务描述"), remark: text("备注"),
		}),
	}
}

// douyin is 抖店's 动账明细, with the parts of every movement (34 columns, 39 since
// 2025), and the shorter 账户流水 with the balance.
func douyin() kind {
	earned := []string{"订单实付应结", "运费实付", "实际平台补贴运费", "实际平台补贴", "其他平台补贴", "以旧换新抵扣", "政府补贴平台垫资", "实际达人补贴",
		"实际抖音支付补贴", "实际抖音月付营销补贴", "银行补贴", "订单退款"}
	costs := []string{"平台服务费", "佣金", "服务商佣金", "渠道分成", "招商服务费", "站外推广费", "其他分成"}
	return kind{
		id: "douyin", provider: "douyin", stream: "account",
		key:    []bill.Field{flowNo, childNo},
		earned: from(fields, len(earned)),
		costs:  from(fields+bill.Field(len(earned)), len(costs)),
		columns: columns(map[bill.Field]bill.Column{
			flowNo: need("动账流水号"), occurred: need("动账时间"), direction: need("动账方向", "账户方向"), moved: need("动账金额"),
			what: need("动账场景"), scene: may("计费类型"), balance: may("账户余额"),
			orderNo: may("订单号", "关联订单号"), childNo: may("子订单号", "关联子订单号"), refundNo: may("售后编号"),
			party: may("动账账户"), remark: text("备注"),
		}, append(earned, costs...)...),
	}
}

// jdSettlement is 京东's settlement of orders: a row for each 费用项 of an order. Until
// 2026 收支方向 says which way the money goes; a newer header has 费用分类 instead, and
// 商家应收/应付 says it.
func jdSettlement() kind {
	return kind{
		id: "jd_settlement", provider: "jd", stream: "settlement",
		columns: columns(map[bill.Field]bill.Column{
			orderNo: need("订单编号"), bizNo: need("单据编号"), what: need("费用项"), moved: need("金额"), party: may("费用分类"),
			scene: may("单据类型"), direction: may("收支方向", "商家应收/应付"), occurred: may("费用结算时间"), began: may("费用发生时间", "费用计费时间"),
			settled: may("结算状态"), currency: may("币种"), account: may("店铺号"), remark: text("商品名称"),
		}),
	}
}

// jdWallet is the 资金 sheet of 京东钱包. Its 商户订单号 is the wallet's own number of the
// movement, and its times may be the day numbers of a spreadsheet.
func jdWallet() kind {
	return kind{
		id: "jd_wallet", provider: "jd", stream: "account",
		columns: columns(map[bill.Field]bill.Column{
			account: need("账户代码"), occurred: need("日期"), bizNo: need("商户订单号"), balance: may("账户余额"),
			income: need("收入金额"), expense: need("支出金额"), what: need("交易备注"), mark: need("账单日期"),
		}),
	}
}

// jdAds is 京准通, what advertising at 京东 took from its prepaid account.
func jdAds() kind {
	return kind{
		id: "jd_ads", provider: "jd", stream: "ads",
		key: []bill.Field{flowNo, bizNo},
		columns: columns(map[bill.Field]bill.Column{
			flowNo: need("流水单号"), occurred: need("投放日期"), what: need("交易类型"), bizNo: need("计划id"), spent: need("支出"),
			party: may("账号"),
		}),
	}
}

// wechatShop is the fund flow of 微信小店 and 视频号.
func wechatShop() kind {
	return kind{
		id: "wechat_shop", provider: "wechatshop", stream: "account",
		key: []bill.Field{flowNo},
		columns: columns(map[bill.Field]bill.Column{
			flowNo: need("流水单号"), occurred: need("记账时间"), what: need("动账类型"), direction: need("收支类型"), moved: need("收支金额"),
			balance: may("账户余额"), orderNo: need("关联订单号"), refundNo: may("关联售后单号"), payoutNo: may("关联提现单号"), remark: text("详情"),
		}),
	}
}

// youzan is 有赞's ledger. One 业务单号 has several rows: the sale and its fee.
func youzan() kind {
	return kind{
		id: "youzan", provider: "youzan", stream: "account",
		columns: columns(map[bill.Field]bill.Column{
			what: need("类型"), scene: may("名称"), bizNo: need("支付流水号"), flowNo: need("业务单号"), orderNo: need("关联单号"),
			account: may("账务主体"), income: need("收入"), expense: need("支出"), balance: may("余额"), party: may("交易对手"),
			occurred: need("入账时间"), remark: text("备注"),
		}),
	}
}

// cainiaoOrders is what 菜鸟 took for parcels, by order.
func cainiaoOrders() kind {
	return kind{
		id: "cainiao_orders", provider: "cainiao", stream: "fees",
		columns: columns(map[bill.Field]bill.Column{
			bizNo: need("支付流水号"), occurred: need("支付时间"), spent: need("支付金额"), what: need("费用项"),
			orderNo: need("交易订单号"), remark: need("运单号"),
		}),
	}
}

// cainiaoSales is what 菜鸟 took, without orders.
func cainiaoSales() kind {
	return kind{
		id: "cainiao_sales", provider: "cainiao", stream: "fees",
		columns: columns(map[bill.Field]bill.Column{
			bizNo: need("支付流水号"), occurred: need("支出时间"), spent: need("支出金额"), what: need("费用项"),
		}),
	}
}
