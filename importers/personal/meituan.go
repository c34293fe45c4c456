package personal

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of Meituan's bills.
const (
	mtMade bill.Field = iota
	mtDone
	mtType
	mtSubject
	mtWay
	mtMethod
	mtBilled
	mtPaid
	mtNo
	mtOrder
	mtNote
)

var mtColumns = []bill.Column{
	mtMade:    {Names: []string{"交易创建时间"}, Need: true},
	mtDone:    {Names: []string{"交易成功时间"}, Need: true},
	mtType:    {Names: []string{"交易类型"}, Need: true},
	mtSubject: {Names: []string{"订单标题"}, Need: true, Free: true},
	mtWay:     {Names: []string{"收/支"}, Need: true},
	mtMethod:  {Names: []string{"支付方式"}},
	mtBilled:  {Names: []string{"订单金额"}},
	mtPaid:    {Names: []string{"实付金额"}, Need: true},
	mtNo:      {Names: []string{"交易单号"}, Need: true},
	mtOrder:   {Names: []string{"商家单号"}},
	mtNote:    {Names: []string{"备注"}, Free: true},
}

func meituan() bill.Format {
	return table("meituan.personal", "meituan", mtColumns, func(s *statement) bill.Decoder { return &mtRows{s} })
}

type mtRows struct{ *statement }

// Row reads a row: what was billed, what was paid of it after coupons. It has no
// counterparty and no status, for only what succeeded is listed. 美团用户名 may be
// changed, so it is no account.
func (d *mtRows) Row(r *bill.Record) {
	m := amount(r, mtPaid)
	x := row{
		way: d.wayOf(r, mtWay, m), gross: m, amount: m, status: book.StatusPaid,
		id: r.ID(mtNo), order: r.ID(mtOrder), at: r.Time(mtDone),
		memo: r.Join(mtType, mtSubject, mtNote), method: r.Plain(mtMethod),
	}
	if r.Plain(mtBilled) != "" {
		x.gross = amount(r, mtBilled)
	}
	if x.at.IsZero() {
		r.Need(mtMade)
		x.at = r.Time(mtMade)
	}
	x.refund = strings.Contains(r.Text(mtType), "退款")
	mtKind(&x, r.Text(mtType))
	d.add(r, x)
}

func mtKind(x *row, what string) {
	switch {
	case x.refund && x.way != out:
		x.kind, x.way, x.back = book.KindExpense, in, true
	case strings.Contains(what, "还款") && x.way != in:
		x.kind, x.way = book.KindTransfer, out
	case strings.Contains(what, "提现"):
		x.kind, x.way = book.KindWithdrawal, out
	case strings.Contains(what, "充值"):
		x.kind, x.way = book.KindTransfer, in
	case x.way == out:
		x.kind = book.KindExpense
	default:
		x.kind = book.KindOther
	}
}
