package shop

import (
	"strings"

	"zhangfang/app/book"
)

// stage is what an order's status says about its money.
type stage uint8

const (
	unknown  stage = iota
	live           // paid, or on its way after payment
	pending        // not paid yet
	closed         // closed: paid before or not, other columns tell
	returned       // wholly refunded
	failed
)

// stages are the words of order statuses. A status that is not listed is looked
// up by the words it contains, in the order of hints.
var stages = map[string]stage{
	"待付款": pending, "等待买家付款": pending, "未付款": pending, "待支付": pending, "未支付": pending, "等待付款": pending, "已下单": pending,
	"已下单，未付款": pending, "unpaid": pending, "pending": pending, "awaiting payment": pending, "created": pending, "pending payment": pending,
	"交易关闭": closed, "已关闭": closed, "已取消": closed, "交易取消": closed, "订单关闭": closed, "订单取消": closed, "关闭": closed, "取消": closed,
	"超时关闭": closed, "canceled": closed, "cancelled": closed, "closed": closed, "voided": closed,
	"退款成功": returned, "已退款": returned, "全额退款": returned, "已全额退款": returned, "refunded": returned, "交易关闭(已退款)": returned,
	"付款失败": failed, "支付失败": failed, "交易失败": failed, "失败": failed, "failed": failed,
	"没有申请退款": live, "无售后或售后取消": live, "-": live, // of after-sale columns
	"": unknown, "交易成功": live, "已完成": live, "已付款": live, "已支付": live, "支付成功": live, "已发货": live, "待发货": live, "已收货": live,
	"交易完成": live, "卖家已发货": live, "买家已付款": live, "paid": live, "completed": live, "shipped": live, "success": live,
}

var hints = []struct {
	word  string
	stage stage
}{
	{"部分退款", live}, {"partially", live}, {"退款中", live}, {"申请退款", live}, {"退款失败", live}, {"退款关闭", live},
	{"退款成功", returned}, {"已退款", returned},
	{"未付款", pending}, {"待付款", pending}, {"未支付", pending}, {"待支付", pending},
	{"关闭", closed}, {"取消", closed}, {"cancel", closed}, {"失败", failed},
}

// stageOf reads a status. What is neither unpaid nor closed has been paid: to be
// sent, sent, signed for, finished.
func stageOf(s string) stage {
	if st, ok := stages[s]; ok {
		return st
	}
	s = strings.ToLower(s)
	if st, ok := stages[s]; ok {
		return st
	}
	for _, h := range hints {
		if strings.Contains(s, h.word) {
			return h.stage
		}
	}
	return live
}

// noRefund are words in refund columns that say that there was none.
var noRefund = map[string]bool{
	"无退款申请": true, "没有申请退款": true, "无": true, "无退款": true, "未退款": true, "无售后": true, "none": true, "n/a": true, "null": true,
}

var stageStatus = map[stage]book.Status{
	live: book.StatusPaid, pending: book.StatusPending, closed: book.StatusClosed, returned: book.StatusRefunded, failed: book.StatusFailed,
}
