package alipay

import (
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of 账务明细. Their order and number differ between exports.
const (
	flowNo bill.Field = iota
	bizNo
	merchantOrder
	goods
	occurred
	opposite
	income
	expense
	balance
	bizType
	note
	description
	baseOrder
	shopOrder
)

var ledgerColumns = []bill.Column{
	flowNo:        {Names: []string{"账务流水号"}, Need: true},
	bizNo:         {Names: []string{"业务流水号"}, Need: true},
	merchantOrder: {Names: []string{"商户订单号"}},
	goods:         {Names: []string{"商品名称"}, Free: true},
	occurred:      {Names: []string{"发生时间", "入账时间"}, Need: true},
	opposite:      {Names: []string{"对方账号", "对方账户"}},
	income:        {Names: []string{"收入金额", "收入"}, Need: true},
	expense:       {Names: []string{"支出金额", "支出"}, Need: true},
	balance:       {Names: []string{"账户余额"}},
	bizType:       {Names: []string{"业务类型"}},
	note:          {Names: []string{"备注"}, Free: true},
	description:   {Names: []string{"业务描述"}, Free: true},
	baseOrder:     {Names: []string{"业务基础订单号"}},
	shopOrder:     {Names: []string{"业务订单号"}},
}

func ledger() bill.Format {
	return &bill.Table{
		ID:      "alipay.account",
		Source:  book.Source{Provider: "alipay", Stream: "account", Role: book.RoleWallet},
		Columns: ledgerColumns,
		OneLine: true, Exact: true, Seconds: true, Whole: true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			return &flows{frame: begin(b, "收入合计", "支出合计"), header: b.Header}, nil
		},
	}
}

type flows struct {
	*frame
	header *bill.Header
	gaps   bill.Gaps
}

// Fit puts free text together again that holds commas.
func (f *flows) Fit(cells []string) []string {
	return bill.Realign(f.header, cells, []bill.Field{goods, note, description},
		[]bill.Field{occurred}, []bill.Field{income, expense, balance})
}

// Row reads a movement of the account. What went out may or may not have a
// minus. One 业务流水号 has several rows (the payment, its fee), so the identity
// is 账务流水号.
func (f *flows) Row(r *bill.Record) {
	r.Need(flowNo)
	r.Need(occurred)
	in, out := r.Amount(income), r.Amount(expense).Abs()
	amount := in
	switch {
	case in != 0 && out != 0:
		r.Fail(bill.CodeBothSides, expense, r.Text(income), r.Text(expense))
	case out != 0:
		amount = -out
		f.add(1, out)
	case in != 0:
		f.add(0, in)
	case r.Plain(income) == "":
		r.Need(expense)
	}
	e := r.Add(kindOf(r.Text(bizType), r.Text(note), amount), r.ID(flowNo))
	e.TxnNo = r.ID(bizNo)
	e.OrderNo = orderOf(r)
	e.At = r.Time(occurred)
	e.Day = bill.DayOf(e.At)
	e.Status = book.StatusPaid
	e.Gross, e.Amount = amount, amount
	e.Balance = r.Balance(balance)
	f.gaps.Add(r, e)
	e.Counterparty = r.Plain(opposite)
	e.Memo = r.Join(bizType, goods, note)
}

// End compares the totals and the balances with the rows.
func (f *flows) End(s *bill.Summary) {
	f.frame.End(s)
	f.gaps.End(s)
}

// kindOf names a movement by its 业务类型, and by the remark where that says 其它 or
// 转账, as it does of what Taobao takes from its sellers. Money from customers comes
// in, money back to them goes out; the other way round it is something else.
func kindOf(business, remark string, amount book.Minor) book.Kind {
	switch {
	case has(business, "退费", "收费", "服务费", "手续费"):
		return book.KindFee
	case has(business, "退款"):
		return book.KindRefund
	case has(business, "提现") && amount <= 0:
		return book.KindWithdrawal
	case has(business, "在线支付", "交易付款", "当面付") && amount > 0:
		return book.KindPayment
	case has(business, "在线支付", "交易付款") && amount < 0:
		return book.KindExpense
	case has(business, "其它", "转账") && has(remark, "佣金", "服务费", "手续费", "返点积分"):
		return book.KindFee
	case has(business, "转账"):
		return book.KindTransfer
	}
	return book.KindOther
}

func has(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}
