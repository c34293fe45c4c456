package wechat

import (
	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of the trade bill.
const (
	traded bill.Field = iota
	merchant
	device
	txnNo
	orderNo
	user
	state
	currency
	settled
	coupon
	asked
	refundNo
	merchantRefund
	refunded
	refundCoupon
	refundState
	product
	charge
	billed
	billedRefund
)

var tradeColumns = []bill.Column{
	traded:         {Names: []string{"交易时间"}, Need: true},
	merchant:       {Names: []string{"商户号"}, Need: true},
	device:         {Names: []string{"设备号"}},
	txnNo:          {Names: []string{"微信订单号"}, Need: true},
	orderNo:        {Names: []string{"商户订单号"}, Need: true},
	user:           {Names: []string{"用户标识"}},
	state:          {Names: []string{"交易状态"}, Need: true},
	currency:       {Names: []string{"货币种类"}},
	settled:        {Names: []string{"应结订单金额"}},
	coupon:         {Names: []string{"代金券金额", "企业红包金额", "代金券或立减优惠金额"}},
	asked:          {Names: []string{"退款申请时间"}},
	refundNo:       {Names: []string{"微信退款单号"}},
	merchantRefund: {Names: []string{"商户退款单号"}},
	refunded:       {Names: []string{"退款金额"}},
	refundCoupon:   {Names: []string{"充值券退款金额", "企业红包退款金额", "代金券或立减优惠退款金额"}},
	refundState:    {Names: []string{"退款状态"}},
	product:        {Names: []string{"商品名称"}, Free: true},
	charge:         {Names: []string{"手续费"}, Need: true},
	billed:         {Names: []string{"订单金额", "总金额"}, Need: true},
	billedRefund:   {Names: []string{"申请退款金额"}},
}

// totals are the names of the totals of a trade bill by what they add up.
var totals = map[string]bill.Field{
	"应结订单总金额": settled, "退款总金额": refunded, "充值券退款总金额": refundCoupon, "订单总金额": billed, "申请退款总金额": billedRefund,
	"总交易额": billed, "总退款金额": refunded, "总企业红包退款金额": refundCoupon,
}

func trade() bill.Format {
	return &bill.Table{
		ID:      "wechat.trade",
		Source:  book.Source{Provider: "wechatpay", Stream: "trade", Role: book.RolePayments},
		Columns: tradeColumns,
		OneLine: true, Exact: true, Seconds: true, Whole: true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			return &trades{footer: footer{first: "总交易单数"}, header: b.Header, sum: b.Summary}, nil
		},
	}
}

type trades struct {
	footer
	header *bill.Header
	sum    *bill.Summary
	rows   int64
	fees   int64 // in units of 10^-feeDecimals
	sums   [billedRefund + 1]book.Minor
}

// Fit puts a product's name together again that holds commas.
func (t *trades) Fit(cells []string) []string { return fit(cells) }

// amount reads an amount and adds it to the sums that the footer tells.
func (t *trades) amount(r *bill.Record, f bill.Field) book.Minor {
	m := r.Amount(f)
	t.sums[f] += m
	return m
}

// Row reads a payment or a refund. A cancelled payment (REVOKED) that names a
// refund is told as one, reversed.
func (t *trades) Row(r *bill.Record) {
	t.rows++
	if t.sum.Source.Account == "" {
		t.sum.Source.Account = r.ID(merchant)
	}
	if s := r.Text(currency); s != "CNY" {
		r.SetMoney(currency)
	}
	r.Need(txnNo)
	txn, refund := r.ID(txnNo), number(r, refundNo)
	what := r.Text(state)
	var e *bill.Entry
	if what == "REFUND" || refund != "" {
		e = r.Add(book.KindRefund, refund, txn)
		t.refund(r, e, refund)
	} else {
		e = r.Add(book.KindPayment, txn)
		t.payment(r, e)
	}
	if what == "REVOKED" {
		e.Status = book.StatusReversed
	}
	fee, exact := r.Fine(charge, feeDecimals)
	e.Fee, t.fees = fee, t.fees+exact
	if e.At.IsZero() {
		r.Fail(bill.CodeMissing, traded)
	}
	e.Day = bill.DayOf(e.At)
	e.TxnNo, e.OrderNo = txn, number(r, orderNo)
	e.Counterparty, e.Memo, e.Terminal = r.Plain(user), r.Plain(product), r.Plain(device)
}

// payment reads the amounts of a payment. Before 免充值券 the bill told the total
// and the coupons in it instead of what is settled.
func (t *trades) payment(r *bill.Record, e *bill.Entry) {
	e.Status = status(r, state, payStates)
	e.At = r.Time(traded)
	r.Need(billed)
	r.Need(settled)
	e.Gross = t.amount(r, billed)
	e.Amount = t.amount(r, settled)
	if !r.Has(settled) {
		e.Amount = e.Gross - t.amount(r, coupon)
	}
	for _, f := range [...]bill.Field{refunded, refundCoupon, billedRefund} {
		t.amount(r, f)
	}
}

// refund reads the amounts of a refund, which the bill gives without a sign; its
// fee is negative where it was returned. The bill of refunds alone tells when
// the payment was made and when the refund was asked for; the bill of all trades
// tells the latter, and so do the fund flows.
func (t *trades) refund(r *bill.Record, e *bill.Entry, no string) {
	if e.RefundNo = no; no == "" {
		e.RefundNo = number(r, merchantRefund)
	}
	e.Status = status(r, refundState, refundStates)
	if e.At = r.Time(asked); e.At.IsZero() {
		e.At = r.Time(traded)
	}
	r.Need(refunded)
	t.amount(r, settled)
	t.amount(r, billed)
	e.Amount = -t.amount(r, refunded)
	e.Gross = -t.amount(r, billedRefund)
	part := t.amount(r, refundCoupon)
	if e.Gross == 0 {
		e.Gross = e.Amount
	}
	if !r.Has(settled) {
		e.Amount += part
	}
}

// number is an id; WeChat writes 0 where there is none.
func number(r *bill.Record, f bill.Field) string {
	if s := r.ID(f); s != "0" {
		return s
	}
	return ""
}

// CodeState refuses a row in a state that is not known: whether money moved cannot be
// told. A: the state.
const CodeState = "unknown_trade_state"

func status(r *bill.Record, f bill.Field, states map[string]book.Status) book.Status {
	s, known := states[r.Text(f)]
	if !known {
		r.Fail(CodeState, f, r.Text(f))
	}
	return s
}

var payStates = map[string]book.Status{
	"SUCCESS": book.StatusPaid, "REFUND": book.StatusPaid, "REVOKED": book.StatusReversed,
	"CLOSED": book.StatusClosed, "NOTPAY": book.StatusPending, "USERPAYING": book.StatusPending, "PAYERROR": book.StatusFailed,
}

var refundStates = map[string]book.Status{
	"": book.StatusPaid, "SUCCESS": book.StatusPaid, "PROCESSING": book.StatusProcessing,
	"FAIL": book.StatusFailed, "CHANGE": book.StatusFailed, "ABNORMAL": book.StatusFailed, "CLOSED": book.StatusFailed,
	"REFUNDCLOSE": book.StatusFailed,
}

// Codes of the notes on bills that tell one side of the trades only.
const (
	NotePayments = "payments_only" // SUCCESS: no refunds in it
	NoteRefunds  = "refunds_only"  // REFUND: no payments in it, so it covers no day
)

// End compares the totals with the rows, and says what the bill leaves out.
func (t *trades) End(s *bill.Summary) {
	t.end(s)
	switch {
	case t.header.Has(asked):
		s.Covers = book.Coverage{}
		s.Notes = append(s.Notes, book.Note{Code: NoteRefunds})
	case !t.header.Has(refundNo):
		s.Notes = append(s.Notes, book.Note{Code: NotePayments})
	}
	t.check(s, t.first, t.rows, 0)
	t.check(s, "手续费总金额", t.fees, feeDecimals)
	for _, name := range t.names {
		if f, ok := totals[name]; ok && t.header.Has(f) {
			t.check(s, name, int64(t.sums[f]), 2)
		}
	}
}
