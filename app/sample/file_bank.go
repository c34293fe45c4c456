package sample

import (
	"path/filepath"
	"time"

	"zhangfang/app/book"
)

// bankFile is the bank's statement: GB18030, a preamble with account and period,
// in and out in two columns.
type bankFile struct {
	dir  string
	bank *bank
	name string
	out  *sheet
}

const bankColumns = "交易日期,交易时间,收入,支出,余额,对方户名,摘要,交易流水号"

func (f *bankFile) open(p book.Period) (err error) {
	f.name = "银行流水_" + bankAccount[len(bankAccount)-4:] + "_" + periodLabel(p) + ".csv"
	f.out, err = createSheet(filepath.Join(f.dir, f.name), gb18030, "", "\r\n")
	if err != nil {
		return err
	}
	f.out.text("云溪银行账户交易明细")
	f.out.text("账号：" + bankAccount + ",户名：" + shopName)
	f.out.text("起止日期：" + p.From.String() + " 至 " + p.To.String() + ",币种：人民币")
	f.out.text("")
	f.out.text(bankColumns)
	return nil
}

func (f *bankFile) day(d book.Day, _ *page) { f.bank.day(d, f.row) }

func (f *bankFile) row(r *bankRow) {
	in, out := yuan(r.amount), ""
	if r.amount < 0 {
		in, out = "", yuan(-r.amount)
	}
	t := local(r.at)
	f.out.row(t.Format(time.DateOnly), t.Format(time.TimeOnly), in, out, yuan(r.balance), r.party, r.memo, r.no)
}

func (f *bankFile) close() ([]File, error) {
	return []File{{f.name, providerBank, f.out.rows}}, f.out.close()
}
