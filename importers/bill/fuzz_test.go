package bill_test

import (
	"bytes"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

// told fails where an error does not say what is wrong, or a reader panicked.
func told(t *testing.T, err error) {
	t.Helper()
	if err != nil && book.CodeOf(err) == "" {
		t.Errorf("refused without a reason: %v", err)
	}
}

// FuzzBIFF reads the records of an old workbook, whatever is around them.
func FuzzBIFF(f *testing.F) {
	rows := [][]any{{"订单编号", billtest.Inline("x"), 1.5, billtest.RK(3), true, billtest.Formula{Made: "y"}, billtest.Formula{Made: 2.0}}}
	f.Add(billtest.Join(billtest.Records(0x0600, billtest.XLSheet{Name: "a", Rows: rows})))
	f.Add(billtest.Join(billtest.Records(0x0500, billtest.XLSheet{Name: "a", Rows: rows[:1]})))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _, err := grid(t, billtest.Compound("Workbook", data), 0)
		told(t, err)
	})
}

// FuzzPage reads the tables of a page.
func FuzzPage(f *testing.F) {
	f.Add([]byte("<html><table><tr><td rowspan=2 colspan=3>a<td>b</tr><tr><th>c<table><tr><td>d</table></table>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lines, _, err := grid(t, append([]byte("<html>"), data...), 0)
		told(t, err)
		for i, line := range lines {
			if i > 0 && line < lines[i-1] || line > bytes.Count(data, []byte("\n"))+1 {
				t.Errorf("rows at lines %v", lines)
			}
		}
	})
}

// FuzzOpen reads bytes of any kind, view by view.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("@a\n2025-10-01 1\n@b\n"))
	f.Add(billtest.XLS(billtest.XLSheet{Name: "a", Rows: [][]any{{"x", 1.0}}}))
	f.Add([]byte("a,b\n1,2\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := bill.Open(t.Context(), billtest.File("x", data), bill.Options{}, notes{})
		if err != nil {
			told(t, err)
			return
		}
		defer d.Close()
		for i := range d.Views() {
			_, _, err := walk(t, d, i)
			told(t, err)
		}
	})
}
