package pos

import (
	"cmp"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of the details.
const (
	date bill.Field = iota
	clock
	terminal
	reference
	own
	flowNo
	amount
	fee
	net
	settles
	card
	business
	status
	settled
	orderNo
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
	own:       {Names: []string{"拉卡拉流水号", "拉卡拉对账单流水号", "收钱吧订单号", "交易单号"}},
	flowNo:    {Names: []string{"流水号", "交易流水号", "系统流水号", "traceno"}},
	amount:    {Names: []string{"交易金额", "消费金额", "刷卡金额", "transactionamount", "amount"}, Need: true},
	fee:       {Names: []string{"手续费", "交易手续费", "商户手续费", "手续费金额", "fee", "mdr"}},
	net:       {Names: []string{"入账金额", "结算金额", "清算金额", "到账金额", "净额", "netamount", "settlementamount", "net"}},
	settles:   {Names: []string{"清算日期", "结算日期", "入账日期", "到账日期", "清算日", "settlementdate", "settlesat"}},
	card:      {Names: []string{"卡号", "交易卡号", "银行卡号", "支付卡号", "cardnumber", "cardno", "card"}},
	business:  {Names: []string{"交易类型", "交易种类", "业务类型", "渠道交易类型", "transactiontype", "type"}},
	status:    {Names: []string{"交易状态", "状态", "交易结果", "status"}},
	settled:   {Names: []string{"结算状态"}},
	orderNo:   {Names: []string{"商户订单号", "订单号", "外部订单号", "orderno", "orderid"}},
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
		Source:  book.Source{Provider: provider, Stream: "trade", Role: book.RolePayments},
		Columns: columns,
		Fits:    fits,
		Wants:   []string{"终端号", "参考号", "手续费", "入账金额"},
		Dates:   []bill.Field{date, settles},
		Keys:    true, Again: true,
		Begin: begin,
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

// CodeSettlements refuses a list of settlements, whose rows stand in the list of
// transactions too and would count twice.
const CodeSettlements = "pos_settlements"

func begin(b bill.Beginning) (bill.Decoder, error) {
	h := b.Header
	if h.Has(settled) && !h.Any(business, reference) && b.Role == book.RoleNone {
		return nil, &book.Problem{Code: CodeSettlements}
	}
	b.Summary.Source.Account = bill.Account(b.Preamble)
	if p, ok := bill.Period(b.Preamble); ok {
		b.Summary.Covers.Period = p
	}
	return &decoder{sum: b.Summary, named: b.Summary.Source.Account != "", totals: newTotals(h)}, nil
}

type decoder struct {
	sum    *bill.Summary
	named  bool // what stands above the header names the merchant
	totals totals
}

// Foot takes totals and remarks.
func (d *decoder) Foot(cells []string, _ int) bool {
	if !bill.Totals(cells) {
		return false
	}
	d.totals.foot(cells)
	return true
}

// End compares the totals with the rows.
func (d *decoder) End(s *bill.Summary) { d.totals.end(s) }

// Row reads a payment or what takes one back. A reference comes round again, so
// kind, terminal and day are part of the key. The acquirer's own number is the
// key where there is one: all of its lists have it.
func (d *decoder) Row(r *bill.Record) {
	r.SetMoney(currency)
	r.Need(date)
	r.Need(amount)
	d.account(r)
	sums := amounts{paid: r.Amount(amount), cost: r.Amount(fee), left: r.Amount(net)}
	m := meaningOf(r.Text(business), sums.paid)
	at := r.TimeOf(date, clock)
	e := r.AddKeyless(m.kind)
	e.At, e.Day = at, bill.DayOf(at)
	e.Terminal, e.Card = r.ID(terminal), r.Mask(card)
	number := r.ID(own)
	e.TxnNo = cmp.Or(r.ID(reference), number, r.ID(flowNo))
	if key := cmp.Or(number, e.TxnNo); key != "" {
		r.KeyOfDay(e, key, e.Terminal)
	}
	e.OrderNo, e.Batching = r.ID(orderNo), r.ID(batch)
	e.Method = cmp.Or(r.Plain(cardType), r.Plain(product)) // the fee goes by the card, else by the way of paying
	e.Settles = r.Day(settles)
	e.Status = statusOf(r.Text(status), m)
	d.totals.add(e, sums)
	sums.put(r, e)
	e.Memo = r.Join(business, bankName, remark)
}

// CodeOtherMerchant refuses a row of another merchant than the first one's: the
// acquirer pays each by itself. A: its number, B: that of the sheet.
const CodeOtherMerchant = "other_merchant"

// account takes the merchant from the first row where nothing above the rows names
// it, and refuses those of others.
func (d *decoder) account(r *bill.Record) {
	switch no := r.Plain(merchant); {
	case no == "":
	case d.sum.Source.Account == "":
		d.sum.Source.Account = r.ID(merchant)
	case d.sum.Source.Account != no && !d.named && r.ID(merchant) != d.sum.Source.Account:
		r.Fail(CodeOtherMerchant, merchant, no, d.sum.Source.Account)
	}
}

// amounts are those of a row as they are written.
type amounts struct{ paid, cost, left book.Minor }

// put sets the amounts of an entry. Refunds may be written as plus; what a refund
// costs is mostly given back, and charged where what is left says so.
func (s amounts) put(r *bill.Record, e *bill.Entry) {
	switch e.Kind {
	case book.KindRefund:
		e.RefundNo = e.TxnNo
		charged := r.Plain(net) != "" && s.cost != 0 && s.left.Abs() == s.paid.Abs()+s.cost.Abs()
		s.paid, s.cost = -s.paid.Abs(), -s.cost.Abs()
		if charged {
			s.cost = -s.cost
		}
	case book.KindPayment, book.KindWithdrawal:
		s.cost = s.cost.Abs()
	}
	e.Gross, e.Amount, e.Fee = s.paid, s.paid, s.cost
	if r.Plain(net) != "" {
		s.checkLeft(r, e)
	}
}

// checkLeft notes a row whose net is not its amount less its fee; some acquirers
// write the net of a refund without its minus.
func (s amounts) checkLeft(r *bill.Record, e *bill.Entry) {
	if !r.Has(fee) { // what is missing is the fee
		e.Fee = e.Amount.Abs() - s.left.Abs()
		if e.Amount < 0 {
			e.Fee = -e.Fee
		}
		return
	}
	if left := e.Amount - e.Fee; s.left.Abs() != left.Abs() {
		noteNet(r, e, net, left)
	}
}

// noteNet tells of a row whose net is not its amount less its fee. It holds nothing:
// a wrong fee is for the owner to see as an exception.
func noteNet(r *bill.Record, e *bill.Entry, f bill.Field, left book.Minor) {
	r.Notes = append(r.Notes, book.Note{
		Code: bill.NoteNet, Line: r.Line, Args: []string{r.Text(f), book.Money{Minor: left, Currency: e.Currency}.Plain()},
	})
}
