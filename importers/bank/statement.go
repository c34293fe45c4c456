package bank

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of a statement; those of a bill.Move follow.
const (
	date bill.Field = iota
	clock
	serial
	number
	balance
	party
	payer
	payee
	summary
	flow
	business
	attached
	remark
	use
	place
	way
	currency
	ownAccount
	voucher
	lastColumn
)

var columns = append([]bill.Column{
	date: {Names: []string{"交易日期", "交易日", "记账日期", "记账日", "入账日期", "日期", "交易时间", "记账时间", "入账时间",
		"date", "transactiondate", "bookingdate", "postingdate", "valuedate", "起息日期"}, Need: true},
	clock: {Names: []string{"交易时间", "记账时间", "入账时间", "交易时刻", "时间", "time", "transactiontime"}},
	serial: {Names: []string{"交易流水号", "银行流水号", "流水号", "账户明细编号-交易流水号", "核心流水号", "主机流水号", "交易参考号", "日志号", "回单编号",
		"serialno", "transactionid", "transactionreferencenumber", "referenceno", "operationnumber"}},
	number:  {Names: []string{"编号", "序列号", "id", "txnid", "uniqueid", "uid", "bankid"}},
	balance: {Names: []string{"余额", "账户余额", "本次余额", "交易后余额", "交易余额", "联机余额", "账面余额", "当前余额", "结余", "balance", "runningbalance"}},
	party: {Names: []string{"对方户名", "对方账户名", "对方账户名称", "对方名称", "对方单位名称", "对方单位", "交易对手名称", "交易对手", "对手信息", "对手户名", "对手名称",
		"收(付)方名称", "收/付方名称", "收付方名称", "对方账号与户名", "交易对方", "对方", "counterparty", "counterpartyname", "partnername", "payee", "payee/payer"},
		Free: true},
	payer:    {Names: []string{"付款人名称", "付款方户名", "付款人户名"}},
	payee:    {Names: []string{"收款人名称", "收款方户名", "收款人户名"}},
	summary:  {Names: []string{"摘要", "交易摘要", "摘要信息", "交易名称", "交易说明", "交易描述", "description", "details", "narrative", "label"}, Free: true},
	flow:     {Names: []string{"交易类型", "transactiontype"}, Free: true},
	business: {Names: []string{"业务类型"}, Free: true},
	attached: {Names: []string{"附言", "交易附言", "交易备注", "交易地点/附言", "交易详情"}, Free: true},
	remark:   {Names: []string{"备注", "remark", "remarks", "memo", "detail"}, Free: true},
	use:      {Names: []string{"用途", "交易用途", "款项用途", "purpose"}, Free: true},
	place:    {Names: []string{"交易场所", "交易地点", "网点名称"}, Free: true},
	way:      {Names: []string{"交易渠道", "渠道"}, Free: true},
	currency: {Names: []string{"记账币种", "币种", "币别", "交易币种", "交易货币", "货币", "currency"}},
	ownAccount: {Names: []string{"账号", "本方账号", "账户", "卡号", "借记卡号", "查询账号", "accountnumber", "account"},
		Free: true},
	voucher: {Names: []string{"凭证字号", "凭证号", "凭证字", "记账凭证", "科目", "科目名称", "科目编码", "会计科目", "对方科目", "voucher", "voucherno", "accountcode", "glaccount", "journal"},
		Free: true},
}, bill.MoveColumns()...)

func statement() bill.Format {
	return &bill.Table{
		ID:      "bank.statement",
		Source:  book.Source{Provider: provider, Stream: streamStatement, Role: book.RoleBank},
		Columns: columns,
		Fits:    fits,
		Wants:   []string{"收入", "支出", "余额", "对方户名"},
		Dates:   []bill.Field{date},
		Keys:    true,
		Begin:   begin,
	}
}

// fits tells statements from other sheets of money. Something must be a bank's:
// the other party, a date that is called one of the transaction, or, beside
// columns for both directions, a balance. A signed amount needs a balance too,
// since card bills, which have none, write what was spent as plus.
func fits(h *bill.Header, role book.Role) bool {
	m := bill.MoveAt(lastColumn)
	switch {
	case !m.Told(h) || role != book.RoleNone && role != book.RoleBank:
		return false
	case role == book.RoleBank:
		return true
	case ownBooks(h):
		return false
	}
	day := bill.Name(h.Name(date))
	ofBank := h.Any(party, payer) || day != "日期" && day != "date"
	if m.Signed(h) {
		return ofBank && h.Has(balance)
	}
	return ofBank || h.Has(balance)
}

// ownBooks tells the sheets of an owner's own accounting. Statements of companies
// name the voucher too, beside the bank's own serial number.
func ownBooks(h *bill.Header) bool { return h.Has(voucher) && !h.Has(serial) }

func begin(b bill.Beginning) (bill.Decoder, error) {
	s := b.Summary
	s.Source.Account = bill.Account(b.Preamble)
	if p, ok := bill.Period(b.Preamble); ok {
		s.Covers.Period = p
	}
	money, err := moneyOf(b.Preamble)
	if err != nil {
		return nil, err
	}
	move := bill.MoveAt(lastColumn)
	d := &decoder{
		sum: s, move: move, signed: move.Signed(b.Header), money: money,
		columnTotals: bill.NewMoveTotals(b.Header, move), named: s.Source.Account != "" || !ofOwn(b.Header),
	}
	for _, cells := range b.Preamble {
		d.totals.read(cells)
	}
	return d, nil
}

type decoder struct {
	sum          *bill.Summary
	move         bill.Move
	signed       bool          // only the sign of the amount gives a direction
	money        book.Currency // of rows that name none
	named        bool          // the rows need not all be of one account
	columnTotals *bill.MoveTotals
	totals       totals
	check        bill.BalanceCheck
	gaps         bill.Gaps
}

// Foot takes totals and remarks under the table.
func (d *decoder) Foot(cells []string, _ int) bool {
	if !bill.Totals(cells) && !isTotal(cells) {
		return false
	}
	d.columnTotals.Foot(cells)
	d.totals.read(cells)
	return true
}

// End compares totals and balances with the rows.
func (d *decoder) End(s *bill.Summary) {
	d.columnTotals.End(s)
	d.totals.end(s)
	d.check.End(s)
	d.gaps.End(s)
}

func kindOf(amount book.Minor) book.Kind {
	switch {
	case amount > 0:
		return book.KindDeposit
	case amount < 0:
		return book.KindExpense
	}
	return book.KindOther
}

// Row reads a line of a statement. The bank's serial number is its key, with the
// day, since it may come round again; a line without one has no key.
func (d *decoder) Row(r *bill.Record) {
	if r.Money = d.money; r.Plain(currency) != "" {
		r.SetMoney(currency)
	}
	r.Need(date)
	amount := d.move.Read(r)
	d.checkWay(r, amount)
	d.columnTotals.Add(amount)
	d.totals.add(amount, r.Money)
	at := r.TimeOf(date, clock)
	no := r.ID(serial)
	if strings.Trim(no, "0") == "" {
		no = "" // banks fill the column with zeros where there is none
	}
	e := r.AddKeyless(kindOf(amount))
	d.account(r)
	e.TxnNo, e.At, e.Day = no, at, bill.DayOf(at)
	if no != "" {
		r.KeyOfDay(e, no)
	} else {
		e.TxnNo = r.ID(number) // names the line, but may be a counter that starts again in the next file
	}
	e.Gross, e.Amount = amount, amount
	e.Balance = r.Balance(balance)
	d.check.Add(e)
	d.gaps.Add(r, e)
	e.Counterparty = d.party(r, amount)
	e.Memo = memo(r)
}

// The types of transactions by which Bank of China tells directions.
const (
	cameIn  = "来账"
	wentOut = "往账"
)

// memo joins all that the bank and the other side say about a line.
func memo(r *bill.Record) string {
	if f := r.Text(flow); f == cameIn || f == wentOut {
		return r.Join(summary, attached, remark, use, place, way, business)
	}
	return r.Join(summary, attached, remark, use, place, way, business, flow)
}

// checkWay refuses a signed amount whose sign is not what the type of the transaction
// says: the file has no signs, or takes something back.
func (d *decoder) checkWay(r *bill.Record, amount book.Minor) {
	if !d.signed {
		return
	}
	switch r.Text(flow) {
	case cameIn:
		if amount >= 0 {
			return
		}
	case wentOut:
		if amount <= 0 {
			return
		}
	default:
		return
	}
	r.Fail(bill.CodeSigns, d.move.Amount, r.Text(d.move.Amount))
}

// CodeOtherAccount refuses a row of another account than the first one's: a sheet
// is read as one account. A: its account, B: the account of the sheet.
const CodeOtherAccount = "other_account"

// ofOwn tells whether the column of the account can be nobody else's. 账户 and 卡号
// may be names, or several cards of one account.
func ofOwn(h *bill.Header) bool {
	switch bill.Name(h.Name(ownAccount)) {
	case "账号", "本方账号", "查询账号", "accountnumber":
		return true
	}
	return false
}

// account takes the account from the first row where nothing above the rows names
// it, and refuses those of others.
func (d *decoder) account(r *bill.Record) {
	switch own := r.Plain(ownAccount); {
	case own == "":
	case d.sum.Source.Account == "":
		d.sum.Source.Account = own
	case d.sum.Source.Account != own && !d.named:
		r.Fail(CodeOtherAccount, ownAccount, own, d.sum.Source.Account)
	}
}

// party is the other side: the payer of what came in, the payee of what went out.
func (d *decoder) party(r *bill.Record, amount book.Minor) string {
	switch {
	case r.Has(party):
		return r.Plain(party)
	case amount < 0:
		return r.Plain(payee)
	}
	return r.Plain(payer)
}
