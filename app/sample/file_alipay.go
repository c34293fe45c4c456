package sample

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"

	"zhangfang/app/book"
)

// alipayFiles is Alipay's trade bill and account bill with their summaries, in
// one zip.
type alipayFiles struct {
	dir     string // of the zip, and of its parts until it is packed
	in      folder // of the parts
	wallet  *wallet
	period  book.Period
	zip     string
	trade   *sheet
	account *sheet
	sum     alipayTotals
}

type alipayTotals struct {
	sales, refunds                                   int
	saleGross, saleAmount, saleFee                   book.Minor
	refundGross, refundAmount, refundFee             book.Minor // negative
	in, out                                          int
	inAmount, outAmount                              book.Minor
	takings, givings, fees, feesBack, drew, toppedUp walletTotal
}

// walletTotal counts the rows of one type of the account bill.
type walletTotal struct {
	rows   int
	amount book.Minor // with its sign
}

const (
	tradeColumns = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）," +
		"支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"
	accountColumns = "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注," +
		"业务描述,业务账单来源,业务基础订单号,业务订单号"
)

func (f *alipayFiles) open(p book.Period) (err error) {
	f.period, f.sum = p, alipayTotals{}
	f.zip = alipayAccount + "_" + periodLabel(p) + ".zip"
	if f.trade, err = f.sheet(tradePart); err != nil {
		return err
	}
	f.head(f.trade, "业务明细", "业务明细列表", tradeColumns)
	if f.account, err = f.sheet(accountPart); err != nil {
		_ = f.trade.close()
		return err
	}
	f.head(f.account, "账务明细", "账务明细列表", accountColumns)
	return nil
}

// head is what stands above the rows: "2025年10月01日 00:00:00" to the midnight
// that ends the last day.
func (f *alipayFiles) head(s *sheet, title, list, columns string) {
	const midnight = "2006年01月02日 00:00:00"
	s.text("#支付宝" + title + "查询")
	s.text("#账号：[" + alipayAccount + "]")
	s.text("#起始日期：[" + f.period.From.Time().Format(midnight) + "]   终止日期：[" + (f.period.To + 1).Time().Format(midnight) + "]")
	s.text("#-----------------------------------------" + list + "----------------------------------------")
	s.text(columns)
}

func (f *alipayFiles) foot(s *sheet, list string, totals ...string) {
	s.text("#-----------------------------------------" + list + "结束------------------------------------")
	for _, line := range totals {
		s.text("#" + line)
	}
	s.text("#导出时间：[" + local(exportTime(f.period)).Format("2006年01月02日 15:04:05") + "]")
}

// exportTime is when the files of a period are fetched: the morning after.
func exportTime(p book.Period) int64 { return midnight(p.To+1) + 10*3600 + 31*60 + 22 }

func (f *alipayFiles) day(d book.Day, p *page) {
	rows := p.rows[byAlipay]
	for i := range rows {
		f.tradeRow(&rows[i])
	}
	f.wallet.day(d, rows, f.accountRow)
}

// tradeRow writes a row of the trade bill: refunds repeat the numbers of the
// payment, with negative amounts; a fee taken is negative, a fee returned positive.
func (f *alipayFiles) tradeRow(r *receipt) {
	kind, off, voucher := "交易", r.gross-r.amount, ""
	if r.refund {
		kind = "退款"
		f.sum.refunds++
		f.sum.refundGross += r.gross
		f.sum.refundAmount += r.amount
		f.sum.refundFee -= r.fee
	} else {
		f.sum.sales++
		f.sum.saleGross += r.gross
		f.sum.saleAmount += r.amount
		f.sum.saleFee -= r.fee
	}
	if off != 0 {
		voucher = "店铺立减券"
	}
	f.trade.row(r.txn+"\t", r.orderNo+"\t", kind+"\t", r.title, stamp(r.made), stamp(r.at), "QH01\t", shopName+"\t", "\t", "\t", r.payer+"\t",
		yuan(r.gross), yuan(r.amount), "0.00", "0.00", "0.00", yuan(off), "0.00", voucher, "0.00\t", "0.00", r.request+"\t",
		yuan(-r.fee), "0.00", "")
}

// accountRow writes a row of the account bill.
func (f *alipayFiles) accountRow(r *walletRow) {
	in, out := "0.00", "0.00"
	if r.amount >= 0 {
		in = yuan(r.amount)
		f.sum.in++
		f.sum.inAmount += r.amount
	} else {
		out = yuan(r.amount)
		f.sum.out++
		f.sum.outAmount += r.amount
	}
	t := f.sum.of(r.kind)
	t.rows++
	t.amount += r.amount
	f.account.row(r.no+"\t", r.txn+"\t", r.orderNo+"\t", r.title, stamp(r.at), r.party+"\t", in, out, yuan(r.balance), "支付宝", r.kind.text(), r.memo,
		r.kind.description(), r.kind.source(), r.orderNo+"\t", r.orderNo+"\t")
}

// of is the total of a kind of rows of the account bill.
func (t *alipayTotals) of(k walletKind) *walletTotal {
	switch k {
	case walletSale:
		return &t.takings
	case walletRefund:
		return &t.givings
	case walletFee:
		return &t.fees
	case walletFeeBack:
		return &t.feesBack
	case walletTopUp:
		return &t.toppedUp
	}
	return &t.drew
}

func (f *alipayFiles) close() ([]File, error) {
	rows, err := f.finish()
	if err != nil {
		return nil, err
	}
	if err := f.pack(); err != nil {
		return nil, err
	}
	return []File{
		{f.zip + "!" + f.member(tradePart), providerAlipay, rows[0]},
		{f.zip + "!" + f.member(accountPart), providerAlipay, rows[1]},
	}, nil
}

// finish ends the parts with their totals and tells the rows of both bills.
func (f *alipayFiles) finish() (rows [2]int, err error) {
	t := &f.sum
	f.foot(f.trade, "业务明细列表",
		fmt.Sprintf("交易合计：%d笔，商家实收共%s元，商家优惠共%s元", t.sales, yuan(t.saleAmount), yuan(t.saleGross-t.saleAmount)),
		fmt.Sprintf("退款合计：%d笔，商家实收退款共%s元，商家优惠退款共0.00元", t.refunds, yuan(t.refundAmount)))
	f.foot(f.account, "账务明细列表",
		fmt.Sprintf("支出合计：%d笔，共%s元", t.out, yuan(t.outAmount)),
		fmt.Sprintf("收入合计：%d笔，共%s元", t.in, yuan(t.inAmount)))
	rows = [2]int{f.trade.rows, f.account.rows}
	if err := errors.Join(f.trade.close(), f.account.close()); err != nil {
		return rows, err
	}
	return rows, f.writeSummaries()
}

// writeSummaries writes the two files of totals beside the bills.
func (f *alipayFiles) writeSummaries() error {
	s, err := f.sheet(tradeSumPart)
	if err != nil {
		return err
	}
	t := &f.sum
	f.head(s, "业务汇总", "业务明细汇总列表",
		"门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）")
	cells := []string{strconv.Itoa(t.sales), strconv.Itoa(t.refunds), yuan(t.saleGross + t.refundGross), yuan(t.saleAmount + t.refundAmount),
		"0.00", yuan(t.saleGross - t.saleAmount), "0.00", yuan(t.saleFee + t.refundFee), "0.00",
		yuan(t.saleAmount + t.refundAmount + t.saleFee + t.refundFee)}
	s.row(append([]string{"QH01\t", shopName + "\t"}, cells...)...)
	s.row(append([]string{"合计", ""}, cells...)...)
	f.foot(s, "业务明细汇总列表")
	if err := s.close(); err != nil {
		return err
	}

	if s, err = f.sheet(accountSumPart); err != nil {
		return err
	}
	f.head(s, "账务汇总", "账务汇总列表", "类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）")
	f.sumRow(s, "在线支付", t.takings, walletTotal{})
	f.sumRow(s, "交易退款", walletTotal{}, t.givings)
	f.sumRow(s, "收费", t.feesBack, t.fees)
	f.sumRow(s, "提现", walletTotal{}, t.drew)
	f.sumRow(s, "转账", t.toppedUp, walletTotal{})
	f.sumRow(s, "合计", walletTotal{t.in, t.inAmount}, walletTotal{t.out, t.outAmount})
	f.foot(s, "账务汇总列表")
	return s.close()
}

func (f *alipayFiles) sumRow(s *sheet, kind string, in, out walletTotal) {
	s.row(kind, strconv.Itoa(in.rows), yuan(in.amount), strconv.Itoa(out.rows), yuan(out.amount), yuan(in.amount+out.amount))
}

// sheet makes a member.
func (f *alipayFiles) sheet(kind string) (*sheet, error) {
	file, err := f.in.create(f.member(kind))
	if err != nil {
		return nil, err
	}
	return newSheet(file, gb18030, "", "\r\n"), nil
}

// part is the path of a member until it is packed.
func (f *alipayFiles) part(kind string) string {
	return filepath.Join(f.dir, f.member(kind))
}

func (f *alipayFiles) member(kind string) string {
	return alipayAccount + "_" + periodLabel(f.period) + "_" + kind + ".csv"
}
