package alipay

import (
	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of 业务明细.
const (
	tradeNo bill.Field = iota
	orderNo
	business
	subject
	created
	finished
	terminal
	party
	billed
	received
	refundNo
	serviceFee
	remark
)

var tradeColumns = []bill.Column{
	tradeNo:    {Names: []string{"支付宝交易号", "交易号"}, Need: true},
	orderNo:    {Names: []string{"商户订单号"}, Need: true},
	business:   {Names: []string{"业务类型"}, Need: true},
	subject:    {Names: []string{"商品名称"}, Free: true},
	created:    {Names: []string{"创建时间"}, Need: true},
	finished:   {Names: []string{"完成时间"}, Need: true},
	terminal:   {Names: []string{"终端号"}},
	party:      {Names: []string{"对方账户", "对方账号"}},
	billed:     {Names: []string{"订单金额"}, Need: true},
	received:   {Names: []string{"商家实收"}, Need: true},
	refundNo:   {Names: []string{"退款批次号/请求号", "退款批次号"}},
	serviceFee: {Names: []string{"服务费"}},
	remark:     {Names: []string{"备注"}, Free: true},
}

func trade() bill.Format {
	return &bill.Table{
		ID:      "alipay.trade",
		Source:  book.Source{Provider: "alipay", Stream: "trade", Role: book.RolePayments},
		Columns: tradeColumns,
		OneLine: true, Exact: true, Seconds: true, Whole: true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			return &trades{begin(b, "交易合计", "退款合计"), b.Header}, nil
		},
	}
}

type trades struct {
	*frame
	header *bill.Header
}

// Fit puts a product's name together again that holds commas.
func (t *trades) Fit(cells []string) []string {
	return bill.Realign(t.header, cells, []bill.Field{subject, remark},
		[]bill.Field{created, finished}, []bill.Field{billed, received, serviceFee})
}

// Row reads a trade. A refund repeats the numbers of its payment; its amounts
// are negative and its completion is when the money went back.
func (t *trades) Row(r *bill.Record) {
	for _, f := range [...]bill.Field{tradeNo, received, billed} {
		r.Need(f)
	}
	txn, refund := r.ID(tradeNo), r.ID(refundNo)
	amount, gross, fee := r.Amount(received), r.Amount(billed), r.Amount(serviceFee).Abs()
	var e *bill.Entry
	switch kind := r.Text(business); kind {
	case "交易":
		t.add(0, amount)
		e = r.Add(book.KindPayment, txn)
	case "退款":
		t.add(1, amount)
		e = r.Add(book.KindRefund, refund, txn)
		e.RefundNo = refund
		amount, gross, fee = -amount.Abs(), -gross.Abs(), -fee
	default:
		e = r.Add(book.KindOther, txn, kind, refund)
	}
	if e.At = r.Time(finished); e.At.IsZero() {
		e.At = r.Time(created)
	}
	if e.At.IsZero() {
		r.Fail(bill.CodeMissing, finished)
	}
	e.Day = bill.DayOf(e.At)
	e.Status = book.StatusPaid
	e.TxnNo, e.OrderNo = txn, r.ID(orderNo)
	e.Gross, e.Amount, e.Fee = gross, amount, fee
	e.Counterparty, e.Terminal = r.Plain(party), r.Plain(terminal)
	if e.Memo = r.Plain(subject); e.Memo == "" {
		e.Memo = r.Plain(remark)
	}
}
