package shop_test

import (
	"slices"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/shop"
)

const orders = `订单编号,下单时间,付款时间,支付方式,订单金额,实付金额,订单状态,退款金额,买家昵称
"=""A001""",2025-10-01 09:00:00,2025-10-01 09:00:30,微信支付,100.00,95.00,交易成功,无退款申请,小王
A002,2025-10-01 23:59:00,2025-10-02 00:01:00,支付宝,50.00,50.00,交易成功,￥20.00,小李
A003,2025-10-02 10:00:00,,微信支付,30.00,30.00,等待买家付款,-,小张
A004,2025-10-02 11:00:00,,微信支付,40.00,40.00,交易关闭,,小赵
A005,2025-10-02 12:00:00,2025-10-02 12:00:05,微信支付,60.00,60.00,交易关闭,60.00,小钱
A006,2025-10-02 13:00:00,2025-10-02 13:00:05,微信支付,70.00,0.00,交易关闭,0.00,小孙
A007,2025-10-02 14:00:00,2025-10-02 14:00:05,支付宝,"1,280.00","1,280.00",退款中,80,小周
A008,2025-10-02 15:00:00,,现金,15.00,15.00,已完成,,小吴
合计,,,,"1,645.00",,,,
`

func TestOrders(t *testing.T) {
	r := billtest.Read(t, shop.Formats(), billtest.GBK(t, orders), bill.Options{})
	r.Check(t,
		"2 order paid at=2025-10-01T09:00:30+08:00 order=A001 gross=10000 amount=9500 fee=0 party=小王 method=微信支付",
		"3 order paid at=2025-10-02T00:01:00+08:00 order=A002 gross=5000 amount=5000 fee=0 party=小李 method=支付宝",
		"3 refund paid day=2025-10-02 order=A002 gross=-2000 amount=-2000 fee=0 party=小李 method=支付宝",
		"4 order pending at=2025-10-02T10:00:00+08:00 order=A003 gross=3000 amount=3000 fee=0 party=小张 method=微信支付",
		"5 order closed at=2025-10-02T11:00:00+08:00 order=A004 gross=4000 amount=4000 fee=0 party=小赵 method=微信支付",
		"6 order refunded at=2025-10-02T12:00:05+08:00 order=A005 gross=6000 amount=6000 fee=0 party=小钱 method=微信支付",
		"6 refund paid day=2025-10-02 order=A005 gross=-6000 amount=-6000 fee=0 party=小钱 method=微信支付",
		"7 order refunded at=2025-10-02T13:00:05+08:00 order=A006 gross=7000 amount=7000 fee=0 party=小孙 method=微信支付",
		"7 refund paid day=2025-10-02 order=A006 gross=-7000 amount=-7000 fee=0 party=小孙 method=微信支付",
		"8 order paid at=2025-10-02T14:00:05+08:00 order=A007 gross=128000 amount=128000 fee=0 party=小周 method=支付宝",
		"8 refund processing day=2025-10-02 order=A007 gross=-8000 amount=-8000 fee=0 party=小周 method=支付宝",
		"9 order paid at=2025-10-02T15:00:00+08:00 order=A008 gross=1500 amount=1500 fee=0 party=小吴 method=现金",
	)
	s := r.Summary
	if s.Source != (book.Source{Provider: "shop", Stream: "orders", Role: book.RoleOrders}) || s.Rows != 8 || !s.Covers.PartialEdges ||
		s.Covers.From.String() != "2025-10-01" || s.Covers.To.String() != "2025-10-02" {
		t.Errorf("summary %+v", s)
	}
}

func TestWithoutPayTime(t *testing.T) {
	const text = "订单号\t下单时间\t实付金额\t订单状态\t退款时间\t退款金额\n" +
		"B1\t2025/10/3 8:05\t9.90\t已取消\t\t\n" +
		"B2\t2025/10/3 8:06\t0\t已取消\t\t\n" +
		"B3\t2025/10/3 8:07\t19.80\t已退款\t2025-10-05 10:00:00\t\n"
	r := billtest.Read(t, shop.Formats(), []byte(text), bill.Options{})
	r.Check(t,
		"2 order refunded at=2025-10-03T08:05:00+08:00 order=B1 gross=990 amount=990 fee=0",
		"2 refund paid day=2025-10-03 order=B1 gross=-990 amount=-990 fee=0",
		"3 order closed at=2025-10-03T08:06:00+08:00 order=B2 gross=0 amount=0 fee=0",
		"4 order refunded at=2025-10-03T08:07:00+08:00 order=B3 gross=1980 amount=1980 fee=0",
		"4 refund paid at=2025-10-05T10:00:00+08:00 order=B3 gross=-1980 amount=-1980 fee=0",
	)
	if len(r.Codes()) != 0 {
		t.Errorf("minutes are no loss in a shop's sheet: %v", r.Codes())
	}
}

func TestSeveralRowsOfAnOrder(t *testing.T) {
	const text = "订单编号,付款时间,商品名称,实付金额,订单状态\n" +
		"C1,2025-10-01 10:00:00,牛奶,10.00,交易成功\n" +
		"C1,2025-10-01 10:00:00,面包,5.00,交易成功\n" +
		"C2,2025-10-01 11:00:00,茶,8.00,交易成功\n" +
		"C2,2025-10-01 11:00:00,茶,8.00,交易成功\n"
	r := billtest.Read(t, shop.Formats(), []byte(text), bill.Options{})
	if len(r.Entries) != 4 || r.Entries[0].Ident != r.Entries[1].Ident || r.Entries[2].Ident != r.Entries[3].Ident {
		t.Errorf("%v", r.Lines())
	}
	if want := []string{bill.NoteSameKey}; !slices.Equal(r.Codes(), want) {
		t.Errorf("notes %v", r.Codes())
	}
	again := billtest.Read(t, shop.Formats(), []byte(text), bill.Options{})
	for i := range r.Entries {
		if r.Entries[i].Ident != again.Entries[i].Ident || r.Entries[i].Digest != again.Entries[i].Digest {
			t.Error("identities change between readings")
		}
	}
}

func TestEnglish(t *testing.T) {
	const text = "order_no,created_at,paid_at,payment_method,amount,status,refund_amount,currency\n" +
		"E1,2025-10-01 10:00:00,2025-10-01 10:01:00,card,10.50,paid,0,USD\n"
	r := billtest.Read(t, shop.Formats(), []byte(text), bill.Options{})
	r.Check(t, "2 order paid at=2025-10-01T10:01:00+08:00 order=E1 gross=1050 amount=1050 fee=0 USD method=card")
	if r.Summary.Currency != "USD" {
		t.Error(r.Summary.Currency)
	}
}

func TestTwoColumnsOfOneName(t *testing.T) {
	const text = "订单编号,付款时间,实付金额,实付金额,订单状态\nA,2025-10-01,1,2,交易成功\n"
	r := billtest.Read(t, shop.Formats(), []byte(text), bill.Options{})
	if book.CodeOf(r.Err) != bill.CodeTwice {
		t.Errorf("got %v", r.Err)
	}
}

func FuzzRead(f *testing.F) { billtest.Fuzz(f, shop.Formats(), orders, taobao, douyinOrders, jdOrders) }
