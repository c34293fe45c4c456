package picked

import "strings"

// boilerplate are the words of bank statements that name nobody, for books too
// small to learn them from.
func boilerplate(word string) bool {
	switch word {
	case "ACH", "POS", "WIRE", "TRF", "TRANSFER", "CHECK", "CHEQUE", "DEBIT", "CREDIT", "DEPOSIT", "PAYMENT", "PMT",
		"INV", "INVOICE", "FEE", "CHARGE", "VOID", "NSF", "RETURNED", "ITEM", "REF":
		return true
	}
	return false
}

// withoutPhrases cuts the phrases of Chinese statements and ledgers that name
// nobody out of a text, and tells which it cut.
func withoutPhrases(text string) (rest, cut string) {
	for _, phrase := range []string{
		"跨行转账", "网上转账", "网银转账", "转账支取", "转账存入", "转账汇款", "批量代付", "代收代付", "银行转账", "转账", "汇款", "电汇", "支票",
		"手续费", "利息", "货款", "往来款", "收款", "付款", "支付", "存款", "退票", "冲销", "红字", "作废", "结算款", "报销", "发票",
	} {
		if strings.Contains(text, phrase) {
			text, cut = strings.ReplaceAll(text, phrase, ""), cut+phrase
		}
	}
	return text, cut
}
