package sample

import (
	"cmp"
	"slices"
	"strconv"

	"zhangfang/app/book"
)

// fundRow is a row of WeChat Pay's fund bill.
type fundRow struct {
	at        int64
	biz       string // 微信支付业务单号
	flow      string // 资金流水单号
	name      string // 业务名称
	kind      string // 业务类型
	amount    book.Minor
	balance   book.Minor // after the row
	applicant string
	memo      string
	voucher   string // 业务凭证号
}

// funds is the shop's basic account at WeChat Pay, which is emptied to the bank on
// every working day.
type funds struct{ balance book.Minor }

// openingFunds is what lies in the account before the span, in fen.
const openingFunds book.Minor = 200_000

// day writes the rows of a day in order of time.
func (f *funds) day(d book.Day, x *recorded) {
	var rows []fundRow
	for i := range x.wechat {
		rows = append(rows, fundRows(&x.wechat[i])...)
	}
	for i, net := range x.leaves {
		no := "1" + compact(d) + string(digits(nil, uint64(i), 4))
		rows = append(rows, fundRow{
			at: midnight(d) + 7*3600 + int64(i), biz: no, flow: no, name: "提现", kind: "提现", amount: -net, applicant: "system",
		})
	}
	slices.SortStableFunc(rows, func(a, b fundRow) int { return cmp.Compare(a.at, b.at) })
	for i := range rows {
		f.balance += rows[i].amount
		rows[i].balance = f.balance
	}
	x.funds = rows
}

// fundRows is how a trade moves the account: a payment in full, its fee as a row of
// its own with the same 资金流水单号; a refund less the fee that comes back, under the
// number of its payment (seen in the bills of 2021-02-01).
func fundRows(r *receipt) []fundRow {
	if r.refund {
		return []fundRow{{
			at: r.at, biz: r.refundNo, flow: r.txn, name: "退款", kind: "退款", amount: r.net(), applicant: wechatMerchant + "API",
			memo: "退款总金额" + yuan(-r.amount) + "元;含手续费" + yuan(-r.fee) + "元", voucher: r.request,
		}}
	}
	rows := []fundRow{{
		at: r.at, biz: r.txn, flow: r.txn, name: "交易", kind: "交易", amount: r.amount, applicant: "system",
		memo: "结算总金额" + yuan(r.amount) + "元;手续费" + yuan(r.fee) + "元", voucher: r.orderNo,
	}}
	if r.fee != 0 {
		rows = append(rows, fundRow{
			at: r.at, biz: r.txn, flow: r.txn, name: "交易手续费", kind: "扣除交易手续费", amount: -r.fee, applicant: "system", voucher: r.orderNo,
		})
	}
	return rows
}

const (
	fundColumns      = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号"
	fundTotalColumns = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额"
)

// fundFile writes rows as WeChat Pay's fund bill of the basic account.
func fundFile(in folder, name string, rows []fundRow) error {
	file, err := in.create(name)
	if err != nil {
		return err
	}
	s := newSheet(file, utf8BOM, "`", "\r\n")
	s.text(fundColumns)
	var count [2]int // in, out
	var sum [2]book.Minor
	for i := range rows {
		r := &rows[i]
		side, amount := 0, r.amount
		if amount < 0 {
			side, amount = 1, -amount
		}
		count[side]++
		sum[side] += amount
		s.row(stamp(r.at), r.biz, r.flow, r.name, r.kind, [...]string{"收入", "支出"}[side], yuan(amount), yuan(r.balance), r.applicant, r.memo, r.voucher)
	}
	s.text(fundTotalColumns)
	s.total(strconv.Itoa(s.rows), strconv.Itoa(count[0]), yuan(sum[0]), strconv.Itoa(count[1]), yuan(sum[1]))
	return s.close()
}
