package importers_test

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// withDimension writes the parts of a workbook again, with a dimension that says
// one cell.
func withDimension(t *testing.T, data []byte) []byte {
	return rewrite(t, data, func(name string, part []byte) []byte {
		if strings.HasPrefix(name, "xl/worksheets/") {
			part = regexp.MustCompile(`<dimension[^>]*>(</dimension>)?`).ReplaceAll(part, nil)
			part = bytes.Replace(part, []byte("<sheetData>"), []byte(`<dimension ref="A1:A1"/><sheetData>`), 1)
		}
		return part
	})
}

func rewrite(t *testing.T, data []byte, change func(name string, part []byte) []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var parts []part
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part{name: f.Name, data: change(f.Name, b)})
	}
	return zipOf(t, parts...)
}

func TestWorkbookBombs(t *testing.T) {
	plain := workbook(t, map[string][][]any{"a": {{"订单编号", "付款时间", "实付金额", "订单状态"}, {"A1", "2025-10-02 08:00:00", 1, "交易成功"}}})
	sheet := func(rows string) []byte {
		return rewrite(t, plain, func(name string, part []byte) []byte {
			if strings.HasPrefix(name, "xl/worksheets/") {
				return []byte(`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`)
			}
			return part
		})
	}
	entities := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>`
	tests := []struct {
		name string
		data []byte
	}{
		{"a sheet of blanks", sheet(strings.Repeat(" ", 32<<20))},
		{"a cell far out", sheet(`<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>`)},
		{"a row that is none", sheet(`<row r="99999999999"><c r="ZZZZZZ1"><v>x</v></c></row>`)},
		{"a missing string", sheet(`<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>`)},
		{"entities", sheet(entities)},
		{"no sheets", rewrite(t, plain, func(name string, part []byte) []byte {
			if name == "xl/workbook.xml" {
				return []byte("<workbook/>")
			}
			return part
		})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, _, err := read(mem("x.xlsx", tt.data), bill.Options{}); book.CodeOf(err) == "" {
				t.Errorf("not refused: %v", err)
			}
		})
	}
}
