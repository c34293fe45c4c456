package importers_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
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

// sheetOf is a workbook whose only sheet is written as it stands here.
func sheetOf(t *testing.T, rows string) []byte {
	plain := workbook(t, map[string][][]any{"a": {orderColumns, orderRow("A1", "2025-10-02", 1)}})
	return rewrite(t, plain, func(name string, part []byte) []byte {
		if strings.HasPrefix(name, "xl/worksheets/") {
			return []byte(`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`)
		}
		return part
	})
}

// TestWorkbookCells: cells of every kind that programs write.
func TestWorkbookCells(t *testing.T) {
	head := `<row r="2">`
	for i, name := range []string{"订单编号", "付款时间", "实付金额", "订单状态", "手续费"} {
		head += fmt.Sprintf(`<c r="%c2" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+i, name)
	}
	head += `</row>`
	status := func(row int) string {
		return fmt.Sprintf(`<c r="D%d" t="str"><f>B1</f><v>交易成功</v></c>`, row)
	}
	data := sheetOf(t, head+
		`<row r="3"><c r="A3"><v>481376900000012</v></c><c r="B3" s="1"><v>45932.430902777778</v></c><c r="C3"><f>1+0.1</f><v>1.1000000000000001</v></c>`+status(3)+`</row>`+
		`<row r="5"><c r="A5" t="inlineStr"><is><r><t>B-</t></r><r><t>2</t></r></is></c><c r="B5" t="inlineStr"><is><t>2025-10-02 08:00:01</t></is></c><c r="C5"><v>2</v></c>`+status(5)+`</row>`+
		`<row r="6"><c r="A6"><v>4.81376900000012E+17</v></c><c r="B6"><v>45932.5</v></c><c r="C6"><v>3</v></c>`+status(6)+`</row>`)
	var odd []string
	got := billtest.Result{}
	var err error
	got.Summary, err = importers.Read(t.Context(), mem("x.xlsx", data), bill.Options{}, func(r *bill.Row) error {
		got.Entries = append(got.Entries, r.Entries...)
		for _, n := range r.Notes {
			odd = append(odd, fmt.Sprint(r.Line, n.Code, n.Args))
		}
		if r.Problem != nil {
			odd = append(odd, fmt.Sprint(r.Line, r.Problem.Code, r.Problem.Cell))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got.Check(t,
		"3 order paid at=2025-10-02T10:20:30+08:00 order=481376900000012 gross=110 amount=110 fee=0",
		"5 order paid at=2025-10-02T08:00:01+08:00 order=B-2 gross=200 amount=200 fee=0",
		"6 order paid at=2025-10-02T12:00:00+08:00 order=4.81376900000012E+17 gross=300 amount=300 fee=0",
	)
	if want := []string{"6damaged_id[4.81376900000012E+17]"}; fmt.Sprint(odd) != fmt.Sprint(want) || len(got.Summary.Notes) > 0 {
		t.Errorf("odd %v %v", odd, got.Summary.Notes)
	}
}

// TestFormulasNobodyWorkedOut: programs write formulas without results, or with a
// zero and the request to work them out.
func TestFormulasNobodyWorkedOut(t *testing.T) {
	row := func(amount string) string {
		return `<row r="1"><c r="A1" t="str"><v>订单编号</v></c><c r="B1" t="str"><v>付款时间</v></c><c r="C1" t="str"><v>实付金额</v></c><c r="D1" t="str"><v>订单状态</v></c></row>` +
			strings.Repeat(`<row><c t="str"><v>A</v></c><c><v>45932.5</v></c><c><v>1</v></c><c t="str"><v>交易成功</v></c></row>`, 1500) +
			`<row><c t="str"><v>B</v></c><c><v>45932.5</v></c><c>` + amount + `</c><c t="str"><v>交易成功</v></c></row>`
	}
	for amount, odd := range map[string]bool{
		`<f>1+1</f>`:                      true,
		`<f>1+1</f><v></v>`:               true,
		`<f>1+1</f><v />`:                 true,
		`<f t="shared" si="0"/>`:          true,
		`<f>1+1</f><v>2</v>`:              false,
		`<f t="shared" si="0"/><v>2</v>`:  false,
		`<v>2</v>`:                        false,
		`<f ca="1">1+1</f><v>2</v>`:       false,
		`<f t="array" ref="A1">1</f><v/>`: true,
		`<v>2</v></c><c><f>1</f><v>2</v>`: false,
	} {
		data := sheetOf(t, row(amount))
		s, _, err := read(mem("x.xlsx", data), bill.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(s.Notes) > 0 && s.Notes[len(s.Notes)-1].Code == bill.NoteFormulas; got != odd {
			t.Errorf("%s: notes %v", amount, s.Notes)
		}
	}
	asked := rewrite(t, sheetOf(t, row(`<f>1+1</f><v>0</v>`)), func(name string, part []byte) []byte {
		if name == "xl/workbook.xml" {
			return bytes.Replace(part, []byte("</workbook>"), []byte(`<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>`), 1)
		}
		return part
	})
	if s, _, err := read(mem("x.xlsx", asked), bill.Options{}); err != nil || len(s.Notes) == 0 {
		t.Errorf("zeros to be worked out pass: %v %+v", err, s)
	}
}

func TestWorkbookBombs(t *testing.T) {
	sheet := func(rows string) []byte { return sheetOf(t, rows) }
	plain := sheet("")
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
