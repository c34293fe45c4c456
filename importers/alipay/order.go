package alipay

import (
	"regexp"
	"strings"

	"zhangfang/importers/bill"
)

// orderOf is the order that a movement of the account belongs to. For sellers of
// Taobao 商户订单号 is none: it holds the order's number in one of several ways,
// and rows of fees may tell it in the remark alone.
func orderOf(r *bill.Record) string {
	no := r.ID(merchantOrder)
	if order, ok := taobao(no); ok {
		return order
	}
	if base := r.ID(baseOrder); no == "" || base != "" && internal(no) {
		no = base
	}
	if no == "" {
		no = mainOrder(r.ID(shopOrder))
	}
	if no == "" {
		no = commission(r.Text(note))
	}
	return no
}

// taobao reads the number of an order of Taobao from a 商户订单号:
// T200P5116032541422009305, CAE_POINT_5116032541422009305_1, HJCAE==1==2==5116032541422009305.
func taobao(no string) (order string, ok bool) {
	switch {
	case strings.HasPrefix(no, "T"):
		digits, rest, ok := strings.Cut(no[1:], "P")
		return rest, ok && len(digits) <= 4 && allDigits(digits) && isOrder(rest)
	case strings.HasPrefix(no, "HJ"):
		return part(no, "==", 3)
	case internal(no):
		return part(no, "_", 2)
	}
	return "", false
}

// internal tells whether a 商户订单号 is a number that Taobao made for a fee.
func internal(no string) bool {
	return strings.HasPrefix(no, "CAE_") || strings.HasPrefix(no, "GXFZ_") || strings.HasPrefix(no, "HJ")
}

func part(no, sep string, n int) (string, bool) {
	parts := strings.Split(no, sep)
	if n >= len(parts) {
		return "", false
	}
	return parts[n], isOrder(parts[n])
}

// isOrder tells whether a number is long enough for an order of Taobao.
func isOrder(s string) bool { return len(s) >= 10 && allDigits(s) }

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// shopNumbers is how 业务订单号 begins for a shop: its main order, then its part and
// the business's own number, M{1}|S{2}|O{3}; the braces may be missing.
var shopNumbers = regexp.MustCompile(`^M(?:\{([^{}|]+)\}|([^{}|]+)\|)`)

// mainOrder is the main order of a 业务订单号, or the whole where it has no parts.
func mainOrder(no string) string {
	if m := shopNumbers.FindStringSubmatch(no); m != nil {
		return m[1] + m[2]
	}
	if strings.ContainsAny(no, "{|") {
		return ""
	}
	return no
}

// commissionNote is how the remark of a commission names the order.
var commissionNote = regexp.MustCompile(`淘宝客佣金(?:代扣|退)款\[(\d{10,})\]`)

func commission(remark string) string {
	if m := commissionNote.FindStringSubmatch(remark); m != nil {
		return m[1]
	}
	return ""
}
