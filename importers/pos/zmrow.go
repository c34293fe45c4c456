package pos

import (
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of the unfolded bill that are read.
const (
	zmSent bill.Field = iota
	zmCard
	zmAmount
	zmQuery
	zmOrder
	zmCardType
	zmFee
	zmSettled
	zmType
	zmOrigin
	zmMerchant
	zmNet
	zmTerminal
	zmOriginOrder
)

var zmColumns = []bill.Column{
	zmSent:        {Names: []string{"交易传输时间"}, Need: true},
	zmCard:        {Names: []string{"账号"}, Need: true},
	zmAmount:      {Names: []string{"交易金额"}, Need: true},
	zmQuery:       {Names: []string{"查询流水号"}, Need: true},
	zmOrder:       {Names: []string{"商户订单号"}, Need: true},
	zmCardType:    {Names: []string{"支付卡类型"}, Need: true},
	zmFee:         {Names: []string{"商户手续费"}, Need: true},
	zmSettled:     {Names: []string{"结算金额"}, Need: true},
	zmType:        {Names: []string{"交易类型"}, Need: true},
	zmOrigin:      {Names: []string{"原交易查询流水号"}, Need: true},
	zmMerchant:    {Names: []string{"商户代码"}, Need: true},
	zmNet:         {Names: []string{"清算净额"}, Need: true},
	zmTerminal:    {Names: []string{"终端号"}, Need: true},
	zmOriginOrder: {Names: []string{"原始交易订单号"}, Need: true},
}

func zm() bill.Format {
	return &bill.Table{
		ID:      "pos.unionpay_zm",
		Source:  book.Source{Provider: provider, Stream: "trade", Role: book.RolePayments},
		Columns: zmColumns,
		OneLine: true, Exact: true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) { return &zmRows{sum: b.Summary}, nil },
	}
}

type zmRows struct{ sum *bill.Summary }

// zmTypes are the transactions by 交易类型 of the interface.
var zmTypes = map[string]meaning{
	"01": {"消费", book.KindPayment, false},
	"03": {"预授权完成", book.KindPayment, false},
	"04": {"退货", book.KindRefund, false},
	"31": {"消费撤销", book.KindRefund, true},
	"33": {"预授权完成撤销", book.KindRefund, true},
}

// zmCardTypes are the kinds of cards by 支付卡类型, which the fee goes by.
var zmCardTypes = map[string]string{"01": "借记卡", "02": "贷记卡", "03": "准贷记卡", "04": "借贷合一卡", "05": "预付费卡"}

// Row reads a transaction. UnionPay's 查询流水号 is its key; what takes one back has
// a number and an order number of its own, and names the first order beside.
func (d *zmRows) Row(r *bill.Record) {
	r.Need(zmQuery)
	if d.sum.Source.Account == "" {
		d.sum.Source.Account = r.ID(zmMerchant)
	}
	m, ok := zmTypes[r.Text(zmType)]
	if !ok {
		r.Fail(CodeType, zmType, r.Text(zmType))
	}
	no := r.ID(zmQuery)
	e := r.Add(m.kind, no)
	e.TxnNo, e.OrderNo = no, r.ID(zmOrder)
	e.At = zmTime(r, no)
	e.Day = bill.DayOf(e.At)
	e.Status = statusOf("", m)
	e.Gross, e.Fee = r.Amount(zmAmount), -zmSigned(r, zmFee)
	if m.kind == book.KindRefund {
		e.Gross, e.RefundNo = -e.Gross, no
		if first := r.ID(zmOriginOrder); first != "" {
			e.OrderNo = first
		}
	}
	e.Amount = e.Gross
	e.Terminal, e.Card, e.Method = r.ID(zmTerminal), r.Mask(zmCard), zmCardTypes[r.Text(zmCardType)]
	e.Memo = m.word
	d.checkNet(r, e)
}

// checkNet notes a row whose net is not its amount less its fee.
func (d *zmRows) checkNet(r *bill.Record, e *bill.Entry) {
	f := zmNet
	if r.Text(f) == "" {
		f = zmSettled
	}
	if left := e.Amount - e.Fee; r.Text(f) != "" && zmSigned(r, f) != left {
		noteNet(r, e, f, left)
	}
}

// CodeType refuses a transaction of a type that is not known. A: the type.
const CodeType = "unknown_type"

// zmSigned is an amount in fen behind a letter: C is credited to the merchant, D
// is debited.
func zmSigned(r *bill.Record, f bill.Field) book.Minor {
	s := r.Text(f)
	if s == "" {
		return 0
	}
	v, _, ok := bill.ParseFixed(s[1:], 0)
	switch {
	case !ok || s[1] < '0': // a sign behind the letter
	case s[0] == 'C':
		return book.Minor(v)
	case s[0] == 'D':
		return -book.Minor(v)
	}
	r.Fail(bill.CodeAmount, f, s)
	return 0
}

// zmTime reads MMDDhhmmss, whose year stands in the transaction's number: that
// begins with the day on which UnionPay took it, which the end of a year may part
// from the day on which it was sent.
func zmTime(r *bill.Record, query string) book.Instant {
	sent := r.Text(zmSent)
	taken, ok := bill.ParseTime(query[:min(len(query), 8)])
	if !ok || len(sent) != 10 {
		r.Fail(bill.CodeDate, zmSent, strings.TrimSpace(sent+" "+query))
		return book.Instant{}
	}
	const half = 183 * 86400
	year := taken.In(book.Shanghai).Year()
	for _, y := range [...]int{year, year - 1, year + 1} {
		at, ok := bill.ParseTime(strconv.Itoa(y) + sent)
		if d := at.Unix - taken.Unix; ok && d > -half && d < half {
			return at
		}
	}
	r.Fail(bill.CodeDate, zmSent, sent)
	return book.Instant{}
}
