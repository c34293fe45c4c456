package report

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"

	"zhangfang/app/book"
)

// yonyouTail is what follows the rate in a line of 用友's format: who made it,
// settlement, departments, people, customers, projects and self-made items, all of
// them empty or 0.
const yonyouTail = ",,,,,,,,,,,,,,,,,0,,0,,,,,,,,,0,0,0,0,0,,0,0,0,0"

// yonyou writes the text file that 用友 T3, T6 and U8 take under 总账工具 → 凭证引入:
// a first line with the version, then a line per posting: date, kind, number,
// attachments, memo, account, debit, credit, quantity, foreign amount, rate and more
// than thirty fields that a shop leaves empty. GBK, since those programs read what
// Windows in China calls its own. Source: the documentation of that interface
// (总账接口, 填制凭证,V800), as programs that write it quote it field by field, such as
// the VoucherController of XYD (制单日期, 凭证类别字, 凭证号, 附单据数, 摘要, 科目, 借方, 贷方,
// 数量, 外币, 汇率 ...). 好会计 and T+ take 金蝶's workbook with their headings mapped.
func yonyou(w io.Writer, j *book.Journal) error {
	gbk := encoding.ReplaceUnsupported(simplifiedchinese.GBK.NewEncoder()).Writer(w)
	out := bufio.NewWriter(gbk)
	out.WriteString("填制凭证,V800\r\n") // the first error stays with the writer until Flush
	for i := range j.Vouchers {
		v := &j.Vouchers[i]
		for _, p := range v.Postings {
			out.WriteString(strings.Join([]string{
				v.Day.String(), voucherWord, strconv.Itoa(v.No), "0", yonyouText(p.Memo), yonyouText(p.Code),
				plain(max(p.Amount, 0), v.Currency), plain(max(-p.Amount, 0), v.Currency), "", "0", "",
			}, ",") + yonyouTail + "\r\n")
		}
	}
	return out.Flush()
}

// yonyouText is a text without what would break a line into other fields: the
// format knows no quotes.
func yonyouText(s string) string {
	return strings.NewReplacer(",", "，", `"`, "”").Replace(oneLine(s))
}
