// Package shop reads sheets of orders as shops and platforms export them, by the
// names of their columns: 淘宝, 天猫, 拼多多, 抖店, 京东, 有赞 and what resembles them.
// A row is an order, or an item of one; the items of an order make one entry. What
// was refunded is an entry of its own. Layout: formats.md 9.
package shop

import (
	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format { return []bill.Format{items(), orders()} }

// The columns of an order sheet.
const (
	orderNo bill.Field = iota
	childNo
	paidAt
	madeAt
	paid
	received
	total
	status
	method
	refund
	refundAt
	refundNo
	afterSale
	currency
	buyer
	title
	remark
	postage
	unitPrice
	lastColumn
)

var columns = []bill.Column{
	orderNo: {Names: []string{"主订单编号", "订单编号", "订单号", "订单单号", "商户订单号", "商家订单号", "平台订单号", "原始单号", "交易编号",
		"orderno", "orderid", "ordernumber", "order", "order#"}, Need: true},
	childNo: {Names: []string{"子订单编号", "子订单号", "suborderno", "suborderid", "lineid", "lineitemid"}},
	paidAt: {Names: []string{"付款时间", "支付时间", "订单付款时间", "支付完成时间", "买家付款时间", "付款日期", "支付日期", "订单成交时间", "成交时间", "拼单成功时间",
		"paidat", "paymenttime", "paytime", "paidtime", "paymentdate", "datepaid"}},
	madeAt: {Names: []string{"下单时间", "订单创建时间", "创建时间", "订单提交时间", "下单日期", "订单日期", "订单时间",
		"createdat", "ordertime", "orderdate", "created", "placedat", "date"}},
	paid: {Names: []string{"实付金额", "实付款", "买家实付金额", "买家实际支付金额", "用户实付金额", "实际支付金额", "订单实付金额", "支付金额", "付款金额", "实付",
		"已付金额", "买家实付", "paid", "paidamount", "amountpaid", "paymentamount"}},
	received: {Names: []string{"商家实收金额", "商家实收", "实收金额", "实收款"}},
	total: {Names: []string{"订单金额", "订单总金额", "订单总价", "总金额", "应付金额", "订单应付金额", "买家应付货款", "合计金额", "金额",
		"amount", "total", "ordertotal", "orderamount", "totalamount", "grandtotal"}},
	status:    {Names: []string{"订单状态", "交易状态", "状态", "status", "orderstatus", "state"}},
	method:    {Names: []string{"支付方式", "付款方式", "支付渠道", "支付类型", "收款方式", "method", "paymentmethod", "payment", "paidby", "paymethod"}},
	refund:    {Names: []string{"退款金额", "已退款金额", "退款总金额", "订单退款金额", "订单已退款金额", "成功退款", "成功退款金额", "refund", "refundamount", "refunded", "amountrefunded", "refundedamount"}},
	refundAt:  {Names: []string{"退款时间", "退款完成时间", "退款成功时间", "refundedat", "refundtime", "refunddate"}},
	refundNo:  {Names: []string{"退款单号", "退款编号", "售后单号", "售后编号", "refundno", "refundid"}},
	afterSale: {Names: []string{"售后状态", "退款状态", "refundstatus"}},
	currency:  {Names: []string{"币种", "货币", "币别", "currency"}},
	buyer: {Names: []string{"买家会员名", "买家昵称", "买家", "买家id", "客户", "客户名称", "会员名", "用户昵称", "客户姓名", "买家姓名", "customer", "buyer", "customername"},
		Free: true},
	title: {Names: []string{"商品名称", "宝贝标题", "商品", "标题", "商品标题", "选购商品", "商品信息", "item", "items", "product", "title", "description"},
		Free: true},
	remark:    {Names: []string{"备注", "订单备注", "商家备注", "卖家备注", "note", "notes", "remark"}, Free: true},
	postage:   {Names: []string{"买家应付邮费", "邮费", "运费"}},
	unitPrice: {Names: []string{"京东价"}},
}

func orders() *bill.Table {
	return &bill.Table{
		ID:      "shop.orders",
		Source:  book.Source{Provider: "shop", Stream: "orders", Role: book.RoleOrders},
		Columns: columns,
		Fits:    fits,
		Wants:   []string{"付款时间", "实付金额", "订单状态"},
		Dates:   []bill.Field{paidAt, madeAt, refundAt},
		Keys:    true, Again: true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			return newDecoder(b), nil
		},
	}
}

// fits tells orders from other sheets that carry order numbers: an order has a
// time and an amount, and something that only a shop knows.
func fits(h *bill.Header, role book.Role) bool {
	if !h.Any(paidAt, madeAt) || !h.Any(paid, received, total) {
		return false
	}
	if role != book.RoleNone {
		return role == book.RoleOrders
	}
	return h.Has(paidAt) && h.Any(paid, status, method) || h.Has(madeAt) && h.Any(status, method, paid, refund)
}
