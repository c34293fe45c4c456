package sample

import (
	"strconv"

	"zhangfang/app/book"
)

// Accounts of the invented shop. No such numbers are given out.
const (
	wechatMerchant = "1612345678"
	wechatApp      = "wx0a1b2c3d4e5f6789"
	alipayAccount  = "20880212345678900156"
	posMerchant    = "822290012340018"
	bankAccount    = "62290100012345670018"
	shopName       = "青禾茶铺"
)

// wechatFile is WeChat Pay's trade bill, type ALL: 27 columns, a backtick before
// every cell, fees with five decimals, two lines of totals.
type wechatFile struct {
	in   folder
	name string
	out  *sheet
	sum  wechatTotals
}

type wechatTotals struct{ settled, refunds, fees, orders book.Minor }

const (
	wechatColumns = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类," +
		"应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
	wechatTotalColumns = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
)

func (f *wechatFile) open(p book.Period) error {
	f.name = wechatMerchant + "All" + dashedPeriod(p) + ".csv"
	f.sum = wechatTotals{}
	file, err := f.in.create(f.name)
	if err != nil {
		return err
	}
	f.out = newSheet(file, utf8BOM, "`", "\r\n")
	f.out.text(wechatColumns)
	return nil
}

// dashedPeriod is a period in the name of a WeChat bill.
func dashedPeriod(p book.Period) string {
	t := p.From.Time()
	switch {
	case p == book.Month(t.Year(), t.Month()):
		return t.Format("2006-01")
	case p.From == p.To:
		return p.From.String()
	}
	return p.From.String() + "_" + p.To.String()
}

func (f *wechatFile) day(_ book.Day, p *page) {
	for i := range p.rows[byWeChat] {
		if r := &p.rows[byWeChat][i]; r.refund {
			f.refund(r)
		} else {
			f.payment(r)
		}
	}
}

func (f *wechatFile) payment(r *receipt) {
	f.sum.settled += r.amount
	f.sum.orders += r.gross
	f.sum.fees += r.fee
	f.out.row(stamp(r.at), wechatApp, wechatMerchant, "0", "", r.txn, r.orderNo, r.payer, "JSAPI", "SUCCESS", "OTHERS", "CNY",
		yuan(r.amount), yuan(r.gross-r.amount), "0", "0", "0.00", "0.00", "", "", r.title, "", fiveDecimals(r.fee), r.taken.text(),
		yuan(r.gross), "0.00", "")
}

// refund rows carry the amount in columns of their own, positive, and a negative fee.
func (f *wechatFile) refund(r *receipt) {
	f.sum.refunds -= r.amount
	f.sum.fees += r.fee
	f.out.row(stamp(r.at), wechatApp, wechatMerchant, "0", "", r.txn, r.orderNo, r.payer, "JSAPI", "REFUND", "OTHERS", "CNY",
		"0.00", "0.00", r.refundNo, r.request, yuan(-r.amount), "0.00", "ORIGINAL", "SUCCESS", r.title, "", fiveDecimals(r.fee), r.taken.text(),
		"0.00", yuan(-r.amount), "")
}

func fiveDecimals(fee book.Minor) string { return yuan(fee) + "000" }

func (f *wechatFile) close() ([]File, error) {
	f.out.text(wechatTotalColumns)
	f.out.total(strconv.Itoa(f.out.rows), yuan(f.sum.settled), yuan(f.sum.refunds), "0.00", fiveDecimals(f.sum.fees),
		yuan(f.sum.orders), yuan(f.sum.refunds))
	return []File{{f.name, providerWeChat, f.out.rows}}, f.out.close()
}
