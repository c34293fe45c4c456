package report

import (
	"io"

	"zhangfang/app/book"
)

// kingdeeColumns are those of the voucher template of 金蝶精斗云 (凭证 → 导入凭证 →
// 下载模板), in its order: the same headings are listed for its exports by
// github.com/promise96319/ReportingSystem (src/constant/importedDataKey.js). KIS maps
// columns by hand and takes the same file.
func kingdeeColumns() []string {
	return []string{"日期", "凭证字", "凭证号", "附件数", "分录序号", "摘要", "科目代码", "科目名称", "借方金额", "贷方金额",
		"客户", "供应商", "职员", "项目", "部门", "存货", "自定义辅助核算类别", "自定义辅助核算编码", "数量", "单价", "原币金额", "币别", "汇率"}
}

// voucherWord is the kind of voucher (凭证字): 记, the general one.
const voucherWord = "记"

// kingdee writes the vouchers as a workbook for 金蝶. Amounts are numbers.
func kingdee(w io.Writer, j *book.Journal) error {
	header := kingdeeColumns()
	return XLSX(w, "凭证", header, func(yield func([]Value, error) bool) {
		row := make([]Value, len(header))
		for i := range j.Vouchers {
			v := &j.Vouchers[i]
			for n, p := range v.Postings {
				clear(row)
				copy(row, []Value{Text(v.Day.String()), Text(voucherWord), Count(v.No), Count(0), Count(n + 1),
					Text(oneLine(p.Memo)), Text(oneLine(p.Code)), Text(oneLine(p.Name))})
				row[8] = Amount(max(p.Amount, 0), v.Currency)
				row[9] = Amount(max(-p.Amount, 0), v.Currency)
				if !yield(row, nil) {
					return
				}
			}
		}
	})
}
