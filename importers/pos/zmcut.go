package pos

import "strings"

// zmField is a field of a line: its name, which becomes the column's, and its
// width in bytes.
type zmField struct {
	name  string
	width int
}

// zmFields returns the fields of a line, in order.
func zmFields() []zmField {
	return []zmField{
		{"交易代码", 3}, {"代理机构标识码", 11}, {"发送机构标识码", 11}, {"系统跟踪号", 6}, {"交易传输时间", 10}, {"帐号", 19}, {"交易金额(分)", 12},
		{"商户类别", 4}, {"终端类型", 2}, {"查询流水号", 21}, {"支付方式(旧)", 2}, {"商户订单号", 32}, {"支付卡类型", 2}, {"原始交易的系统跟踪号", 6},
		{"原始交易日期时间", 10}, {"商户手续费", 13}, {"结算金额", 13}, {"支付方式", 4}, {"集团商户代码", 15}, {"交易类型", 2}, {"交易子类", 2}, {"业务类型", 6},
		{"帐号类型", 2}, {"账单类型", 4}, {"账单号码", 32}, {"交互方式", 1}, {"原交易查询流水号", 21}, {"商户代码", 15}, {"分账入账方式", 1}, {"二级商户代码", 15},
		{"二级商户简称", 32}, {"二级商户分账入账金额", 13}, {"清算净额", 13}, {"终端号", 8}, {"商户自定义域", 32}, {"优惠金额", 13}, {"发票金额", 13},
		{"分期付款附加手续费", 12}, {"分期付款期数", 2}, {"交易介质", 1}, {"原始交易订单号", 32},
	}
}

// The places of the fields that tell the file and part it.
const (
	zmAmountAt   = 6
	zmFeeAt      = 15
	zmMerchantAt = 27
)

// zmGaps are the gaps between fields, in bytes.
const zmGaps = 2

// zmCut cuts lines by the widths, with so many bytes between two fields.
type zmCut struct {
	fields []zmField
	gap    int
}

// cut appends the fields of a line to dst, as they stand; what it returns is
// shorter than the fields where the line is.
func (c zmCut) cut(dst []string, line string) []string {
	for i, f := range c.fields {
		if i > 0 {
			if len(line) < c.gap || strings.Trim(line[:c.gap], " ") != "" {
				return dst
			}
			line = line[c.gap:]
		}
		if len(line) < f.width {
			return dst
		}
		dst = append(dst, line[:f.width])
		line = line[f.width:]
	}
	return dst
}

// fits tells whether a line is one of the bill: digits where the amount stands,
// and a sign of the fee.
func (c zmCut) fits(line string) bool {
	f := c.cut(nil, line)
	return len(f) == len(c.fields) && digits(f[zmAmountAt]) && (f[zmFeeAt][0] == 'C' || f[zmFeeAt][0] == 'D') && digits(f[zmFeeAt][1:])
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// zmCutOf is the cut under which a line is one of the bill.
func zmCutOf(line string) (zmCut, bool) {
	for gap := range zmGaps {
		if c := (zmCut{zmFields(), gap}); c.fits(line) {
			return c, true
		}
	}
	return zmCut{}, false
}
