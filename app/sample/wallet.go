package sample

import (
	"math/rand/v2"

	"zhangfang/app/book"
)

// walletKind is a type of row of Alipay's account bill.
type walletKind uint8

const (
	walletSale walletKind = iota
	walletRefund
	walletFee
	walletFeeBack
	walletDraw
	walletTopUp
)

// text is 业务类型.
func (k walletKind) text() string {
	return [...]string{"在线支付", "交易退款", "收费", "收费", "提现", "转账"}[k]
}

// description is 业务描述.
func (k walletKind) description() string {
	return [...]string{"交易收款", "交易退款", "基础服务费", "基础服务费退回", "余额提现", "余额充值"}[k]
}

// source is 业务账单来源.
func (k walletKind) source() string {
	if k >= walletDraw {
		return "其他"
	}
	return "商家交易"
}

// walletRow is a row of the account bill.
type walletRow struct {
	kind    walletKind
	no      string // 账务流水号
	txn     string // 业务流水号
	orderNo string
	title   string
	party   string
	memo    string
	at      int64
	amount  book.Minor // with its sign
	balance book.Minor // after the row
}

// wallet is the shop's account at Alipay. Every few days the owner draws from it
// to the bank.
type wallet struct {
	rng     *rand.Rand
	numbers *numbers
	payouts *payouts
	balance book.Minor
	nextOn  book.Day
}

// openingBalance is what wallet and bank hold before the span, in fen.
const (
	openingWallet book.Minor = 128_640
	openingBank   book.Minor = 8_652_317
)

func newWallet(spec Spec, n *numbers, p *payouts) *wallet {
	return &wallet{rng: draws(spec.Seed, drawWallet), numbers: n, payouts: p, balance: openingWallet, nextOn: spec.From + 2}
}

// day writes the rows of a day in order of time: the trades, each with its fee,
// and the withdrawal where there is one.
func (w *wallet) day(d book.Day, rows []receipt, write func(*walletRow)) {
	drawAt := int64(0)
	if d >= w.nextOn {
		drawAt = midnight(d) + 10*3600 + int64(w.rng.IntN(10*3600))
		w.nextOn = d + 2 + book.Day(w.rng.IntN(4))
	}
	for i := range rows {
		if drawAt != 0 && rows[i].at > drawAt {
			w.draw(d, drawAt, write)
			drawAt = 0
		}
		w.trade(&rows[i], write)
	}
	if drawAt != 0 {
		w.draw(d, drawAt, write)
	}
}

func (w *wallet) trade(r *receipt, write func(*walletRow)) {
	kind, feeKind, memo := walletSale, walletFee, "收费："+r.orderNo
	if r.refund {
		kind, feeKind, memo = walletRefund, walletFeeBack, "退费："+r.orderNo
	}
	if lacking := -(w.balance + r.amount); lacking > 0 {
		w.topUp(r.at, lacking, write)
	}
	w.post(write, walletRow{kind: kind, txn: r.txn, orderNo: r.orderNo, title: r.title, party: r.payer, at: r.at, amount: r.amount})
	if r.fee != 0 {
		w.post(write, walletRow{kind: feeKind, txn: r.txn, orderNo: r.orderNo, title: r.title, memo: memo, at: r.at, amount: -r.fee})
	}
}

// kept is what a careful owner leaves in the wallet for refunds.
const kept book.Minor = 50_000

// draw takes the whole balance to the bank, or all but what is kept, or a round
// part of it.
func (w *wallet) draw(d book.Day, at int64, write func(*walletRow)) {
	amount := w.balance
	switch w.rng.IntN(4) {
	case 0:
	case 1:
		amount -= kept
	default:
		unit := book.Minor(10_000)
		if amount > 1_000_000 {
			unit = 100_000
		}
		amount -= amount % unit
	}
	if amount < 10_000 {
		w.nextOn = d + 1
		return
	}
	r := walletRow{kind: walletDraw, txn: w.numbers.withdrawal(d), party: ownCard(), memo: "余额提现", at: at, amount: -amount}
	w.post(write, r)
	w.payouts.withdrawal(d, at, r.txn, amount)
}

// topUp puts money in when a refund is more than the wallet holds.
func (w *wallet) topUp(at int64, lacking book.Minor, write func(*walletRow)) {
	amount := lacking + kept
	w.post(write, walletRow{kind: walletTopUp, txn: w.numbers.withdrawal(dayOf(at)), party: ownCard(), memo: "余额充值", at: at, amount: amount})
	w.payouts.topUp(at, amount)
}

func ownCard() string { return "银行卡(" + bankAccount[len(bankAccount)-4:] + ")" }

func (w *wallet) post(write func(*walletRow), r walletRow) {
	r.no = w.numbers.wallet()
	w.balance += r.amount
	r.balance = w.balance
	write(&r)
}
