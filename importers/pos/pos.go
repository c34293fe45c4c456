// Package pos reads the settlement details of card acquirers (拉卡拉, 银联商务,
// 通联 and their like) by the names of their columns. Card payments mostly carry
// no order number; terminal, time and amount are what is known of them.
package pos

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format { return []bill.Format{details()} }

// The columns of the details.
const (
	date bill.Field = iota
	clock
	terminal
	reference
	flowNo
	amount
	fee
	net
	settles
	card
	business
	status
	orderNo
	origin
	merchant
	batch
	cardType
	product
	bankName
	remark
	currency
)

var columns = []bill.Column{
	date:      {Names: []string{"交易日期", "交易时间", "交易完成日期", "日期", "transactiondate", "date"}, Need: true},
	clock:     {Names: []string{"交易时间", "时间", "transactiontime", "time"}},
	terminal:  {Names: []string{"终端号", "终端编号", "终端", "设备终端号", "terminalid", "terminal", "terminalno"}},
	reference: {Names: []string{"参考号", "系统参考号", "检索参考号", "交易参考号", "银行参考号", "rrn", "referenceno", "reference"}},
	flowNo:    {Names: []string{"流水号", "拉卡拉流水号", "交易流水号", "系统流水号", "交易单号", "traceno"}},
	amount:    {Names: []string{"交易金额", "消费金额", "刷卡金额", "transactionamount", "amount"}, Need: true},
	fee:       {Names: []string{"手续费", "交易手续费", "商户手续费", "手续费金额", "fee", "mdr"}},
	net:       {Names: []string{"入账金额", "结算金额", "清算金额", "到账金额", "净额", "netamount", "settlementamount", "net"}},
	settles:   {Names: []string{"清算日期", "结算日期", "入账日期", "到账日期", "清算日", "settlementdate", "settlesat"}},
	card:      {Names: []string{"卡号", "交易卡号", "银行卡号", "支付卡号", "cardnumber", "cardno", "card"}},
	business:  {Names: []string{"交易类型", "交易种类", "业务类型", "渠道交易类型", "transactiontype", "type"}},
	status:    {Names: []string{"交易状态", "状态", "交易结果", "status"}},
	orderNo:   {Names: []string{"商户订单号", "订单号", "外部订单号", "orderno", "orderid"}},
	origin:    {Names: []string{"原参考号", "原交易参考号", "原拉卡拉流水号", "原交易单", "原流水号"}},
	merchant:  {Names: []string{"商户号", "商户编号", "merchantid", "merchantno"}},
	batch:     {Names: []string{"结算批次号", "清算批次号", "打款批次号", "结算单号"}},
	cardType:  {Names: []string{"卡类型", "卡种", "卡类别", "卡性质", "银行卡类型", "cardtype"}},
	product:   {Names: []string{"支付方式", "支付类型", "产品类型", "支付产品", "支付渠道", "paymentmethod", "product"}},
	bankName:  {Names: []string{"发卡行", "发卡行名称", "银行名称"}, Free: true},
	remark:    {Names: []string{"备注", "商户备注", "付款附言", "remark"}, Free: true},
	currency:  {Names: []string{"币种", "交易币种", "currency"}},
}

func details() bill.Format {
	return &bill.Table{
		ID:      "pos.trade",
		Source:  book.Source{Provider: "pos", Stream: "trade", Role: book.RolePayments},
		Columns: columns,
		Fits:    fits,
		Wants:   []string{"终端号", "参考号", "手续费", "入账金额"},
		Dates:   []bill.Field{date, settles},
		Keys:    true, Again: true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			b.Summary.Source.Account = bill.Account(b.Preamble)
			if p, ok := bill.Period(b.Preamble); ok {
				b.Summary.Covers.Period = p
			}
			return &decoder{b.Summary}, nil
		},
	}
}

// fits tells card details from other sheets of amounts: a terminal or a
// reference, and what the acquirer keeps or pays out.
func fits(h *bill.Header, role book.Role) bool {
	if role != book.RoleNone && role != book.RolePayments {
		return false
	}
	return h.Any(terminal, reference) && h.Any(fee, net) && (h.Has(terminal) || h.Any(card, settles))
}

type decoder struct{ sum *bill.Summary }

// Foot takes totals and remarks.
func (d *decoder) Foot(cells []string, _ int) bool { return bill.Totals(cells) }

// Row reads a payment or what takes one back. A reference comes round again, so
// kind, terminal and day are part of the key.
func (d *decoder) Row(r *bill.Record) {
	r.SetMoney(currency)
	r.Need(date)
	r.Need(amount)
	if d.sum.Source.Account == "" {
		d.sum.Source.Account = r.ID(merchant)
	}
	a, cost := r.Amount(amount), r.Amount(fee).Abs()
	m := meaningOf(r.Text(business), a)
	at := r.TimeOf(date, clock)
	e := r.AddKeyless(m.kind)
	e.At, e.Day = at, bill.DayOf(at)
	e.Terminal, e.Card = r.ID(terminal), r.Mask(card)
	if e.TxnNo = r.ID(reference); e.TxnNo == "" {
		e.TxnNo = r.ID(flowNo)
	}
	if e.TxnNo != "" {
		r.KeyOfDay(e, e.TxnNo, e.Terminal)
	}
	e.OrderNo, e.Batching = r.ID(orderNo), r.ID(batch)
	if e.Method = r.Plain(cardType); e.Method == "" { // the fee goes by the card, else by the way of paying
		e.Method = r.Plain(product)
	}
	e.Settles = r.Day(settles)
	e.Status = statusOf(r.Text(status), m)
	switch m.kind {
	case book.KindRefund:
		e.RefundNo = e.TxnNo
		a, cost = -a.Abs(), -cost
	case book.KindOther:
		cost = r.Amount(fee)
	}
	e.Gross, e.Amount, e.Fee = a, a, cost
	e.Memo = r.Join(business, bankName, remark)
	d.checkNet(r, e)
}

// checkNet notes a row whose net is not its amount less its fee; some acquirers
// write the net of a refund without its minus.
func (d *decoder) checkNet(r *bill.Record, e *bill.Entry) {
	if r.Plain(net) == "" {
		return
	}
	stated := r.Amount(net)
	if !r.Has(fee) { // what is missing is the fee
		e.Fee = e.Amount.Abs() - stated.Abs()
		if e.Amount < 0 {
			e.Fee = -e.Fee
		}
		return
	}
	if own := e.Amount - e.Fee; stated.Abs() != own.Abs() {
		r.Notes = append(r.Notes, book.Note{
			Code: NoteNet, Line: r.Line, Args: []string{r.Text(net), book.Money{Minor: own, Currency: e.Currency}.Plain()},
		})
	}
}

// NoteNet is the note on a row whose net is not its amount less its fee.
// A: as stated, B: as computed. It holds nothing: a wrong fee is for the owner to
// see as an exception.
const NoteNet = "net_differs"

// meaning is what a type of card transaction does with the money.
type meaning struct {
	word string
	kind book.Kind
	void bool // takes back a transaction of the same day, as if it never was
}

// meanings are looked up in order: what takes back names what it takes back.
var meanings = []meaning{
	{"撤销", book.KindRefund, true}, {"冲正", book.KindRefund, true}, {"void", book.KindRefund, true}, {"reversal", book.KindRefund, true},
	{"退货", book.KindRefund, false}, {"退款", book.KindRefund, false}, {"refund", book.KindRefund, false},
	{"预授权完成", book.KindPayment, false}, {"预授权", book.KindOther, false}, {"查询", book.KindOther, false},
	{"提现", book.KindWithdrawal, false}, {"调账", book.KindOther, false},
}

func meaningOf(business string, a book.Minor) meaning {
	low := strings.ToLower(business)
	for _, m := range meanings {
		if strings.Contains(low, m.word) {
			return m
		}
	}
	if a < 0 {
		return meaning{kind: book.KindRefund}
	}
	return meaning{kind: book.KindPayment}
}

func statusOf(s string, m meaning) book.Status {
	switch {
	case strings.Contains(s, "失败"), strings.EqualFold(s, "failed"):
		return book.StatusFailed
	case strings.Contains(s, "处理中"):
		return book.StatusProcessing
	case m.void:
		return book.StatusReversed
	}
	return book.StatusPaid
}
