package intake_test

import (
	"fmt"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// TestEqualPartsOfAnOrder: that the items which two files share out cost the same
// makes them no less two.
func TestEqualPartsOfAnOrder(t *testing.T) {
	const head = "子订单编号,主订单编号,买家实际支付金额,订单状态,订单付款时间,商品标题\n"
	const cup, dish, bowl = "101,100,10.00,交易成功,2025-10-01 10:00:05,杯\n", "102,100,10.00,交易成功,2025-10-01 10:00:05,杯\n", "103,100,10.00,交易成功,2025-10-01 10:00:05,碗\n"
	d := newDesk(t)
	d.bring(d.write("一.csv", head+cup))
	r := d.bring(d.write("二.csv", head+dish))[0]
	if r.State != book.ReceiptHeld || r.Problem.Code != "held_order_in_parts" || fmt.Sprint(r.Problem.Args) != "[1 100 10.00 10.00]" {
		t.Fatalf("%+v %v", r, r.Problem)
	}
	whole := intake.Options{AcceptIncomplete: true}
	if r = d.bringAs(whole, d.write("一二.csv", head+cup+dish))[0]; r.State != book.ReceiptApplied || r.Changed != 1 {
		t.Fatalf("%+v %v", r, r.Problem)
	}
	if r = d.bring(d.write("一三.csv", head+cup+bowl))[0]; r.State != book.ReceiptHeld || r.Problem.Code != "held_order_in_parts" {
		t.Errorf("two others of the same price: %+v %v", r, r.Problem)
	}
	if r = d.bring(d.write("二一.csv", head+dish+cup))[0]; r.State != book.ReceiptKnown {
		t.Errorf("the same in another order: %+v %v", r, r.Problem)
	}
}

// TestALaterRefundOfAnItem leaves the one of a closed month alone, and goes in.
func TestALaterRefundOfAnItem(t *testing.T) {
	const head = "子订单编号,主订单编号,买家实付金额,订单状态,退款金额,退款时间,订单付款时间\n"
	const cup = "C1,M1,100.00,交易成功,20.00,2025-09-05 10:00:00,2025-09-01 10:00:00\n"
	const dish, back = "C2,M1,50.00,交易成功,0.00,,2025-09-01 10:00:00\n", "C2,M1,50.00,交易成功,50.00,2025-10-25 10:00:00,2025-09-01 10:00:00\n"
	d := newDesk(t)
	d.bring(d.write("九月.csv", head+cup+dish))
	d.close(book.Month(2025, 9))
	r := d.bring(d.write("十月.csv", head+cup+back))[0]
	if r.State != book.ReceiptApplied || r.New != 1 || r.Changed != 0 || r.Refused != 0 {
		t.Errorf("%+v %v", r, r.Problem)
	}
}
