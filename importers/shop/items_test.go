package shop_test

import (
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/shop"
)

func read(t *testing.T, text string) billtest.Result {
	t.Helper()
	return billtest.Read(t, shop.Formats(), []byte(text), bill.Options{})
}

// taobao is an item list: B100 has two items, told apart by another order between
// them, and one of them twice; B300 was refunded in part, B400 as a whole; B500 was
// never paid; of B600 one item was.
const taobao = `子订单编号,主订单编号,标题,订单状态,买家实付金额,买家应付邮费,退款状态,退款金额,订单创建时间
B101,B100,岩板餐桌,交易成功,2933.78,10.00,没有申请退款,无退款申请,2026-01-18 13:39:27
B200,B200,茶杯,交易成功,20.00,0,没有申请退款,无退款申请,2026-01-18 14:00:00
B102,B100,餐椅,交易成功,100.00,10.00,没有申请退款,无退款申请,2026-01-18 13:39:27
B102,B100,餐椅,交易成功,100.00,10.00,没有申请退款,无退款申请,2026-01-18 13:39:27
B301,B300,台灯,交易成功,50.00,0,退款成功,￥20.00,2026-01-19 10:00:00
B302,B300,灯泡,交易成功,8.00,0,退款成功,￥8.00,2026-01-19 10:00:00
B401,B400,地毯,交易关闭,300.00,0,退款成功,￥300.00,2026-01-20 10:00:00
B501,B500,花瓶,等待买家付款,66.00,0,没有申请退款,无退款申请,2026-01-21 10:00:00
B601,B600,书架,交易成功,80.00,0,没有申请退款,无退款申请,2026-01-22 10:00:00
B602,B600,书立,交易关闭,0.00,0,没有申请退款,无退款申请,2026-01-22 10:00:00
`

func TestItemsMakeOneOrder(t *testing.T) {
	r := read(t, taobao)
	r.Check(t,
		"2 order paid at=2026-01-18T13:39:27+08:00 order=B100 gross=303378 amount=303378 fee=0 memo=岩板餐桌",
		"3 order paid at=2026-01-18T14:00:00+08:00 order=B200 gross=2000 amount=2000 fee=0 memo=茶杯",
		"6 order paid at=2026-01-19T10:00:00+08:00 order=B300 gross=5800 amount=5800 fee=0 memo=台灯",
		"6 refund paid day=2026-01-19 order=B300 gross=-2800 amount=-2800 fee=0 memo=台灯",
		"8 order refunded at=2026-01-20T10:00:00+08:00 order=B400 gross=30000 amount=30000 fee=0 memo=地毯",
		"8 refund paid day=2026-01-20 order=B400 gross=-30000 amount=-30000 fee=0 memo=地毯",
		"9 order pending at=2026-01-21T10:00:00+08:00 order=B500 gross=6600 amount=6600 fee=0 memo=花瓶",
		"10 order paid at=2026-01-22T10:00:00+08:00 order=B600 gross=8000 amount=8000 fee=0 memo=书架",
	)
	if s := r.Summary; s.Format != "shop.items" || s.Rows != 10 || len(s.Notes) != 0 {
		t.Errorf("summary %+v", s)
	}
}

// TestSameOrderInBothSheets: the order of an item list is that of an order list.
func TestSameOrderInBothSheets(t *testing.T) {
	list := read(t, "订单编号,订单付款时间,订单创建时间,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,退款金额\n"+
		"\"=\"\"B300\"\"\",2026-01-19 10:00:05,2026-01-19 10:00:00,58.00,0.00,58.00,58.00,交易成功,28.00\n")
	items := read(t, taobao)
	for i, e := range list.Entries {
		if e.Ident != items.Entries[2+i].Ident {
			t.Errorf("entry %d is another: %v", i, list.Lines())
		}
	}
	if len(list.Entries) != 2 {
		t.Errorf("%v %v", list.Err, list.Lines())
	}
}

// TestPostage stands on every item and counts once where the amounts are those of
// the goods.
func TestPostage(t *testing.T) {
	const text = `子订单编号,主订单编号,标题,订单状态,买家应付货款,买家应付邮费,订单创建时间
C1,C0,餐桌,交易成功,90.00,10.00,2026-01-18 13:39:27
C2,C0,餐椅,交易成功,30.00,10.00,2026-01-18 13:39:27
`
	read(t, text).Check(t, "2 order paid at=2026-01-18T13:39:27+08:00 order=C0 gross=13000 amount=13000 fee=0 memo=餐桌")
}

// TestMainAndChildRows: a row without an item's number is the order itself.
func TestMainAndChildRows(t *testing.T) {
	const text = `主订单编号,子订单编号,标题,订单状态,买家实付金额,退款金额,付款时间
C0,C1,餐桌,交易成功,90.00,5.00,2026-01-18 13:39:27
C0,,整单,交易成功,130.00,,2026-01-18 13:39:27
C0,C2,餐椅,交易成功,30.00,,2026-01-18 13:39:27
`
	read(t, text).Check(t,
		"3 order paid at=2026-01-18T13:39:27+08:00 order=C0 gross=13000 amount=13000 fee=0 memo=整单",
		"3 refund paid day=2026-01-18 order=C0 gross=-500 amount=-500 fee=0 memo=整单")
}

// TestRefundsWithNumbers: what went back of an order is one entry where the sheet does
// not say when, with the number that an item gives it.
func TestRefundsWithNumbers(t *testing.T) {
	const head = "主订单编号,子订单编号,订单状态,买家实付金额,退款金额,退款编号,付款时间\n"
	const first, second = "C0,C1,交易成功,90.00,5.00,R1,2026-01-18 13:39:27\n", "C0,C2,交易成功,30.00,30.00,R2,2026-01-18 13:39:27\n"
	const order = "2 order paid at=2026-01-18T13:39:27+08:00 order=C0 gross=12000 amount=12000 fee=0"
	read(t, head+first+second).Check(t, order, "2 refund paid day=2026-01-18 order=C0 gross=-3500 amount=-3500 fee=0")
	read(t, head+first+strings.Replace(second, "30.00,R2", ",", 1)).Check(t,
		order, "2 refund paid day=2026-01-18 order=C0 refund=R1 gross=-500 amount=-500 fee=0")
	read(t, head+strings.Replace(first, "5.00,R1", ",", 1)+second).Check(t,
		order, "3 refund paid day=2026-01-18 order=C0 refund=R2 gross=-3000 amount=-3000 fee=0")
}

// TestRefundsWithTimes: each item tells its own refund. A later one leaves an earlier
// one as it was, wherever they stand, and one alone is that of a sheet of orders.
func TestRefundsWithTimes(t *testing.T) {
	const head = "主订单编号,子订单编号,订单状态,买家实付金额,退款金额,退款编号,退款时间,付款时间\n"
	const first, second = "C0,C1,交易成功,90.00,5.00,R1,2026-01-20 08:00:00,2026-01-18 13:39:27\n", "C0,C2,交易成功,30.00,30.00,R2,2026-02-21 08:00:00,2026-01-18 13:39:27\n"
	const order = "2 order paid at=2026-01-18T13:39:27+08:00 order=C0 gross=12000 amount=12000 fee=0"
	const r1 = " refund paid at=2026-01-20T08:00:00+08:00 order=C0 refund=R1 gross=-500 amount=-500 fee=0"
	const r2 = " refund paid at=2026-02-21T08:00:00+08:00 order=C0 refund=R2 gross=-3000 amount=-3000 fee=0"
	before := read(t, head+first+strings.Replace(second, "30.00,R2,2026-02-21 08:00:00", ",,", 1))
	before.Check(t, order, "2"+r1)
	after := read(t, head+first+second)
	after.Check(t, order, "2"+r1, "3"+r2)
	turned := read(t, head+second+first)
	turned.Check(t, order, "2"+r2, "3"+r1)
	list := read(t, "订单编号,付款时间,实付金额,订单状态,退款金额\nC0,2026-01-18 13:39:27,120.00,交易成功,5.00\n")
	is, want := after.Entries[1], before.Entries[1]
	if is.Ident != want.Ident || is.Digest != want.Digest || turned.Entries[2].Ident != want.Ident || list.Entries[1].Ident != want.Ident {
		t.Error("the first refund is another")
	}
	if after.Entries[2].Ident == want.Ident || after.Entries[2].Ident != turned.Entries[1].Ident {
		t.Error("the second refund is the first, or another")
	}
	r := read(t, head+strings.Replace(first, "2026-01-20 08", "2026-01-20 28", 1)+second)
	if len(r.Problems) != 1 || len(r.Entries) != 2 || r.Entries[0].Amount != 12000 || r.Entries[1].Amount != -3000 {
		t.Errorf("the next row tells the order, and its own refund: %v %v", r.Problems, r.Lines())
	}
	again := read(t, head+first+first+second)
	if e := again.Entries; len(e) != 4 || e[1].Ident != e[2].Ident || e[1].Digest != e[2].Digest || e[0].Amount != 12000 {
		t.Errorf("a row told twice: %v", again.Lines())
	}
}

// TestPartsOfAnOrder: the digest of an order tells which items it sums up, whatever
// else is said of it, in any order.
func TestPartsOfAnOrder(t *testing.T) {
	const head = "主订单编号,子订单编号,订单状态,买家实付金额,付款时间\n"
	const c1, c2, c3 = "C0,C1,交易成功,10.00,2026-01-18 13:39:27\n", "C0,C2,交易成功,10.00,2026-01-18 13:39:27\n", "C0,C3,交易成功,10.00,2026-01-18 13:39:27\n"
	of := func(rows string) uint64 { return read(t, head+rows).Entries[0].Digest }
	both := of(c1 + c2)
	if both != of(c2+c1) || both != of(c1+c2+c1) {
		t.Error("the order of the rows tells")
	}
	if cheap := of(strings.Replace(c1, "10.00", "9.00", 1) + c2); cheap == both || !bill.SameParts(cheap, both) {
		t.Error("an amount is taken for another item")
	}
	for name, other := range map[string]uint64{"one": of(c1), "the other": of(c2), "another": of(c1 + c3)} {
		if other == both || bill.SameParts(other, both) {
			t.Error(name, "is taken for both")
		}
	}
	if of(c1) == of(c2) || bill.SameParts(of(c1), of(c2)) {
		t.Error("one item is taken for another")
	}
}

// TestSameRefundInBothSheets: a refund is told once, by whichever sheet comes first
// and whatever the sheet says of it.
func TestSameRefundInBothSheets(t *testing.T) {
	list := read(t, "订单编号,付款时间,实付金额,订单状态,退款金额\nC0,2026-01-18 13:39:27,120.00,交易成功,35.00\n")
	for _, text := range []string{
		"主订单编号,子订单编号,订单状态,买家实付金额,退款金额,退款编号,付款时间\nC0,C1,交易成功,90.00,5.00,R1,2026-01-18 13:39:27\nC0,C2,交易成功,30.00,30.00,R2,2026-01-18 13:39:27\n",
		"主订单编号,子订单编号,订单状态,买家实付金额,付款时间\nC0,C1,交易成功,120.00,2026-01-18 13:39:27\nC0,C2,交易成功,-35.00,2026-01-18 13:39:27\n",
	} {
		items := read(t, text)
		if len(items.Entries) != 2 || items.Entries[1].Ident != list.Entries[1].Ident || items.Entries[1].Amount != -3500 {
			t.Errorf("another refund: %v %v", items.Problems, items.Lines())
		}
	}
}

// douyinOrders: 9001 has two items, 9002 tells two in one row, 9003 was closed after
// it was paid, and how much of 9004 went back the sheet does not say.
const douyinOrders = "\ufeff主订单编号,子订单编号,选购商品,订单应付金额,订单提交时间,支付完成时间,支付方式,订单状态,售后状态\n" +
	"\"\t9001\",\"\t9001\",玉肌皂,29.90,2026-05-01 10:00:00,2026-05-01 10:00:09,微信支付,已发货,-\n" +
	"\"\t9001\",\"\t9011\",洗发水,39.90,2026-05-01 10:00:00,2026-05-01 10:00:09,微信支付,已发货,-\n" +
	"\"\t9002\",\"\t9002;9022\",玉肌皂;皂盒,29.90;5.10,2026-05-01 11:00:00,2026-05-01 11:00:09,支付宝,已完成,-\n" +
	"\"\t9003\",\"\t9003\",玉肌皂,29.90,2026-05-01 12:00:00,2026-05-01 12:00:09,支付宝,已关闭,退款成功\n" +
	"\"\t9004\",\"\t9004\",玉肌皂,29.90,2026-05-01 13:00:00,2026-05-01 13:00:09,支付宝,已完成,退款成功\n"

func TestDouyinOrders(t *testing.T) {
	r := read(t, douyinOrders)
	r.Check(t,
		"2 order paid at=2026-05-01T10:00:09+08:00 order=9001 gross=6980 amount=6980 fee=0 memo=玉肌皂 method=微信支付",
		"4 order paid at=2026-05-01T11:00:09+08:00 order=9002 gross=3500 amount=3500 fee=0 memo=玉肌皂;皂盒 method=支付宝",
		"5 order refunded at=2026-05-01T12:00:09+08:00 order=9003 gross=2990 amount=2990 fee=0 memo=玉肌皂 method=支付宝",
		"5 refund paid day=2026-05-01 order=9003 gross=-2990 amount=-2990 fee=0 memo=玉肌皂 method=支付宝",
		"6 order paid at=2026-05-01T13:00:09+08:00 order=9004 gross=2990 amount=2990 fee=0 memo=玉肌皂 method=支付宝",
	)
	if n := r.Summary.Notes; len(n) != 1 || n[0].Code != shop.NoteRefund || !slices.Equal(n[0].Args, []string{"1", "9004"}) || n[0].Line != 6 {
		t.Errorf("notes %+v", n)
	}
}

// jdOrders repeat the order's amounts on the row of every product.
const jdOrders = `订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单帐号
3001,S1,豆浆机,1,在线支付,2026-03-01 10:00:00,199.00,258.00,250.00,0,250.00,完成,SOP,u1
3001,S2,水壶,1,在线支付,2026-03-01 10:00:00,59.00,258.00,250.00,0,250.00,完成,SOP,u1
3002,S2,水壶,1,在线支付,2026-03-02 10:00:00,59.00,59.00,59.00,0,59.00,已取消,SOP,u2
`

func TestJDOrders(t *testing.T) {
	r := read(t, jdOrders)
	r.Check(t,
		"2 order paid at=2026-03-01T10:00:00+08:00 order=3001 gross=25800 amount=25000 fee=0 memo=豆浆机 method=在线支付",
		"4 order closed at=2026-03-02T10:00:00+08:00 order=3002 gross=5900 amount=5900 fee=0 memo=水壶 method=在线支付",
	)
	r = read(t, strings.Replace(jdOrders, "59.00,258.00", "59.00,59.00", 1))
	if len(r.Problems) != 2 || r.Problems[0].Code != shop.CodeItems || r.Problems[0].Args[0] != "3001" {
		t.Errorf("rows of one order that contradict each other: %v", r.Problems)
	}
}

// TestBadItem: an order is not told by half.
func TestBadItem(t *testing.T) {
	for _, c := range []struct{ name, old, new, code string }{
		{"no amount", "2933.78", "29三三", bill.CodeAmount},
		{"a comma too many", "2933.78", "2933,78", bill.CodeManyCells},
		{"an empty amount", "2933.78", "", shop.CodeItems},
		{"cut off", ",交易成功,2933.78,10.00,没有申请退款,无退款申请,2026-01-18 13:39:27", "", bill.CodeMissing},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, strings.Replace(taobao, c.old, c.new, 1))
			var codes []string
			for _, p := range r.Problems {
				codes = append(codes, p.Code)
			}
			if want := []string{c.code, shop.CodeItems, shop.CodeItems}; !slices.Equal(codes, want) {
				t.Errorf("problems %v", r.Problems)
			}
			for _, e := range r.Entries {
				if e.OrderNo == "B100" {
					t.Errorf("half an order: %+v", e)
				}
			}
		})
	}
}

// TestBadTime: the order is told by the next of its rows.
func TestBadTime(t *testing.T) {
	r := read(t, strings.Replace(taobao, "2026-01-18 13:39:27", "2026-01-38 13:39:27", 1))
	if len(r.Problems) != 1 || len(r.Entries) != 8 || r.Entries[1].OrderNo != "B100" || r.Entries[1].Line != 4 || r.Entries[1].Amount != 303378 {
		t.Errorf("%v %v", r.Problems, r.Lines())
	}
}

// TestPinduoduoOrders: the day of an order whose time is blank is in its number.
func TestPinduoduoOrders(t *testing.T) {
	const text = `订单成交时间,商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),用户实付金额(元),商家实收金额(元),商品数量(件),发货时间,确认收货时间,售后状态
,接考横幅,260517-607198974340001,已收货,17.8,0,0,2,0,15.8,17.8,1,,,无售后或售后取消
2026-06-01 00:03:00,接考横幅,260531-607198974340002,"未发货，退款成功",17.8,0,0,0,0,17.8,17.8,1,,,退款成功
,接考横幅,260517,已收货,17.8,0,0,0,0,17.8,17.8,1,,,无售后或售后取消
`
	r := read(t, text)
	r.Check(t,
		"2 order paid at=2026-05-17 order=260517-607198974340001 gross=1580 amount=1780 fee=0 memo=接考横幅",
		"3 order refunded at=2026-06-01T00:03:00+08:00 order=260531-607198974340002 gross=1780 amount=1780 fee=0 memo=接考横幅",
		"3 refund paid day=2026-06-01 order=260531-607198974340002 gross=-1780 amount=-1780 fee=0 memo=接考横幅",
	)
	if len(r.Problems) != 1 || r.Problems[0].Code != bill.CodeMissing || r.Problems[0].Line != 4 {
		t.Errorf("problems %v", r.Problems)
	}
}

// TestFen: amounts in fen are so in both passes.
func TestFen(t *testing.T) {
	text := strings.NewReplacer("买家实付金额", "买家实付金额(分)", "2933.78", "293378", "20.00,0", "2000,0", ",100.00", ",10000").Replace(taobao[:strings.Index(taobao, "B301")])
	r := read(t, text)
	if len(r.Entries) != 2 || r.Entries[0].Amount != 303378 || r.Entries[1].Amount != 2000 {
		t.Errorf("%v %v", r.Problems, r.Lines())
	}
}

// TestOutOfRange: amounts that no longer fit are no order.
func TestOutOfRange(t *testing.T) {
	r := read(t, strings.NewReplacer("2933.78", "90000000000000000", ",100.00", ",90000000000000000").Replace(taobao))
	if len(r.Problems) != 3 || r.Problems[0].Code != shop.CodeItems {
		t.Errorf("%v %v", r.Problems, r.Lines())
	}
}

func TestItemsEmpty(t *testing.T) {
	head, _, _ := strings.Cut(taobao, "\n")
	r := read(t, head+"\n")
	r.Check(t)
	if r.Summary.Source != (book.Source{Provider: "shop", Stream: "orders", Role: book.RoleOrders}) {
		t.Errorf("summary %+v", r.Summary)
	}
}
