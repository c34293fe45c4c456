package sample

import (
	"path/filepath"
	"strconv"

	"zhangfang/app/book"
)

// stream is a file, or a family of them, that is written day by day.
type stream interface {
	// open starts the files of a period.
	open(p book.Period) error
	// day writes the rows of the next day.
	day(d book.Day, p *page)
	// close ends the files with their totals and tells what was written.
	close() ([]File, error)
}

// orderFile is the shop's own export: UTF-8 with BOM, a row an order, a refund as
// an amount on the order's row.
type orderFile struct {
	dir   string
	split bool // a file a month: the period is in the name
	name  string
	out   *sheet
}

const orderColumns = "订单编号,下单时间,付款时间,买家昵称,商品标题,商品数量,支付方式,应付金额,实付金额,订单状态,退款金额"

func (f *orderFile) open(p book.Period) (err error) {
	f.name = "店铺订单.csv"
	if f.split {
		f.name = "店铺订单_" + periodLabel(p) + ".csv"
	}
	f.out, err = createSheet(filepath.Join(f.dir, f.name), utf8BOM, "", "\r\n")
	if err != nil {
		return err
	}
	f.out.text(orderColumns)
	return nil
}

func (f *orderFile) day(_ book.Day, p *page) {
	for i := range p.orders {
		o := &p.orders[i]
		got := o.bought.amount
		if o.paid == 0 {
			got = 0
		}
		f.out.row(o.no, stamp(o.made), stamp(o.paid), o.nick, o.bought.title, strconv.Itoa(o.bought.count),
			o.way.method(), yuan(o.bought.amount), yuan(got), o.status, yuan(o.refunded))
	}
}

func (f *orderFile) close() ([]File, error) {
	return []File{{f.name, providerShop, f.out.rows}}, f.out.close()
}
