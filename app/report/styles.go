package report

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// look is how a cell of a workbook looks.
type look struct {
	format string // number format; "" for text
	bold   bool
	header bool // a table's header
	total  bool // a table's total, under a line
	title  bool // of a sheet
	small  bool // a remark
	wrap   bool
	right  bool
}

// styles makes each look of a workbook once.
type styles struct {
	file *excelize.File
	ids  map[look]int
}

func newStyles(file *excelize.File) *styles { return &styles{file, map[look]int{}} }

func (s *styles) id(l look) (int, error) {
	if l == (look{}) {
		return 0, nil
	}
	if id, ok := s.ids[l]; ok {
		return id, nil
	}
	style := &excelize.Style{
		Font:      &excelize.Font{Bold: l.bold || l.header || l.total || l.title, Size: 11},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: l.wrap || l.header},
	}
	if l.format != "" {
		style.CustomNumFmt = &l.format
	}
	if l.right {
		style.Alignment.Horizontal = "right"
	}
	switch {
	case l.title:
		style.Font.Size = 16
	case l.small:
		style.Font.Size, style.Font.Color = 9, grey.hex()
	case l.header:
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{tint.hex()}}
		style.Border = []excelize.Border{{Type: "bottom", Style: 1, Color: grey.hex()}}
	case l.total:
		style.Border = []excelize.Border{{Type: "top", Style: 1, Color: ink.hex()}}
	}
	id, err := s.file.NewStyle(style)
	if err == nil {
		s.ids[l] = id
	}
	return id, err
}

// exportFormat is the number format of a value for machines: digits only.
func exportFormat(v Value) string {
	if v.kind != amountValue {
		return ""
	}
	return "0" + decimals(v.money().Currency.Digits())
}

// readFormat is the number format under which a spreadsheet shows a value as
// String does.
func readFormat(v Value) string {
	switch v.kind {
	case amountValue:
		m := v.money()
		m.Minor = 0
		symbol, _, _ := strings.Cut(m.String(), "0")
		format := `"` + symbol + `"#,##0` + decimals(m.Currency.Digits())
		return format + ";-" + format
	case countValue:
		return "#,##0"
	case shareValue, shareDownValue:
		return "0" + decimals(int32(v.digits)) + "%"
	}
	return ""
}

func decimals(n int32) string {
	if n <= 0 {
		return ""
	}
	return "." + strings.Repeat("0", int(n))
}

// cellValue is a value as excelize takes it.
func cellValue(v Value) any {
	if f, ok := v.number(); ok {
		return f
	}
	if v.isNumber() {
		return v.String()
	}
	return harmless(v.text)
}

// frozen keeps the first rows in view.
func frozen(rows int) *excelize.Panes {
	cell, _ := excelize.CoordinatesToCellName(1, rows+1)
	return &excelize.Panes{Freeze: true, YSplit: rows, TopLeftCell: cell, ActivePane: "bottomLeft"}
}
