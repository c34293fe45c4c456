package sheet

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// statuses are the words of a taught sheet's status column, in the form of
// bill.Name. A word that is not here refuses its row: whether money moved is
// nothing to guess.
var statuses = map[string]book.Status{
	"成功": book.StatusPaid, "支付成功": book.StatusPaid, "交易成功": book.StatusPaid, "已支付": book.StatusPaid, "已付款": book.StatusPaid,
	"已完成": book.StatusPaid, "完成": book.StatusPaid, "交易完成": book.StatusPaid, "已收款": book.StatusPaid, "收款成功": book.StatusPaid,
	"已发货": book.StatusPaid, "待发货": book.StatusPaid, "已收货": book.StatusPaid, "已到账": book.StatusPaid, "正常": book.StatusPaid,
	"paid": book.StatusPaid, "success": book.StatusPaid, "succeeded": book.StatusPaid, "successful": book.StatusPaid,
	"completed": book.StatusPaid, "complete": book.StatusPaid, "captured": book.StatusPaid, "settled": book.StatusPaid, "ok": book.StatusPaid,
	"待付款": book.StatusPending, "未付款": book.StatusPending, "待支付": book.StatusPending, "未支付": book.StatusPending,
	"pending": book.StatusPending, "unpaid": book.StatusPending,
	"已关闭": book.StatusClosed, "交易关闭": book.StatusClosed, "已取消": book.StatusClosed, "取消": book.StatusClosed, "关闭": book.StatusClosed,
	"closed": book.StatusClosed, "cancelled": book.StatusClosed, "canceled": book.StatusClosed,
	"已退款": book.StatusRefunded, "退款成功": book.StatusRefunded, "全额退款": book.StatusRefunded, "已全额退款": book.StatusRefunded, "refunded": book.StatusRefunded,
	"已撤销": book.StatusReversed, "撤销": book.StatusReversed, "冲正": book.StatusReversed, "已冲正": book.StatusReversed,
	"reversed": book.StatusReversed, "voided": book.StatusReversed,
	"失败": book.StatusFailed, "支付失败": book.StatusFailed, "交易失败": book.StatusFailed, "failed": book.StatusFailed, "declined": book.StatusFailed,
	"处理中": book.StatusProcessing, "退款中": book.StatusProcessing, "processing": book.StatusProcessing,
}

// status reads the status of a row; StatusNone where the sheet gives none.
func status(r *bill.Record) book.Status {
	s := r.Plain(ownStatus)
	if s == "" {
		return book.StatusNone
	}
	st, ok := statuses[bill.Name(s)]
	if !ok {
		r.Fail(codeStatus, ownStatus, s)
	}
	return st
}

// statusOf is the status of an entry: a sale whose sheet gives none happened, and
// "refunded" beside money that goes back says that it did go.
func statusOf(k book.Kind, s book.Status) book.Status {
	switch {
	case k == book.KindRefund && (s == book.StatusRefunded || s == book.StatusNone):
		return book.StatusPaid
	case s == book.StatusNone && (k == book.KindOrder || k == book.KindPayment):
		return book.StatusPaid
	}
	return s
}

// wordsIn and wordsOut are what direction columns say, as guesses for a profile;
// the person confirms them. 借 and 贷 are left out: whose they are, nobody can tell.
func wordsIn() []string {
	return []string{"收入", "收款", "收", "入账", "进账", "转入", "存入", "来账", "交易", "支付", "消费", "付款成功", "in", "income", "credit", "sale", "payment", "charge", "+"}
}

func wordsOut() []string {
	return []string{"支出", "付款", "支", "付", "出账", "转出", "支取", "往账", "退款", "提现", "out", "expense", "debit", "refund", "payout", "withdrawal", "-"}
}

// hints are parts of column names, Chinese and English, that suggest a field; the
// first that a name contains counts.
func hints() []struct {
	part  string
	field book.ProfileField
} {
	return []struct {
		part  string
		field book.ProfileField
	}{
		{"退款单", book.FieldRefundNo}, {"退款号", book.FieldRefundNo}, {"退款流水", book.FieldRefundNo}, {"refundid", book.FieldRefundNo}, {"refundno", book.FieldRefundNo},
		{"手续费", book.FieldFee}, {"服务费", book.FieldFee}, {"佣金", book.FieldFee}, {"fee", book.FieldFee},
		{"余额", book.FieldBalance}, {"结余", book.FieldBalance}, {"balance", book.FieldBalance},
		{"币", book.FieldCurrency}, {"currency", book.FieldCurrency},
		{"状态", book.FieldStatus}, {"status", book.FieldStatus},
		{"方式", book.FieldMethod}, {"渠道", book.FieldMethod}, {"method", book.FieldMethod},
		{"收支", book.FieldDirection}, {"方向", book.FieldDirection}, {"交易类型", book.FieldDirection}, {"direction", book.FieldDirection},
		{"订单", book.FieldOrderNo}, {"order", book.FieldOrderNo},
		{"流水", book.FieldTxnNo}, {"交易号", book.FieldTxnNo}, {"单据", book.FieldTxnNo}, {"transactionid", book.FieldTxnNo},
		{"收入", book.FieldIn}, {"支出", book.FieldOut},
		{"收款人", book.FieldCounterparty}, {"付款人", book.FieldCounterparty}, {"户名", book.FieldCounterparty}, {"payee", book.FieldCounterparty},
		{"日", book.FieldDate}, {"时间", book.FieldDate}, {"date", book.FieldDate}, {"time", book.FieldDate}, {"posted", book.FieldDate},
		{"存入", book.FieldIn}, {"转入", book.FieldIn}, {"进账", book.FieldIn}, {"moneyin", book.FieldIn}, {"paidin", book.FieldIn}, {"deposit", book.FieldIn}, {"received", book.FieldIn},
		{"支取", book.FieldOut}, {"取出", book.FieldOut}, {"转出", book.FieldOut}, {"出账", book.FieldOut}, {"moneyout", book.FieldOut}, {"paidout", book.FieldOut}, {"withdraw", book.FieldOut}, {"spent", book.FieldOut},
		{"余", book.FieldBalance}, {"结存", book.FieldBalance},
		{"金额", book.FieldAmount}, {"实收", book.FieldAmount}, {"价", book.FieldAmount}, {"钱", book.FieldAmount}, {"amount", book.FieldAmount}, {"total", book.FieldAmount},
		{"备注", book.FieldMemo}, {"摘要", book.FieldMemo}, {"说明", book.FieldMemo}, {"商品", book.FieldMemo}, {"备忘", book.FieldMemo}, {"note", book.FieldMemo}, {"description", book.FieldMemo},
		{"对方", book.FieldCounterparty}, {"客户", book.FieldCounterparty}, {"买家", book.FieldCounterparty}, {"姓名", book.FieldCounterparty},
		{"对手", book.FieldCounterparty}, {"供应商", book.FieldCounterparty}, {"往来", book.FieldCounterparty}, {"merchant", book.FieldCounterparty}, {"supplier", book.FieldCounterparty}, {"vendor", book.FieldCounterparty},
		{"用途", book.FieldMemo}, {"附言", book.FieldMemo}, {"事由", book.FieldMemo}, {"narrative", book.FieldMemo}, {"detail", book.FieldMemo}, {"remark", book.FieldMemo},
		{"单号", book.FieldTxnNo}, {"凭", book.FieldTxnNo}, {"编号", book.FieldTxnNo},
		{"customer", book.FieldCounterparty}, {"payer", book.FieldCounterparty},
	}
}

// plainNames are the column lists of plain sheets by the field that they mean.
func plainNames() map[book.ProfileField][]string {
	names := map[book.ProfileField][]string{
		book.FieldDirection: columns[lastColumn+5].Names, book.FieldAmount: columns[lastColumn+4].Names,
		book.FieldIn: columns[lastColumn].Names, book.FieldOut: columns[lastColumn+1].Names,
	}
	for f, at := range map[book.ProfileField]bill.Field{
		book.FieldDate: date, book.FieldTime: clock, book.FieldTxnNo: id, book.FieldOrderNo: orderNo, book.FieldCounterparty: party,
		book.FieldMemo: text, book.FieldFee: fee, book.FieldBalance: balance, book.FieldCurrency: currency,
	} {
		names[f] = columns[at].Names
	}
	return names
}

// hinted is the field that a part of a column's name suggests, "" for none.
func hinted(name string) book.ProfileField {
	for _, h := range hints() {
		if strings.Contains(name, h.part) {
			return h.field
		}
	}
	return ""
}
