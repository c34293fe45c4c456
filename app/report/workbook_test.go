package report

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func workbookOf(t testing.TB, f Figures, locale string) *excelize.File {
	t.Helper()
	var out bytes.Buffer
	if err := Workbook(&out, f, newText(t, locale), printed); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

func TestWorkbookTellsTheModel(t *testing.T) {
	for name, f := range map[string]Figures{"october": october(), "mixed": mixed(), "empty": emptyMonth()} {
		for _, locale := range []string{"zh", "en"} {
			t.Run(name+"."+locale, func(t *testing.T) {
				doc, err := Model(f, newText(t, locale), printed)
				if err != nil {
					t.Fatal(err)
				}
				file := workbookOf(t, f, locale)
				sheets := map[string][][]string{}
				for _, s := range doc.Sections {
					for _, table := range s.Tables {
						if sheets[s.Sheet] == nil {
							if sheets[s.Sheet], err = file.GetRows(s.Sheet); err != nil {
								t.Fatal(err)
							}
						}
						for _, r := range table.Rows {
							if !slices.ContainsFunc(sheets[s.Sheet], func(row []string) bool { return shows(row, r) }) {
								t.Errorf("%s: no row %v", s.Sheet, r.Cells)
							}
						}
					}
				}
			})
		}
	}
}

// shows tells whether a row of a sheet reads like a row of the model.
func shows(row []string, r Row) bool {
	for i, v := range r.Cells {
		got := ""
		if i < len(row) {
			got = row[i]
		}
		if got != v.String() {
			return false
		}
	}
	return true
}

// Every formula, computed, is the figure that stands in its cell, whatever the period.
func TestWorkbookFormulas(t *testing.T) {
	for name, f := range map[string]Figures{"month": october(), "quarter": quarter(), "year": year(), "mixed": mixed()} {
		t.Run(name, func(t *testing.T) { formulasHold(t, workbookOf(t, f, "zh")) })
	}
}

func formulasHold(t *testing.T, file *excelize.File) {
	t.Helper()
	formulas := 0
	for _, sheet := range file.GetSheetList() {
		rows, err := file.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x := range row {
				at, _ := excelize.CoordinatesToCellName(x+1, y+1)
				f, err := file.GetCellFormula(sheet, at)
				if err != nil {
					t.Fatal(err)
				}
				if f == "" {
					continue
				}
				formulas++
				stands, _ := file.GetCellValue(sheet, at)
				computed, err := file.CalcCellValue(sheet, at)
				if err != nil || computed != stands {
					t.Errorf("%s!%s: %s is %q, the cell shows %q (%v)", sheet, at, f, computed, stands, err)
				}
			}
		}
	}
	if formulas < 70 {
		t.Errorf("%d formulas only", formulas)
	}
}

func TestWorkbookShape(t *testing.T) {
	file := workbookOf(t, october(), "zh")
	if got, want := strings.Join(file.GetSheetList(), " "), "汇总 渠道 银行 差异 差异明细 每日 对账进度"; got != want {
		t.Errorf("sheets %q, want %q", got, want)
	}
	panes, err := file.GetPanes("每日")
	if err != nil || !panes.Freeze || panes.YSplit != 6 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	titles := map[string]string{}
	for _, n := range file.GetDefinedName() {
		titles[n.Scope] = n.RefersTo
	}
	footer, err := file.GetHeaderFooter("每日")
	if err != nil || footer == nil || !strings.Contains(footer.OddFooter, "&P / &N") || titles["每日"] != "'每日'!$6:$6" {
		t.Errorf("printing: %+v, header rows %v, %v", footer, titles, err)
	}
	if header, _ := file.GetCellValue("每日", "A6"); header != "日期" {
		t.Errorf("the frozen header is %q", header)
	}
	if kind, _ := file.GetCellType("每日", "C7"); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
		t.Errorf("an amount is of type %v", kind)
	}
	if raw, _ := file.GetCellValue("每日", "C7", excelize.Options{RawCellValue: true}); raw != "32641.6" {
		t.Errorf("raw amount %q", raw)
	}
	onDays := 0
	charts := 0
	file.Pkg.Range(func(part, xml any) bool {
		if strings.HasPrefix(part.(string), "xl/charts/chart") {
			charts++
			if strings.Contains(string(xml.([]byte)), "每日&#39;!$A$7:$A$37") {
				onDays++
			}
		}
		return true
	})
	if charts != 6 || onDays != 2 {
		t.Errorf("%d charts, %d of the days", charts, onDays)
	}
}

// A name that a spreadsheet would run is made harmless here too.
func TestWorkbookIsHarmless(t *testing.T) {
	f := october()
	f.Channels[0].Channel.Name = "=HYPERLINK(1)"
	f.Worst[0].OrderNo = "@SUM(1)"
	rows, err := workbookOf(t, f, "zh").GetRows("渠道")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(rows, func(r []string) bool { return len(r) > 0 && r[0] == "'=HYPERLINK(1)" }) {
		t.Error("the channel's name runs")
	}
}

func BenchmarkWorkbook(b *testing.B) {
	f, text := october(), newText(b, "zh")
	for b.Loop() {
		if err := Workbook(io.Discard, f, text, printed); err != nil {
			b.Fatal(err)
		}
	}
}
