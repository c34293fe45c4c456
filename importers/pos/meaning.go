package pos

import (
	"strings"

	"zhangfang/app/book"
)

// meaning is what a type of card transaction does with the money.
type meaning struct {
	word string
	kind book.Kind
	void bool // takes back a transaction of the same day, as if it never was
}

// meanings are looked up in order: what takes back names what it takes back.
var meanings = []meaning{
	{"撤销", book.KindRefund, true}, {"冲正", book.KindRefund, true}, {"void", book.KindRefund, true}, {"reversal", book.KindRefund, true},
	{"退货", book.KindRefund, false}, {"退款", book.KindRefund, false}, {"refund", book.KindRefund, false},
	{"预授权完成", book.KindPayment, false}, {"预授权", book.KindOther, false}, {"查询", book.KindOther, false},
	{"提现", book.KindWithdrawal, false}, {"调账", book.KindOther, false},
}

func meaningOf(business string, a book.Minor) meaning {
	low := strings.ToLower(business)
	for _, m := range meanings {
		if strings.Contains(low, m.word) {
			return m
		}
	}
	if a < 0 {
		return meaning{kind: book.KindRefund}
	}
	return meaning{kind: book.KindPayment}
}

func statusOf(s string, m meaning) book.Status {
	switch {
	case strings.Contains(s, "失败"), strings.EqualFold(s, "failed"):
		return book.StatusFailed
	case strings.Contains(s, "处理中"):
		return book.StatusProcessing
	case m.void:
		return book.StatusReversed
	}
	return book.StatusPaid
}
