package wechat

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of the fund flow bill.
const (
	booked bill.Field = iota
	bizNo
	flowNo
	bizName
	bizType
	direction
	moved
	balance
	applicant
	note
	voucher
)

var flowColumns = []bill.Column{
	booked:    {Names: []string{"记账时间"}, Need: true},
	bizNo:     {Names: []string{"微信支付业务单号"}, Need: true},
	flowNo:    {Names: []string{"资金流水单号"}, Need: true},
	bizName:   {Names: []string{"业务名称"}},
	bizType:   {Names: []string{"业务类型"}, Need: true},
	direction: {Names: []string{"收支类型"}, Need: true},
	moved:     {Names: []string{"收支金额"}, Need: true},
	balance:   {Names: []string{"账户结余"}},
	applicant: {Names: []string{"资金变更提交申请人"}},
	note:      {Names: []string{"备注"}, Free: true},
	voucher:   {Names: []string{"业务凭证号"}},
}

func fundFlow() bill.Format {
	return &bill.Table{
		ID:      "wechat.account",
		Source:  book.Source{Provider: "wechatpay", Stream: "account", Role: book.RoleWallet},
		Columns: flowColumns,
		OneLine: true, Exact: true, Seconds: true, Whole: true,
		Begin: func(bill.Beginning) (bill.Decoder, error) {
			return &flows{footer: footer{first: "资金流水总笔数"}}, nil
		},
	}
}

type flows struct {
	footer
	gaps       bill.Gaps
	count, sum [2]int64 // in, out
	account    string   // the merchant by whose interface refunds were asked for
	several    bool     // there was more than one
}

// Fit puts a remark together again that holds commas.
func (f *flows) Fit(cells []string) []string { return fit(cells) }

// Row reads a movement of the account. 资金流水单号 alone is not unique: a refund
// carries 微信订单号 of its payment there. Its 微信支付业务单号 is 微信退款单号 and its
// 业务凭证号 the merchant's refund number; a payment's are 微信订单号 and the merchant's
// order number (seen in the bills of 2021-02-01).
func (f *flows) Row(r *bill.Record) {
	r.Need(booked)
	r.Need(flowNo)
	r.Need(moved)
	amount, side := r.Amount(moved), 0
	switch r.Text(direction) {
	case "收入":
	case "支出":
		side = 1
	default:
		r.Fail(bill.CodeDirection, direction, r.Text(direction))
	}
	f.count[side]++
	f.sum[side] += int64(amount)
	if side == 1 {
		amount = -amount
	}
	biz, what := r.ID(bizNo), r.Text(bizType)
	kind := kindOf(r.Text(bizName)+" "+what, amount)
	e := r.Add(kind, r.ID(flowNo), biz, what, r.Text(direction))
	e.TxnNo = biz
	switch kind {
	case book.KindPayment:
		e.OrderNo = number(r, voucher)
	case book.KindRefund: // its voucher is the merchant's refund number
		e.RefundNo = biz
	}
	e.At = r.Time(booked)
	e.Day = bill.DayOf(e.At)
	e.Status = book.StatusPaid
	e.Gross, e.Amount = amount, amount
	e.Balance = r.Balance(balance)
	f.gaps.Add(r, e)
	e.Memo = r.Join(bizName, bizType, note)
	f.merchant(r.Text(applicant))
}

// merchant keeps the 商户号 in "1601959334API", which is how the bill tells who asked
// for a refund, and the only place where it tells whose it is.
func (f *flows) merchant(who string) {
	no, ok := strings.CutSuffix(who, "API")
	switch {
	case !ok || len(no) < 8 || len(no) > 10 || strings.Trim(no, "0123456789") != "":
	case f.account == "":
		f.account = no
	case f.account != no:
		f.several = true
	}
}

// kindOf names a movement by its 业务名称 and 业务类型.
func kindOf(business string, amount book.Minor) book.Kind {
	has := func(w string) bool { return strings.Contains(business, w) }
	switch {
	case has("手续费"):
		return book.KindFee
	case has("退款"):
		return book.KindRefund
	case has("提现") && amount <= 0:
		return book.KindWithdrawal
	case has("交易") && amount > 0:
		return book.KindPayment
	case has("充值"), has("转账"):
		return book.KindTransfer
	}
	return book.KindOther
}

// End compares the totals and the balances with the rows. Counts may read "20.0".
func (f *flows) End(s *bill.Summary) {
	f.end(s)
	if !f.several {
		s.Source.Account = f.account
	}
	f.check(s, f.first, f.count[0]+f.count[1], 0)
	f.check(s, "收入笔数", f.count[0], 0)
	f.check(s, "收入金额", f.sum[0], 2)
	f.check(s, "支出笔数", f.count[1], 0)
	f.check(s, "支出金额", f.sum[1], 2)
	f.gaps.End(s)
}
