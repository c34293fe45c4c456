package personal

import (
	"regexp"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of the bills that Alipay's app sends, since 2021.
const (
	appTime bill.Field = iota
	appCategory
	appParty
	appSubject
	appWay
	appAmount
	appMethod
	appState
	appNo
	appOrder
	appNote
)

var appColumns = []bill.Column{
	appTime:     {Names: []string{"交易时间"}, Need: true},
	appCategory: {Names: []string{"交易分类"}},
	appParty:    {Names: []string{"交易对方"}, Need: true, Free: true},
	appSubject:  {Names: []string{"商品说明"}, Need: true, Free: true},
	appWay:      {Names: []string{"收/支"}, Need: true},
	appAmount:   {Names: []string{"金额"}, Need: true},
	appMethod:   {Names: []string{"收/付款方式"}},
	appState:    {Names: []string{"交易状态"}, Need: true},
	appNo:       {Names: []string{"交易订单号"}, Need: true},
	appOrder:    {Names: []string{"商家订单号"}},
	appNote:     {Names: []string{"备注"}, Free: true},
}

func alipay() bill.Format {
	return table("alipay.personal", "alipay", appColumns, func(s *statement) bill.Decoder { return &appRows{s} })
}

type appRows struct{ *statement }

// Fit puts free text together again that holds commas.
func (d *appRows) Fit(cells []string) []string {
	return bill.Realign(d.header, cells, []bill.Field{appSubject, appParty, appNote}, []bill.Field{appTime}, []bill.Field{appAmount})
}

// Row reads a row. The exports of 2021 and of early 2023 give refunds the
// direction 其他 or even 收入, later ones 不计收支.
func (d *appRows) Row(r *bill.Record) {
	r.Need(appTime)
	m := amount(r, appAmount)
	category, subject, state := r.Text(appCategory), r.Text(appSubject), r.Text(appState)
	x := row{
		way: d.wayOf(r, appWay, m), gross: m, amount: m, status: statusOf(state),
		id: r.ID(appNo), at: r.Time(appTime),
		party: r.Plain(appParty), memo: r.Join(appCategory, appSubject, appNote), method: r.Plain(appMethod),
	}
	x.order, x.taobao = taobao(r.ID(appOrder))
	x.refund = category == "退款" || strings.HasPrefix(subject, "退款-")
	alipayKind(&x, category, subject, x.refund || strings.Contains(state, "退款成功"))
	alipayState(&x, state, x.method != "")
	d.add(r, x)
}

// alipayKind says what a row is, by its category and what was paid for.
func alipayKind(x *row, category, subject string, refund bool) {
	words := category + " " + subject
	switch {
	case refund && x.way == out:
		x.kind, x.back = book.KindRefund, true
	case refund:
		x.kind, x.way, x.back = book.KindExpense, in, true
	case x.way == in && (x.taobao || category == "收入" || sold(words)):
		x.kind = book.KindPayment
	case x.way != still && given(words):
		x.kind = book.KindTransfer
	case x.way == in:
		x.kind = book.KindOther
	case x.way == out:
		x.kind = book.KindExpense
	default:
		alipayStill(x, subject, words)
	}
	if x.back {
		// The number of a refund is that of its payment and one of its own.
		x.origin, _, _ = strings.Cut(x.id, "_")
	}
}

// alipayStill finds the direction of rows that are neither 收入 nor 支出. Moves
// between 余额 and 余额宝 stay within the account.
func alipayStill(x *row, subject, words string) {
	switch {
	case strings.HasPrefix(subject, "提现"), strings.Contains(words, "转出到银行卡"):
		x.kind, x.way = book.KindWithdrawal, out
	case strings.HasPrefix(subject, "充值"):
		x.kind, x.way = book.KindTransfer, in
	case has(words, "还款"):
		x.kind, x.way = book.KindTransfer, out
	case has(words, "收益发放"):
		x.kind, x.way = book.KindOther, in
	case x.status == book.StatusClosed:
		x.kind = book.KindExpense // as it was before it was closed
	default:
		x.kind = book.KindOther
	}
}

// alipayState settles what 交易关闭 and 等待确认收货 mean: a trade that was paid and
// closed was refunded; a sale whose goods are not confirmed has not been paid out.
func alipayState(x *row, state string, paid bool) {
	switch {
	case x.back:
		if x.status == book.StatusRefunded {
			x.status = book.StatusPaid
		}
	case x.status == book.StatusClosed && x.way != still && paid:
		x.status, x.marked = book.StatusRefunded, true
	case x.way == in && strings.HasPrefix(state, "等待"):
		x.status = book.StatusPending
	}
}

// taobaoOrder is how Alipay writes the number of an order of Taobao: T200P and the
// number.
var taobaoOrder = regexp.MustCompile(`^T\d{1,4}P(\d{10,})$`)

// taobao is an order number without what Alipay puts before Taobao's, and whether
// it was one.
func taobao(no string) (order string, ok bool) {
	if strings.HasPrefix(no, "T") {
		if m := taobaoOrder.FindStringSubmatch(no); m != nil {
			return m[1], true
		}
	}
	return no, false
}
