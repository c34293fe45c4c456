// Package sheet reads plain sheets of money, such as an owner's own ledger: a
// date, an amount, and what it was about, in Chinese or English. The owner may
// say which role such a sheet has; a ledger it is otherwise.
package sheet

import (
	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format { return []bill.Format{ledger()} }

// The columns of a plain sheet; those of a bill.Move follow.
const (
	date bill.Field = iota
	clock
	id
	text
	party
	reference
	orderNo
	balance
	fee
	currency
	account
	voucher
	remark
	otherAmount
	lastColumn
)

var columns = append([]bill.Column{
	date: {Names: []string{"日期", "记账日期", "交易日期", "凭证日期", "业务日期", "入账日期", "时间", "交易时间", "记账时间",
		"date", "transactiondate", "postingdate", "entrydate", "bookingdate", "datetime", "time"}, Need: true},
	clock: {Names: []string{"交易时间", "记账时间", "时间", "time"}},
	id: {Names: []string{"流水号", "交易流水号", "编号", "序列号", "单据编号", "单据号", "凭证字号", "凭证号",
		"id", "transactionid", "txnid", "entryid", "uniqueid", "uid"}},
	text: {Names: []string{"摘要", "说明", "描述", "内容", "用途", "事由", "交易摘要", "description", "details", "memo", "narration", "label", "text", "particulars"}, Free: true},
	party: {Names: []string{"对方户名", "对方名称", "对方", "往来单位", "客户", "供应商", "对方单位", "交易对方", "收付款方",
		"counterparty", "partnername", "partner", "payee", "name", "customer", "vendor", "party"}, Free: true},
	reference: {Names: []string{"参考号", "单号", "发票号", "合同号", "业务单号", "外部单号", "票据号", "reference", "ref", "refno", "referenceno", "referencenumber", "invoice", "invoiceno", "invoicenumber", "documentno"}},
	orderNo:   {Names: []string{"订单号", "订单编号", "商户订单号", "orderno", "orderid", "order", "ordernumber"}},
	balance:   {Names: []string{"余额", "结余", "账户余额", "balance", "runningbalance"}},
	fee:       {Names: []string{"手续费", "fee"}},
	currency:  {Names: []string{"币种", "币别", "货币", "currency", "ccy"}},
	account:   {Names: []string{"账号", "账户", "本方账号"}, Free: true},
	voucher: {Names: []string{"凭证字号", "凭证号", "凭证字", "科目", "科目名称", "科目编码", "会计科目", "accountcode", "glaccount", "journal", "voucher", "voucherno"},
		Free: true},
	remark:      {Names: []string{"备注", "附言", "note", "notes", "remark", "remarks", "comment", "detail"}, Free: true},
	otherAmount: {Names: []string{"入账金额", "结算金额", "记账金额", "折算金额", "billingamount", "settlementamount"}},
}, bill.MoveColumns()...)

func ledger() bill.Format {
	return &bill.Table{
		ID:      "sheet.plain",
		Source:  book.Source{Provider: "ledger", Stream: "entries", Role: book.RoleLedger},
		Columns: columns,
		Fits:    fits,
		Wants:   []string{"金额", "摘要"},
		Dates:   []bill.Field{date},
		Keys:    true, Again: true,
		Begin: begin,
	}
}

// fits wants something beside date and amount that says what a row is. A second
// amount (as on card bills) makes it unclear which one counts, and in which
// direction: such a sheet is refused.
func fits(h *bill.Header, role book.Role) bool {
	m := bill.MoveAt(lastColumn)
	return m.Told(h) && h.Any(id, text, party, reference, orderNo) && !(m.Signed(h) && h.Has(otherAmount))
}

// sources are what a plain sheet is under the role that the owner gives it.
var sources = map[book.Role]book.Source{
	book.RoleOrders:   {Provider: "shop", Stream: "orders", Role: book.RoleOrders},
	book.RolePayments: {Provider: "pos", Stream: "trade", Role: book.RolePayments},
	book.RoleWallet:   {Provider: "ledger", Stream: "account", Role: book.RoleWallet},
	book.RoleBank:     {Provider: "bank", Stream: "statement", Role: book.RoleBank},
}

func begin(b bill.Beginning) (bill.Decoder, error) {
	s := b.Summary
	if as, ok := sources[b.Role]; ok {
		s.Source = as
	}
	s.Source.Account = bill.Account(b.Preamble)
	if p, ok := bill.Period(b.Preamble); ok {
		s.Covers.Period = p
	}
	move := bill.MoveAt(lastColumn)
	// In the owner's own books money in is a debit, on a bank's statement it is a
	// credit. Without a role or the columns of an account either may be meant.
	books := b.Header.Has(voucher)
	if b.Role == book.RoleNone && !books && move.DebitCredit(b.Header) {
		return nil, &book.Problem{Code: "debit_credit_unclear"}
	}
	move.DebitIn = b.Role == book.RoleLedger || b.Role == book.RoleNone
	return &decoder{sum: s, move: move}, nil
}

type decoder struct {
	sum   *bill.Summary
	move  bill.Move
	own   string // the account of the first row that names one
	check bill.BalanceCheck
}

// Foot takes totals and remarks.
func (d *decoder) Foot(cells []string, _ int) bool { return bill.Totals(cells) }

// End compares balances with the rows.
func (d *decoder) End(s *bill.Summary) { d.check.End(s) }

// Row reads a line. Its id is its key; without one it has none. A reference of
// the owner's own (an invoice, an order) is the order number.
func (d *decoder) Row(r *bill.Record) {
	r.SetMoney(currency)
	r.Need(date)
	amount := d.move.Read(r)
	at := r.TimeOf(date, clock)
	no := r.ID(id)
	order := r.ID(orderNo)
	if order == "" {
		order = r.ID(reference)
	}
	role := d.sum.Source.Role
	if order == "" && role == book.RoleOrders {
		order = no
	}
	d.account(r)
	e := r.AddKeyless(kindOf(role, amount))
	switch {
	case no != "":
		r.Key(e, no)
	case role == book.RoleOrders && order != "":
		r.Key(e, order)
	}
	if e.OrderNo = order; role != book.RoleOrders {
		e.TxnNo = no
	}
	e.At, e.Day = at, bill.DayOf(at)
	e.Gross, e.Amount, e.Fee = amount, amount, r.Amount(fee)
	if e.Kind == book.KindPayment || e.Kind == book.KindOrder || e.Kind == book.KindRefund {
		e.Status = book.StatusPaid
	}
	e.Balance = r.Balance(balance)
	d.check.Add(e)
	e.Counterparty = r.Plain(party)
	e.Memo = r.Join(text, remark)
}

// codeOtherAccount refuses a row of another account than the first one's, since a
// sheet is read as one account. A: its account, B: that of the sheet.
const codeOtherAccount = "other_account"

// account takes the account of the rows, and refuses those of a second one: the
// numbers of two accounts may be the same.
func (d *decoder) account(r *bill.Record) {
	switch own := r.Plain(account); {
	case own == "":
	case d.own == "":
		if d.own = own; d.sum.Source.Account == "" {
			d.sum.Source.Account = own
		}
	case d.own != own:
		r.Fail(codeOtherAccount, account, own, d.own)
	}
}

// kindOf names a line by the role of its sheet and its direction.
func kindOf(role book.Role, amount book.Minor) book.Kind {
	switch {
	case role == book.RoleWallet || amount == 0:
		return book.KindOther
	case role == book.RoleOrders && amount > 0:
		return book.KindOrder
	case role == book.RolePayments && amount > 0:
		return book.KindPayment
	case role == book.RoleOrders || role == book.RolePayments:
		return book.KindRefund
	case amount > 0:
		return book.KindDeposit
	}
	return book.KindExpense
}
