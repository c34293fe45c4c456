package personal

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of JD's bills.
const (
	jdTime bill.Field = iota
	jdParty
	jdSubject
	jdAmount
	jdMethod
	jdState
	jdWay
	jdCategory
	jdNo
	jdOrder
	jdNote
)

var jdColumns = []bill.Column{
	jdTime:     {Names: []string{"交易时间"}, Need: true},
	jdParty:    {Names: []string{"商户名称"}, Need: true, Free: true},
	jdSubject:  {Names: []string{"交易说明"}, Need: true, Free: true},
	jdAmount:   {Names: []string{"金额"}, Need: true},
	jdMethod:   {Names: []string{"收/付款方式"}},
	jdState:    {Names: []string{"交易状态"}, Need: true},
	jdWay:      {Names: []string{"收/支"}, Need: true},
	jdCategory: {Names: []string{"交易分类"}},
	jdNo:       {Names: []string{"交易订单号"}, Need: true},
	jdOrder:    {Names: []string{"商家订单号"}},
	jdNote:     {Names: []string{"备注"}, Free: true},
}

func jd() bill.Format {
	return table("jd.personal", "jd", jdColumns, func(s *statement) bill.Decoder { return &jdRows{s} })
}

type jdRows struct{ *statement }

// Row reads a row. Behind the amount of a purchase stands what was refunded of it:
// "131.77(已退款89.84)", "468.32(已全额退款)"; each refund has a row of its own too.
// An order has several rows under one number (paid in parts, refunded in parts), so
// the time is part of the key, however a spreadsheet writes it.
func (d *jdRows) Row(r *bill.Record) {
	r.Need(jdTime)
	m, back := jdAmounts(r)
	state, subject := r.Text(jdState), r.Text(jdSubject)
	x := row{
		way: d.wayOf(r, jdWay, m), gross: m, amount: m, status: statusOf(state),
		id: r.ID(jdNo), order: r.ID(jdOrder), at: r.Time(jdTime),
		party: r.Plain(jdParty), memo: r.Join(jdCategory, jdSubject, jdNote), method: r.Plain(jdMethod),
	}
	x.beside = strconv.FormatInt(x.at.Unix, 10)
	x.refund = strings.HasPrefix(subject, "退款-")
	jdKind(&x, subject, x.refund || strings.Contains(state, "退款成功"), back >= m && back != 0)
	if x.marked = back != 0 && !x.back; x.marked && back >= m {
		x.status = book.StatusRefunded
	}
	d.add(r, x)
}

// jdKind says what a row is. 先享后付 is a purchase on credit: its money goes out
// later, in a row of its own. What was wholly refunded is 不计收支, and went out.
func jdKind(x *row, subject string, refund, undone bool) {
	credit := strings.Contains(x.method, "先享后付")
	switch {
	case refund && credit:
		x.kind, x.way, x.back = book.KindExpense, still, true
	case refund:
		x.kind, x.way, x.back = book.KindExpense, in, true
	case x.way == still && undone:
		x.kind, x.way = book.KindExpense, out
	case x.way == still && credit:
		x.kind = book.KindExpense
	case x.way == out:
		x.kind = book.KindExpense
	case x.way == in:
		x.kind = book.KindOther
	case strings.Contains(subject, "提现"):
		x.kind, x.way = book.KindWithdrawal, out
	case strings.Contains(subject, "充值"):
		x.kind, x.way = book.KindTransfer, in
	case strings.Contains(subject, "还款"):
		x.kind, x.way = book.KindTransfer, out
	default:
		x.kind = book.KindOther
	}
}

// jdAmounts reads an amount and what was refunded of it.
func jdAmounts(r *bill.Record) (m, back book.Minor) {
	r.Need(jdAmount)
	text := r.Text(jdAmount)
	paid, rest, more := strings.Cut(text, "(")
	m, _, ok := bill.ParseAmount(paid, book.CNY)
	if more && ok {
		rest = strings.TrimSuffix(rest, ")")
		switch part, told := strings.CutPrefix(rest, "已退款"); {
		case rest == "已全额退款":
			back = m
		case told:
			back, _, ok = bill.ParseAmount(part, book.CNY)
		default:
			ok = false
		}
	}
	if !ok {
		r.Fail(bill.CodeAmount, jdAmount, text)
	}
	if m < 0 {
		r.Fail(bill.CodeSigns, jdAmount, text)
	}
	return m, back
}
