package personal

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of the bills of Alipay's web site, to about 2019.
const (
	webNo bill.Field = iota
	webOrder
	webMade
	webPaid
	webType
	webParty
	webSubject
	webAmount
	webWay
	webState
	webFee
	webBack
	webNote
	webFunds
)

var webColumns = []bill.Column{
	webNo:      {Names: []string{"交易号"}, Need: true},
	webOrder:   {Names: []string{"商家订单号", "商户订单号"}},
	webMade:    {Names: []string{"交易创建时间"}, Need: true},
	webPaid:    {Names: []string{"付款时间"}},
	webType:    {Names: []string{"类型"}},
	webParty:   {Names: []string{"交易对方"}, Need: true, Free: true},
	webSubject: {Names: []string{"商品名称"}, Free: true},
	webAmount:  {Names: []string{"金额"}, Need: true},
	webWay:     {Names: []string{"收/支"}, Need: true},
	webState:   {Names: []string{"交易状态"}, Need: true},
	webFee:     {Names: []string{"服务费"}},
	webBack:    {Names: []string{"成功退款"}},
	webNote:    {Names: []string{"备注"}, Free: true},
	webFunds:   {Names: []string{"资金状态"}},
}

func alipayWeb() bill.Format {
	return table("alipay.personal_web", "alipay", webColumns, func(s *statement) bill.Decoder { return &webRows{s} })
}

type webRows struct{ *statement }

// Fit puts free text together again that holds commas.
func (d *webRows) Fit(cells []string) []string {
	return bill.Realign(d.header, cells, []bill.Field{webSubject, webParty, webNote},
		[]bill.Field{webMade}, []bill.Field{webAmount, webFee, webBack})
}

// Row reads a row. 资金状态 tells the direction where 收/支 does not. A service fee
// is taken of what was sold, and comes on top of what went out.
func (d *webRows) Row(r *bill.Record) {
	r.Need(webMade)
	m := amount(r, webAmount)
	funds, state, subject := r.Text(webFunds), r.Text(webState), r.Text(webSubject)
	x := row{
		way: d.wayOf(r, webWay, m), gross: m, amount: m, status: statusOf(state), id: r.ID(webNo), at: r.Time(webPaid),
		party: r.Plain(webParty), memo: r.Join(webType, webSubject, webNote),
	}
	if x.at.IsZero() {
		x.at = r.Time(webMade)
	}
	x.order, x.taobao = taobao(r.ID(webOrder))
	x.refund = strings.HasPrefix(subject, "退款-")
	alipayKind(&x, r.Text(webType), subject, x.refund || strings.Contains(state, "退款成功"))
	switch {
	case x.way == still && strings.HasSuffix(funds, "收入"):
		x.way = in
	case x.way == still && strings.HasSuffix(funds, "支出"):
		x.way = out
	}
	alipayState(&x, state, strings.HasPrefix(funds, "已") || x.way == out && r.Plain(webPaid) != "")
	if strings.HasPrefix(funds, "待") && !never(x.status) {
		x.status = book.StatusPending
	}
	x.marked = x.marked || !x.back && r.Amount(webBack) != 0
	switch fee := r.Amount(webFee).Abs(); {
	case x.kind == book.KindPayment:
		x.cost = fee
	case x.way == out:
		x.gross, x.amount, x.fee = x.gross+fee, x.amount+fee, fee
	}
	d.add(r, x)
}
