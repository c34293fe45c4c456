package app_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// months is a workbook of two sheets, a bill each, and a page that is none.
func months(t *testing.T) string {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	head := []any{"订单编号", "付款时间", "实付金额", "订单状态"}
	for name, rows := range map[string][][]any{
		"九月": {head, {"A1", "2025-09-02 08:00:00", 1, "交易成功"}},
		"十月": {head, {"A2", "2025-10-02 08:00:00", 2, "交易成功"}, {"A3", "2025-10-03 08:00:00", 3, "交易成功"}},
	} {
		if _, err := x.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			cell, err := excelize.CoordinatesToCellName(1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := x.SetSheetRow(name, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := x.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestABatchForEverySheet: the bills of a workbook go in each by itself, are
// known when they come again, and are undone one by one.
func TestABatchForEverySheet(t *testing.T) {
	path := months(t)
	b := emptyBook(t)
	batches := map[string]book.BatchID{}
	for _, r := range bring(t, b, intake.Options{}, path) {
		if r.State != book.ReceiptApplied || r.Path != path {
			t.Errorf("%s: %s %v", r.File, r.State, r.Problem)
		}
		batches[r.File] = r.Batch
	}
	if len(batches) != 2 || rows(t, b) != 3 {
		t.Fatalf("batches %v of %d rows", batches, rows(t, b))
	}
	for _, r := range bring(t, b, intake.Options{}, path) {
		if r.State != book.ReceiptKnown || r.New != 0 {
			t.Errorf("%s again: %s", r.File, r.State)
		}
	}
	if _, err := b.Intake.Undo(context.Background(), batches["book.xlsx!十月"]); err != nil {
		t.Fatal(err)
	}
	if n := rows(t, b); n != 1 {
		t.Errorf("%d rows without October", n)
	}
	again := 0
	for _, r := range bring(t, b, intake.Options{}, path) {
		again += r.New
	}
	if again != 2 || rows(t, b) != 3 {
		t.Errorf("%d rows came again", again)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if r := bring(t, b, intake.Options{}, path)[0]; r.State != book.ReceiptRefused {
		t.Errorf("a workbook that is gone: %s", r.State)
	}
}
