package importers

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// other is a format that is known and not understood yet. Its columns, in the
// form of bill.Name, tell it; the code says what it is and what to do.
type other struct {
	code    string
	columns []string
}

// others are looked for before the sheets that are read by the names of their
// columns alone, so that none of these is taken for one.
var others = []other{
	{"summary_only", []string{"交易订单总笔数", "退款订单总笔数"}},
	{"summary_only", []string{"收入笔数", "支出笔数", "总金额"}},
	{"unsupported.credit_card", []string{"卡号末四位", "交易摘要"}},
	{"unsupported.credit_card", []string{"卡号后四位", "交易描述"}},
	{"unsupported.credit_card", []string{"卡末四位", "结算金额"}},
}

// foreign is the code of a known format that is not understood, "" for none.
func foreign(head *bill.Head) string {
	for i := range head.Rows {
		for _, o := range others {
			if head.Has(i, o.columns...) {
				return o.code
			}
		}
	}
	return ""
}

// unknown says why no format was found: what the file is, or which columns were
// seen and which the likeliest format lacks.
func unknown(views []bill.View) *book.Problem {
	for _, v := range views {
		if code := foreign(bill.NewHead(v.Head)); code != "" {
			return &book.Problem{Code: code}
		}
	}
	for _, v := range views {
		if mojibake(v.Head) {
			return &book.Problem{Code: bill.CodeMojibake}
		}
	}
	best := guess{}
	for _, v := range views {
		for _, fm := range formats() {
			t, ok := fm.(*bill.Table)
			if !ok {
				continue
			}
			if g := closest(t, v.Head); g.known > best.known || g.known == best.known && len(g.missing) < len(best.missing) {
				best = g
			}
		}
	}
	if best.known < 2 {
		return noTable(views)
	}
	return &book.Problem{Code: "unknown_format", Args: []string{
		strings.Join(best.seen, "、"), strings.Join(best.missing, "、"),
	}}
}

// guess is how near a row comes to the header of a format.
type guess struct {
	known   int      // columns that the format knows
	seen    []string // all columns of the row, a dozen at most
	missing []string // columns that the format lacks
}

func closest(t *bill.Table, head [][]string) guess {
	best := guess{}
	for _, cells := range head {
		h, missing := bill.MapHeader(cells, t.Columns)
		known := 0
		for f := range t.Columns {
			if h.Has(bill.Field(f)) {
				known++
			}
		}
		if known <= best.known {
			continue
		}
		if len(missing) == 0 {
			missing = t.Lacks(h)
		}
		best = guess{known: known, missing: missing}
		for _, c := range h.Cells {
			if c != "" && len(best.seen) < 12 {
				best.seen = append(best.seen, c)
			}
		}
	}
	return best
}

// noTable is the refusal of text in which no row looks like a header; it tells
// the row with the most cells.
func noTable(views []bill.View) *book.Problem {
	var most []string
	for _, v := range views {
		for _, cells := range v.Head {
			if n, _ := bill.Filled(cells); n > len(most) {
				most = nil
				for _, c := range cells {
					if c = strings.TrimSpace(c); c != "" {
						most = append(most, c)
					}
				}
			}
		}
	}
	if len(most) < 2 {
		return &book.Problem{Code: bill.CodeNoTable}
	}
	seen := []rune(strings.Join(most[:min(len(most), 8)], "、"))
	return &book.Problem{Code: "no_header", Args: []string{string(seen[:min(len(seen), 80)])}}
}

// mojibake tells whether a header is UTF-8 that was taken for GBK and saved
// again: turned back into GBK, its bytes are UTF-8 once more.
func mojibake(head [][]string) bool {
	odd, all := 0, 0
	for _, cells := range head {
		for _, c := range cells {
			if strings.IndexFunc(c, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
				continue
			}
			all++
			b, err := simplifiedchinese.GBK.NewEncoder().String(strings.TrimPrefix(c, "\ufeff"))
			if err == nil && len(b) > 3 && utf8.ValidString(b[:len(b)-len(b)%3]) {
				odd++
			}
		}
	}
	return odd >= 3 && odd*2 > all
}
