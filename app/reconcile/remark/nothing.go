package remark

import (
	"strings"
	"unicode/utf8"
)

// empty are words that tell how money moved, not who moved it. A name made of
// nothing else is no name.
var empty = [...]string{
	"手机银行", "网上银行", "个人", "对公", "客户", "账户", "他人", "活期", "定期", "储蓄", "存款", "取款", "取现", "支取", "现金", "存入", "汇款", "汇入", "汇出", "汇划", "收款", "付款", "打款", "划款",
	"支付", "转账", "转存", "转入", "转出", "转支", "网转", "跨行", "他行", "本行", "行内", "同行", "异地", "网银", "网上", "网络", "手机", "电子", "电汇", "银行", "柜面", "柜台", "自助", "超级", "快捷", "实时", "普通", "小额", "大额", "贷记", "借记",
	"代发", "代付", "代收", "代扣", "批量", "批处理", "业务", "入账", "出账", "到账", "交易", "消费", "无卡", "内部", "应付", "应收", "暂收", "暂付", "过渡", "往来", "结算", "清算", "商户", "手续费", "利息", "结息", "工资", "货款", "房租",
	"款项", "结汇", "收汇", "购汇", "订单", "金额", "尾号", "牌价", "汇率", "批次", "编号", "单号", "流水号", "账号", "银联", "收单", "摘要", "备注", "附言", "用途", "其他", "其它", "未知", "不详", "无", "款", "户", "费", "金", "的", "等", "及",
}

// saysNothing tells whether a name in normal form names nobody: it has no letters,
// or is made of empty words.
func saysNothing(s string) bool {
	named := false
	for rest := s; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		if !isHan(r) {
			named = named || partOfWord(r) && (r >= utf8.RuneSelf || isLetter(byte(r)))
			rest = rest[size:]
			continue
		}
		if rest, size = cutEmpty(rest); size == 0 {
			return false
		}
	}
	return !named
}

// cutEmpty cuts the empty word that s begins with; size 0 where it begins with none.
func cutEmpty(s string) (rest string, size int) {
	for _, w := range empty {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return rest, len(w)
		}
	}
	return s, 0
}
