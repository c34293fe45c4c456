package sample

import (
	"path/filepath"
	"time"

	"zhangfang/app/book"
)

// posFile is a card acquirer's list of card sales: header names, refunds negative,
// no order number, and the day on which the acquirer pays.
type posFile struct {
	dir  string
	days workdays
	name string
	out  *sheet
}

const posColumns = "商户号,终端号,交易日期,交易时间,交易类型,卡号,卡类型,交易金额,手续费,入账金额,参考号,清算日期"

func (f *posFile) open(p book.Period) (err error) {
	f.name = "POS交易明细_" + periodLabel(p) + ".csv"
	f.out, err = createSheet(filepath.Join(f.dir, f.name), utf8BOM, "", "\r\n")
	if err != nil {
		return err
	}
	f.out.text(posColumns)
	return nil
}

func (f *posFile) day(_ book.Day, p *page) {
	for i := range p.rows[byCard] {
		r := &p.rows[byCard][i]
		kind, card := "消费", "借记卡"
		switch {
		case r.void:
			kind = "消费撤销"
		case r.refund:
			kind = "退货"
		}
		if r.credit {
			card = "贷记卡"
		}
		t := local(r.at)
		f.out.row(posMerchant, terminalNo(r.terminal), t.Format(time.DateOnly), t.Format(time.TimeOnly), kind, r.card, card,
			yuan(r.amount), yuan(r.fee), yuan(r.net()), r.txn, f.days.after(dayOf(r.at), 1).String())
	}
}

func terminalNo(n int) string { return string(digits([]byte("8229"), uint64(1001+n), 4)) }

func (f *posFile) close() ([]File, error) {
	return []File{{f.name, providerPOS, f.out.rows}}, f.out.close()
}
