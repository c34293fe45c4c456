package sample

import (
	"zhangfang/app/book"
)

// Bill is a bill as a channel's interface gives it.
type Bill struct {
	Name string
	Data []byte
	Rows int // records
}

// Draft is how a bill differs from the final one while a channel has not finished with
// it. Totals are always those of the rows.
type Draft struct {
	Empty  bool // no row is in it yet
	Late   int  // so many of the last rows are not in it yet
	Twice  bool // its last row stands in it twice
	Dearer bool // its last row is of one yuan more than in the end
}

// WeChatTradeBill is the trade bill, type ALL, of some days: UTF-8 with BOM, CRLF.
func (r *Record) WeChatTradeBill(p book.Period, draft Draft) (Bill, error) {
	m := inMemory{}
	f := &wechatFile{in: m}
	if err := f.open(p); err != nil {
		return Bill{}, err
	}
	rows := rowsOf(r, p, draft, func(x *recorded) []receipt { return x.wechat }, dearerTrade)
	var pg page
	pg.rows[byWeChat] = rows
	f.day(p.From, &pg)
	_, err := f.close()
	return Bill{f.name, m[f.name].Bytes(), len(rows)}, err
}

// WeChatFundBill is the fund bill of the basic account: UTF-8 with BOM, CRLF.
func (r *Record) WeChatFundBill(p book.Period, draft Draft) (Bill, error) {
	m := inMemory{}
	name := wechatMerchant + "Basic" + dashedPeriod(p) + ".csv"
	rows := rowsOf(r, p, draft, func(x *recorded) []fundRow { return x.funds }, dearerFund)
	err := fundFile(m, name, rows)
	return Bill{name, m[name].Bytes(), len(rows)}, err
}

// AlipayTradeBill is 业务明细 of some days and its summary: GB18030, CRLF.
func (r *Record) AlipayTradeBill(p book.Period, draft Draft) (detail, summary Bill, err error) {
	trades := rowsOf(r, p, draft, func(x *recorded) []receipt { return x.alipay }, dearerTrade)
	m, f, err := alipayBills(p, trades, nil)
	if err != nil {
		return detail, summary, err
	}
	return m.bill(f.member(tradePart), len(trades)), m.bill(f.member(tradeSumPart), 0), nil
}

// AlipayAccountBill is 账务明细 of some days and its summary: GB18030, CRLF.
func (r *Record) AlipayAccountBill(p book.Period, draft Draft) (detail, summary Bill, err error) {
	moves := rowsOf(r, p, draft, func(x *recorded) []walletRow { return x.wallet }, dearerMove)
	m, f, err := alipayBills(p, nil, moves)
	if err != nil {
		return detail, summary, err
	}
	return m.bill(f.member(accountPart), len(moves)), m.bill(f.member(accountSumPart), 0), nil
}

func (m inMemory) bill(name string, rows int) Bill { return Bill{name, m[name].Bytes(), rows} }

// alipayBills writes both of Alipay's bills.
func alipayBills(p book.Period, trades []receipt, moves []walletRow) (inMemory, *alipayFiles, error) {
	m := inMemory{}
	f := &alipayFiles{in: m}
	if err := f.open(p); err != nil {
		return nil, nil, err
	}
	for i := range trades {
		f.tradeRow(&trades[i])
	}
	for i := range moves {
		f.accountRow(&moves[i])
	}
	_, err := f.finish()
	return m, f, err
}

// rowsOf is the rows of some days as a draft has them.
func rowsOf[T any](r *Record, p book.Period, draft Draft, of func(*recorded) []T, dearer func(*T)) []T {
	var out []T
	for d := p.From; d <= p.To && !draft.Empty; d++ {
		out = append(out, of(r.of(d))...)
	}
	out = out[:max(len(out)-draft.Late, 0)]
	if n := len(out); n > 0 {
		if draft.Dearer {
			dearer(&out[n-1])
		}
		if draft.Twice {
			out = append(out, out[n-1])
		}
	}
	return out
}

// oneYuan is one yuan with the sign of an amount.
func oneYuan(amount book.Minor) book.Minor {
	if amount < 0 {
		return -100
	}
	return 100
}

func dearerTrade(r *receipt) {
	by := oneYuan(r.amount)
	r.gross, r.amount = r.gross+by, r.amount+by
}

func dearerFund(r *fundRow) {
	by := oneYuan(r.amount)
	r.amount, r.balance = r.amount+by, r.balance+by
}

func dearerMove(r *walletRow) {
	by := oneYuan(r.amount)
	r.amount, r.balance = r.amount+by, r.balance+by
}
