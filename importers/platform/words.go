package platform

import (
	"strings"

	"zhangfang/app/book"
)

// meanings are the words by which ledgers say what moved, in the order in which
// they are looked for: a fee on a refund is a fee.
var meanings = []struct {
	kind  book.Kind
	words []string
}{
	{book.KindWithdrawal, []string{"提现"}},
	{book.KindTransfer, []string{"保证金", "充值", "冻结", "解冻", "借款", "还款", "理财"}},
	{book.KindFee, []string{"服务费", "手续费", "佣金", "推广", "广告", "扣费", "运费险", "保险", "保费", "分成", "违规", "赔", "罚", "扣款",
		"多多进宝", "软件", "快递费", "物流费", "快递", "仓储", "费用"}},
	{book.KindRefund, []string{"退款", "售后", "退货"}},
	{book.KindPayment, []string{"货款", "交易收入", "订单", "结算", "入账", "优惠券", "补贴", "销售", "支付", "收款", "交易"}},
	{book.KindTransfer, []string{"转账", "转入", "转出"}},
}

// kindOf names a movement by its words. Goods that go out of the account are a
// refund; a withdrawal that comes back is none.
func kindOf(words string, amount book.Minor) book.Kind {
	for _, m := range meanings {
		for _, w := range m.words {
			if !strings.Contains(words, w) {
				continue
			}
			switch {
			case m.kind == book.KindWithdrawal && amount > 0:
				return book.KindTransfer
			case m.kind == book.KindPayment && amount < 0 && strings.Contains(words, "货款"):
				return book.KindRefund
			case m.kind == book.KindPayment && amount < 0:
				return book.KindOther
			}
			return m.kind
		}
	}
	return book.KindOther
}

// directions are the words of direction columns; true is in. 应收 and 应付 are the
// shop's.
var directions = map[string]bool{
	"收入": true, "入账": true, "收": true, "入": true, "应收": true, "商家应收": true, "转入": true, "增加": true, "+": true,
	"支出": false, "出账": false, "支": false, "出": false, "应付": false, "商家应付": false, "转出": false, "减少": false, "-": false,
}

// waiting are the words for money that has not moved yet.
var waiting = []string{"未结算", "待结算", "结算中", "不结算"}

func isWaiting(s string) bool {
	for _, w := range waiting {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
