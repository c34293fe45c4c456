package importers_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

// survives reads bytes that may be anything: they make rows in order, or are
// refused for a reason that is no defect of a reader.
func survives(t *testing.T, f bill.File) {
	t.Helper()
	last := 0
	s, err := importers.Read(t.Context(), f, bill.Options{}, func(r *bill.Row) error {
		if r.Line < last {
			t.Errorf("line %d behind line %d", r.Line, last)
		}
		if last = r.Line; r.Problem != nil && len(r.Entries) > 0 {
			t.Errorf("line %d is refused and makes entries", r.Line)
		}
		return nil
	})
	var p *book.Problem
	switch {
	case err == nil && (s == nil || s.Format == "" || s.SHA256 == ""):
		t.Errorf("no summary: %+v", s)
	case err != nil && (!errors.As(err, &p) || p.Code == ""):
		t.Errorf("refused without a reason: %v", err)
	case err != nil && strings.Contains(err.Error(), "panicked"):
		t.Error(err)
	}
}

// all reads a file, and each of its parts.
func all(t *testing.T, f bill.File) {
	t.Helper()
	survives(t, f)
	parts, err := importers.Parts(context.Background(), f, bill.Options{})
	if err != nil {
		return
	}
	for _, p := range parts[:min(len(parts), 3)] {
		survives(t, p)
	}
}

// FuzzSheet reads workbooks, old and new, and tables in pages.
func FuzzSheet(f *testing.F) {
	var t testing.T
	rows := [][]any{orderColumns, orderRow("A1", "2025-10-02", "1")}
	f.Add(workbook(&t, map[string][][]any{"a": rows}))
	f.Add(workbook(&t, map[string][][]any{"a": rows, "b": rows}))
	f.Add(billtest.XLS(billtest.XLSheet{Name: "a", Rows: rows}, billtest.XLSheet{Name: "b", Rows: rows}))
	f.Add([]byte("<html><table><tr><th>订单编号<th>付款时间<th>实付金额<th>订单状态<tr><td>A1<td>2025-10-02 08:00:00<td>1<td>交易成功</table>"))
	f.Fuzz(func(t *testing.T, data []byte) { all(t, mem("x", data)) })
}

// FuzzText reads tables in text of any charset.
func FuzzText(f *testing.F) {
	for _, text := range []string{orderSheet, wechatBill(2), alipayHead, "日期;摘要;收入;支出\r2025-10-01;\"x\ny\";\"1,000.00\";\r", "日期\t金额\t摘要\n03/04/2025\t(8.00)\tx\n"} {
		f.Add([]byte(text))
		f.Add(gbk(f, text))
		f.Add([]byte("\xff\xfe" + utf16le(text)))
	}
	f.Fuzz(func(t *testing.T, data []byte) { all(t, mem("x", data)) })
}

func utf16le(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

// FuzzZip expands a file on disk and reads what is in it.
func FuzzZip(f *testing.F) {
	var t testing.T
	sheet := part{name: "a.csv", data: []byte(orderSheet)}
	f.Add(zipOf(&t, sheet, part{name: string(gbk(f, "账单.csv")), data: gbk(f, orderSheet), raw: true}))
	f.Add(zipOf(&t, part{name: "inner.zip", data: zipOf(&t, sheet)}, part{name: "d/x.gz", data: gzipped(&t, sheet.data)}))
	f.Add(gzipped(&t, sheet.data))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, refused, files := expand(t, write(t, t.TempDir(), "x.zip", data))
		if len(refused)+len(files) == 0 {
			t.Error("nothing is told of the file")
		}
		for _, file := range files {
			survives(t, file)
		}
	})
}
